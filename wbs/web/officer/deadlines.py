"""A case's nearest deadline in words; late is said, never only coloured."""

from dataclasses import dataclass
from datetime import date, timedelta

from wbs.domain.case import Case
from wbs.web.languages import gettext
from wbs.web.shell import context
from wbs.web.words import day


@dataclass(frozen=True)
class Due:
    """What is written where a deadline belongs. `state`: late, today, tomorrow, soon, running (a bare day), waiting, none or closed."""

    state: str
    text: str


def due_of(case: Case, today: date) -> Due:
    """The deadline that comes first for the office; for a closed case the day it was closed."""
    if case.closed_on is not None:
        return Due("closed", gettext("Closed on %(day)s", day=day(case.closed_on)))
    return due_in_words(case.due_on, today, awaits_calendar=case.awaits_calendar)


def due_in_words(due_on: date | None, today: date, *, awaits_calendar: bool) -> Due:
    """An open deadline as of *today*."""
    if awaits_calendar:
        return Due(
            "waiting", gettext("Waiting for the calendar of %(year)s", year=missing_year(today))
        )
    if due_on is None:
        return Due("none", gettext("No deadline"))
    if due_on < today:
        return Due("late", gettext("Late, was due %(day)s", day=day(due_on)))
    return _ahead(due_on, today)


def _ahead(due_on: date, today: date) -> Due:
    if due_on == today:
        return Due("today", gettext("Due today"))
    if due_on == today + timedelta(days=1):
        return Due("tomorrow", gettext("Due tomorrow"))
    if context().law.is_soon(due_on, today):
        return Due("soon", gettext("Due soon, by %(day)s", day=day(due_on)))
    return Due("running", day(due_on))


def missing_year(today: date) -> int:
    """The next year whose holidays and collective leave nobody has entered yet."""
    known = context().law.calendar.years
    year = today.year
    while year in known:
        year += 1
    return year
