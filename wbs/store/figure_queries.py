"""The figures' queries. Each number has its own, written from its definition, not from another number.

Every query answers all windows of a question at once and groups by window, kind and unit.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from wbs.domain.event import Act
from wbs.domain.figures import COUNTED_KINDS, Dimension, Window
from wbs.domain.history import CLOSING
from wbs.store.schema_ledger import ClockRow, CountedSpanRow, EventRow, TallyRow

KINDS = tuple(kind.value for kind in COUNTED_KINDS)
CLOSING_ACTS = tuple(act.value for act in CLOSING)
Numbers = Select[int, str, str, int]  # window, kind, unit, how many
Endings = Select[
    str, str | None, str | None, str | None, int
]  # kind, outcome, detail, days, how many


def windows(asked: Sequence[Window]) -> CTE:
    """The windows as a table; `number` is the place in *asked*."""
    rows = (
        select(
            literal(n, Integer).label("number"),
            literal(w.start, Date).label("start"),
            literal(w.until, Date).label("until"),
            literal(w.as_of, Date).label("as_of"),
        )
        for n, w in enumerate(asked)
    )
    return union_all(*rows).cte("asked")


def _own(unit_ids: Sequence[str]) -> ColumnElement[bool]:
    return and_(TallyRow.unit_id.in_(unit_ids), TallyRow.kind.in_(KINDS))


def _numbers(join: FromClause, w: CTE, *where: ColumnElement[bool]) -> Numbers:
    """How many cases of *join* meet *where*: each once, by window, kind and unit."""
    group = (w.c.number, TallyRow.kind, TallyRow.unit_id)
    return (
        select(*group, func.count(TallyRow.log_id.distinct()))
        .select_from(join)
        .where(*where)
        .group_by(*group)
    )


def _spans(w: CTE) -> FromClause:
    tallies = TallyRow.__table__
    return tallies.join(CountedSpanRow, CountedSpanRow.log_id == TallyRow.log_id).join(
        w, CountedSpanRow.counted_on <= w.c.until
    )


def _open_at_start(w: CTE) -> ColumnElement[bool]:
    span = CountedSpanRow
    return or_(span.closed_on.is_(None), span.closed_on >= w.c.start)


def _began_before(w: CTE) -> ColumnElement[bool]:
    """That one of the case's spans began before the window and was open when it began."""
    earlier = aliased(CountedSpanRow)
    return exists().where(
        earlier.log_id == TallyRow.log_id,
        earlier.counted_on < w.c.start,
        or_(earlier.closed_on.is_(None), earlier.closed_on >= w.c.start),
    )


def received(w: CTE, unit_ids: Sequence[str]) -> Numbers:
    """Cases received in the window."""
    join = TallyRow.__table__.join(w, TallyRow.received_on.between(w.c.start, w.c.until))
    return _numbers(join, w, _own(unit_ids))


def brought_forward(w: CTE, unit_ids: Sequence[str]) -> Numbers:
    """Cases counted before the window and open when it began."""
    begun = CountedSpanRow.counted_on < w.c.start
    return _numbers(_spans(w), w, _own(unit_ids), begun, _open_at_start(w))


def new(w: CTE, unit_ids: Sequence[str]) -> Numbers:
    """Cases that began to be counted in the window and were not brought forward."""
    begun = CountedSpanRow.counted_on >= w.c.start
    return _numbers(_spans(w), w, _own(unit_ids), begun, ~_began_before(w))


def harus(w: CTE, unit_ids: Sequence[str]) -> Numbers:
    """Cases counted and open when the window began, or counted in it."""
    return _numbers(_spans(w), w, _own(unit_ids), _open_at_start(w))


def sedang(w: CTE, unit_ids: Sequence[str]) -> Numbers:
    """Of *harus*, cases with a span that is open at the end of the day looked from."""
    seen = aliased(CountedSpanRow)
    still_open = exists().where(
        seen.log_id == TallyRow.log_id,
        seen.counted_on <= w.c.as_of,
        or_(seen.closed_on.is_(None), seen.closed_on > w.c.as_of),
    )
    return _numbers(_spans(w), w, _own(unit_ids), _open_at_start(w), still_open)


def _is_completed(w: CTE) -> ColumnElement[bool]:
    """That the last of the case's spans known on the day looked from is closed on that day."""
    last, later = aliased(CountedSpanRow), aliased(CountedSpanRow)
    has_later = (
        exists()
        .where(
            later.log_id == last.log_id,
            later.ordinal > last.ordinal,
            later.counted_on <= w.c.as_of,
        )
        .correlate(last, w)  # without it the inner query would read the windows anew
    )
    return exists().where(
        last.log_id == TallyRow.log_id,
        last.counted_on <= w.c.as_of,
        last.closed_on <= w.c.as_of,
        ~has_later,
    )


def selesai(w: CTE, unit_ids: Sequence[str]) -> Numbers:
    """Of *harus*, cases whose last span is closed at the end of the day looked from."""
    return _numbers(_spans(w), w, _own(unit_ids), _open_at_start(w), _is_completed(w))


