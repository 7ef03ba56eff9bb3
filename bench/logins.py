"""Whether the time of a refused login tells a known name from an unknown one."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.client import Answer, Client, read_page
from bench.places import real
from bench.timing import line, milliseconds

TIMES = 30


def measure(folder: Path) -> Iterator[str]:
    """One row: a wrong password of a known name beside an unknown name."""
    with real(folder / "real") as place:
        client = Client(place.base)
        page = client.get("/petugas/masuk")
        form, _ = read_page(page.text)
        cookie = {"Cookie": page.headers["set-cookie"].split(";", 1)[0]}

        def attempt(name: str) -> Answer:
            values = {"username": name, "password": "salah sekali ini", "otp": "000000"}
            return client.post("/petugas/masuk", form.values | values, headers=cookie)

        known = milliseconds(partial(attempt, "budi"), TIMES)
        unknown = milliseconds(partial(attempt, "bukan-siapa"), TIMES)
        yield line("refused login, known name", known, "ms", "unknown name", unknown)
