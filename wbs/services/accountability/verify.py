"""`wbs log verify`: everything in the logs is derived anew from the rows, and the first misfit is named.

One unchanging view of the database is read from beginning to end, in memory that grows with the number of
cases and not of events. What no misfit can show: rows that were never integrated and are gone, but for gaps
in the numbers of a case; and a history made up anew by who holds the log key, but for checkpoints that
others kept (*anchors*).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.accountability import CUSTODY, INSTANCE, Batch, Log, instance_log
from wbs.services.accountability.integrate import written_logs
from wbs.services.accountability.misfit import Derivation, Kind, Misfit
from wbs.services.accountability.open_day import ONE_DAY
from wbs.services.accountability.verify_leaves import Courses, misfit_of
from wbs.services.accountability.verify_rows import misfits_of_rows, misfits_of_strangers
from wbs.services.accountability.verify_signed import (
    misfits_of_anchors,
    misfits_of_checkpoints,
    misfits_of_hidden,
)
from wbs.services.context import Context
from wbs.store.database import Work
from wbs.store.log import checkpoints, log_rows, log_tree
from wbs.store.log.log_rows import KeptLeaf
from wbs.tlog import tree


@dataclass
class _Seen:
    """What was derived so far."""

    sizes: list[tuple[str, int]] = field(default_factory=list)
    waiting: int = 0


def verify(context: Context, anchors: Sequence[bytes] = ()) -> Derivation:
    """Everything was derived anew up to the first thing that does not fit.

    *anchors* are checkpoints of the instance log that somebody kept, as they were mailed.

    Raises:
        Busy: the database is at its limit.
    """
    seen = _Seen()
    with context.database.reading() as work:
        first = next(_misfits(context, work, anchors, seen), None)
        closed_until = checkpoints.last_day(work)
    return Derivation(tuple(seen.sizes), seen.waiting, closed_until, first)


def verify_log(context: Context, log: Log) -> Misfit | None:
    """The first thing of one log, and of the rows of its cases, that does not fit.

    Raises:
        Busy: the database is at its limit.
    """
    with context.database.reading() as work:
        return next(_of_log(context, work, log, _Seen()), None)


def _misfits(
    context: Context, work: Work, anchors: Sequence[bytes], seen: _Seen
) -> Iterator[Misfit]:
    for log in written_logs(context, work):
        yield from _of_log(context, work, log, seen)
    above, kept = instance_log(context.rules.log_name), _Edge()
    yield from misfits_of_strangers(work, above)
    yield from _of_batches(work, above, None, kept)
    seen.sizes.append((above.origin, kept.size))
    yield from misfits_of_checkpoints(context, work, above, kept.roots)
    yield from misfits_of_anchors(context, work, above, kept.size, anchors)


def _of_log(context: Context, work: Work, log: Log, seen: _Seen) -> Iterator[Misfit]:
    """What does not fit of a log of what was written, but for what the instance log says of it."""
    closed = checkpoints.last_day(work)
    courses, kept = Courses(), _Edge()
    yield from _of_batches(work, log, courses, kept)
    seen.sizes.append((log.origin, kept.size))
    open_from = max(kept.day, closed + ONE_DAY) if closed else kept.day
    for leaf in log_rows.waiting_leaves(work, log.key):
        yield from _of_waiting(log, courses, leaf, open_from)
        seen.waiting += 1
    if log.key != CUSTODY and (case := log_rows.without_first_event(work, log.key)):
        yield Misfit(Kind.DELETED, log.origin, None, f"case {case} has no first event")
    if log.key != CUSTODY:
        yield from misfits_of_rows(context, work, log)
    yield from misfits_of_checkpoints(context, work, log, kept.roots)


@dataclass
class _Edge:
    """The tree as far as it was derived: its tiles at the right edge, and the root after each batch."""

    size: int = 0
    day: date = date.min
    roots: dict[int, tuple[bytes, date]] = field(
        default_factory=lambda: {0: (tree.EMPTY_ROOT, date.min)}
    )
    tiles: dict[tree.Place, bytes] = field(default_factory=dict)

    def read(self, level: int, number: int) -> bytes:
        return self.tiles.get((level, number), b"")

    def grow(self, leaves: Sequence[bytes]) -> dict[tree.Place, bytes]:
        """The tiles that changed; those that lie behind the edge are let go."""
        changed = tree.append(self.read, self.size, leaves)
        self.tiles |= changed
        self.size += len(leaves)
        last = {level: number for level, number in sorted(self.tiles)}
        self.tiles = {at: tile for at, tile in self.tiles.items() if last[at[0]] == at[1]}
        return changed


def _of_batches(work: Work, log: Log, courses: Courses | None, edge: _Edge) -> Iterator[Misfit]:
    """What does not fit of the log's batches; *courses* are those of its cases, None for the instance log."""
    for number, batch in enumerate(log_tree.all_batches(work, log.key)):
        if batch.number != number or batch.size < edge.size or batch.day < edge.day:
            told = f"batch {number} does not follow the one before"
            yield Misfit(Kind.REORDERED, log.origin, edge.size, told, batch.day)
            return
        leaves = list(_kept(work, log, edge.size, batch.size))
        yield from _of_leaves(log, batch, edge.size, leaves)
        if courses is None:
            yield from misfits_of_hidden(work, log, batch, [leaf.leaf_hash for leaf in leaves])
        if courses is not None and (gap := courses.follow(log, leaves)):
            yield gap
        yield from _of_tiles(work, log, batch, edge, [leaf.leaf_hash for leaf in leaves])
        edge.day = batch.day
        edge.roots[batch.size] = (tree.root(edge.read, edge.size), batch.day)
    if log_tree.leaf_hashes(work, log.key, edge.size, edge.size + 1):
        told = "a leaf stands behind the last batch"
        yield Misfit(Kind.INSERTED, log.origin, edge.size, told)


