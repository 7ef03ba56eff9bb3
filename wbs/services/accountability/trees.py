"""The logs for whoever makes or checks a pack: trees as of a day, checkpoints, proofs, and opened leaves.

How a pack of a unit as of a day is made, in this order:

1. `integrate_until(context, day)` (`integrate.py`): what was written up to the day is in the tree.
2. `tree = tree_on(context, log_of(context, unit_id), day)`: size and root as of its end.
3. `opened_leaves(context, tree.log, tree.size)`: every open line with its salt and the closed commitment, in
   the order of the tree; `ledger.csv` is these rows.
4. `signed_tree(context, tree)`: the signed checkpoint, and, where the day was closed, salt and proof file into
   the instance log. A day that was not closed is not anchored, and the pack says so.
5. The ledger is counted again, and the rows that are counted are held against the events of their cases
   (`documents/recount_logs.py`), or the pack is refused: rows and log disagree.
6. `consistency(context, tree.log, previous.size, tree.size)`: the proof from the previous pack.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from wbs.domain.accountability import INSTANCE, Log, custody_log, instance_log, unit_log
from wbs.domain.errors import NotFound, Tampered, Unavailable
from wbs.services.accountability.integrate import BrokenLog
from wbs.services.context import Context
from wbs.store.agency import units
from wbs.store.database import Work
from wbs.store.log import checkpoints, log_rows, log_tree
from wbs.tlog import tree
from wbs.tlog.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from wbs.tlog.leaf import commitment
from wbs.tlog.note import read as read_note
from wbs.tlog.proof import ProofFile, write_proof

PORTION = 2_000


@dataclass(frozen=True)
class TreeOfDay:
    """A log as of the end of a day."""

    log: Log
    day: date
    size: int
    root: bytes


@dataclass(frozen=True)
class SignedTree:
    """A checkpoint; where its day was closed also the salt, and the proof file into the instance log."""

    checkpoint: bytes
    salt: bytes | None = None
    proof: bytes | None = None


@dataclass(frozen=True)
class OpenedLeaf:
    """What a pack shows of a leaf (log-v1 R10)."""

    position: int
    leaf_hash: bytes
    open_line: bytes
    open_salt: bytes
    closed_commitment: bytes


@dataclass(frozen=True)
class ProvenLeaf:
    """A leaf of a case, opened, and its inclusion proof in a tree; without one it is not in that tree yet."""

    leaf: OpenedLeaf | None
    open_line: bytes
    leaf_hash: bytes
    proof: tuple[bytes, ...] = ()


def log_of(context: Context, unit_id: str) -> Log:
    """The log of the events the unit counts.

    Raises:
        NotFound: there is no such unit.
    """
    with context.database.reading() as work:
        unit = units.all_units(work).get(unit_id)
    if unit is None:
        raise NotFound("no such unit")
    return unit_log(unit, context.rules.log_name)


def log_over_all(context: Context) -> Log:
    """The instance log."""
    return instance_log(context.rules.log_name)


def log_of_custody(context: Context) -> Log:
    """The custody log, which is in no pack."""
    return custody_log(context.rules.log_name)


def tree_on(context: Context, log: Log, day: date) -> TreeOfDay:
    """The log as of the end of *day*: of a closed day as it was closed, else with all that is integrated."""
    with context.database.reading() as work:
        closed = checkpoints.on_day(work, log.key, day)
        if closed is not None:
            root = read_checkpoint(read_note(closed.signed).text).root
            return TreeOfDay(log, day, closed.size, root)
        batch = log_tree.last_batch_on(work, log.key, day)
    return TreeOfDay(log, day, *((batch.size, batch.root) if batch else (0, tree.EMPTY_ROOT)))


def signed_tree(context: Context, found: TreeOfDay) -> SignedTree:
    """The checkpoint of the tree, as it was signed when its day was closed, else signed now.

    Raises:
        Unavailable: the day was not closed, and there is no log key here.
    """
    with context.database.reading() as work:
        closed = checkpoints.on_day(work, found.log.key, found.day)
        if closed is not None:
            if closed.leaf_hash is None:
                return SignedTree(closed.signed)
            proof = _proof_into_instance(work, found.day, closed.leaf_hash)
            return SignedTree(closed.signed, closed.salt, proof)
    if context.rules.log is None:
        raise Unavailable("no log key")
    told = Checkpoint(found.log.origin, found.size, found.root)
    return SignedTree(sign_checkpoint(told, context.rules.log.newest))


def consistency(context: Context, log: Log, old: int, new: int) -> tuple[bytes, ...]:
    """That the tree of *new* leaves begins with that of *old*.

    Raises:
        ValueError: *old* is larger.
        BrokenLog: tiles were altered.
    """
    with context.database.reading() as work, _whole(log):
        return tree.consistency_proof(log_tree.tiles_of(work, log.key), old, new)


def inclusion(context: Context, log: Log, position: int, size: int) -> tuple[bytes, ...]:
    """That the leaf at *position* is in the tree of *size*.

    Raises:
        ValueError: it is not.
        BrokenLog: tiles were altered.
    """
    with context.database.reading() as work, _whole(log):
        return tree.inclusion_proof(log_tree.tiles_of(work, log.key), position, size)


def opened_leaves(context: Context, log: Log, size: int) -> Iterator[OpenedLeaf]:
    """Every leaf of the first *size*, in order, in flat memory. Nothing is checked: `verify_open_line` does.

    Raises:
        Tampered: a row that was integrated is gone.
    """
    for first in range(0, size, PORTION):
        with context.database.reading() as work:
            found = log_rows.lines_between(work, log.key, first, min(first + PORTION, size))
        for place, (position, lines) in enumerate(found, first):
            if lines is None or position != place:
                raise Tampered("an event of the log is gone")
            yield _opened(place, lines)


def leaves_of_case(context: Context, log_id: str, found: TreeOfDay) -> tuple[ProvenLeaf, ...]:
    """The events of a case, by its name in that log, in order, each proved to be in the tree where it is.

    The reporter's side passes the log id that the case holds; whoever opened the case key derives it.

    Raises:
        BrokenLog: tiles were altered.
    """
    with context.database.reading() as work:
        return leaves_within(work, log_id, found)


def leaves_within(work: Work, log_id: str, found: TreeOfDay) -> tuple[ProvenLeaf, ...]:
    """As `leaves_of_case`, in a transaction of the caller's."""
    with _whole(found.log):
        lines = log_rows.leaves_of_case(work, log_id)
        places = log_tree.positions(work, found.log.key, [each.leaf_hash for each in lines])
        read = log_tree.tiles_of(work, found.log.key)
        proven = []
        for each in lines:
            place = places.get(each.leaf_hash, found.size)
            if place >= found.size:
                proven.append(ProvenLeaf(None, each.open_line, each.leaf_hash))
                continue
            proof = tree.inclusion_proof(read, place, found.size)
            leaf = _opened(place, each)
            proven.append(ProvenLeaf(leaf, each.open_line, each.leaf_hash, proof))
    return tuple(proven)


@contextmanager
def _whole(log: Log) -> Iterator[None]:
    try:
        yield
    except tree.BrokenTree:
        raise BrokenLog([log]) from None


def _opened(position: int, lines: log_rows.Lines) -> OpenedLeaf:
    closed = commitment(lines.closed_salt, lines.closed_line)
    return OpenedLeaf(position, lines.leaf_hash, lines.open_line, lines.open_salt, closed)


def _proof_into_instance(work: Work, day: date, leaf_hash: bytes) -> bytes:
    above = checkpoints.on_day(work, INSTANCE, day)
    place = log_tree.positions(work, INSTANCE, [leaf_hash]).get(leaf_hash)
    if above is None or place is None:
        raise Tampered("a closed day has no checkpoint of the instance log")
    hashes = tree.inclusion_proof(log_tree.tiles_of(work, INSTANCE), place, above.size)
    return write_proof(ProofFile(place, hashes, above.signed))
