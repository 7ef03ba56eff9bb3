"""An inbox: which part of the register an officer looks at, and where in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.case import Case, Stage
from wbs.domain.kinds import Kind


class Standing(StrEnum):
    """Which cases, by how they stand towards their deadlines."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True)
class Filters:
    """What an inbox is narrowed to; None: not narrowed."""

    standing: Standing = Standing.OPEN
    stage: Stage | None = None
    kind: Kind | None = None
    unit_id: str | None = None


@dataclass(frozen=True)
class Position:
    """A place between two cases of an inbox: right after one (`is_forward`) or right before it.

    `due_sort` is the day that orders the register; see the case table.
    """

    due_sort: date
    case_id: str
    is_forward: bool = True


@dataclass(frozen=True)
class Page:
    """Cases, nearest deadline first, and the places from which the pages around them are read."""

    cases: tuple[Case, ...]
    before: Position | None
    after: Position | None
