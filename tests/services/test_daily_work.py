"""The daily work: what days alone change, whenever and however often it is done."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import delete

from tests.cast import Cast
from tests.conftest import Clock
from tests.law_at_hand import NO_CALENDAR
from tests.reports import Reported, report
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.deadline import WorkingCalendar
from wbs.domain.event import Act, Event
from wbs.domain.kinds import Kind
from wbs.services import daily_work
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.context import Context
from wbs.store.cases import cases
from wbs.store.log import ledger as rows
from wbs.store.schema.cases import CaseRow

MONDAY = date(2026, 8, 3)
FRIDAY = MONDAY + timedelta(days=4)


def events_of(context: Context, reported: Reported) -> tuple[Event, ...]:
    with context.database.reading() as work:
        return rows.events_of(work, cases.get(work, reported.case_id).log_id)


def due_on(context: Context, reported: Reported) -> tuple[date | None, bool]:
    with context.database.reading() as work:
        case = cases.get(work, reported.case_id)
        return case.due_on, case.awaits_calendar


def with_calendar(context: Context, calendar: WorkingCalendar) -> Context:
    return replace(context, law=replace(context.law, calendar=calendar))


@contextmanager
def everything_else_unchanged(context: Context) -> Iterator[None]:
    def all_rows() -> list[object]:
        with context.database.reading() as work:
            ids = sorted(work.scalars(CaseRow.__table__.select().with_only_columns(CaseRow.id)))
            return [
                (cases.get(work, i), rows.clocks_of(work, cases.get(work, i).log_id)) for i in ids
            ]

    before = all_rows()
    yield
    assert all_rows() == before


def test_a_case_nobody_reads_counts_from_the_day_after_its_verification(
    cast: Cast, clock: Clock
) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)  # three working days: Thursday
    clock.move(days=3)
    daily_work.run(cast.context)
    on_thursday = [event.act for event in events_of(cast.context, reported)]
    clock.move(days=1)

    assert daily_work.run(cast.context) == 1

    assert on_thursday == [Act.RECEIVED]
    last = events_of(cast.context, reported)[-1]
    assert (last.act, last.occurred_on, last.logged_on) == (Act.OVERDUE, FRIDAY, FRIDAY)
    with cast.context.database.reading() as work:
        case = cases.get(work, reported.case_id)
    assert (case.stage, case.counted_on, case.reviewed) == (Stage.RECEIVED, FRIDAY, False)


def test_doing_it_again_changes_nothing(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=30)
    daily_work.run(cast.context)

    with everything_else_unchanged(cast.context):
        again = daily_work.run(cast.context)

    assert again == 0
    assert len(events_of(cast.context, reported)) == 2


def test_two_at_once_log_one_event(cast: Cast, clock: Clock) -> None:
    found = [report(cast.context, kind=Kind.COMPLAINT) for _ in range(6)]
    clock.move(days=30)

    with ThreadPoolExecutor(4) as houses:
        list(houses.map(lambda _: daily_work.run(cast.context), range(4)))

    for reported in found:
        assert [e.act for e in events_of(cast.context, reported)] == [Act.RECEIVED, Act.OVERDUE]


def test_days_that_were_missed_are_made_up_for_and_say_so(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=30)

    daily_work.run(cast.context)

    last = events_of(cast.context, reported)[-1]
    assert (last.occurred_on, last.logged_on) == (FRIDAY, MONDAY + timedelta(days=30))


def test_a_closed_case_is_left_alone(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    words = Words(grounds="Tidak jelas.")
    outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL
    close_case(cast.context, cast.budi.actor, reported.case_id, outcome, detail, words)
    clock.move(days=60)

    assert daily_work.run(cast.context) == 0

    assert [e.act for e in events_of(cast.context, reported)] == [Act.RECEIVED, Act.CLOSED]


def test_a_deadline_that_waited_is_filled_when_the_calendar_is_known(cast: Cast) -> None:
    without = with_calendar(cast.context, NO_CALENDAR)
    reported = report(without, kind=Kind.COMPLAINT)
    waiting = due_on(without, reported)
    daily_work.run(without)
    still = due_on(without, reported)

    daily_work.run(cast.context)

    assert waiting == still == (None, True)
    assert due_on(cast.context, reported) == (MONDAY + timedelta(days=3), False)


def test_a_new_holiday_moves_open_deadlines(cast: Cast) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    known = cast.context.law.calendar
    wednesday = MONDAY + timedelta(days=2)
    corrected = with_calendar(cast.context, replace(known, days_off=known.days_off | {wednesday}))

    daily_work.run(corrected)

    assert due_on(corrected, reported) == (FRIDAY, False)


def test_what_was_logged_as_run_out_stays_run_out(cast: Cast, clock: Clock) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=4)
    daily_work.run(cast.context)
    known = cast.context.law.calendar
    late = with_calendar(
        cast.context, replace(known, days_off=known.days_off | {MONDAY + timedelta(days=2)})
    )

    daily_work.run(late)
    move_case(late, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())

    acts = [e.act for e in events_of(late, reported)]
    assert acts == [Act.RECEIVED, Act.OVERDUE, Act.REVIEW]
    with late.database.reading() as work:
        case = cases.get(work, reported.case_id)
        clocks = {c.period: c for c in rows.clocks_of(work, case.log_id)}
    assert case.counted_on == FRIDAY
    assert clocks["complaint_verify"].due_on == MONDAY + timedelta(days=3)


def test_an_erased_case_is_passed_over(cast: Cast, clock: Clock) -> None:
    erased, other = (report(cast.context, kind=Kind.COMPLAINT) for _ in range(2))
    with cast.context.database.transaction() as work:
        work.execute(delete(CaseRow).where(CaseRow.id == erased.case_id))
    clock.move(days=10)

    daily_work.run(cast.context)

    assert events_of(cast.context, other)[-1].act is Act.OVERDUE
