"""What waits for an officer at this moment: the cases of their desks that press, and those escalated to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.reminder import Reminder
from wbs.domain.unit import Unit
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.reminders.pressing import pressing_at
from wbs.store.agency import units
from wbs.store.cases import routing
from wbs.store.notices import reminders

SHOWN = 100


@dataclass(frozen=True)
class WaitingCase:
    """A case, and why it presses, the most pressing first."""

    case: Case
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True)
class Waiting:
    """The most pressing cases of the officer's desks and how many more there are; others' cases escalated to them."""

    cases: tuple[WaitingCase, ...]
    more: int
    escalated: tuple[Case, ...]
    units: Mapping[str, Unit]


def waiting_for(context: Context, actor: Actor) -> Waiting:
    """What waits for the officer; a case is there until somebody acts on it, and cannot be put away.

    Raises:
        NotAllowed: no role of the officer works on cases or keeps a unit's evidence.
    """
    require(actor.officer, Permission.EXPORT_FIGURES)
    with context.database.reading() as work:
        hidden = routing.closed_to(work, actor.officer.id)
        pressing = pressing_at(context, work, actor.officer.desk_ids)
        found = [each for each in pressing if each.case.id not in hidden]
        by_case: dict[str, WaitingCase] = {}
        for each in found:
            before = by_case.get(each.case.id, WaitingCase(each.case, ()))
            by_case[each.case.id] = WaitingCase(each.case, (*before.reminders, each.reminder))
        return Waiting(
            cases=tuple(by_case.values())[:SHOWN],
            more=max(0, len(by_case) - SHOWN),
            escalated=tuple(
                case
                for case in reminders.escalated_to(work, actor.officer.desk_ids)
                if case.id not in hidden
            ),
            units=units.all_units(work),
        )
