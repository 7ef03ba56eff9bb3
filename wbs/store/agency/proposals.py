"""Proposals as stored: made once, decided once."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select, update

from wbs.domain.errors import Stale
from wbs.domain.proposal import Change, Proposal, ProposalKind, ProposalState
from wbs.store.database import Work
from wbs.store.schema.proposals import ProposalDeskRow, ProposalRow


def add(work: Work, proposal: Proposal) -> None:
    """Stores a proposal that waits."""
    change = proposal.change
    work.add(
        ProposalRow(
            id=proposal.id,
            kind=change.kind.value,
            state=proposal.state.value,
            unit_id=change.unit_id,
            officer_id=change.officer_id,
            before=change.before,
            after=change.after,
            proposed_by=proposal.proposed_by,
            proposed_on=proposal.proposed_on,
            expires_on=proposal.expires_on,
        )
    )
    work.flush()
    for desk_id in sorted(change.desk_ids):
        work.add(ProposalDeskRow(proposal_id=proposal.id, desk_id=desk_id))
    work.flush()


def by_id(work: Work, proposal_id: str) -> Proposal | None:
    """The proposal, if there is one."""
    return next(iter(_found(work, ProposalRow.id == proposal_id)), None)


def lock(work: Work, proposal_id: str) -> Proposal | None:
    """The proposal, kept from others' decisions until the transaction ends."""
    query = select(ProposalRow.id).where(ProposalRow.id == proposal_id).with_for_update()
    work.execute(query)
    work.expire_all()
    return by_id(work, proposal_id)


def waiting(work: Work) -> tuple[Proposal, ...]:
    """Every proposal nobody decided, those that end first before the others."""
    return _found(work, ProposalRow.state == ProposalState.WAITING.value)


def decided_since(work: Work, day: date) -> tuple[Proposal, ...]:
    """Every proposal decided on that day or later."""
    return _found(work, ProposalRow.decided_on >= day)


def decide(work: Work, proposal_id: str, state: ProposalState, by: str | None, on: date) -> None:
    """The proposal is decided.

    Raises:
        Stale: somebody else decided it before.
    """
    change = (
        update(ProposalRow)
        .where(ProposalRow.id == proposal_id, ProposalRow.state == ProposalState.WAITING.value)
        .values(state=state.value, decided_by=by, decided_on=on)
        .returning(ProposalRow.id)
    )
    if work.scalar(change) is None:
        raise Stale("proposal decided")


def _found(work: Work, condition: ColumnElement[bool]) -> tuple[Proposal, ...]:
    order = (ProposalRow.expires_on, ProposalRow.id)
    rows = tuple(work.scalars(select(ProposalRow).where(condition).order_by(*order)))
    desks = _desks(work, [row.id for row in rows])
    return tuple(_proposal(row, desks.get(row.id, ())) for row in rows)


def _desks(work: Work, ids: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    query = select(ProposalDeskRow).where(ProposalDeskRow.proposal_id.in_(ids))
    for row in work.scalars(query):
        found.setdefault(row.proposal_id, set()).add(row.desk_id)
    return found


def _proposal(row: ProposalRow, desk_ids: Iterable[str]) -> Proposal:
    change = Change(
        ProposalKind(row.kind),
        row.unit_id,
        row.officer_id,
        frozenset(desk_ids),
        row.before,
        row.after,
    )
    return Proposal(
        row.id,
        change,
        row.proposed_by,
        row.proposed_on,
        row.expires_on,
        ProposalState(row.state),
        row.decided_by,
        row.decided_on,
    )
