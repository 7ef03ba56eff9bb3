"""What is kept of a case by custodians, as the officer in charge and the reporter see it."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Case
from wbs.domain.event import CustodyAct
from wbs.domain.opening import Matter, Reply, RequestState
from wbs.sealing.key import Key
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.routing.openings import all_log_ids
from wbs.store.custody import custody_log, openings, shares
from wbs.store.custody.openings import OpeningRequest
from wbs.store.database import Work

# What a reporter sees of the custody log, in the order in which it can happen on one day.
SHOWN = (
    CustodyAct.SHARES_RESPLIT,
    CustodyAct.OPENING_REQUESTED,
    CustodyAct.OPENING_APPROVED,
    CustodyAct.OPENING_REFUSED,
    CustodyAct.IDENTITY_OPENED,
    CustodyAct.ESCROW_OPENED,
    CustodyAct.OPENING_EXPIRED,
)


@dataclass(frozen=True)
class Held:
    """How many custodians hold shares of something today, and how many of them open it."""

    threshold: int
    holders: int

    @property
    def is_lost(self) -> bool:
        """Whether they are too few by now, so that nobody can open it."""
        return self.holders < self.threshold


@dataclass(frozen=True)
class Step:
    """One thing that was done about what is kept, on a day."""

    act: CustodyAct
    matter: Matter
    on: date


@dataclass(frozen=True)
class Keeping:
    """What a reporter is told: what is kept of their case, and every step towards opening it."""

    identity: Held | None
    escrow: Held | None
    steps: tuple[Step, ...]


NOTHING_KEPT = Keeping(None, None, ())


@dataclass(frozen=True)
class OwnRequest:
    """An officer's last request about a case. `replies` are answers without who gave them."""

    state: RequestState
    asked_on: date
    ends_on: date
    reason: str
    approvals: int
    refusals: int

    def __repr__(self) -> str:
        return "OwnRequest(…)"


def keeping_of(work: Work, case: Case, case_key: Key) -> Keeping:
    """What is kept of the case, under whatever name it went in the logs of units."""
    log_ids = all_log_ids(work, case, case_key)
    noted = custody_log.custody_of(work, log_ids, [act.value for act in SHOWN])
    steps = [Step(act, _matter(reason), on) for act, on, reason in noted]
    steps.sort(key=lambda step: (step.on, SHOWN.index(step.act)))
    return Keeping(
        held_of(work, case.id, Matter.IDENTITY)
        if shares.identity(work, case.id) is not None
        else None,
        held_of(work, case.id, Matter.ESCROW),
        tuple(steps),
    )


def _matter(reason: str | None) -> Matter:
    """What it was about; the row of an opened identity is written where the case's key is opened."""
    return Matter(reason) if reason else Matter.IDENTITY


def held_of(work: Work, case_id: str, matter: Matter) -> Held | None:
    """Who holds what of the case today; None where nobody does."""
    found = shares.shares_of(work, case_id, matter)
    if not found:
        return Held(1, 0) if matter is Matter.IDENTITY else None
    return Held(found[0].threshold, len(found))


def identity_for(
    context: Context, actor: Actor, case: Case
) -> tuple[Held, OwnRequest | None] | None:
    """How the identity of the case is kept, and the actor's last request for it; None: none is sealed."""
    with context.database.reading() as work:
        held = held_of(work, case.id, Matter.IDENTITY)
        if shares.identity(work, case.id) is None or held is None:
            return None
        return held, own_request(work, actor, case.id, Matter.IDENTITY)


def own_request(work: Work, actor: Actor, case_id: str, matter: Matter) -> OwnRequest | None:
    """The actor's running request, else their last one."""
    own = [
        request
        for request in openings.of_case(work, case_id, matter)
        if request.requester_id == actor.officer.id
    ]
    if not own:
        return None
    return _own(work, actor, next((r for r in own if r.state.is_running), own[0]))


def _own(work: Work, actor: Actor, request: OpeningRequest) -> OwnRequest:
    replies = [answer.reply for answer in openings.answers_to(work, request.id)]
    return OwnRequest(
        request.state,
        request.asked_on,
        request.ends_on,
        opening_requests.read_reason(work, actor, request),
        replies.count(Reply.APPROVE),
        replies.count(Reply.REFUSE),
    )