def not_processed(w: CTE, unit_ids: Sequence[str]) -> Numbers:
    """Cases closed in the window and, as far as is known, never counted."""
    first_counted = (
        select(func.min(CountedSpanRow.counted_on))
        .where(CountedSpanRow.log_id == TallyRow.log_id)
        .scalar_subquery()
    )
    closed = (
        select(TallyRow.kind, TallyRow.unit_id, TallyRow.log_id, EventRow.occurred_on)
        .add_columns(first_counted.label("first_counted_on"))
        .join(EventRow, EventRow.log_id == TallyRow.log_id)
        .where(_own(unit_ids), EventRow.act.in_(CLOSING_ACTS))
        .distinct()  # found once, not once per window: SQLite would merge the queries
        .cte("closed")
    )
    first = closed.c.first_counted_on
    group = (w.c.number, closed.c.kind, closed.c.unit_id)
    return (
        select(*group, func.count(closed.c.log_id.distinct()))
        .join_from(closed, w, closed.c.occurred_on.between(w.c.start, w.c.until))
        .where(or_(first.is_(None), first > w.c.as_of))
        .group_by(*group)
    )


def _is_last_closing(day: date) -> ColumnElement[bool]:
    later = aliased(EventRow)
    return ~exists().where(
        later.log_id == EventRow.log_id,
        later.ordinal > EventRow.ordinal,
        later.act.in_(CLOSING_ACTS),
        later.occurred_on <= day,
    )


def _endings(join: FromClause, *where: ColumnElement[bool]) -> Endings:
    group = (TallyRow.kind, EventRow.outcome, EventRow.outcome_detail, EventRow.days_open)
    return select(*group, func.count()).select_from(join).where(*where).group_by(*group)


def outcomes(window: Window, unit_ids: Sequence[str]) -> Endings:
    """How the cases of *selesai* ended, and how long they were open."""
    w = windows([window])
    completed = exists().where(
        CountedSpanRow.log_id == TallyRow.log_id,
        CountedSpanRow.counted_on <= window.until,
        or_(CountedSpanRow.closed_on.is_(None), CountedSpanRow.closed_on >= window.start),
    )
    join = TallyRow.__table__.join(EventRow, EventRow.log_id == TallyRow.log_id).join(
        w, EventRow.occurred_on <= w.c.as_of
    )
    is_closing = EventRow.act.in_(CLOSING_ACTS)
    last = _is_last_closing(window.as_of)
    return _endings(join, _own(unit_ids), is_closing, completed, _is_completed(w), last)


def reasons(window: Window, unit_ids: Sequence[str]) -> Endings:
    """Why cases were closed before they counted."""
    seen = aliased(CountedSpanRow)
    was_counted = exists().where(seen.log_id == TallyRow.log_id, seen.counted_on <= window.as_of)
    return _endings(
        TallyRow.__table__.join(EventRow, EventRow.log_id == TallyRow.log_id),
        _own(unit_ids),
        EventRow.act.in_(CLOSING_ACTS),
        EventRow.occurred_on.between(window.start, window.until),
        ~was_counted,
        _is_last_closing(window.until),
    )


def stages(day: date, unit_ids: Sequence[str]) -> Select[str, str, int]:
    """By kind, the last act up to *day* that moves a case, of cases it leaves open."""
    later = aliased(EventRow)
    superseded = exists().where(
        later.log_id == EventRow.log_id,
        later.ordinal > EventRow.ordinal,
        later.act != Act.OVERDUE.value,
        later.occurred_on <= day,
    )
    gone = (*CLOSING_ACTS, Act.OVERDUE.value, Act.ERASED.value)
    group = (TallyRow.kind, EventRow.act)
    return (
        select(*group, func.count())
        .select_from(TallyRow.__table__.join(EventRow, EventRow.log_id == TallyRow.log_id))
        .where(_own(unit_ids), EventRow.act.not_in(gone), EventRow.occurred_on <= day, ~superseded)
        .group_by(*group)
    )


def _how_many(found: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((found, 1), else_=0))


def clocks(window: Window, unit_ids: Sequence[str]) -> Select[str, int, int, int, int]:
    """By period: clocks kept in the window, missed in it, running at its end, without a calendar."""
    clock, start, until = ClockRow, window.start, window.until
    met = and_(clock.met_on.is_not(None), clock.met_on <= clock.due_on)
    late = or_(clock.met_on.is_(None), clock.met_on > clock.due_on)
    kept = and_(met, clock.met_on.between(start, until))
    # Missed on the day after the last day in time: in the window if the last day is one earlier.
    missed = and_(
        late, clock.due_on >= date.fromordinal(start.toordinal() - 1), clock.due_on < until
    )
    running = and_(
        clock.due_on.is_not(None),
        clock.started_on <= until,
        or_(and_(met, clock.met_on > until), and_(late, clock.due_on >= until)),
    )
    waiting = and_(clock.due_on.is_(None), clock.started_on <= until)
    return (
        select(
            clock.period, _how_many(kept), _how_many(missed), _how_many(running), _how_many(waiting)
        )
        .select_from(TallyRow.__table__.join(clock, clock.log_id == TallyRow.log_id))
        .where(_own(unit_ids))
        .group_by(clock.period)
    )


def _value(dimension: Dimension) -> ColumnElement[str]:
    columns: dict[Dimension, ColumnElement[str]] = {
        Dimension.CATEGORY: TallyRow.category.expression,
        Dimension.COMPLAINT_CLASS: func.coalesce(TallyRow.complaint_class, "undecided"),
        Dimension.ANONYMITY: TallyRow.anonymity.expression,
        Dimension.REPRISAL: case((TallyRow.fear_of_reprisal, "yes"), else_="no"),
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
        .where(_own(unit_ids), TallyRow.received_on.between(start, until))
        .group_by(*group)
    )
