"""What presses at a desk at this moment, from the rows as they stand: gone as soon as somebody acts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Case
from wbs.domain.clocks import Clock
from wbs.domain.escalation import escalation_desk
from wbs.domain.event import CustodyAct
from wbs.domain.hand_over import has_any
from wbs.domain.reminder import PRESSING, Occasion, Reminder, causes_of
from wbs.domain.unit import Desk, Unit
from wbs.services.context import Context
from wbs.store.agency import desks, units
from wbs.store.cases import routing
from wbs.store.database import Work
from wbs.store.notices import reminders


@dataclass(frozen=True)
class Pressing:
    """A reminder, and the case it is about."""

    reminder: Reminder
    case: Case


@dataclass(frozen=True)
class House:
    """The agency, as who hears of an escalated case depends on it."""

    units: dict[str, Unit]
    desks: dict[str, Desk]


def house_of(work: Work) -> House:
    """The agency as it stands."""
    tree = units.all_units(work)
    return House(tree, {desk.id: desk for desk in desks.manned_desks(work, tree)})


def pressing_at(context: Context, work: Work, desk_ids: Collection[str]) -> tuple[Pressing, ...]:
    """What the desks in charge are told of their cases today, the most pressing first."""
    today = context.today()
    until = context.law.soon_until(today)
    found = [
        *_of_clocks(context, reminders.pressing_clocks(work, desk_ids, until), today, until),
        *_of_records(work, desk_ids),
    ]
    return tuple(sorted(found, key=_urgency))


def escalated_from(
    context: Context, work: Work, desk_ids: Collection[str], house: House
) -> tuple[Pressing, ...]:
    """What desks of the inspectorate are told of the cases of these desks: those escalated today."""
    today = context.today()
    return tuple(
        Pressing(Reminder(Occasion.ESCALATED, case.id, case.log_id, told.id, due_on=first), case)
        for case, clocks in reminders.pressing_clocks(work, desk_ids, today)
        if context.law.is_escalated(clocks, today)
        for told in _told(work, case, house)
        for first in [_first_missed(context, clocks)]
    )


def _first_missed(context: Context, clocks: tuple[Clock, ...]) -> date:
    """The last day of the longest overdue clock of the office."""
    find = context.law.periods.find
    return min(c.due_on for c in clocks if c.due_on and find(c.period, c.started_on).binds_office)


def _told(work: Work, case: Case, house: House) -> Iterator[Desk]:
    """The inspectorate's desk, if one may hear of the case; not where it came by a way unknown here.

    Nor where the reporter asked for another desk: whom they named then is sealed.
    """
    if routing.custody_of(work, [case.log_id], [CustodyAct.CASE_REROUTED]):
        return
    routes = reminders.routes_of(work, case.log_id)
    if case.desk_id not in {desk_id for desk_id, _ in routes}:
        return
    reasons = {reason for _, reason in routes}
    in_charge = house.desks[case.desk_id]
    shut_out = routing.shut_out_of(work, case.id)
    hearing = [desk for desk in house.desks.values() if not has_any(desk, shut_out)]
    desk = escalation_desk(case.unit_id, in_charge, reasons, house.units, hearing)
    if desk is not None:
        yield desk


def _of_clocks(
    context: Context,
    cases: tuple[tuple[Case, tuple[Clock, ...]], ...],
    today: date,
    until: date,
) -> Iterator[Pressing]:
    for case, clocks in cases:
        for cause in causes_of(clocks, context.law.periods, today, until):
            yield Pressing(
                Reminder(
                    cause.occasion,
                    case.id,
                    case.log_id,
                    case.desk_id,
                    period=cause.period,
                    started_on=cause.started_on,
                    due_on=cause.due_on,
                ),
                case,
            )


def _of_records(work: Work, desk_ids: Collection[str]) -> Iterator[Pressing]:
    for case, number, is_new in reminders.unread_cases(work, desk_ids):
        occasion = Occasion.NEW_CASE if is_new else Occasion.MESSAGE
        told = None if is_new else number
        yield Pressing(Reminder(occasion, case.id, case.log_id, case.desk_id, number=told), case)


def _urgency(each: Pressing) -> tuple[int, date, str, str]:
    reminder = each.reminder
    place = PRESSING.index(reminder.occasion)
    return place, reminder.due_on or date.max, reminder.case_id, reminder.period or ""
