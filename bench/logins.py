"""Whether the time of a refused login tells a known name from an unknown one."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bench.client import Answer, Client, read_page
from bench.places import real
from bench.timing import line

TIMES = 100
NAMES = ("budi", "bukan-siapa")


def measure(folder: Path) -> Iterator[str]:
    """One row: a wrong password of a known name beside an unknown one, in turns.

    Under the cheapest profile, so that the derivation hides nothing of the rest.
    """
    with real(folder / "real") as place:
        client = Client(place.base)
        page = client.get("/petugas/masuk")
        form, _ = read_page(page.text)
        cookie = {"Cookie": page.headers["set-cookie"].split(";", 1)[0]}

        def attempt(name: str) -> Answer:
            values = {"username": name, "password": "salah sekali ini", "otp": "000000"}
            return client.post("/petugas/masuk", form.values | values, headers=cookie)

        taken: dict[str, list[float]] = {name: [] for name in NAMES}
        for n in range(2 * TIMES):
            name = NAMES[n % 2]
            began = time.perf_counter()
            attempt(name)
            taken[name].append((time.perf_counter() - began) * 1000)
        known, unknown = (statistics.median(taken[name]) for name in NAMES)
        yield line("refused login, known name", known, "ms", "unknown name", unknown)