def _kept(work: Work, log: Log, first: int, size: int) -> Iterator[KeptLeaf]:
    if log.key != INSTANCE:
        yield from log_rows.leaves_between(work, log.key, first, size)
        return
    for position, leaf_hash in log_tree.leaf_hashes(work, INSTANCE, first, size):
        yield KeptLeaf(position, leaf_hash, None, None)


def _of_leaves(log: Log, batch: Batch, first: int, leaves: Sequence[KeptLeaf]) -> Iterator[Misfit]:
    before = b""
    for place, leaf in enumerate(leaves, first):
        if leaf.position != place:
            yield Misfit(Kind.DELETED, log.origin, place, "no leaf stands at this place", batch.day)
            return
        if log.key != INSTANCE and (found := misfit_of(log, leaf, batch.day)):
            yield found
            return
        if leaf.leaf_hash <= before:
            told = f"leaf {leaf.leaf_hash.hex()} stands behind a larger one of its batch"
            yield Misfit(Kind.REORDERED, log.origin, place, told, batch.day)
            return
        before = leaf.leaf_hash
    if first + len(leaves) != batch.size:
        place = first + len(leaves)
        yield Misfit(Kind.DELETED, log.origin, place, "no leaf stands at this place", batch.day)


def _of_tiles(
    work: Work, log: Log, batch: Batch, edge: _Edge, leaves: Sequence[bytes]
) -> Iterator[Misfit]:
    """The stored tiles and the batch's root are those over the leaves."""
    read = log_tree.tiles_of(work, log.key)
    for (level, number), tile in sorted(edge.grow(leaves).items()):
        stored = read(level, number)[: len(tile)]
        if stored == tile:
            continue
        at = next(n for n in range(0, len(tile), 32) if stored[n : n + 32] != tile[n : n + 32])
        place = number * tree.TILE_WIDTH + at // 32
        if level == 0:
            told = "the tree was made over another leaf than the one that stands at this place"
            yield Misfit(Kind.ALTERED, log.origin, place, told, batch.day)
        else:
            told = (
                f"hash {place} of level {level * tree.TILE_LEVELS} is not the one over its leaves"
            )
            yield Misfit(Kind.TREE, log.origin, None, told, batch.day)
    if tree.root(edge.read, edge.size) != batch.root:
        told = f"the root of batch {batch.number} is not the one over its leaves"
        yield Misfit(Kind.TREE, log.origin, None, told, batch.day)


def _of_waiting(log: Log, courses: Courses, leaf: KeptLeaf, open_from: date) -> Iterator[Misfit]:
    """What waits opens, was written after what is integrated, and follows its case."""
    if found := misfit_of(log, leaf, None):
        yield found
        return
    if leaf.said is not None and leaf.said.logged_on < open_from:
        told = f"leaf {leaf.leaf_hash.hex()} stands in no tree, though its day is integrated"
        yield Misfit(Kind.INSERTED, log.origin, None, told, leaf.said.logged_on)
    if gap := courses.follow(log, [leaf]):
        yield gap
