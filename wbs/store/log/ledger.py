"""The ledger's rows: tallies, counted spans, clocks, events and custody entries. Only ever added to or closed."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from sqlalchemy import bindparam, delete, func, select, update

from wbs.domain.case import Case
from wbs.domain.clocks import Clock
from wbs.domain.event import Act, CustodyEntry, Event
from wbs.store import in_hand, plain
from wbs.store.database import Work
from wbs.store.log.event_rows import event_of
from wbs.store.schema.ledger import ClockRow, CountedSpanRow, CustodyRow, EventRow, TallyRow
from wbs.store.schema.people import UnitRow

_CLOCK = plain.table_of(ClockRow)
_CUSTODY = plain.table_of(CustodyRow).c
_EVENT_TABLE, _TALLY = plain.table_of(EventRow), plain.table_of(TallyRow)
_EVENT = _EVENT_TABLE.c
_UNIT = plain.table_of(UnitRow)

_CLOCKS = (
    select(*(_CLOCK.c[name] for name in ("period", "started_on", "due_on", "met_on", "is_dropped")))
    .where(_CLOCK.c.log_id == bindparam("of_log"))
    .order_by(_CLOCK.c.started_on, _CLOCK.c.period)
)
_EVENTS = (
    select(_EVENT_TABLE, _TALLY.c.kind, _TALLY.c.channel, _TALLY.c.category, _UNIT.c.slug)
    .join_from(_EVENT_TABLE, _TALLY, _TALLY.c.log_id == _EVENT.log_id)
    .join(_UNIT, _UNIT.c.id == _EVENT.unit_id)
    .where(_EVENT.log_id == bindparam("of_log"))
    .order_by(_EVENT.ordinal)
)
_LAST_LOGGED = select(func.max(_EVENT.logged_on)).where(_EVENT.unit_id == bindparam("at_unit"))
_LAST_ORDINAL = select(func.max(_EVENT.ordinal)).where(_EVENT.log_id == bindparam("of_log"))
_LAST_CUSTODY = select(func.max(_CUSTODY.logged_on))
# The reporters' role sees no row but its own: functions answer it the day alone (`wbs.store.reporter_role.give`).
_TOLD_LOGGED = select(func.wbs_last_logged(bindparam("at_unit")))
_TOLD_CUSTODY = select(func.wbs_last_custody())


class LeafBytes(Protocol):
    """The bytes of a leaf, as the rows keep them."""

    @property
    def leaf_hash(self) -> bytes:
        """The tree's leaf hash."""

    @property
    def open_line(self) -> bytes:
        """The line a pack opens."""

    @property
    def open_salt(self) -> bytes:
        """Its salt."""

    @property
    def closed_line(self) -> bytes:
        """The line only the inspectorate reads."""

    @property
    def closed_salt(self) -> bytes:
        """Its salt."""


def add_tally(work: Work, case: Case) -> None:
    """The figures know the case from now on."""
    plain.add(
        work,
        TallyRow,
        log_id=case.log_id,
        unit_id=case.counting_unit_id,
        kind=case.kind.value,
        channel=case.channel.value,
        category=case.category,
        complaint_class=case.complaint_class.value if case.complaint_class else None,
        anonymity=case.anonymity.value,
        fear_of_reprisal=case.fear_of_reprisal,
        received_on=case.received_on,
    )


def change_tally(work: Work, case: Case) -> None:
    """The figures know the class the desk decided, and whether the reporter fears reprisal now."""
    row = work.get_one(TallyRow, case.log_id)
    row.complaint_class = case.complaint_class.value if case.complaint_class else None
    row.fear_of_reprisal = case.fear_of_reprisal
    work.flush()


def unit_slug(work: Work, unit_id: str) -> str:
    """The slug that names the unit's log."""
    return work.scalars(select(UnitRow.slug).where(UnitRow.id == unit_id)).one()


def last_logged_on(work: Work, unit_id: str) -> date | None:
    """The day of the last entry of the unit's log."""
    query = _TOLD_LOGGED if in_hand.is_told(work) else _LAST_LOGGED
    last: date | None = work.scalar(query, {"at_unit": unit_id})
    return last


def next_ordinal(work: Work, log_id: str) -> int:
    """How many events the case has, which is the number of its next."""
    last = work.scalar(_LAST_ORDINAL, {"of_log": log_id})
    return 0 if last is None else last + 1


def has_overdue_event(work: Work, log_id: str) -> bool:
    """Whether the log says already that the verification clock ran out."""
    return (
        work.scalar(
            select(EventRow.ordinal).where(
                EventRow.log_id == log_id, EventRow.act == Act.OVERDUE.value
            )
        )
        is not None
    )


def add_event(work: Work, event: Event, leaf: LeafBytes) -> None:
    """The event is in the log, with the exact bytes of its leaf.

    Raises:
        Conflict: another event of the case took the number.
    """
    plain.add(
        work,
        EventRow,
        leaf_hash=leaf.leaf_hash,
        log_id=event.log_id,
        ordinal=event.ordinal,
        unit_id=event.unit_id,
        act=event.act.value,
        outcome=event.outcome,
        outcome_detail=event.outcome_detail,
        occurred_on=event.occurred_on,
        logged_on=event.logged_on,
        days_open=event.days_open.value if event.days_open else None,
        open_line=leaf.open_line,
        open_salt=leaf.open_salt,
        closed_line=leaf.closed_line,
        closed_salt=leaf.closed_salt,
    )


