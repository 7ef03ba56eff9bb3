"""What `verify` finds: the first thing in the logs that does not fit, and where."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What does not fit. Words of docs/operations.md."""

    DELETED = "deleted"  # a leaf, or the row it stands for, is gone
    ALTERED = "altered"  # a line, salt, hash or column is another than what was integrated
    REORDERED = "reordered"  # leaves stand in another order, or an event before the one it follows
    INSERTED = "inserted"  # a row of a closed day stands outside the tree
    BACK_DATED = "back_dated"  # written on another day than its batch says, or before it happened
    TREE = "tree"  # tiles or a root are not those over the leaves
    CHECKPOINT = "checkpoint"  # a checkpoint says something else, or is gone
    SIGNATURE = "signature"  # no key of ours has signed it
    ANCHOR = "anchor"  # a checkpoint that somebody kept is not of this log


@dataclass(frozen=True)
class Misfit:
    """The first thing that does not fit. Never content: hashes, places, days, names of columns."""

    kind: Kind
    log: str
    position: int | None
    what: str
    day: date | None = None


@dataclass(frozen=True)
class Derivation:
    """What was looked at: each log's origin and size, leaves that wait; and the first misfit, if any."""

    logs: tuple[tuple[str, int], ...]
    waiting: int
    closed_until: date | None
    first: Misfit | None
