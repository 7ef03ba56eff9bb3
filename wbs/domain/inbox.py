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
    SOON = "soon"
    CLOSED = "closed"
    ALL = "all"


class Assigned(StrEnum):
    """Which cases, by who at the desk is responsible for them."""

    MINE = "mine"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Filters:
    """What an inbox is narrowed to; None: not narrowed.

    `officer_id` is who asks, for `Assigned.MINE`; `soon_until` the last day that is close.
    """

    standing: Standing = Standing.OPEN
    stage: Stage | None = None
    kind: Kind | None = None
    unit_id: str | None = None
    assigned: Assigned | None = None
    officer_id: str = ""
    soon_until: date | None = None


@dataclass(frozen=True)
class Position:
    """A place between two cases of an inbox: right after one (`is_forward`) or right before it.

    `due_sort` is the day that orders the register; see the case table.
    """

    due_sort: date
    case_id: str
    is_forward: bool = True


@dataclass(frozen=True)
class SavedFilter:
    """What an officer keeps of an inbox's filters: clear words alone. It bears no name that was typed."""

    id: str
    standing: Standing
    stage: Stage | None
    kind: Kind | None
    unit_id: str | None
    assigned: Assigned | None

    @property
    def filters(self) -> Filters:
        """What it narrows an inbox to."""
        return Filters(self.standing, self.stage, self.kind, self.unit_id, self.assigned)


@dataclass(frozen=True)
class Page:
    """Cases, nearest deadline first, and the places from which the pages around them are read."""

    cases: tuple[Case, ...]
    before: Position | None
    after: Position | None


MOST_COUNTED = 99


@dataclass(frozen=True)
class DueCounts:
    """How many open cases are past their nearest deadline, have it today, and have it soon after.

    More than `MOST_COUNTED` are counted as one more than that: the list does not grow slower with the register.
    """

    late: int
    today: int
    soon: int
