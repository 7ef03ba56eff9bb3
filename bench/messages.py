"""What the two pages of a case cost with 1, 10 and 50 messages."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.client import Client, read_page
from bench.places import minimal, real, signed_in
from bench.submissions import VALUES
from bench.timing import line, milliseconds

STEPS = (1, 10, 50)
TIMES = 20


def measure(folder: Path) -> Iterator[str]:
    """Two rows per number of messages, beside a page of twenty lines."""
    with real(folder / "real") as place, minimal(folder / "minimal") as small:
        sari, office = Client(place.base), Client(place.base)
        code = sari.submit("/lapor/wbs", VALUES)
        form, _ = read_page(sari.get("/lacak").text)
        entered = sari.post("/lacak", form.values | {"tracking_code": code})
        tracking = {"Cookie": entered.headers["set-cookie"].split(";", 1)[0]}
        cookie = {"Cookie": signed_in(place, place.cast.budi)}
        path = _only_case(office.get("/petugas/kasus", cookie).text)
        written = 0
        for step in STEPS:
            while written < step:
                written += 1
                _write(sari, tracking, f"Satu lagi, yang ke-{written}.")
            other = milliseconds(partial(Client(small.base).get, "/"), TIMES)
            for whose, client, page, held in (
                ("officer's", office, path, cookie),
                ("reporter's", sari, "/lacak", tracking),
            ):
                ours = milliseconds(partial(client.get, page, held), TIMES)
                what = f"{whose} case page, {step} message{'s' if step > 1 else ''}"
                yield line(what, ours, "ms", "page of twenty lines", other)


def _write(sari: Client, tracking: dict[str, str], text: str) -> None:
    form, _ = read_page(sari.get("/lacak", tracking).text)
    answer = sari.post(form.action, form.values | {"message": text}, headers=tracking)
    assert answer.status == 303, answer.status


def _only_case(page: str) -> str:
    found = re.search(r'href="(/petugas/kasus/[0-9a-f]{32})"', page)
    assert found is not None, "the list shows no case"
    return found[1]
