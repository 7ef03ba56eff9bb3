"""Ask custodians to open who reported, or an escrow copy: in writing, for them alone to read."""

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.errors import NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.exclusion import person_of
from wbs.domain.form import FormField, read_text
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.opening import Matter, RequestState, ends_on
from wbs.domain.unit import Desk
from wbs.sealing.key import new_key
from wbs.sealing.reason import seal_reason
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for, require_not_shut_out
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.in_turn import in_turn
from wbs.store.agency import desks, officers, units
from wbs.store.cases import cases
from wbs.store.custody import openings, shares
from wbs.store.custody.openings import OpeningRequest
from wbs.store.database import Work

FIELD = FormField("reason", is_required=True, is_long=True)


def request_identity(context: Context, actor: Actor, case_id: str, typed: str) -> None:
    """The custodians of the identity are asked; the reporter sees that they were.

    Raises:
        Invalid: `reason` is empty, too long or not to be read.
        NotAllowed, NotFound: the actor's desks are not in charge of the case.
        Refused: nothing is sealed, too few custodians other than the actor hold shares, or the actor
            is waiting for an answer or holds one already.
        Busy: others were faster too many times in a row; nothing was written.
    """
    reason = _reason(context, typed)

    def ask(work: Work) -> None:
        case = case_for(work, actor, Permission.MOVE_CASE, case_id)
        _ask(context, work, actor, case, Matter.IDENTITY, reason)

    in_turn(context, ask)


def request_escrow(context: Context, actor: Actor, case_id: str, typed: str) -> None:
    """The inspectorate's custodians are asked for the key of a case that is long overdue.

    Raises:
        Invalid: `reason` is empty, too long or not to be read.
        NotAllowed, NotFound: the actor is at no desk of the inspectorate, or the case is not for them.
        Refused: the case is not escalated, has no escrow copy, or as for an identity.
        Busy: others were faster too many times in a row; nothing was written.
    """
    reason = _reason(context, typed)

    def ask(work: Work) -> None:
        case = escalated_case(context, work, actor, case_id)
        _ask(context, work, actor, case, Matter.ESCROW, reason)

    in_turn(context, ask)


def escalated_case(context: Context, work: Work, actor: Actor, case_id: str) -> Case:
    """The case of another's desk, which the actor may know of because it is so long overdue.

    Raises:
        NotAllowed: the actor has no role of the inspectorate.
        NotFound: they are at no desk of it, the case concerns their own unit, or there is none.
        Refused: it is not escalated.
    """
    require_inspecting(actor)
    case = cases.get_for_change(work, case_id)
    if case.unit_id in own_units(work, actor.officer):
        raise NotFound("no such case")
    require_not_shut_out(work, actor, case_id)
    if not opening_requests.is_escalated(context, work, case):
        raise Refused("the case is not escalated")
    return case


def own_units(work: Work, officer: Officer) -> frozenset[str]:
    """The unit the officer works in, and those they head, whatever unit their account names."""
    return person_of(officer, units.all_units(work)).heads | {officer.unit_id}


def require_inspecting(actor: Actor) -> None:
    """Return if the actor sits at a desk of the inspectorate.

    Raises:
        NotAllowed: they have no role of the inspectorate.
        NotFound: they are present at no desk of it.
    """
    require(actor.officer, Permission.SEE_ESCALATED)
    if not actor.officer.at_inspectorate:
        raise NotFound("at no desk of the inspectorate")


def inspecting_desk(work: Work, actor: Actor) -> Desk:
    """The desk of the inspectorate at which the actor sits, and which a case can be given to.

    Raises:
        NotFound: there is none.
    """
    for desk in desks.all_desks(work):
        if desk.kind is DeskKind.INSPECTORATE and desk.id in actor.officer.desk_ids:
            if desk.is_active:
                return desk
    raise NotFound("no desk of the inspectorate")


def _reason(context: Context, typed: str) -> str:
    return read_text(FIELD, typed, context.law.lengths["grounds"])


def _ask(
    context: Context, work: Work, actor: Actor, case: Case, matter: Matter, reason: str
) -> None:
    me = actor.officer.id
    held = shares.shares_of(work, case.id, matter)
    asked = [_custodian(work, s.officer_id) for s in held if s.officer_id != me]
    ready = [officer for officer in asked if officer is not None]
    if not held or len(ready) < held[0].threshold:
        raise Refused("too few custodians can answer")
    before = openings.of_case(work, case.id, matter)
    if any(r.requester_id == me and r.state.is_running for r in before):
        raise Refused("asked already")
    request_id, key = context.new_id(), new_key(context.random_bytes)
    readers = {o.id: o.public_key for o in (*ready, actor.officer) if o.public_key}
    today = context.today()
    request = OpeningRequest(
        request_id,
        case.id,
        matter,
        me,
        RequestState.WAITING,
        today,
        ends_on(RequestState.WAITING, today),
        seal_reason(key, reason, request_id),
    )
    openings.add(work, request, opening_requests.new_reason_boxes(key, request_id, readers))
    act = CustodyAct.OPENING_REQUESTED
    opening_requests.note(context, work, act, case, matter, officer_id=me, request_id=request_id)


def _custodian(work: Work, officer_id: str) -> Officer | None:
    """The custodian, if they can answer at all."""
    officer = officers.officer_by_id(work, officer_id)
    return officer if officer and officer.state is OfficerState.ACTIVE else None
