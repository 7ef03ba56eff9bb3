"""The second person's word: the change is made, or never will be. A proposal nobody decides expires."""

from wbs.domain.access import Permission, require
from wbs.domain.errors import NotFound, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.proposal import Proposal, ProposalState, may_approve
from wbs.services.actor import Actor
from wbs.services.approvals.changes import CHANGES
from wbs.services.approvals.propose import record
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency import officers, proposals
from wbs.store.custody import custodians
from wbs.store.database import Work


def approve(context: Context, actor: Actor, proposal_id: str) -> None:
    """The change is made, in the transaction that notes who approved it.

    Raises:
        NotAllowed: no role of the officer approves anything.
        NotFound: there is no such proposal, or the officer may not be its second person.
        Stale: it was decided, or its time is over, or what it would change is not as it was, or
            whoever proposed it may not want it any more.
        Busy: others were faster too many times in a row; nothing was written.
    """
    require(actor.officer, Permission.CONFIRM_MEMBER)

    def act(work: Work) -> None:
        proposal, approver = _theirs(context, work, actor, proposal_id)
        how = CHANGES[proposal.change.kind]
        proposer = officers.officer_by_id(work, proposal.proposed_by)
        if proposer is None or proposer.state is not OfficerState.ACTIVE:
            raise Stale("the proposer is gone")
        require(proposer, how.permission)
        proposals.decide(work, proposal_id, ProposalState.APPROVED, approver.id, context.today())
        record(context, work, CustodyAct.CHANGE_APPROVED, approver, proposal)
        how.apply(context, work, proposer, proposal.change)

    in_turn(context, act)


def reject(context: Context, actor: Actor, proposal_id: str) -> None:
    """The change is not made, and cannot be approved any more.

    Raises:
        NotAllowed: no role of the officer approves anything.
        NotFound: there is no such proposal, or the officer may not be its second person.
        Stale: it was decided, or its time is over.
    """
    require(actor.officer, Permission.CONFIRM_MEMBER)

    def act(work: Work) -> None:
        proposal, approver = _theirs(context, work, actor, proposal_id)
        proposals.decide(work, proposal_id, ProposalState.REJECTED, approver.id, context.today())
        record(context, work, CustodyAct.CHANGE_REJECTED, approver, proposal)

    in_turn(context, act)


def expire(context: Context) -> int:
    """Every proposal whose last day has passed is over; returns how many. Safe to repeat and to race."""

    def act(work: Work) -> int:
        today, over = context.today(), 0
        for proposal in proposals.waiting(work):
            if proposal.is_waiting(today):
                continue
            try:
                proposals.decide(work, proposal.id, ProposalState.EXPIRED, None, today)
            except Stale:
                continue
            record(context, work, CustodyAct.CHANGE_EXPIRED, None, proposal)
            over += 1
        return over

    with context.database.reading() as work:
        today = context.today()
        if all(proposal.is_waiting(today) for proposal in proposals.waiting(work)):
            return 0
    return in_turn(context, act)


def _theirs(
    context: Context, work: Work, actor: Actor, proposal_id: str
) -> tuple[Proposal, Officer]:
    """The proposal, and the officer as they stand now."""
    proposal = proposals.lock(work, proposal_id)
    approver = officers.officer_by_id(work, actor.officer.id)
    if proposal is None or approver is None or not may_approve(approver, proposal):
        raise NotFound("no such proposal")
    about = proposal.change.officer_id or ""
    is_own = approver.id == about
    if custodians.unit_of(work, about) and (is_own or not approver.at_inspectorate):
        raise NotFound("no such proposal")  # of custodians the inspectorate alone decides
    if not proposal.is_waiting(context.today()):
        raise Stale("proposal over")
    return proposal, approver
