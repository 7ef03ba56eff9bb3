"""What the leaves of the logs stand for: events and custody entries, as they wait and as they were integrated."""

from collections.abc import Collection, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Exists, Row, Select, func, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from wbs.domain.accountability import CUSTODY
from wbs.domain.event import CustodyAct, CustodyEntry, Event
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.log.event_rows import event_of
from wbs.store.log.log_tree import PORTION, leaf_hashes
from wbs.store.schema.ledger import CustodyRow, EventRow, TallyRow
from wbs.store.schema.log import LogLeafRow
from wbs.store.schema.people import UnitRow

_EVENT = plain.table_of(EventRow).c
_TALLY = plain.table_of(TallyRow).c
_CUSTODY = plain.table_of(CustodyRow).c
_UNIT = plain.table_of(UnitRow).c
_LEAF = plain.table_of(LogLeafRow).c
LINES = ("open_line", "open_salt", "closed_line", "closed_salt", "leaf_hash")
_LINES_OF = attrgetter(*LINES)


class Lines(NamedTuple):
    """Both lines of a leaf with their salts, and the hash kept beside them."""

    open_line: bytes
    open_salt: bytes
    closed_line: bytes
    closed_salt: bytes
    leaf_hash: bytes


class KeptLeaf(NamedTuple):
    """A leaf as the rows keep it: its place, its lines, and what the columns beside them say.

    `position` is None while it waits. `lines` is None where the row it stood for is gone, `said` where that
    row has no case to be counted by, or holds a word that no such row can hold.
    """

    position: int | None
    leaf_hash: bytes
    lines: Lines | None
    said: Event | CustodyEntry | None


def waiting(work: Work, log: str, since: date, until: date) -> list[tuple[date, bytes]]:
    """The leaves of these days that stand in no batch yet, with the day each was written."""
    row = _row_of(log)
    query = select(row.logged_on, row.leaf_hash).where(
        *_own(log), row.logged_on >= since, row.logged_on <= until, ~_placed(row.leaf_hash)
    )
    return [(written, found) for written, found in work.execute(query)]


def waiting_leaves(work: Work, log: str) -> Iterator[KeptLeaf]:
    """The leaves that stand in no batch, those of a case in their order; a portion at a time in memory."""
    row = _row_of(log)
    query = _rows(log).where(*_own(log), ~_placed(row.leaf_hash))
    order = (row.logged_on, row.leaf_hash) if log == CUSTODY else (row.log_id, row.ordinal)
    streamed = query.order_by(*order).execution_options(yield_per=PORTION)
    with work.execute(streamed) as rows:  # closed also where the reader stops early
        for found in rows:
            yield _kept(log, None, found)


def leaves_between(work: Work, log: str, first: int, size: int) -> Iterator[KeptLeaf]:
    """The leaves from position *first* to the last before *size*, in order; an empty place is left out."""
    column = _row_of(log).leaf_hash
    for start in range(first, size, PORTION):
        placed = leaf_hashes(work, log, start, min(start + PORTION, size))
        wanted = [leaf_hash for _, leaf_hash in placed]
        found = {row.leaf_hash: row for row in work.execute(_rows(log).where(column.in_(wanted)))}
        for position, leaf_hash in placed:
            if leaf_hash in found:
                yield _kept(log, position, found[leaf_hash])
            else:
                yield KeptLeaf(position, leaf_hash, None, None)


def lines_between(work: Work, log: str, first: int, size: int) -> list[tuple[int, Lines | None]]:
    """The lines of the leaves from position *first* to the last before *size*, in order; None where the row is gone.

    The same leaves as `leaves_between`, without what the columns beside the lines say.
    """
    row = _row_of(log)
    rows_of_leaves = plain.table_of(LogLeafRow).outerjoin(
        plain.table_of(CustodyRow if log == CUSTODY else EventRow), row.leaf_hash == _LEAF.leaf_hash
    )
    query = (
        select(_LEAF.position, *(row[name] for name in LINES))
        .select_from(rows_of_leaves)
        .where(_LEAF.log == log, _LEAF.position >= first, _LEAF.position < size)
        .order_by(_LEAF.position)
    )
    return [
        (position, None if lines[-1] is None else Lines(*lines))
        for position, *lines in work.execute(query).all()
    ]


