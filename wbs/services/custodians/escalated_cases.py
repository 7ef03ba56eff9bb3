"""Cases of other desks that are long overdue, for the inspectorate: clear facts, and the way to their escrow copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Case
from wbs.domain.inbox import Filters, Position, Standing
from wbs.domain.opening import Matter
from wbs.domain.unit import Unit
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.custodians.keeping import Held, OwnRequest, held_of, own_request
from wbs.services.custodians.request_opening import escalated_case, own_units, require_inspecting
from wbs.store.agency import desks, units
from wbs.store.cases import cases, routing
from wbs.store.cases.inbox import inbox_page
from wbs.store.database import Work

PAGE = 200
MOST = 500


@dataclass(frozen=True)
class EscalatedCase:
    """An overdue case. `escrow`: who holds its copy, None where there is none; `is_given`: the desk looks in already."""

    case: Case
    unit: Unit
    days_late: int
    escrow: Held | None
    request: OwnRequest | None
    is_given: bool


@dataclass(frozen=True)
class Escalated:
    """The longest overdue first. `is_cut`: there are more."""

    today: date
    cases: tuple[EscalatedCase, ...]
    is_cut: bool


def escalated_cases(context: Context, actor: Actor) -> Escalated:
    """Every case the actor may know of because its desk has let it lie too long.

    Raises:
        NotAllowed, NotFound: the actor sits at no desk of the inspectorate.
    """
    require_inspecting(actor)
    today = context.today()
    with context.database.reading() as work:
        tree = units.all_units(work)
        hidden = routing.closed_to(work, actor.officer.id)
        found = [
            _seen(work, actor, case, tree[case.unit_id], today)
            for case in _overdue(work, actor, today)
            if case.id not in hidden and opening_requests.is_escalated(context, work, case)
        ]
    found.sort(key=lambda each: (-each.days_late, each.case.id))
    return Escalated(today, tuple(found[:MOST]), len(found) > MOST)


def one_escalated(context: Context, actor: Actor, case_id: str) -> EscalatedCase:
    """The one case, as the list shows it.

    Raises:
        NotAllowed, NotFound, Refused: as `escalated_case`.
    """
    with context.database.transaction() as work:
        case = escalated_case(context, work, actor, case_id)
        unit = units.all_units(work)[case.unit_id]
        return _seen(work, actor, case, unit, context.today())


def _overdue(work: Work, actor: Actor, today: date) -> Iterator[Case]:
    own = own_units(work, actor.officer)
    for desk in desks.all_desks(work):
        if desk.id in actor.officer.desk_ids:
            continue
        position: Position | None = None
        while True:
            page = inbox_page(work, [desk.id], Filters(Standing.OVERDUE), today, position, PAGE)
            yield from (case for case in page.cases if case.unit_id not in own)
            position = page.after
            if position is None or len(page.cases) < PAGE:
                break


def _seen(work: Work, actor: Actor, case: Case, unit: Unit, today: date) -> EscalatedCase:
    return EscalatedCase(
        case=case,
        unit=unit,
        days_late=(today - case.due_on).days if case.due_on else 0,
        escrow=held_of(work, case.id, Matter.ESCROW),
        request=own_request(work, actor, case.id, Matter.ESCROW),
        is_given=not cases.desks_holding(work, case.id).isdisjoint(actor.officer.desk_ids),
    )
