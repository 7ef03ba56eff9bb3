"""What a custodian is asked, and what they answered: no content of any case."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission, require
from wbs.domain.kinds import Kind
from wbs.domain.officer import Officer
from wbs.domain.opening import Matter, Reply, RequestState
from wbs.sealing.keypair import fingerprint
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.store.agency import officers, units
from wbs.store.cases import cases
from wbs.store.custody import custodians, openings
from wbs.store.custody.openings import OpeningRequest
from wbs.store.database import Work


@dataclass(frozen=True)
class RequestToMe:
    """A request as a custodian sees it. `fingerprint` is that of the requester's key."""

    id: str
    case_id: str
    matter: Matter
    kind: Kind
    unit_name: str
    requester_name: str
    requester_unit: str
    fingerprint: str
    reason: str
    asked_on: date
    ends_on: date
    state: RequestState
    approvals: int
    threshold: int
    own_reply: Reply | None

    @property
    def is_mine_to_answer(self) -> bool:
        """Whether it waits for this custodian."""
        return self.state is RequestState.WAITING and self.own_reply is None

    def __repr__(self) -> str:
        return "RequestToMe(…)"


@dataclass(frozen=True)
class CustodianView:
    """Everything a custodian is asked; for which unit they were appointed, if they still are."""

    unit_name: str
    requests: tuple[RequestToMe, ...]


def requests_to_me(context: Context, actor: Actor) -> CustodianView:
    """What the actor was asked as a custodian, the last first.

    Raises:
        NotAllowed: the actor is no custodian.
        Tampered: a reason does not open.
    """
    require(actor.officer, Permission.ANSWER_REQUESTS)
    with context.database.reading() as work:
        unit_id = custodians.unit_of(work, actor.officer.id)
        tree = units.all_units(work)
        names = {unit.id: unit.name for unit in tree.values()}
        asked = openings.asked_of(work, actor.officer.id)
        found = tuple(_seen(work, actor, request, names) for request in asked)
        return CustodianView(names.get(unit_id or "", ""), found)


def _seen(work: Work, actor: Actor, request: OpeningRequest, names: dict[str, str]) -> RequestToMe:
    case = cases.get(work, request.case_id)
    requester = officers.officer_by_id(work, request.requester_id)
    given = openings.answers_to(work, request.id)
    mine = next((a.reply for a in given if a.officer_id == actor.officer.id), None)
    answers = opening_requests.answers_of(work, request)
    return RequestToMe(
        id=request.id,
        case_id=case.id,
        matter=request.matter,
        kind=case.kind,
        unit_name=names[case.unit_id],
        requester_name=requester.name if requester else "",
        requester_unit=names[requester.unit_id] if requester else "",
        fingerprint=_fingerprint(requester),
        reason=opening_requests.read_reason(work, actor, request),
        asked_on=request.asked_on,
        ends_on=request.ends_on,
        state=request.state,
        approvals=sum(a.reply is Reply.APPROVE for a in given),
        threshold=answers.threshold,
        own_reply=mine,
    )


def _fingerprint(officer: Officer | None) -> str:
    return fingerprint(officer.public_key) if officer and officer.public_key else ""
