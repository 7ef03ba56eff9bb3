"""The inbox at 1,000 and at 100,000 cases, beside a page of twenty lines."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.client import Client
from bench.fill import fill_register
from bench.places import minimal, real, signed_in
from bench.timing import line, milliseconds

SIZES = (1_000, 100_000)
PATHS = {
    "inbox": "/petugas/kasus",
    "inbox, all standings": "/petugas/kasus?standing=all",
    "inbox, late ones": "/petugas/kasus?standing=overdue",
    "inbox, one stage": "/petugas/kasus?stage=review",
    "inbox, one unit": "/petugas/kasus?unit=satker-1",
}
NEXT = "inbox, the page after"
TIMES = 30


def measure(folder: Path) -> Iterator[str]:
    """One row per size and filter."""
    with minimal(folder / "minimal") as small:
        for size in SIZES:
            fill = partial(fill_register, cases=size)
            with real(folder / str(size), before=fill) as place:
                cookie = {"Cookie": signed_in(place, place.cast.budi)}
                client = Client(place.base)
                after = _after(client.get(PATHS["inbox"], cookie).text)
                for what, path in (PATHS | {NEXT: after}).items():
                    assert client.get(path, cookie).status == 200
                    ours = milliseconds(partial(client.get, path, cookie), TIMES)
                    other = milliseconds(partial(Client(small.base).get, "/"), TIMES)
                    yield line(f"{what}, {size:,}", ours, "ms", "page of twenty lines", other)


def _after(page: str) -> str:
    """Where the link to the following page leads."""
    return "/petugas/kasus?after=" + page.split("?after=", 1)[1].split('"', 1)[0]
