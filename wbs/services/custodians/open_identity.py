"""Open who reported: by an officer in charge, with what k custodians gave, and a trace of each opening."""

from wbs.domain.access import Permission
from wbs.domain.errors import Refused, Tampered
from wbs.domain.event import CustodyAct
from wbs.domain.opening import Matter, RequestState
from wbs.sealing import errors as sealing
from wbs.sealing.identity import open_identity as unsealed
from wbs.sealing.shares import combine
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.custodians.sealed_apart import Identity, read_identity
from wbs.services.in_turn import in_turn
from wbs.store.custody import openings, shares
from wbs.store.custody.openings import OpeningRequest
from wbs.store.database import Work


def open_identity(context: Context, actor: Actor, case_id: str) -> Identity:
    """Who reported; that the officer opened it is noted, and the reporter sees it.

    Raises:
        NotAllowed, NotFound: the actor's desks are not in charge of the case.
        Refused: no request of theirs is approved, or its last day is over.
        Unavailable: the officer holds no key of that case.
        Tampered: shares, identity or case are not what was sealed.
        Busy: others were faster too many times in a row; nothing was shown.
    """

    def open_it(work: Work) -> Identity:
        case = case_for(work, actor, Permission.MOVE_CASE, case_id)
        request = approved_request(context, work, actor, case_id, Matter.IDENTITY)
        sealed = shares.identity(work, case_id)
        if sealed is None:
            raise Refused("no identity is sealed")
        act = CustodyAct.IDENTITY_OPENED
        case_key = open_key(context, work, actor, case, act=act, subject_id=request.id)
        held = opening_requests.given_holdings(work, actor, request)
        try:
            return read_identity(unsealed(combine(held), case_key, sealed, case_id))
        except sealing.SealingError as error:
            raise Tampered("an identity does not open") from error

    return in_turn(context, open_it)


def approved_request(
    context: Context, work: Work, actor: Actor, case_id: str, matter: Matter
) -> OpeningRequest:
    """The actor's own request that k custodians approved, kept from changes, as long as it may be used.

    Raises:
        Refused: there is none, or its last day is over.
    """
    for known in openings.of_case(work, case_id, matter):
        if known.requester_id != actor.officer.id or known.state is not RequestState.APPROVED:
            continue
        request = openings.get_for_change(work, known.id)
        if request is None or request.state is not RequestState.APPROVED:
            continue
        if request.ends_on >= context.today():
            return request
    raise Refused("no approved request")
