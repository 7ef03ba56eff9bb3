"""The queries of the figures of disclosures. Each number has its own, written from its definition.

All are of cases of one kind at the units asked about. What the UPG's sheets say is known on the day
looked from where the review is not later.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    extract,
    func,
    select,
)
from sqlalchemy.orm import aliased

from wbs.domain.figures import Window
from wbs.domain.gratification.gratuity_figures import MONEY, Amount
from wbs.domain.kinds import Kind
from wbs.store.figures.figure_queries import is_open_on
from wbs.store.schema.ledger import (
    ClockRow,
    CountedSpanRow,
    DisclosedObjectRow,
    DisclosureRow,
    TallyRow,
)

TYPE: ColumnElement[str] = TallyRow.category.expression
KIND: ColumnElement[str] = DisclosedObjectRow.kind.expression
Numbers = Select[str, int]  # type, how many
AMOUNT_COLUMNS = 6  # disclosures, objects, and two for each kind of rupiah
BILLION = 10**9


def _own(unit_ids: Sequence[str]) -> ColumnElement[bool]:
    return and_(TallyRow.unit_id.in_(unit_ids), TallyRow.kind == Kind.GRATIFICATION.value)


def _came_in(window: Window) -> ColumnElement[bool]:
    return TallyRow.received_on.between(window.start, window.until)


def _is_reviewed(day: date) -> ColumnElement[bool]:
    seen = aliased(DisclosureRow)
    return exists().where(seen.log_id == TallyRow.log_id, seen.reviewed_on <= day)


def _is_dropped(day: date) -> ColumnElement[bool]:
    """That the last span begun by that day has ended by it."""
    last, later = aliased(CountedSpanRow), aliased(CountedSpanRow)
    has_later = (
        exists()
        .where(later.log_id == last.log_id, later.ordinal > last.ordinal, later.counted_on <= day)
        .correlate(last)
    )
    return exists().where(
        last.log_id == TallyRow.log_id, last.counted_on <= day, last.closed_on <= day, ~has_later
    )


def _by_type(unit_ids: Sequence[str], *where: ColumnElement[bool]) -> Numbers:
    return select(TYPE, func.count()).where(_own(unit_ids), *where).group_by(TYPE)


def received(window: Window, unit_ids: Sequence[str]) -> Numbers:
    """Disclosures that came in within the window."""
    return _by_type(unit_ids, _came_in(window))


def reviewed(window: Window, unit_ids: Sequence[str]) -> Numbers:
    """Of these, disclosures whose review is known."""
    return _by_type(unit_ids, _came_in(window), _is_reviewed(window.as_of))


def unreviewed(window: Window, unit_ids: Sequence[str]) -> Numbers:
    """Of these, open ones without a review."""
    is_open = is_open_on(TallyRow.log_id.expression, window.as_of)
    return _by_type(unit_ids, _came_in(window), ~_is_reviewed(window.as_of), is_open)


def dropped(window: Window, unit_ids: Sequence[str]) -> Numbers:
    """Of these, closed ones without a review."""
    unseen = ~_is_reviewed(window.as_of)
    return _by_type(unit_ids, _came_in(window), unseen, _is_dropped(window.as_of))


def still_open(window: Window, unit_ids: Sequence[str]) -> Numbers:
    """Disclosures open on the day looked from, whenever they came in."""
    return _by_type(unit_ids, is_open_on(TallyRow.log_id.expression, window.as_of))


def months(window: Window, unit_ids: Sequence[str]) -> Select[str, int, int, int]:
    """Disclosures that came in within the window, by type, year and month."""
    day = TallyRow.received_on
    group = (TYPE, extract("year", day), extract("month", day))
    return select(*group, func.count()).where(_own(unit_ids), _came_in(window)).group_by(*group)


def _punctuality(
    group: ColumnElement[Any], on: ColumnElement[Any], period: str
) -> Select[Any, int, int, int]:
    """By *group*: reported by the last day of the period, later, and where that day is not known."""
    due = (
        select(func.min(ClockRow.due_on))
        .where(ClockRow.log_id == TallyRow.log_id, ClockRow.period == period)
        .correlate(TallyRow)
        .scalar_subquery()
    )
    found = (on <= due, on > due, due.is_(None))
    return select(group, *(func.sum(case((each, 1), else_=0)) for each in found)).group_by(group)


def to_upg(window: Window, unit_ids: Sequence[str], period: str) -> Select[str, int, int, int]:
    """Whether what came in within the window came in time."""
    on = TallyRow.received_on.expression
    return _punctuality(TYPE, on, period).where(_own(unit_ids), _came_in(window))


def to_kpk(window: Window, unit_ids: Sequence[str], period: str) -> Select[str, int, int, int]:
    """Whether what went to KPK within the window went in time, whoever sent it."""
    on = DisclosureRow.forwarded_on
    return (
        _punctuality(TYPE, on.expression, period)
        .join(DisclosureRow, DisclosureRow.log_id == TallyRow.log_id)
        .where(_own(unit_ids), DisclosureRow.reviewed_on <= window.as_of)
        .where(_is_counted(on, window))
    )


def _is_counted(on: Any, window: Window) -> ColumnElement[bool]:
    """That the day, or that of the review if it is later, lies within the window."""
    seen_on = DisclosureRow.reviewed_on
    return case((on < seen_on, seen_on), else_=on).between(window.start, window.until)


def _rupiah(of: ColumnElement[bool]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Whole billions, and the rupiah beyond them: no database's integers hold every sum."""
    parts = (DisclosedObjectRow.rupiah // BILLION, DisclosedObjectRow.rupiah % BILLION)
    sums = (func.sum(case((of, part), else_=0)) for part in parts)
    billions, rest = (func.coalesce(each, 0) for each in sums)
    return billions, rest


def _amounts(
    unit_ids: Sequence[str], as_of: date, group: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    """By *group*: disclosures whose review is known, their objects, and the rupiah of money and of goods.

    The rupiah are `_rupiah`'s two numbers each; `amount` puts them together.
    """
    given = DisclosedObjectRow
    return (
        select(
            *group,
            func.count(DisclosureRow.log_id.distinct()),
            func.coalesce(func.sum(given.objects), 0),
            *_rupiah(given.kind == MONEY.value),
            *_rupiah(given.kind != MONEY.value),
        )
        .select_from(TallyRow)
        .join(DisclosureRow, DisclosureRow.log_id == TallyRow.log_id)
        .outerjoin(given, given.log_id == DisclosureRow.log_id)
        .where(_own(unit_ids), DisclosureRow.reviewed_on <= as_of)
        .group_by(*group)
    )


def amount(numbers: Sequence[Any]) -> Amount:
    """The amount in the last columns of a row that `_amounts` found."""
    disclosures, objects, *rupiah = map(int, numbers)
    money, goods = (rupiah[n] * BILLION + rupiah[n + 1] for n in (0, 2))
    return Amount(disclosures, objects, money, goods)


def kinds(window: Window, unit_ids: Sequence[str]) -> Select[Any]:
    """What came in within the window and is reviewed, by type and kind of object."""
    found = _amounts(unit_ids, window.as_of, (TYPE, KIND))
    return found.where(_came_in(window), KIND.is_not(None))


def reviews(window: Window, unit_ids: Sequence[str]) -> Select[Any]:
    """What came in within the window and is reviewed, by type and outcome of the review."""
    group = (TYPE, DisclosureRow.outcome.expression)
    return _amounts(unit_ids, window.as_of, group).where(_came_in(window))


def forwarded(window: Window, unit_ids: Sequence[str]) -> Select[Any]:
    """What went to KPK within the window, by who sent it."""
    return _within(window, unit_ids, DisclosureRow.forwarded_by, DisclosureRow.forwarded_on)


def determinations(window: Window, unit_ids: Sequence[str]) -> Select[Any]:
    """What KPK determined within the window, by determination."""
    return _within(window, unit_ids, DisclosureRow.determination, DisclosureRow.determined_on)


def settlements(window: Window, unit_ids: Sequence[str]) -> Select[Any]:
    """What was carried out within the window, by what became of it."""
    return _within(window, unit_ids, DisclosureRow.settlement, DisclosureRow.settled_on)


def _within(window: Window, unit_ids: Sequence[str], group: Any, on: Any) -> Select[Any]:
    found = _amounts(unit_ids, window.as_of, (group.expression,))
    return found.where(_is_counted(on, window))
