"""What a pack over 100,000 cases costs: seconds and memory, beside hashing and reading the same ledger and nothing else."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from bench.places import real
from bench.timing import line
from tests.cast import Cast
from tests.histories import store_histories
from wbs.domain.event import Act
from wbs.domain.history import CountedSpan, History, Step
from wbs.domain.kinds import Anonymity, Channel, Kind
from wbs.services.context import Context
from wbs.store.schema.ledger import EventRow

CASES = 100_000
DIGEST_BYTES = 32
MEGABYTE = 1 << 20
YEAR = 2025


def measure(folder: Path) -> Iterator[str]:
    """Two rows: seconds beside a bare reading of the ledger, and the memory of the process."""
    with real(folder / "real", before=_fill) as place:
        command = [sys.executable, "-m", "wbs", "--data", str(place.data_dir)]
        asked = ["evidence", "export", "--unit", "satker-1", "--period", str(YEAR)]
        out = folder / "pack.zip"
        began = time.perf_counter()
        done = subprocess.Popen([*command, *asked, "--out", str(out)])
        memory = _highest(done)
        ours = time.perf_counter() - began
        assert done.returncode == 0
        began = time.perf_counter()
        events = _bare(place.context)
        bare = time.perf_counter() - began
        yield line(
            f"pack of {CASES} cases, {events} events", ours, "s", "their rows read and hashed", bare
        )
        size = out.stat().st_size / MEGABYTE
        yield line("its memory at most", memory, "MB", "the zip", size)


def _highest(process: subprocess.Popen[bytes]) -> float:
    """The most memory the process held, in megabytes, looked at until it ends."""
    highest = 0.0
    while process.poll() is None:
        with suppress(OSError):
            told = Path(f"/proc/{process.pid}/status").read_text()
            found = re.search(r"VmHWM:\s+(\d+) kB", told)
            highest = max(highest, int(found[1]) / 1024 if found else 0)
        time.sleep(0.05)
    return highest


def _bare(context: Context) -> int:
    with context.database.reading() as work:
        rows = work.execute(
            select(EventRow.open_salt, EventRow.open_line).execution_options(yield_per=1000)
        )
        return sum(len(sha256(salt + told).digest()) for salt, told in rows) // DIGEST_BYTES


def _fill(context: Context, cast: Cast) -> None:
    unit = cast.unit("satker-1")
    chance = random.Random(7)  # noqa: S311 (a register to count, no secret)
    with context.database.transaction() as work:
        store_histories(work, tuple(_history(n, unit.id, chance) for n in range(CASES)))


def _history(number: int, unit_id: str, chance: random.Random) -> History:
    """A complaint of the year, reviewed within days and mostly completed within months."""
    received = date(YEAR, 1, 1) + timedelta(days=chance.randrange(330))
    reviewed = received + timedelta(days=chance.randrange(10))
    closed = reviewed + timedelta(days=chance.randrange(5, 120))
    closed_on = closed if chance.random() < 0.9 and closed.year == YEAR else None
    steps = [Step(Act.RECEIVED, received), Step(Act.REVIEW, reviewed)]
    if closed_on:
        steps.append(Step(Act.CLOSED, closed_on, "resolved", None, "<=30"))
    return History(
        log_id=f"{number * 2654435761 % 2**32:08x}" * 4,
        unit_id=unit_id,
        kind=Kind.COMPLAINT,
        category="pungutan-liar",
        complaint_class=None,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        received_on=received,
        spans=(CountedSpan(reviewed, closed_on),),
        steps=tuple(steps),
        channel=Channel.WEB,
    )
