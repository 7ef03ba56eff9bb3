"""Writes the ledger inside the transaction of what it records: events, clocks, counted spans, custody.

An event names the clocks it decided; a clock that a message ended is known to the rows alone.
A case is counted from the day it enters review or its verification clock runs out.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wbs.domain.case import Case
from wbs.domain.clocks import (
    Clock,
    ClockRules,
    nearest_due,
    turn,
    turn_all,
    verification_ran_out,
    with_calendar,
    with_class,
)
from wbs.domain.deadline import days_open
from wbs.domain.event import Act, CustodyEntry, Event
from wbs.domain.kinds import COUNTED_AT_ONCE, Kind
from wbs.domain.period import Trigger, triggers_of
from wbs.domain.record import Author
from wbs.services import leaf_fields
from wbs.services.accountability.open_day import first_open_day
from wbs.services.context import Context
from wbs.store.cases import imported
from wbs.store.database import Work
from wbs.store.log import ledger as rows
from wbs.tlog.leaf import new_leaf

CLOSING_ACTS = frozenset({Act.CLOSED, Act.FORWARDED})
# What the coming of such a case does to clocks besides.
_DECLARING = {Kind.CONFLICT_OF_INTEREST: (Trigger.DECLARED,)}
MESSAGES = {Author.OFFICER: Trigger.OFFICER_MESSAGE, Author.REPORTER: Trigger.REPORTER_MESSAGE}


def receive(
    context: Context,
    work: Work,
    case: Case,
    unit_slug: str,
    commitment: bytes,
    *,
    gratuity_on: date | None = None,
) -> Case:
    """The case is tallied and logged at its counting unit, and its clocks run; it knows its deadline.

    `unit_slug` is the counting unit's. `gratuity_on` is the day on which what is disclosed was received
    or refused: clocks run since then, and the event says whether it was disclosed in time. A disclosure
    or declaration counts from now on. The caller inserts the case that is returned.
    """
    rules = _rules(context, case)
    rows.add_tally(work, case)
    before = turn((), Trigger.GRATUITY, gratuity_on, rules).clocks if gratuity_on else ()
    coming = (Trigger.RECEIVED, *_DECLARING.get(case.kind, ()))
    decided = turn_all(before, coming, case.received_on, rules)
    rows.add_clocks(work, case.log_id, decided.clocks)
    event = _event(case, Act.RECEIVED, case.received_on, unit_slug)
    event = replace(event, kept=decided.kept, missed=decided.missed, commitment=commitment.hex())
    _log(context, work, event, ordinal=0)
    if case.kind in COUNTED_AT_ONCE:
        case = replace(case, counted_on=case.received_on)
        rows.open_span(work, case.log_id, case.received_on)
    return _with_deadline(context, case, decided.clocks)


def receive_past(
    context: Context, work: Work, case: Case, unit_slug: str, commitment: bytes, path: Sequence[Act]
) -> Case:
    """A case of an old register is tallied and logged as far as it had come; it knows its deadline.

    *path* are the acts between receipt and closing: nobody wrote down their days, so they fall on that
    of receipt, and so does the beginning of its being counted. Clocks that still run run since then;
    those that would have ended are neither kept nor missed. The caller inserts the case that is returned.
    """
    rules = _rules(context, case)
    rows.add_tally(work, case)
    triggers = [t for act in (Act.RECEIVED, *path) for t in triggers_of(act, None)]
    began = turn_all((), triggers, case.received_on, rules).clocks if case.is_open else ()
    clocks = tuple(clock for clock in began if clock.is_open)
    rows.add_clocks(work, case.log_id, clocks)
    on_its_way = replace(case, outcome=None, outcome_detail=None)
    received = _event(on_its_way, Act.RECEIVED, case.received_on, unit_slug)
    _log(context, work, replace(received, commitment=commitment.hex()), ordinal=0)
    for ordinal, act in enumerate(path, 1):
        event = _event(on_its_way, act, case.received_on, unit_slug)
        _log(context, work, event, ordinal=ordinal)
    if case.counted_on is not None:
        imported.add_span(work, case.log_id, case.counted_on, case.closed_on)
    if case.closed_on is not None:
        closing = _event(case, Act.CLOSED, case.closed_on, unit_slug)
        open_for = days_open(case.received_on, case.closed_on, context.law.calendar)
        _log(context, work, replace(closing, days_open=open_for), ordinal=len(path) + 1)
        return case
    return _with_deadline(context, _log_overdue(context, work, case, context.today()), clocks)


def record_change(
    context: Context, work: Work, before: Case, after: Case, act: Act, occurred_on: date
) -> Case:
    """The change is logged, its clocks are decided, its counted span is opened or closed.

    A verification clock that ran out before is logged first. The caller saves the case that is
    returned: *after* with its deadline, and with the day from which it counts.

    Raises:
        Conflict: somebody else logged an event of the case at the same moment.
    """
    settled = _log_overdue(context, work, before, occurred_on)
    if settled.counted_on != before.counted_on:
        after = replace(after, counted_on=settled.counted_on)
    event = _event(after, act, occurred_on, rows.unit_slug(work, after.counting_unit_id))
    if act in CLOSING_ACTS:
        calendar = context.law.calendar
        event = replace(event, days_open=days_open(after.received_on, occurred_on, calendar))
    clocks = rows.clocks_of(work, after.log_id)
    triggers = triggers_of(act, after.outcome)
    if triggers:
        logged = _logged_missed(context, work, after, clocks)
        decided = turn_all(clocks, triggers, occurred_on, _rules(context, after))
        clocks = decided.clocks
        rows.put_clocks(work, after.log_id, clocks)
        missed = tuple(period for period in decided.missed if period not in logged)
        event = replace(event, kept=decided.kept, missed=missed)
    _log(context, work, event)
    _count(work, settled, after)
    return _with_deadline(context, after, clocks)


def record_message(context: Context, work: Work, case: Case, author: Author, on: date) -> Case:
    """The clocks that a message of this side ends or starts are decided; no event, and no stage moves.

    The caller saves the case that is returned.
    """
    return record_trigger(context, work, case, MESSAGES[author], on)


def record_trigger(context: Context, work: Work, case: Case, trigger: Trigger, on: date) -> Case:
    """The clocks that *trigger* ends or starts on that day are decided; no event, and no stage moves.

    The caller saves the case that is returned.
    """
    clocks = rows.clocks_of(work, case.log_id)
    clocks = turn(clocks, trigger, on, _rules(context, case)).clocks
    rows.put_clocks(work, case.log_id, clocks)
    return _with_deadline(context, case, clocks)


def record_class(context: Context, work: Work, case: Case) -> Case:
    """The clocks of the class the case now has run from the day of receipt, and the figures know it.

    The caller saves the case that is returned.
    """
    rows.change_tally(work, case)
    clocks = rows.clocks_of(work, case.log_id)
    clocks = with_class(clocks, case.received_on, _rules(context, case))
    rows.put_clocks(work, case.log_id, clocks)
    return _with_deadline(context, case, clocks)


def record_day(context: Context, work: Work, case: Case) -> Case:
    """What days alone change: due days the calendar tells now, and a verification that ran out.

    Doing it again changes nothing. The caller saves the case that is returned.
    """
    clocks = rows.clocks_of(work, case.log_id)
    logged = _logged_missed(context, work, case, clocks)
    computed = with_calendar(clocks, _rules(context, case))
    clocks = tuple(
        old if old.period in logged else new for old, new in zip(clocks, computed, strict=True)
    )
    rows.put_clocks(work, case.log_id, clocks)
    settled = _log_overdue(context, work, case, context.today())
    return _with_deadline(context, settled, clocks)


def note(context: Context, work: Work, entry: CustodyEntry) -> None:
    """The entry is in the custody log, whose days never run backwards."""
    last_day = max(rows.last_custody_on(work) or date.min, first_open_day(work))
    entry = replace(entry, logged_on=max(entry.logged_on, last_day))
    rows.add_custody(work, entry, new_leaf(*leaf_fields.of_custody(entry), context.random_bytes))


def _rules(context: Context, case: Case) -> ClockRules:
    return context.law.clock_rules(case.kind, case.complaint_class)


def _event(case: Case, act: Act, occurred_on: date, unit_slug: str) -> Event:
    return Event(
        log_id=case.log_id,
        ordinal=0,
        unit_id=case.counting_unit_id,
        unit_slug=unit_slug,
        kind=case.kind,
        channel=case.channel,
        category=case.category,
        act=act,
        outcome=case.outcome.value if case.outcome else None,
        outcome_detail=case.outcome_detail.value if case.outcome_detail else None,
        occurred_on=occurred_on,
        logged_on=occurred_on,
    )


def _log(context: Context, work: Work, event: Event, *, ordinal: int | None = None) -> None:
    """The event is written with its number and the day of writing, which never runs backwards.

    Nor into a day that the logs have closed, should the clock be set back.
    """
    last_day = max(rows.last_logged_on(work, event.unit_id) or date.min, first_open_day(work))
    event = replace(
        event,
        ordinal=rows.next_ordinal(work, event.log_id) if ordinal is None else ordinal,
        logged_on=max(context.today(), last_day),
    )
    rows.add_event(work, event, new_leaf(*leaf_fields.of_event(event), context.random_bytes))


def _log_overdue(context: Context, work: Work, case: Case, by: date) -> Case:
    """The case; if its verification clock ran out before *by*, that is logged and it counts since."""
    clocks = rows.clocks_of(work, case.log_id)
    ran_out = verification_ran_out(clocks, by, context.law.periods)
    if ran_out is None or rows.has_overdue_event(work, case.log_id):
        return case
    missed = tuple(c.period for c in clocks if c.is_overdue(by) and _is_verification(context, c))
    event = _event(case, Act.OVERDUE, ran_out, rows.unit_slug(work, case.counting_unit_id))
    _log(context, work, replace(event, missed=missed))
    if case.counted_on is not None:
        return case
    settled = replace(case, counted_on=ran_out)
    _count(work, case, settled)
    return settled


def _logged_missed(
    context: Context, work: Work, case: Case, clocks: tuple[Clock, ...]
) -> frozenset[str]:
    """The verification periods that an overdue event has already called missed."""
    if not rows.has_overdue_event(work, case.log_id):
        return frozenset()
    return frozenset(clock.period for clock in clocks if _is_verification(context, clock))


def _is_verification(context: Context, clock: Clock) -> bool:
    return context.law.periods.find(clock.period, clock.started_on).is_verification


def _count(work: Work, before: Case, after: Case) -> None:
    was_counted = before.is_open and before.counted_on is not None
    is_counted = after.is_open and after.counted_on is not None
    if is_counted and not was_counted and after.counted_on is not None:
        rows.open_span(work, after.log_id, after.counted_on)
    if was_counted and not is_counted and after.closed_on is not None:
        rows.close_span(work, after.log_id, after.closed_on)


def _with_deadline(context: Context, case: Case, clocks: tuple[Clock, ...]) -> Case:
    """The case with the nearest day by which the office must act."""
    periods = context.law.periods
    own = (c for c in clocks if periods.find(c.period, c.started_on).binds_office)
    due_on, awaits_calendar = nearest_due(own) if case.is_open else (None, False)
    return replace(case, due_on=due_on, awaits_calendar=awaits_calendar)
