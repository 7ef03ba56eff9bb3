"""Every row that is kept of the cases of a unit's log, some hundred cases at a time, for whoever holds them against it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, exists, select

from wbs.domain.clocks import Clock
from wbs.domain.event import CustodyAct
from wbs.domain.history import CountedSpan
from wbs.domain.record import RecordKind
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.log.log_rows import KeptLeaf, leaves_of_cases
from wbs.store.log.log_tree import PORTION
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow, RecordRow
from wbs.store.schema.ledger import (
    ClockRow,
    CountedSpanRow,
    CustodyRow,
    DisclosureRow,
    TallyRow,
)
from wbs.store.schema.people import DeskRow

_TALLY = plain.table_of(TallyRow).c
_CASE = plain.table_of(CaseRow).c
_DESK = plain.table_of(DeskRow).c
_BOX = plain.table_of(CaseKeyBoxRow).c
_SPAN = plain.table_of(CountedSpanRow).c
_CLOCK = plain.table_of(ClockRow).c
_RECORD = plain.table_of(RecordRow).c
_CUSTODY = plain.table_of(CustodyRow).c
_TELLING = (
    *(CustodyAct.CLASS_SET, CustodyAct.REPRISAL_FEARED, CustodyAct.REPRISAL_NOT_FEARED),
    CustodyAct.CASE_TAKEN_OVER,
)
Rows = defaultdict[str, list[Row[Any]]]  # by log id


@dataclass(frozen=True)
class Noted:
    """What the custody log says of a case: an act, its day, the unit it names, and why."""

    act: CustodyAct
    on: date
    unit_id: str | None
    reason: str | None


class KeptCase(NamedTuple):
    """One case of a log, as the rows keep it; nothing of it was checked, words may be none of ours.

    `register` is its row among the cases, None where none stands there under this log id; it says also to which
    unit the desk in charge belongs (`desk_unit_id`), and whether that desk holds a box of it (`has_box`).
    `spans` are in the order of their numbers, which are `span_ordinals`. `messages` are the sides that wrote one,
    each with the day.
    """

    log_id: str
    tally: Row[Any]
    leaves: tuple[KeptLeaf, ...]
    spans: tuple[CountedSpan, ...]
    span_ordinals: tuple[int, ...]
    clocks: tuple[Clock, ...]
    review: Row[Any] | None
    register: Row[Any] | None
    messages: frozenset[tuple[str, date]]
    noted: tuple[Noted, ...]


def kept_cases(work: Work, unit_id: str, *, with_register: bool) -> Iterator[KeptCase]:
    """The cases that the unit counts, by log id. Of all of them only their log ids are in memory at once.

    Without the register `register` is None for each.
    """
    of_unit = select(_TALLY.log_id).where(_TALLY.unit_id == unit_id).order_by(_TALLY.log_id)
    log_ids = list(work.scalars(of_unit))
    for start in range(0, len(log_ids), PORTION):
        yield from _portion(work, unit_id, log_ids[start : start + PORTION], with_register)


def strangers(work: Work) -> str | None:
    """A case of the register, by log id, that no log counts, or another unit's than the row says."""
    counted = select(_TALLY.log_id).where(
        _TALLY.log_id == _CASE.log_id, _TALLY.unit_id == _CASE.counting_unit_id
    )
    query = select(_CASE.log_id).where(~exists(counted)).order_by(_CASE.log_id).limit(1)
    found: str | None = work.scalar(query)
    return found


def _portion(
    work: Work, unit_id: str, log_ids: Sequence[str], with_register: bool
) -> Iterator[KeptCase]:
    leaves = leaves_of_cases(work, unit_id, log_ids)
    tallies = _by_case(work, select(plain.table_of(TallyRow)).where(_TALLY.log_id.in_(log_ids)))
    spans = _by_case(work, _of(CountedSpanRow, log_ids).order_by(_SPAN.ordinal))
    clocks = _by_case(work, _of(ClockRow, log_ids).order_by(_CLOCK.started_on, _CLOCK.period))
    reviews = _by_case(work, _of(DisclosureRow, log_ids))
    register = _by_case(work, _register(log_ids)) if with_register else Rows(list)
    messages, noted = _messages(work, log_ids), _noted(work, log_ids)
    for log_id in log_ids:
        yield KeptCase(
            log_id=log_id,
            tally=tallies[log_id][0],
            leaves=tuple(leaves.get(log_id, ())),
            spans=tuple(CountedSpan(r.counted_on, r.closed_on) for r in spans[log_id]),
            span_ordinals=tuple(r.ordinal for r in spans[log_id]),
            clocks=tuple(
                Clock(r.period, r.started_on, r.due_on, r.met_on, r.is_dropped)
                for r in clocks[log_id]
            ),
            review=next(iter(reviews[log_id]), None),
            register=next(iter(register[log_id]), None),
            messages=frozenset(messages[log_id]),
            noted=tuple(noted[log_id]),
        )


def _of(
    row: type[CountedSpanRow | ClockRow | DisclosureRow], log_ids: Collection[str]
) -> Select[Any]:
    table = plain.table_of(row)
    return select(table).where(table.c.log_id.in_(log_ids))


def _by_case(work: Work, query: Select[Any]) -> Rows:
    found: Rows = defaultdict(list)
    for row in work.execute(query).all():
        found[row.log_id].append(row)
    return found


def _register(log_ids: Collection[str]) -> Select[Any]:
    table = plain.table_of(CaseRow)
    box = exists().where(_BOX.case_id == _CASE.id, _BOX.desk_id == _CASE.desk_id)
    return (
        select(table, _DESK.unit_id.label("desk_unit_id"), box.label("has_box"))
        .select_from(table.outerjoin(plain.table_of(DeskRow), _DESK.id == _CASE.desk_id))
        .where(_CASE.log_id.in_(log_ids))
    )


def _messages(work: Work, log_ids: Collection[str]) -> dict[str, set[tuple[str, date]]]:
    query = (
        select(_CASE.log_id, _RECORD.author, _RECORD.written_on)
        .where(_CASE.log_id.in_(log_ids), _RECORD.case_id == _CASE.id)
        .where(_RECORD.kind == RecordKind.MESSAGE.value)
        .distinct()
    )
    found: dict[str, set[tuple[str, date]]] = defaultdict(set)
    for log_id, author, day in work.execute(query):
        found[log_id].add((author, day))
    return found


def _noted(work: Work, log_ids: Collection[str]) -> dict[str, list[Noted]]:
    query = (
        select(_CUSTODY.log_id, _CUSTODY.act, _CUSTODY.logged_on, _CUSTODY.unit_id, _CUSTODY.reason)
        .where(_CUSTODY.log_id.in_(log_ids), _CUSTODY.act.in_([act.value for act in _TELLING]))
        .order_by(_CUSTODY.logged_on)
    )
    found: dict[str, list[Noted]] = defaultdict(list)
    for log_id, act, day, unit_id, reason in work.execute(query):
        found[log_id].append(Noted(CustodyAct(act), day, unit_id, reason))
    return found
