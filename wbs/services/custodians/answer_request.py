"""A custodian answers a request: by sealing their share to whoever asked, or by refusing."""

from wbs.domain.access import Permission, require
from wbs.domain.errors import NotFound, Refused, Stale, Tampered
from wbs.domain.event import CustodyAct
from wbs.domain.officer import OfficerState
from wbs.domain.opening import Matter, Reply, RequestState
from wbs.sealing import errors as sealing
from wbs.sealing.keypair import fingerprint
from wbs.sealing.shares import seal_holding
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.custodians.sealed_apart import open_held, share_place
from wbs.services.in_turn import in_turn
from wbs.store.agency import officers
from wbs.store.cases import cases
from wbs.store.custody import openings, shares
from wbs.store.custody.openings import Answer, OpeningRequest
from wbs.store.database import Work

ACTS = {Reply.APPROVE: CustodyAct.OPENING_APPROVED, Reply.REFUSE: CustodyAct.OPENING_REFUSED}


def answer_request(
    context: Context, actor: Actor, request_id: str, reply: Reply, seen_fingerprint: str
) -> None:
    """The answer stands; with the k-th approval the requester can open, until a day.

    *seen_fingerprint* is that of the requester's key, as the custodian saw it.

    Raises:
        NotAllowed: the actor is no custodian.
        NotFound: there is no such request, or it is not theirs to answer.
        Refused: it is their own, or an escrow copy is asked for and the case is not escalated any more.
        Stale: it was answered, approved, refused or ended meanwhile, or the requester has another key
            or no account any more.
        Tampered: the custodian's box does not open.
        Busy: others were faster too many times in a row; nothing was written.
    """
    require(actor.officer, Permission.ANSWER_REQUESTS)

    def answer(work: Work) -> None:
        _hold_case(work, request_id)
        request = _request(work, actor, request_id)
        if request.state is not RequestState.WAITING or request.ends_on < context.today():
            raise Stale("the request ended")
        given = openings.answers_to(work, request_id)
        if any(a.officer_id == actor.officer.id for a in given):
            raise Stale("answered already")
        box = None
        if reply is Reply.APPROVE:
            box = _given(context, work, actor, request, seen_fingerprint)
        me = actor.officer.id
        openings.add_answer(work, request_id, Answer(me, reply, context.today(), box))
        opening_requests.settle(context, work, request)
        case = cases.get(work, request.case_id)
        opening_requests.note(
            context, work, ACTS[reply], case, request.matter, officer_id=me, request_id=request_id
        )

    in_turn(context, answer)


def _hold_case(work: Work, request_id: str) -> None:
    """The case of the request stays where it is until the transaction ends.

    Whoever moves a case holds it first and its requests then, and so does whoever answers: of an answer and
    a rerouting at one moment the second sees what the first left.

    Raises:
        NotFound: there is no such request, or the case was erased.
    """
    case_id = openings.case_of(work, request_id)
    if case_id is None:
        raise NotFound("no such request")
    cases.get_for_change(work, case_id)


def _request(work: Work, actor: Actor, request_id: str) -> OpeningRequest:
    request = openings.get_for_change(work, request_id)
    if request is None or openings.reason_box(work, request_id, actor.officer.id) is None:
        raise NotFound("no such request")
    if request.requester_id == actor.officer.id:
        raise Refused("nobody answers their own request")
    return request


def _given(
    context: Context, work: Work, actor: Actor, request: OpeningRequest, seen_fingerprint: str
) -> bytes:
    """The actor's share, sealed to the requester."""
    held = shares.shares_of(work, request.case_id, request.matter)
    share = next((s for s in held if s.officer_id == actor.officer.id), None)
    requester = officers.officer_by_id(work, request.requester_id)
    if share is None:
        raise NotFound("no such request")
    if request.matter is Matter.ESCROW:
        case = cases.get(work, request.case_id)
        if not opening_requests.is_escalated(context, work, case):
            raise Refused("the case is not escalated")
    if requester is None or requester.state is not OfficerState.ACTIVE:
        raise Stale("the requester has left")
    if requester.public_key is None or fingerprint(requester.public_key) != seen_fingerprint:
        raise Stale("another key than the one seen")
    place = share_place(request.matter, request.case_id, actor.officer.id, share.split)
    try:
        holding = open_held(share, actor.seed, place)
    except sealing.SealingError as error:
        raise Tampered("a custodian's share does not open") from error
    given = opening_requests.given_place(request, share.split)
    return seal_holding(holding, requester.public_key, given)
