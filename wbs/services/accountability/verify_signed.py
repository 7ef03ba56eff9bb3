"""What was signed of a log, against the roots derived from its leaves."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wbs.domain.accountability import INSTANCE, Batch, DayCheckpoint, Log
from wbs.services.accountability.keys import public_keys
from wbs.services.accountability.misfit import Kind, Misfit
from wbs.services.context import Context
from wbs.store.database import Work
from wbs.store.log import checkpoints, log_tree
from wbs.tlog import note, tree
from wbs.tlog.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    WrongOrigin,
    hidden_leaf,
    read_checkpoint,
    verify_checkpoint,
)
from wbs.tlog.note import BadNote, NotSigned

Roots = Mapping[int, tuple[bytes, date]]


def misfits_of_checkpoints(
    context: Context, work: Work, log: Log, roots: Roots
) -> Iterator[Misfit]:
    """What does not fit of the log's checkpoints: *roots* are the derived ones by size, with their days.

    Signatures are checked by the keys of the settings alone: a list in the database vouches for nothing.
    """
    found = checkpoints.all_of(work, log.key)
    for each in found:
        yield from _of_checkpoint(context, log, roots, each)
    days = [each.day for each in found]
    for size, (_, day) in roots.items():
        closing = bisect_left(days, day)
        if closing < len(found) and found[closing].size < size:
            told = "leaves were integrated into a day that was closed"
            yield Misfit(Kind.INSERTED, log.origin, size - 1, told, day)


def misfits_of_hidden(
    work: Work, log: Log, batch: Batch, leaves: Sequence[bytes]
) -> Iterator[Misfit]:
    """What does not fit of a day in the instance log: it holds that day's checkpoints, hidden, and no other leaf."""
    day = checkpoints.all_on(work, batch.day)
    kept = {each.leaf_hash: each.log for each in day if each.log != INSTANCE}
    told = ""
    if set(leaves) - kept.keys():
        told = "a checkpoint that it hides is gone"
    elif kept.keys() - set(leaves):
        told = "a checkpoint of that day is not in it"
    elif [each.size for each in day if each.log == INSTANCE] != [batch.size]:
        told = "its own checkpoint of that day is gone, or of another size"
    if told:
        yield Misfit(Kind.CHECKPOINT, log.origin, None, told, batch.day)


def _of_checkpoint(
    context: Context, log: Log, roots: Roots, each: DayCheckpoint
) -> Iterator[Misfit]:
    def found(kind: Kind, what: str) -> Misfit:
        return Misfit(kind, log.origin, None, what, each.day)

    try:
        signed = _read(context, log, each.signed)
    except NotSigned as error:
        yield found(Kind.SIGNATURE, str(error))
        return
    except (BadNote, BadCheckpoint, WrongOrigin) as error:
        yield found(Kind.CHECKPOINT, f"it is none of this log: {error}")
        return
    root = roots.get(signed.size, (b"", date.max))[0]
    if (signed.size, signed.root) != (each.size, root):
        yield found(Kind.CHECKPOINT, "it says another size or root than the leaves give")
    if log.key != INSTANCE and (
        each.salt is None or each.leaf_hash != hidden_leaf(each.salt, each.signed)
    ):
        yield found(Kind.CHECKPOINT, "it is not what its leaf in the instance log hides")


def _read(context: Context, log: Log, signed: bytes) -> Checkpoint:
    """The checkpoint; where there is no log key here, its signature is not checked."""
    if context.rules.log is None:
        return read_checkpoint(note.read(signed).text)
    return verify_checkpoint(signed, log.origin, public_keys(context.rules.log))


def misfits_of_anchors(
    context: Context, work: Work, log: Log, size: int, anchors: Sequence[bytes]
) -> Iterator[Misfit]:
    """Kept checkpoints of the instance log that are not of the tree it now is."""
    for each in anchors:
        try:
            kept = _read(context, log, each)
        except (NotSigned, BadNote, BadCheckpoint, WrongOrigin) as error:
            yield Misfit(
                Kind.ANCHOR, log.origin, None, f"the kept checkpoint does not read: {error}"
            )
            continue
        if kept.size > size or tree.root(log_tree.tiles_of(work, log.key), kept.size) != kept.root:
            told = f"the kept checkpoint of size {kept.size} is of another log"
            yield Misfit(Kind.ANCHOR, log.origin, None, told)
