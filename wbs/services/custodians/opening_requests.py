"""What every step of a request to open something has in common: its reason, its state, its trace."""

from wbs.domain.case import Case
from wbs.domain.custodian import MAX_CUSTODIANS
from wbs.domain.errors import Tampered
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.opening import Answers, Matter, Reply, RequestState, ends_on
from wbs.sealing import errors as sealing
from wbs.sealing.box import Place, Purpose, open_box, seal_box
from wbs.sealing.key import Key
from wbs.sealing.reason import open_reason
from wbs.sealing.shares import Holding, open_holding
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.custody import openings, shares
from wbs.store.custody.openings import OpeningRequest
from wbs.store.database import Work
from wbs.store.log import ledger as rows


def answers_of(work: Work, request: OpeningRequest) -> Answers:
    """Who may answer the request today, and who did. An approval whose share is gone is none any more."""
    held = shares.shares_of(work, request.case_id, request.matter)
    given = openings.answers_to(work, request.id)
    standing = {share.officer_id for share in held}
    return Answers(
        threshold=held[0].threshold if held else MAX_CUSTODIANS + 1,
        holders=frozenset(s.officer_id for s in held if s.officer_id != request.requester_id),
        approved=frozenset(a.officer_id for a in given if a.box and a.officer_id in standing),
        refused=frozenset(a.officer_id for a in given if a.reply is Reply.REFUSE),
    )


def settle(context: Context, work: Work, request: OpeningRequest) -> RequestState:
    """The state the answers bring the running request to; where it changes, its last day does as well."""
    state = answers_of(work, request).state
    if state is not request.state:
        openings.put_state(work, request.id, state, ends_on(state, context.today()))
    return state


def read_reason(work: Work, actor: Actor, request: OpeningRequest) -> str:
    """Why it was asked, for one of those who may read it; empty for others.

    Raises:
        Tampered: box or reason were altered.
    """
    box = openings.reason_box(work, request.id, actor.officer.id)
    if box is None:
        return ""
    try:
        key = open_box(
            box,
            actor.seed,
            Purpose.REQUEST_KEY,
            subject=request.id,
            recipient=actor.officer.id,
            epoch=0,
        )
        return open_reason(key, request.reason, request.id)
    except sealing.SealingError as error:
        raise Tampered("a request's reason does not open") from error


def given_place(request: OpeningRequest, split: int) -> Place:
    """Where a share stands that was given to the requester."""
    return Place(Purpose.SHARE_TO_REQUESTER, request.id, request.requester_id, split)


def given_holdings(work: Work, actor: Actor, request: OpeningRequest) -> list[Holding]:
    """What custodians gave the requester, who is the actor.

    Raises:
        Tampered: a box was altered.
    """
    held = {s.officer_id: s for s in shares.shares_of(work, request.case_id, request.matter)}
    found = []
    for answer in openings.answers_to(work, request.id):
        share = held.get(answer.officer_id)
        if answer.box is None or share is None:
            continue
        place = given_place(request, share.split)
        try:
            found.append(open_holding(answer.box, actor.seed, place))
        except sealing.SealingError as error:
            raise Tampered("a custodian's share does not open") from error
    return found


def is_escalated(context: Context, work: Work, case: Case) -> bool:
    """Whether the case is open and so long overdue that its escrow copy may be asked for."""
    clocks = rows.clocks_of(work, case.log_id)
    return case.is_open and context.law.is_escalated(clocks, context.today())


def note(
    context: Context,
    work: Work,
    act: CustodyAct,
    case: Case,
    matter: Matter,
    *,
    officer_id: str | None = None,
    request_id: str | None = None,
    desk_id: str | None = None,
) -> None:
    """The step is in the custody log, where the reporter of the case sees it."""
    entry = CustodyEntry(
        act,
        context.today(),
        officer_id=officer_id,
        desk_id=desk_id,
        unit_id=case.counting_unit_id,
        subject_id=request_id,
        log_id=case.log_id,
        reason=matter.value,
    )
    ledger.note(context, work, entry)


def new_reason_boxes(
    request_key: Key, request_id: str, readers: dict[str, bytes]
) -> dict[str, bytes]:
    """The key of a reason, sealed to each reader: officer id → public key becomes officer id → box."""
    return {
        officer_id: seal_box(
            request_key,
            public_key,
            Purpose.REQUEST_KEY,
            subject=request_id,
            recipient=officer_id,
            epoch=0,
        )
        for officer_id, public_key in readers.items()
    }
