"""Reports per second, form to code, with one client and with eight; none may be lost."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from bench.client import Client
from bench.places import minimal, real
from bench.server import Server
from bench.timing import line, together
from tests.stories.installation import Installation
from tests.stories.navigators import REPORT
from wbs.store.schema.cases import CaseRow

WARM, EACH = 60, 150
VALUES = REPORT | {"unit": "satker-1", "category": "korupsi"}


def _ours(base: str, reports: int, _client: int) -> Iterator[str]:
    for _ in range(reports):
        client = Client(base)  # every report comes from somebody else
        yield client.submit("/lapor/wbs", VALUES)
        client.close()


def _theirs(base: str, reports: int, _client: int) -> Iterator[str]:
    """The same three requests with the same fields, sent in the same way."""
    for _ in range(reports):
        client = Client(base)
        client.get("/")
        client.post("/", VALUES)
        yield client.post("/", VALUES | {"confirm": "1"}, has_files=False).text
        client.close()


def measure(folder: Path) -> Iterator[str]:
    """One row per number of clients, then processor time, then what was stored."""
    with real(folder / "real") as place, minimal(folder / "minimal") as small:
        codes = set(_ours(place.base, WARM, 0))
        list(_theirs(small.base, WARM, 0))
        for clients in (1, 8):
            shown, rate, cpu = _rate(_ours, place.server, clients)
            codes.update(shown)
            _, other_rate, other_cpu = _rate(_theirs, small, clients)
            what = f"{clients} client{'s' if clients > 1 else ''}"
            yield line(f"reports, {what}", rate, "/s", "same requests, seals and rows", other_rate)
            yield line(f"  processor time each, {what}", cpu, "ms", "", other_cpu)
        sent = WARM + EACH * 9
        yield f"{sent} reports sent, {len(codes)} codes shown, {_stored(place)} cases stored"


def _rate(
    act: Callable[[str, int, int], Iterator[str]], server: Server, clients: int
) -> tuple[list[str], float, float]:
    """What came back, reports per second, and milliseconds of the server's processor for each."""
    before = server.cpu_seconds()
    shown, seconds = together(partial(act, server.base, EACH), clients)
    return shown, len(shown) / seconds, (server.cpu_seconds() - before) * 1000 / len(shown)


def _stored(place: Installation) -> int:
    with place.context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(CaseRow)) or 0
