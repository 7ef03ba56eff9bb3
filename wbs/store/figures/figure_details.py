"""The figures' other queries: how cases ended, where they stand, which clocks were kept, what came in."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    exists,
    extract,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from wbs.domain.deadline import ONE_DAY
from wbs.domain.event import Act
from wbs.domain.figures import Dimension, Window
from wbs.store.figures.figure_queries import (
    CLOSING_ACTS,
    STANDING_ACTS,
    is_open_on,
    logged,
    not_closed_before,
    own,
)
from wbs.store.schema.ledger import ClockRow, CountedSpanRow, EventRow, TallyRow

Endings = Select[
    str, str | None, str | None, str | None, int
]  # kind, outcome, detail, days, how many


def _was_counted_by(day: date) -> ColumnElement[bool]:
    seen = aliased(CountedSpanRow)
    return exists().where(seen.log_id == TallyRow.log_id, seen.counted_on <= day)


def _is_last_closing(day: date) -> ColumnElement[bool]:
    later = aliased(EventRow)
    return ~exists().where(
        later.log_id == EventRow.log_id,
        later.ordinal > EventRow.ordinal,
        later.act.in_(CLOSING_ACTS),
        later.occurred_on <= day,
    )


def _endings(
    unit_ids: Sequence[str], window: Window, until: date, *where: ColumnElement[bool]
) -> Endings:
    """The last closings from the window's start to *until*, of cases that meet *where*."""
    group = (TallyRow.kind, EventRow.outcome, EventRow.outcome_detail, EventRow.days_open)
    return (
        select(*group, func.count())
        .select_from(TallyRow.__table__.join(EventRow, EventRow.log_id == TallyRow.log_id))
        .where(own(unit_ids), logged(unit_ids, window.start))
        .where(EventRow.act.in_(CLOSING_ACTS))
        .where(EventRow.occurred_on.between(window.start, until), _is_last_closing(until))
        .where(*where)
        .group_by(*group)
    )


def outcomes(window: Window, unit_ids: Sequence[str]) -> Endings:
    """How the cases of *selesai* ended, and how long they were open."""
    was_harus = exists().where(
        CountedSpanRow.log_id == TallyRow.log_id,
        CountedSpanRow.counted_on <= window.until,
        not_closed_before(CountedSpanRow.closed_on.expression, window.start),
    )
    is_open = is_open_on(TallyRow.log_id.expression, window.as_of)
    return _endings(unit_ids, window, window.as_of, was_harus, ~is_open)


def reasons(window: Window, unit_ids: Sequence[str]) -> Endings:
    """Why cases were closed before they counted."""
    return _endings(unit_ids, window, window.until, ~_was_counted_by(window.as_of))


def stages(day: date, unit_ids: Sequence[str]) -> Select[str, str, int]:
    """By kind, the last act up to *day* that moves a case, of cases it leaves open.

    Cases that were counted and are not any more are closed: their events are not looked at.
    """
    later = aliased(EventRow)
    superseded = exists().where(
        later.log_id == EventRow.log_id,
        later.ordinal > EventRow.ordinal,
        later.act.not_in(STANDING_ACTS),
        later.occurred_on <= day,
    )
    may_be_open = or_(is_open_on(TallyRow.log_id.expression, day), ~_was_counted_by(day))
    gone = (*CLOSING_ACTS, *STANDING_ACTS, Act.ERASED.value)
    group = (TallyRow.kind, EventRow.act)
    return (
        select(*group, func.count())
        .select_from(TallyRow.__table__.join(EventRow, EventRow.log_id == TallyRow.log_id))
        .where(own(unit_ids), TallyRow.received_on <= day, may_be_open)
        .where(EventRow.act.not_in(gone), EventRow.occurred_on <= day, ~superseded)
        .group_by(*group)
    )


def _how_many(found: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((found, 1), else_=0))


def clocks(window: Window, unit_ids: Sequence[str]) -> Select[str, int, int, int, int]:
    """By period: clocks kept in the window, missed in it, running at its end, without a calendar."""
    clock, start, until = ClockRow, window.start, window.until
    in_time = and_(clock.met_on.is_not(None), clock.met_on <= clock.due_on)
    met = and_(in_time, ~clock.is_dropped)
    late = or_(clock.met_on.is_(None), clock.met_on > clock.due_on)
    kept = and_(met, clock.met_on.between(start, until))
    # Missed on the day after the last day in time, but not before the case came in: a clock that began
    # with a gratuity may have run out by then.
    since_start = or_(clock.due_on >= start - ONE_DAY, TallyRow.received_on >= start)
    missed = and_(late, since_start, clock.due_on < until)
    running = and_(
        clock.due_on.is_not(None),
        clock.started_on <= until,
        or_(and_(in_time, clock.met_on > until), and_(late, clock.due_on >= until)),
    )
    has_dropped = and_(clock.is_dropped, clock.met_on <= until)
    waiting = and_(clock.due_on.is_(None), clock.started_on <= until, ~has_dropped)
    return (
        select(
            clock.period, _how_many(kept), _how_many(missed), _how_many(running), _how_many(waiting)
        )
        .select_from(TallyRow.__table__.join(clock, clock.log_id == TallyRow.log_id))
        .where(own(unit_ids), TallyRow.received_on <= until)
        .group_by(clock.period)
    )


def _value(dimension: Dimension) -> ColumnElement[str]:
    columns: dict[Dimension, ColumnElement[str]] = {
        Dimension.CATEGORY: TallyRow.category.expression,
        Dimension.COMPLAINT_CLASS: func.coalesce(TallyRow.complaint_class, "undecided"),
        Dimension.ANONYMITY: TallyRow.anonymity.expression,
        Dimension.REPRISAL: case((TallyRow.fear_of_reprisal, "yes"), else_="no"),
        Dimension.CHANNEL: TallyRow.channel.expression,
    }
    return columns[dimension].cast(String)


def breakdown(
    dimension: Dimension, start: date, until: date, unit_ids: Sequence[str]
) -> Select[str, int, int, str, int]:
    """Cases received from *start* to *until*, by kind, year, month and value."""
    group = (
        TallyRow.kind,
        extract("year", TallyRow.received_on),
        extract("month", TallyRow.received_on),
        _value(dimension),
    )
    return (
        select(*group, func.count())
        .where(own(unit_ids), TallyRow.received_on.between(start, until))
        .group_by(*group)
    )
