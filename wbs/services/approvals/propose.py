"""An administrator's change that waits for a second person. Proposing changes nothing else."""

from wbs.domain.errors import NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer
from wbs.domain.proposal import LASTS, Change, Proposal, ProposalState
from wbs.services import custody
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency import proposals
from wbs.store.database import Work


def propose(context: Context, work: Work, by: Officer, change: Change) -> Proposal:
    """The change waits for a second person; what waited about the same thing is withdrawn.

    The caller asked whether *by* may want it, and whether it can be done as things stand.
    """
    today = context.today()
    for earlier in proposals.waiting(work):
        if earlier.change.is_about_the_same(change):
            proposals.decide(work, earlier.id, ProposalState.WITHDRAWN, by.id, today)
            record(context, work, CustodyAct.CHANGE_WITHDRAWN, by, earlier)
    proposal = Proposal(context.new_id(), change, by.id, today, today + LASTS)
    proposals.add(work, proposal)
    record(context, work, CustodyAct.CHANGE_PROPOSED, by, proposal)
    return proposal


def withdraw(context: Context, by: Officer, proposal_id: str) -> None:
    """The proposal waits no more; only whoever made it takes it back.

    Raises:
        NotFound: there is no such proposal of theirs.
        Stale: it was decided meanwhile.
    """

    def act(work: Work) -> None:
        proposal = proposals.lock(work, proposal_id)
        if proposal is None or proposal.proposed_by != by.id:
            raise NotFound("no such proposal")
        proposals.decide(work, proposal_id, ProposalState.WITHDRAWN, by.id, context.today())
        record(context, work, CustodyAct.CHANGE_WITHDRAWN, by, proposal)

    in_turn(context, act)


def record(
    context: Context, work: Work, act: CustodyAct, by: Officer | None, proposal: Proposal
) -> None:
    """What was done with the proposal is in the custody log, once for each desk it is about."""
    change = proposal.change
    about: list[str | None] = [*sorted(change.desk_ids)] or [None]
    for desk_id in about:
        custody.record(
            context,
            work,
            act,
            by,
            subject_id=change.officer_id,
            unit_id=change.unit_id,
            desk_id=desk_id,
            reason=f"{change.kind.value} {proposal.id}",
        )
