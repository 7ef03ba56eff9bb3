"""What appending to a log and proving costs, beside the same in a log a hundred times smaller."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bench.timing import line, milliseconds
from wbs.services.accountability.integrate import append_batch
from wbs.store import migrate
from wbs.store.database import Database, open_database
from wbs.store.log import log_tree
from wbs.tlog import tree

SMALL, SIZES = 10_000, (100_000, 1_000_000)
PORTION, BATCH, TIMES = 100_000, 100, 51
DAY = date(2026, 8, 3)


def measure(folder: Path) -> Iterator[str]:
    """Two rows for each size: a batch of 100 leaves, and both proofs; rows and tiles in SQLite."""
    url = f"sqlite:///{folder / 'log.sqlite'}"
    migrate.upgrade(url)
    database = open_database(url)
    beside = _filled(database, "small", SMALL)
    grown = [(size, _filled(database, f"log-{size}", size)) for size in SIZES]
    for size, acts in grown:
        for name, act, small in zip(("append 100", "prove twice"), acts, beside, strict=True):
            ours, other = milliseconds(act, TIMES), milliseconds(small, TIMES)
            yield line(f"{name}, {size:,} leaves", ours, "ms", f"{SMALL:,} leaves", other)
    database.close()


def _filled(database: Database, log: str, size: int) -> tuple[Callable[[], object], ...]:
    for _ in range(0, size, PORTION):
        _append(database, log, min(PORTION, size))
    return partial(_append, database, log, BATCH), partial(_prove, database, log, size)


def _append(database: Database, log: str, count: int) -> None:
    leaves = [os.urandom(32) for _ in range(count)]
    with database.transaction() as work:
        last = log_tree.last_batch(work, log)
        append_batch(work, log, last.day + timedelta(days=1) if last else DAY, leaves)


def _prove(database: Database, log: str, size: int) -> None:
    """That the leaf in the middle is there, and that the log of half the size has grown into this one."""
    with database.reading() as work:
        read = log_tree.tiles_of(work, log)
        tree.inclusion_proof(read, size // 2 + 1, size)
        tree.consistency_proof(read, size // 2 + 1, size)
