"""Reports per second, form to code, with one client and with eight; none may be lost."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from bench.client import Client
from bench.places import minimal, real
from bench.server import Server
from bench.timing import line, per_second
from tests.stories.installation import Installation
from tests.stories.navigators import REPORT
from wbs.store.schema_cases import CaseRow

EACH = 60
VALUES = REPORT | {"unit": "satker-1", "category": "korupsi"}


def _ours(base: str) -> int:
    client = Client(base)
    for _ in range(EACH):
        client.submit("/lapor/wbs", VALUES)
    client.close()
    return EACH


def _theirs(base: str) -> int:
    client = Client(base)
    for _ in range(EACH):
        client.get("/")
        client.post("/", VALUES)
        client.post("/", VALUES)
    client.close()
    return EACH


def measure(folder: Path) -> Iterator[str]:
    """One row per number of clients, then processor time, then what was stored."""
    with real(folder / "real") as place, minimal(folder / "minimal") as small:
        for clients in (1, 8):
            ours = _rate(_ours, place.server, clients)
            other = _rate(_theirs, small, clients)
            what = f"reports/s, {clients} client{'s' if clients > 1 else ''}"
            yield line(what, ours[0], "/s", "minimal: page and two seals", other[0])
            yield line("  server processor time each", ours[1], "ms", "minimal", other[1])
        yield f"submitted {EACH * 9}, stored {_stored(place)}"


def _rate(act: Callable[[str], int], server: Server, clients: int) -> tuple[float, float]:
    Client(server.base).get("/")
    before = server.cpu_seconds()
    rate = per_second([partial(act, server.base)] * clients)
    return rate, (server.cpu_seconds() - before) * 1000 / (EACH * clients)


def _stored(place: Installation) -> int:
    with place.context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(CaseRow)) or 0
