"""The queries of the three numbers. Each number has its own, written from its definition, not from another number.

Every query answers all windows of a question at once and groups by window, kind and unit. What the
windows are asked of is found first and kept (MATERIALIZED): of a large register most cases of most
years are not among it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    SelectBase,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from wbs.domain.figures import SHOWN_KINDS, Window
from wbs.domain.history import CLOSING, MOVING_NOTHING
from wbs.store.schema.ledger import CountedSpanRow, EventRow, TallyRow

KINDS = tuple(kind.value for kind in SHOWN_KINDS)
CLOSING_ACTS = tuple(act.value for act in CLOSING)
STANDING_ACTS = tuple(act.value for act in MOVING_NOTHING)
Numbers = Select[int, str, str, int]  # window, kind, unit, how many
Day = date | ColumnElement[date]


@dataclass(frozen=True)
class Asked:
    """The windows as a table, `number` being the place of each; the units; the days they reach over."""

    table: CTE
    unit_ids: Sequence[str]
    first: date
    last: date


def ask(windows: Sequence[Window], unit_ids: Sequence[str]) -> Asked:
    """The windows to be asked about, of these units."""
    rows = (
        select(
            literal(n, Integer).label("number"),
            literal(w.start, Date).label("start"),
            literal(w.until, Date).label("until"),
            literal(w.as_of, Date).label("as_of"),
        )
        for n, w in enumerate(windows)
    )
    return Asked(
        union_all(*rows).cte("asked"),
        unit_ids,
        min(window.start for window in windows),
        max(window.until for window in windows),
    )


def own(unit_ids: Sequence[str]) -> ColumnElement[bool]:
    """That a case is counted at one of the units, and of a kind the figures are about."""
    return and_(TallyRow.unit_id.in_(unit_ids), TallyRow.kind.in_(KINDS))


def not_closed_before(closed_on: ColumnElement[Any], day: Day) -> ColumnElement[bool]:
    """That a span is open, or was closed on *day* or later."""
    return or_(closed_on.is_(None), closed_on >= day)


def is_open_on(log_id: ColumnElement[Any], day: Day) -> ColumnElement[bool]:
    """That the case is counted and open when the day is over."""
    seen = aliased(CountedSpanRow)
    return exists().where(
        seen.log_id == log_id,
        seen.counted_on <= day,
        or_(seen.closed_on.is_(None), seen.closed_on > day),
    )


def logged(unit_ids: Sequence[str], since: date) -> ColumnElement[bool]:
    """That an event is of these units and was written on or after that day: none happened after it was written."""
    return and_(EventRow.unit_id.in_(unit_ids), EventRow.logged_on >= since)


def received(asked: Asked) -> Numbers:
    """Cases received in the window."""
    came = _kept(
        select(TallyRow.kind, TallyRow.unit_id, TallyRow.log_id, TallyRow.received_on).where(
            own(asked.unit_ids), TallyRow.received_on.between(asked.first, asked.last)
        ),
        "came",
    )
    w = asked.table.c
    return _numbers(asked, came, came.c.received_on.between(w.start, w.until))


def brought_forward(asked: Asked) -> Numbers:
    """Cases counted before the window and open when it began."""
    spans, start = _spans(asked), asked.table.c.start
    begun = spans.c.counted_on < start
    return _numbers(asked, spans, begun, not_closed_before(spans.c.closed_on, start))


def new(asked: Asked) -> Numbers:
    """Cases that began to be counted in the window and were not brought forward."""
    spans, w, earlier = _spans(asked), asked.table.c, aliased(CountedSpanRow)
    was_brought_forward = exists().where(
        earlier.log_id == spans.c.log_id,
        earlier.counted_on < w.start,
        or_(earlier.closed_on.is_(None), earlier.closed_on >= w.start),
    )
    begun = spans.c.counted_on.between(w.start, w.until)
    return _numbers(asked, spans, begun, ~was_brought_forward)


def harus(asked: Asked) -> Numbers:
    """Cases counted and open when the window began, or counted in it."""
    spans = _spans(asked)
    return _numbers(asked, spans, *_is_harus(asked, spans))


def sedang(asked: Asked) -> Numbers:
    """Of *harus*, cases with a span that is open at the end of the day looked from."""
    spans = _spans(asked)
    still_open = is_open_on(spans.c.log_id, asked.table.c.as_of)
    return _numbers(asked, spans, *_is_harus(asked, spans), still_open)


def selesai(asked: Asked) -> Numbers:
    """Of *harus*, cases whose last span known on the day looked from is closed at its end."""
    spans, w = _spans(asked), asked.table
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
    is_completed = exists().where(
        last.log_id == spans.c.log_id,
        last.counted_on <= w.c.as_of,
        last.closed_on <= w.c.as_of,
        ~has_later,
    )
    return _numbers(asked, spans, *_is_harus(asked, spans), is_completed)


def not_processed(asked: Asked) -> Numbers:
    """Cases closed in the window and, as far as is known on the day looked from, never counted."""
    first_counted = (
        select(func.min(CountedSpanRow.counted_on))
        .where(CountedSpanRow.log_id == TallyRow.log_id)
        .scalar_subquery()
        .label("first_counted_on")
    )
    closings = _kept(
        select(
            TallyRow.kind, TallyRow.unit_id, TallyRow.log_id, EventRow.occurred_on, first_counted
        )
        .join(EventRow, EventRow.log_id == TallyRow.log_id)
        .where(own(asked.unit_ids), logged(asked.unit_ids, asked.first))
        .where(EventRow.act.in_(CLOSING_ACTS))
        .where(EventRow.occurred_on.between(asked.first, asked.last)),
        "closings",
    )
    w, first = asked.table.c, closings.c.first_counted_on
    in_window = closings.c.occurred_on.between(w.start, w.until)
    return _numbers(asked, closings, in_window, or_(first.is_(None), first > w.as_of))


def _kept(found: SelectBase, name: str) -> CTE:
    """Worked out once, however many numbers ask for it."""
    return found.cte(name).prefix_with("MATERIALIZED")


def _spans(asked: Asked) -> CTE:
    """The spans of which a window may hold a day."""
    span = CountedSpanRow
    return _kept(
        select(TallyRow.kind, TallyRow.unit_id, TallyRow.log_id, span.counted_on, span.closed_on)
        .join(span, span.log_id == TallyRow.log_id)
        .where(own(asked.unit_ids), span.counted_on <= asked.last)
        .where(not_closed_before(span.closed_on.expression, asked.first)),
        "spans",
    )


def _is_harus(asked: Asked, spans: CTE) -> tuple[ColumnElement[bool], ...]:
    w = asked.table.c
    return spans.c.counted_on <= w.until, not_closed_before(spans.c.closed_on, w.start)


def _numbers(asked: Asked, found: CTE, *where: ColumnElement[bool]) -> Numbers:
    """How many cases of *found* meet *where*: each once, by window, kind and unit."""
    group = (asked.table.c.number, found.c.kind, found.c.unit_id)
    return (
        select(*group, func.count(found.c.log_id.distinct()))
        .select_from(asked.table.join(found, and_(*where)))
        .group_by(*group)
    )
