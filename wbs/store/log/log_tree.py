"""The trees' rows: batches, the places of leaves, and tiles."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, insert, select, update

from wbs.domain.accountability import Batch
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.log import LogBatchRow, LogLeafRow, LogTileRow

PORTION = 500

_BATCH = plain.table_of(LogBatchRow).c
_LEAF = plain.table_of(LogLeafRow).c
_TILE = plain.table_of(LogTileRow)
_BATCHES = select(_BATCH.log, _BATCH.number, _BATCH.day, _BATCH.size, _BATCH.root)
_ONE_TILE = select(_TILE.c.hashes).where(
    _TILE.c.log == bindparam("of_log"),
    _TILE.c.level == bindparam("at_level"),
    _TILE.c.number == bindparam("at_number"),
)


def last_batch(work: Work, log: str) -> Batch | None:
    """The newest batch of the log."""
    query = _BATCHES.where(_BATCH.log == log).order_by(_BATCH.number.desc()).limit(1)
    row = work.execute(query).first()
    return Batch(*row) if row else None


def last_batch_on(work: Work, log: str, day: date) -> Batch | None:
    """The newest batch of the log as of the end of *day*."""
    query = _BATCHES.where(_BATCH.log == log, _BATCH.day <= day)
    row = work.execute(query.order_by(_BATCH.day.desc(), _BATCH.number.desc()).limit(1)).first()
    return Batch(*row) if row else None


def all_batches(work: Work, log: str) -> tuple[Batch, ...]:
    """Every batch of the log, the first one first."""
    query = _BATCHES.where(_BATCH.log == log).order_by(_BATCH.number)
    return tuple(Batch(*row) for row in work.execute(query))


def add_batch(work: Work, batch: Batch) -> None:
    """The batch is there.

    Raises:
        Conflict: somebody else wrote one of that number.
    """
    plain.add(work, LogBatchRow, **vars(batch))


def add_leaves(work: Work, log: str, first: int, leaf_hashes: Sequence[bytes]) -> None:
    """The leaves stand in the log from position *first* on.

    Raises:
        Conflict: one of them stands in a log already, or a place is taken.
    """
    rows = [
        {"log": log, "position": position, "leaf_hash": leaf_hash}
        for position, leaf_hash in enumerate(leaf_hashes, first)
    ]
    for at in range(0, len(rows), PORTION):
        work.execute(insert(LogLeafRow), rows[at : at + PORTION])


def leaf_hashes(work: Work, log: str, first: int, size: int) -> list[tuple[int, bytes]]:
    """The leaves from position *first* to the last before *size*, each with its position, in order."""
    query = select(_LEAF.position, _LEAF.leaf_hash).where(
        _LEAF.log == log, _LEAF.position >= first, _LEAF.position < size
    )
    return [(position, found) for position, found in work.execute(query.order_by(_LEAF.position))]


def positions(work: Work, log: str, wanted: Collection[bytes]) -> dict[bytes, int]:
    """Where each of the leaves stands in the log; those that stand in none of its batches are left out."""
    query = select(_LEAF.leaf_hash, _LEAF.position)
    rows = work.execute(query.where(_LEAF.log == log, _LEAF.leaf_hash.in_(wanted)))
    return {leaf_hash: position for leaf_hash, position in rows}


def tiles_of(work: Work, log: str) -> Callable[[int, int], bytes]:
    """Reads the log's tiles within this transaction; empty where there is none."""

    def read(level: int, number: int) -> bytes:
        at = {"of_log": log, "at_level": level, "at_number": number}
        return work.scalar(_ONE_TILE, at) or b""

    return read


def put_tiles(work: Work, log: str, tiles: Mapping[tuple[int, int], bytes]) -> None:
    """Those of the log's tiles are as given."""
    for (level, number), hashes in sorted(tiles.items()):
        here = (_TILE.c.log == log, _TILE.c.level == level, _TILE.c.number == number)
        longer = update(_TILE).where(*here).values(hashes=hashes).returning(_TILE.c.number)
        if work.execute(longer).first() is None:
            plain.add(work, LogTileRow, log=log, level=level, number=number, hashes=hashes)
