"""Open an escrow copy: the inspectorate's desk holds an overdue case, and looks in on it."""

from wbs.domain.case import Case
from wbs.domain.errors import Refused, Tampered
from wbs.domain.event import CustodyAct
from wbs.domain.opening import Matter, RequestState
from wbs.domain.unit import Desk
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key
from wbs.sealing.shares import combine
from wbs.services.actor import Actor
from wbs.services.cases.case_key import verify_received
from wbs.services.cases.read_records import read_records
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.custodians.open_identity import approved_request
from wbs.services.custodians.request_opening import escalated_case, inspecting_desk
from wbs.services.in_turn import in_turn
from wbs.services.keys.case_boxes import give_case
from wbs.services.routing.circumstances import circumstances
from wbs.store.cases import records
from wbs.store.custody import openings
from wbs.store.database import Work


def open_escrow(context: Context, actor: Actor, case_id: str) -> None:
    """The actor's desk of the inspectorate can open the case and look in; the request is used up.

    Raises:
        NotAllowed, NotFound: the actor is at no desk of the inspectorate, or the case is not for them.
        Refused: it is not escalated, no request of the actor's is approved, or somebody at the desk is
            shut out of this report.
        Tampered: shares or case are not what was sealed.
        Busy: others were faster too many times in a row; nothing was written.

    Security: whom the reporter excluded is known once the key is there, in this request's memory, and
        is asked before anything is given: of all who are present at the desk, as they are today.
    """

    def open_it(work: Work) -> None:
        case = escalated_case(context, work, actor, case_id)
        request = approved_request(context, work, actor, case_id, Matter.ESCROW)
        desk = inspecting_desk(work, actor)
        key = _key(work, actor, case, request)
        if not _may_take(work, desk, case, key):
            raise Refused("somebody at the desk is shut out of this report")
        give_case(work, case_id, key, desk)
        openings.put_state(work, request.id, RequestState.USED, context.today())
        opening_requests.note(
            context,
            work,
            CustodyAct.ESCROW_OPENED,
            case,
            Matter.ESCROW,
            officer_id=actor.officer.id,
            request_id=request.id,
            desk_id=desk.id,
        )

    in_turn(context, open_it)


def _key(work: Work, actor: Actor, case: Case, request: openings.OpeningRequest) -> Key:
    """The case's key, proved by what the log was told at its receipt."""
    try:
        key = combine(opening_requests.given_holdings(work, actor, request))
        verify_received(work, case, key)
    except sealing.SealingError as error:
        raise Tampered("an escrow copy does not open") from error
    return key


def _may_take(work: Work, desk: Desk, case: Case, key: Key) -> bool:
    """Whether nobody sits at the desk who is shut out of the case, by whatever was said of it so far."""
    opened = read_records(case.id, key, records.all_of(work, case.id))
    return desk.id in {each.id for each in circumstances(work, case, opened).eligible}
