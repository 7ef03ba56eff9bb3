"""The accountability logs of an instance: one for every unit, one of custody, and one over all of them."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.unit import Unit

CUSTODY = "custody"
INSTANCE = "instance"


@dataclass(frozen=True)
class Log:
    """A log: the key its rows stand under, and the origin its checkpoints name."""

    key: str
    origin: str


@dataclass(frozen=True)
class Batch:
    """Leaves that were integrated together: those of one day, after which the tree has this size and root."""

    log: str
    number: int
    day: date
    size: int
    root: bytes


@dataclass(frozen=True)
class DayCheckpoint:
    """A log's signed checkpoint as of the end of a day.

    `salt` and `leaf_hash` say as which leaf the instance log holds it; the instance log's own has none.
    """

    log: str
    day: date
    size: int
    signed: bytes
    salt: bytes | None = None
    leaf_hash: bytes | None = None


def unit_log(unit: Unit, log_name: str) -> Log:
    """The log of the events that the unit counts."""
    return Log(unit.id, f"{log_name}/{unit.slug}")


def custody_log(log_name: str) -> Log:
    """The log of what was done with keys and behind doors; no unit can be called so."""
    return Log(CUSTODY, f"{log_name}/_custody")


def instance_log(log_name: str) -> Log:
    """The log over the checkpoints of all others."""
    return Log(INSTANCE, log_name)
