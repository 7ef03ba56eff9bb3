"""What was written goes into the trees: a batch for each day of each log, sorted by leaf hash.

Safe to run at any time, again, and twice at once: the batch's number is taken by one alone, and leaves,
tiles and batch are one transaction.
"""

from collections.abc import Iterable
from datetime import date, time
from functools import partial
from itertools import groupby

from wbs.domain.accountability import Batch, Log, custody_log, unit_log
from wbs.domain.errors import Tampered
from wbs.services.accountability.open_day import ONE_DAY, first_open_day
from wbs.services.context import JAKARTA, Context
from wbs.services.in_turn import in_turn
from wbs.store.agency import units
from wbs.store.database import Work
from wbs.store.log import log_rows, log_tree
from wbs.tlog import tree


class BrokenLog(Tampered):
    """What is stored of these logs' trees is not what was integrated: nothing is added, and no day is closed."""

    def __init__(self, logs: Iterable[Log]) -> None:
        self.logs = tuple(logs)
        super().__init__(f"altered trees: {', '.join(log.origin for log in self.logs)}")


# In the first minutes of a day a transaction of the day before may still end (log-v1 R20).
SETTLED = time(0, 10)


def written_logs(context: Context, work: Work) -> tuple[Log, ...]:
    """The logs that hold what was written: every unit's by slug, and that of custody."""
    name = context.rules.log_name
    found = sorted(units.all_units(work).values(), key=lambda unit: unit.slug)
    return (*(unit_log(unit, name) for unit in found), custody_log(name))


def integrate_until(context: Context, day: date) -> int:
    """Every leaf written up to the end of *day* stands in the tree of its log; returns how many are new.

    Of a day that is not over: what is written so far, but nothing in its first ten minutes. Nothing is
    signed or published. One altered tree keeps no other log from being integrated.

    Raises:
        BrokenLog: tiles of a log were altered; all others are done.
        Busy: others integrated all the time; the logs before are done.
    """
    until = min(day, last_settled(context))
    with context.database.reading() as work:
        logs = written_logs(context, work)
    done, broken = 0, []
    for log in logs:
        try:
            done += in_turn(context, partial(_integrate, log.key, until))
        except tree.BrokenTree:
            broken.append(log)
    if broken:
        raise BrokenLog(broken)
    return done


def is_whole(work: Work, batch: Batch | None) -> bool:
    """Whether the stored tiles give the root that the batch left, as far as what is added later rests on them.

    A look at the right edge, some tiles whatever the size; `verify` reads them all.
    """
    if batch is None:
        return True
    try:
        return tree.root(log_tree.tiles_of(work, batch.log), batch.size) == batch.root
    except tree.BrokenTree:
        return False


def last_settled(context: Context) -> date:
    """The last day of which leaves may be integrated now."""
    now = context.clock().astimezone(JAKARTA)
    return now.date() if now.time() >= SETTLED else now.date() - ONE_DAY


def append_batch(work: Work, log: str, day: date, leaves: Iterable[bytes]) -> Batch:
    """The leaves, sorted, are the log's newest batch.

    Raises:
        Conflict: somebody else appended at the same moment, or a leaf stands in a log already.
        BrokenTree: tiles were altered; a root over them would be signed and could not be taken back.
    """
    last, hashes = log_tree.last_batch(work, log), sorted(leaves)
    if not is_whole(work, last):
        raise tree.BrokenTree("the tiles do not give the root of the last batch")
    size, number = (last.size, last.number + 1) if last else (0, 0)
    read = log_tree.tiles_of(work, log)
    tiles = tree.append(read, size, hashes)
    grown = size + len(hashes)
    root = tree.root(tree.reader_of(tiles, read), grown)
    batch = Batch(log, number, day, grown, root)
    log_tree.add_batch(work, batch)
    log_tree.add_leaves(work, log, size, hashes)
    log_tree.put_tiles(work, log, tiles)
    return batch


def _integrate(log: str, until: date, work: Work) -> int:
    """What waits up to that day, a batch for each day. What stands in a closed day stays out: `verify` names it.

    Security: so does what is no hash, which only who writes past the services can put there; it must not keep
    the days of every log from being closed.
    """
    last = log_tree.last_batch(work, log)
    since = max(last.day if last else date.min, first_open_day(work))
    waiting = log_rows.waiting(work, log, since, until)
    found = sorted(each for each in waiting if len(each[1]) == tree.HASH_BYTES)
    for day, leaves in groupby(found, key=lambda pair: pair[0]):
        append_batch(work, log, day, (leaf_hash for _, leaf_hash in leaves))
    return len(found)
