"""Reminders: what the people of a desk are told about a case, and what makes it so today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from wbs.domain.clocks import Clock
from wbs.domain.period import Periods

KEY_LENGTH = 32


def key_of(about: str, *parts: object) -> str:
    """Names a cause by what it consists of; *about* keeps causes of different kinds apart."""
    line = "\n".join("" if part is None else str(part) for part in parts)
    return sha256(f"{about}\n{line}".encode()).hexdigest()[:KEY_LENGTH]


class Occasion(StrEnum):
    """Why somebody is reminded; the most pressing first."""

    ESCALATED = "escalated"
    """Overdue for so long that the inspectorate hears of it."""
    OVERDUE = "overdue"
    LAST_DAY = "last_day"
    SOON = "soon"
    MESSAGE = "message"
    """The reporter wrote, and nobody at the desk has read it."""
    NEW_CASE = "new_case"
    """Nobody at the desk has opened the case."""
    SILENCE = "silence"
    """Others than the office have let their period pass: the desk decides what that means."""


PRESSING = tuple(Occasion)


@dataclass(frozen=True)
class Reminder:
    """One thing the members of a desk are told of one case: ids and days, no word of what was reported.

    `desk_id` is the desk that is told. `period`, `started_on` and `due_on` are those of the clock, `number` is that of the
    record nobody read; each is empty where the occasion has none.
    """

    occasion: Occasion
    case_id: str
    log_id: str
    desk_id: str
    period: str | None = None
    started_on: date | None = None
    due_on: date | None = None
    number: int | None = None

    @property
    def key(self) -> str:
        """Names what is told to whom: the same cause has the same key, however often it is found."""
        parts = (self.log_id, self.desk_id, self.occasion, self.period, self.due_on, self.number)
        return key_of("wbs reminder", *parts)


@dataclass(frozen=True)
class Cause:
    """What a clock asks for today."""

    occasion: Occasion
    period: str
    started_on: date
    due_on: date


def causes_of(
    clocks: Iterable[Clock], periods: Periods, today: date, soon_until: date
) -> Iterator[Cause]:
    """What the open clocks of a case ask for on *today*, each clock one thing at most.

    *soon_until* is the last day that is close. A clock that others than the office have to keep asks for
    nothing before it ran out.

    Raises:
        Unavailable: a clock runs by a period that is no longer in the rules.
    """
    for clock in clocks:
        if not clock.is_open or clock.due_on is None or clock.due_on > soon_until:
            continue
        occasion = _occasion(clock.due_on, today)
        if not periods.find(clock.period, clock.started_on).binds_office:
            if occasion is not Occasion.OVERDUE:
                continue
            occasion = Occasion.SILENCE
        yield Cause(occasion, clock.period, clock.started_on, clock.due_on)


def _occasion(due_on: date, today: date) -> Occasion:
    if due_on < today:
        return Occasion.OVERDUE
    return Occasion.LAST_DAY if due_on == today else Occasion.SOON
