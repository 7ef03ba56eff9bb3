"""Reports per second, form to code, with one client and with eight; none may be lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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

# Both servers are warm before anything is measured: a process makes much once that every report needs.
WARM, WARM_CLIENTS = 60, 4
EACH, ROUNDS = 60, 3  # in turns, because the speed of a machine changes by the minute
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
        together(partial(_theirs, small.base, WARM), WARM_CLIENTS)
        sent, codes = (
            WARM * WARM_CLIENTS,
            set(together(partial(_ours, place.base, WARM), WARM_CLIENTS)[0]),
        )
        for clients in (1, 8):
            ours, theirs = Taken(), Taken()
            for _ in range(ROUNDS):
                codes.update(ours.take(_ours, place.server, clients))
                theirs.take(_theirs, small, clients)
            sent += ours.reports
            what = f"{clients} client{'s' if clients > 1 else ''}"
            yield line(
                f"reports, {what}", ours.rate, "/s", "same requests, seals and rows", theirs.rate
            )
            yield line(f"  processor time each, {what}", ours.cpu, "ms", "", theirs.cpu)
        yield f"{sent} reports sent, {len(codes)} codes shown, {_stored(place)} cases stored"


@dataclass
class Taken:
    """Reports one server took, in seconds, and what of its processor they cost."""

    reports: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.reports / self.seconds

    @property
    def cpu(self) -> float:
        """Milliseconds of the processor for each."""
        return self.cpu_seconds * 1000 / self.reports

    def take(
        self, act: Callable[[str, int, int], Iterator[str]], server: Server, clients: int
    ) -> list[str]:
        """Another round; gives what came back."""
        before = server.cpu_seconds()
        shown, seconds = together(partial(act, server.base, EACH), clients)
        self.cpu_seconds += server.cpu_seconds() - before
        self.reports += len(shown)
        self.seconds += seconds
        return shown


def _stored(place: Installation) -> int:
    with place.context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(CaseRow)) or 0
