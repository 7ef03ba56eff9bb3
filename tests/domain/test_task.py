"""Tasks: when they are due, and when they are late."""

from datetime import date

import pytest

from wbs.domain.deadline import WorkingCalendar
from wbs.domain.task import WORKING_DAYS, Task, TaskKind, due_of_kind

FRIDAY, MONDAY = date(2026, 8, 7), date(2026, 8, 10)
CALENDAR = WorkingCalendar(frozenset({2026}), frozenset())


def task(due_on: date, done_on: date | None = None) -> Task:
    return Task("t", "c", "d", TaskKind.MANUAL, due_on, done_on=done_on)


def test_who_fears_reprisal_is_answered_on_the_next_working_day() -> None:
    assert due_of_kind(TaskKind.REPRISAL, FRIDAY, CALENDAR) == MONDAY


@pytest.mark.parametrize("kind", WORKING_DAYS)
def test_where_the_calendar_ends_a_task_is_due_in_plain_days(kind: TaskKind) -> None:
    unknown = WorkingCalendar(frozenset(), frozenset())

    assert (due_of_kind(kind, FRIDAY, unknown) - FRIDAY).days == WORKING_DAYS[kind]


def test_every_kind_the_house_raises_has_its_days() -> None:
    assert set(WORKING_DAYS) == set(TaskKind) - {TaskKind.MANUAL}


def test_a_task_is_late_after_its_day_until_it_is_done() -> None:
    assert not task(FRIDAY).is_late(FRIDAY)
    assert task(FRIDAY).is_late(MONDAY)
    assert not task(FRIDAY, done_on=MONDAY).is_late(MONDAY)
