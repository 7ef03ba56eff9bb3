"""The inbox: a page of the register by deadline, read as one range of one index per desk."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Select, exists, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from wbs.domain.inbox import (
    MOST_COUNTED,
    Assigned,
    DueCounts,
    Filters,
    Page,
    Position,
    Standing,
)
from wbs.domain.record import Author
from wbs.store.cases.cases import NO_DEADLINE, WAITS_FOR_CALENDAR, case_of
from wbs.store.database import Work
from wbs.store.schema.cases import CaseRow, ReadingRow, RecordRow
from wbs.store.schema.casework import AssignmentRow

# A place in the order of the inbox: of several bounds only the tightest is asked for, because
# SQLite searches by one of them and reads every row up to the other.
Place = tuple[date, str]
Order = tuple[InstrumentedAttribute[date], InstrumentedAttribute[str]]
_AFTER_ALL_IDS = "g"  # ids are hexadecimal
_START, _END = (date.min, ""), (date.max, _AFTER_ALL_IDS)


def _standing(standing: Standing, today: date, soon_until: date) -> tuple[Place, Place]:
    """The places between which the cases lie."""
    match standing:
        case Standing.OPEN:
            return _START, (NO_DEADLINE, _AFTER_ALL_IDS)
        case Standing.OVERDUE:
            return (WAITS_FOR_CALENDAR, _AFTER_ALL_IDS), (today, "")
        case Standing.SOON:
            return (today, ""), (soon_until, _AFTER_ALL_IDS)
        case Standing.CLOSED:
            return (NO_DEADLINE, _AFTER_ALL_IDS), _END
        case Standing.ALL:
            return _START, _END


def inbox_query(
    desk_id: str, filters: Filters, today: date, position: Position | None, size: int
) -> Select[CaseRow]:
    """One desk's part of an inbox page: one range of one index, in order, *size* rows at most."""
    lower, upper = _standing(filters.standing, today, filters.soon_until or today)
    if position and position.is_forward:
        lower = max(lower, (position.due_sort, position.case_id))
    elif position:
        upper = min(upper, (position.due_sort, position.case_id))
    query, order = _of_desk(desk_id, filters)
    query = query.where(tuple_(*order) > tuple_(*lower), tuple_(*order) < tuple_(*upper))
    if filters.stage:
        query = query.where(CaseRow.stage == filters.stage.value)
    if filters.kind:
        query = query.where(CaseRow.kind == filters.kind.value)
    if filters.unit_id:
        query = query.where(CaseRow.unit_id == filters.unit_id)
    if position and not position.is_forward:
        return query.order_by(*(column.desc() for column in order)).limit(size)
    return query.order_by(*order).limit(size)


def _of_desk(desk_id: str, filters: Filters) -> tuple[Select[CaseRow], Order]:
    """The desk's cases, and the columns that order them: those of the index that is read.

    What one officer has is read from the assignments, which repeat the case's place in the order.
    """
    if filters.assigned is Assigned.MINE:
        query = (
            select(CaseRow)
            .join(AssignmentRow, AssignmentRow.case_id == CaseRow.id)
            .where(AssignmentRow.desk_id == desk_id)
            .where(AssignmentRow.officer_id == filters.officer_id)
        )
        return query, (AssignmentRow.due_sort, AssignmentRow.case_id)
    query = select(CaseRow).where(CaseRow.desk_id == desk_id)
    if filters.assigned is Assigned.NOBODY:
        query = query.where(~exists().where(AssignmentRow.case_id == CaseRow.id))
    return query, (CaseRow.due_sort, CaseRow.id)


def inbox_page(
    work: Work,
    desk_ids: Iterable[str],
    filters: Filters,
    today: date,
    position: Position | None = None,
    size: int = 25,
) -> Page:
    """The *size* cases after (or before) *position*, over all *desk_ids*, nearest deadline first."""
    forward = position is None or position.is_forward
    found = [
        row
        for desk_id in sorted(desk_ids)
        for row in work.scalars(inbox_query(desk_id, filters, today, position, size + 1))
    ]
    found.sort(key=lambda row: (row.due_sort, row.id), reverse=not forward)
    has_more, rows = len(found) > size, found[:size]
    if not forward:
        rows.reverse()
    has_before = has_more if not forward else position is not None
    has_after = has_more if forward else True
    return Page(
        cases=tuple(case_of(row) for row in rows),
        before=Position(rows[0].due_sort, rows[0].id, is_forward=False)
        if rows and has_before
        else None,
        after=Position(rows[-1].due_sort, rows[-1].id) if rows and has_after else None,
    )


def unread(work: Work, case_ids: Collection[str], officer_id: str) -> frozenset[str]:
    """Those of *case_ids* in which the reporter wrote something the officer has not opened."""
    newest = (
        select(RecordRow.case_id, func.max(RecordRow.number).label("number"))
        .where(RecordRow.case_id.in_(case_ids), RecordRow.author == Author.REPORTER.value)
        .group_by(RecordRow.case_id)
        .subquery()
    )
    read = (ReadingRow.case_id == newest.c.case_id) & (ReadingRow.officer_id == officer_id)
    return frozenset(
        work.scalars(
            select(newest.c.case_id)
            .outerjoin(ReadingRow, read)
            .where((ReadingRow.number.is_(None)) | (ReadingRow.number < newest.c.number))
        )
    )


def due_counts(work: Work, desk_ids: Collection[str], today: date, soon_until: date) -> DueCounts:
    """How many open cases of these desks are late, due today, and due soon; no more rows are read than are counted."""
    queries = due_queries(desk_ids, today, soon_until)
    return DueCounts(*(work.scalar(query) or 0 for query in queries))


def due_queries(
    desk_ids: Collection[str], today: date, soon_until: date
) -> tuple[Select[int], ...]:
    """The queries of the three counts."""
    due = CaseRow.due_sort
    stretches = (
        (due > WAITS_FOR_CALENDAR, due < today),
        (due == today,),
        (due > today, due <= soon_until),
    )
    some = (select(CaseRow.id).where(CaseRow.desk_id.in_(desk_ids), *each) for each in stretches)
    return tuple(
        select(func.count()).select_from(each.limit(MOST_COUNTED + 1).subquery()) for each in some
    )


def mark_read(work: Work, case_id: str, officer_id: str, number: int) -> None:
    """The officer has read the case up to record *number*; a mark never goes back."""
    row = work.get(ReadingRow, (case_id, officer_id))
    if row is None:
        work.add(ReadingRow(case_id=case_id, officer_id=officer_id, number=number))
    else:
        row.number = max(row.number, number)
    work.flush()
