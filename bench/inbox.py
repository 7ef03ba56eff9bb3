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
    "inbox, one stage": "/petugas/kasus?stage=review",
    "inbox, overdue": "/petugas/kasus?overdue=yes",
}
TIMES = 40


def measure(folder: Path) -> Iterator[str]:
    """One row per size and filter."""
    with minimal(folder / "minimal") as small:
        page = partial(Client(small.base).get, "/")
        for size in SIZES:
            fill = partial(fill_register, cases=size)
            with real(folder / str(size), before=fill) as place:
                cookie = {"Cookie": signed_in(place, place.cast.budi)}
                client = Client(place.base)
                for what, path in PATHS.items():
                    assert client.get(path, cookie).status == 200
                    ours = milliseconds(partial(client.get, path, cookie), TIMES)
                    other = milliseconds(page, TIMES)
                    yield line(f"{what}, {size:,} cases", ours, "ms", "minimal page", other)