def add_custody(work: Work, entry: CustodyEntry, leaf: LeafBytes) -> None:
    """The entry is in the custody log."""
    plain.add(
        work,
        CustodyRow,
        leaf_hash=leaf.leaf_hash,
        act=entry.act.value,
        logged_on=entry.logged_on,
        officer_id=entry.officer_id,
        desk_id=entry.desk_id,
        unit_id=entry.unit_id,
        subject_id=entry.subject_id,
        log_id=entry.log_id,
        reason=entry.reason,
        open_line=leaf.open_line,
        open_salt=leaf.open_salt,
        closed_line=leaf.closed_line,
        closed_salt=leaf.closed_salt,
    )


def last_custody_on(work: Work) -> date | None:
    """The day of the last entry of the custody log."""
    last: date | None = work.scalar(_TOLD_CUSTODY if in_hand.is_told(work) else _LAST_CUSTODY)
    return last


def open_span(work: Work, log_id: str, counted_on: date) -> None:
    """The case counts from *counted_on* until its span is closed."""
    spans = work.scalar(
        select(func.count()).select_from(CountedSpanRow).where(CountedSpanRow.log_id == log_id)
    )
    span = CountedSpanRow(log_id=log_id, ordinal=spans or 0, counted_on=counted_on, closed_on=None)
    work.add(span)
    work.flush()


def close_span(work: Work, log_id: str, closed_on: date) -> None:
    """The case no longer counts as open; nothing happens where it never counted."""
    open_spans = select(CountedSpanRow).where(
        CountedSpanRow.log_id == log_id, CountedSpanRow.closed_on.is_(None)
    )
    for row in work.scalars(open_spans):
        row.closed_on = closed_on
    work.flush()


def clocks_of(work: Work, log_id: str) -> tuple[Clock, ...]:
    """Every period that runs or ran for the case, in the order they started."""
    return tuple(Clock(*row) for row in work.execute(_CLOCKS, {"of_log": log_id}))


def add_clocks(work: Work, log_id: str, clocks: Iterable[Clock]) -> None:
    """These periods run for the case, besides what ran before."""
    plain.add_all(work, ClockRow, [{"log_id": log_id, **vars(clock)} for clock in clocks])


def put_clocks(work: Work, log_id: str, clocks: Iterable[Clock]) -> None:
    """Exactly these periods run or ran for the case."""
    kept = {(clock.period, clock.started_on): clock for clock in clocks}
    for old in clocks_of(work, log_id):
        new = kept.pop((old.period, old.started_on), None)
        here = (
            _CLOCK.c.log_id == log_id,
            _CLOCK.c.period == old.period,
            _CLOCK.c.started_on == old.started_on,
        )
        if new is None:
            work.execute(delete(_CLOCK).where(*here))
        elif new != old:
            work.execute(
                update(_CLOCK)
                .where(*here)
                .values(due_on=new.due_on, met_on=new.met_on, is_dropped=new.is_dropped)
            )
    add_clocks(work, log_id, kept.values())


def running_clocks(work: Work) -> tuple[Clock, ...]:
    """The open clocks of all cases, each combination of period, start and last day once."""
    columns = (ClockRow.period, ClockRow.started_on, ClockRow.due_on)
    rows = work.execute(select(*columns).where(ClockRow.met_on.is_(None)).distinct())
    return tuple(Clock(period, started_on, due_on) for period, started_on, due_on in rows)


def running(work: Work, clock: Clock) -> tuple[str, ...]:
    """The cases, by log id, for which exactly this clock runs."""
    return tuple(
        work.scalars(
            select(ClockRow.log_id).where(
                ClockRow.met_on.is_(None),
                ClockRow.due_on == clock.due_on,
                ClockRow.period == clock.period,
                ClockRow.started_on == clock.started_on,
            )
        )
    )


def ran_out(work: Work, periods: Collection[str], today: date) -> tuple[str, ...]:
    """The cases, by log id, for which one of these periods ran out before *today* and no event says so."""
    said = (
        select(EventRow.ordinal)
        .where(EventRow.log_id == ClockRow.log_id, EventRow.act == Act.OVERDUE.value)
        .exists()
    )
    return tuple(
        work.scalars(
            select(ClockRow.log_id).where(
                ClockRow.met_on.is_(None),
                ClockRow.due_on < today,
                ClockRow.period.in_(periods),
                ~said,
            )
        )
    )


def events_of(work: Work, log_id: str) -> tuple[Event, ...]:
    """The case's events in order, without what only the leaf holds (clocks, commitment)."""
    return tuple(event_of(row) for row in work.execute(_EVENTS, {"of_log": log_id}))


def reopenings(work: Work, log_ids: Collection[str]) -> dict[str, int]:
    """How often each of these cases was reopened, by log id; those never reopened are left out."""
    query = (
        select(_EVENT.log_id, func.count())
        .where(_EVENT.log_id.in_(log_ids), _EVENT.act == Act.REOPENED.value)
        .group_by(_EVENT.log_id)
    )
    return {log_id: times for log_id, times in work.execute(query)}


def received_line(work: Work, log_id: str) -> bytes | None:
    """The open line of the case's first event, which carries the commitment."""
    first = (EventRow.log_id == log_id, EventRow.ordinal == 0)
    return work.scalar(select(EventRow.open_line).where(*first))