def leaves_of_case(work: Work, log_id: str) -> list[Lines]:
    """The leaves of a case's events, by the name it has in its log, in order."""
    query = select(*(_EVENT[name] for name in LINES)).where(_EVENT.log_id == log_id)
    return [Lines(*row) for row in work.execute(query.order_by(_EVENT.ordinal))]


def leaves_of_cases(
    work: Work, unit_id: str, log_ids: Collection[str]
) -> dict[str, list[KeptLeaf]]:
    """The leaves of these cases' events in the unit's log, those of a case in their order; no place is looked up."""
    query = _rows(unit_id).where(_EVENT.log_id.in_(log_ids)).order_by(_EVENT.log_id, _EVENT.ordinal)
    found: dict[str, list[KeptLeaf]] = {}
    for row in work.execute(query).all():
        found.setdefault(row.log_id, []).append(_kept(unit_id, None, row))
    return found


def last_written(work: Work, log_id: str) -> tuple[str, date] | None:
    """The unit in whose log the case is, and the day of its last event."""
    query = select(_EVENT.unit_id, func.max(_EVENT.logged_on)).where(_EVENT.log_id == log_id)
    row = work.execute(query.group_by(_EVENT.unit_id)).first()
    return (row[0], row[1]) if row else None


def without_first_event(work: Work, unit_id: str) -> str | None:
    """A case the unit counts, by log id, of which no first event is there."""
    first = select(_EVENT.log_id).where(_EVENT.log_id == _TALLY.log_id, _EVENT.ordinal == 0)
    query = select(_TALLY.log_id).where(_TALLY.unit_id == unit_id, ~first.exists())
    found: str | None = work.scalar(query.order_by(_TALLY.log_id).limit(1))
    return found


def _row_of(log: str) -> ReadOnlyColumnCollection[str, Column[Any]]:
    return _CUSTODY if log == CUSTODY else _EVENT


def _own(log: str) -> tuple[ColumnElement[bool], ...]:
    return () if log == CUSTODY else (_EVENT.unit_id == log,)


def _placed(leaf_hash: ColumnElement[bytes]) -> Exists:
    return select(_LEAF.position).where(_LEAF.leaf_hash == leaf_hash).exists()


def _rows(log: str) -> Select[Any]:
    if log == CUSTODY:
        return select(plain.table_of(CustodyRow))
    tally = (_TALLY.kind, _TALLY.channel, _TALLY.category, _UNIT.slug)
    event, cases = plain.table_of(EventRow), plain.table_of(TallyRow)
    counted = event.outerjoin(cases, _TALLY.log_id == _EVENT.log_id)
    return select(event, *tally).select_from(
        counted.outerjoin(plain.table_of(UnitRow), _UNIT.id == _TALLY.unit_id)
    )


def _kept(log: str, position: int | None, row: Row[Any]) -> KeptLeaf:
    lines = Lines(*_LINES_OF(row))
    try:
        said = _said(log, row)
    except ValueError:  # no word of ours
        said = None
    return KeptLeaf(position, lines.leaf_hash, lines, said)


def _said(log: str, row: Row[Any]) -> Event | CustodyEntry | None:
    if log == CUSTODY:
        return _entry(row)
    return None if row.slug is None else event_of(row)


def _entry(row: Row[Any]) -> CustodyEntry:
    names = ("officer_id", "desk_id", "unit_id", "subject_id", "log_id", "reason")
    told = {name: getattr(row, name) for name in names}
    return CustodyEntry(CustodyAct(row.act), row.logged_on, **told)
