"""Proposing an officer for a desk, and taking one from it. Proposing gives nobody a key."""

from wbs.domain.access import Permission
from wbs.domain.account import works_at_desks
from wbs.domain.errors import NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.domain.proposal import Change, Proposal, ProposalKind
from wbs.services import custody
from wbs.services.approvals.propose import propose
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.keys.desk_keys import left_empty, shut_out
from wbs.store.agency import desk_members, desks, officers
from wbs.store.agency.desk_members import DeskMember
from wbs.store.database import Work


def propose_member(context: Context, by: Officer | None, desk_id: str, officer_id: str) -> None:
    """The officer waits at the desk for a second person: a present member, or one of the inspectorate.

    Whom an administrator proposed the operator may propose again, at the server's command line.

    Raises:
        NotAllowed: *by* manages no desks.
        NotFound: there is no such desk or officer.
        Refused: the officer is disabled, has no role for a desk, or is at the desk already.
    """
    custody.require_if_officer(by, Permission.MANAGE_DESKS)
    with context.database.transaction() as work:
        desk = desks.lock_desk(work, desk_id)
        officer = officers.officer_by_id(work, officer_id)
        if desk is None or desk.is_closed or officer is None:
            raise NotFound("no such desk or officer")
        if officer.state is OfficerState.DISABLED or not works_at_desks(officer.roles):
            raise Refused("no role for a desk")
        members = {m.officer_id: m for m in desk_members.members_of(work, desk_id)}
        former = members.get(officer_id)
        if former and (by is not None or former.state is Membership.PRESENT):
            raise Refused("at the desk already")
        proposed = DeskMember(desk_id, officer_id, Membership.PROPOSED, by_operator=by is None)
        desk_members.put_member(work, proposed)
        custody.record(
            context,
            work,
            CustodyAct.MEMBER_PROPOSED,
            by,
            subject_id=officer_id,
            unit_id=desk.unit_id,
            desk_id=desk_id,
        )


def remove_member(
    context: Context, by: Officer | None, desk_id: str, officer_id: str
) -> Proposal | None:
    """The officer is not at the desk any more and holds nothing of it; the others have a new epoch.

    The last one present stays until a second person approves the proposal that is returned, unless the
    operator at the server's command line does it.

    Raises:
        NotAllowed: *by* manages no desks.
        NotFound: the officer is not at that desk.
    """
    custody.require_if_officer(by, Permission.MANAGE_DESKS)

    def act(work: Work) -> Proposal | None:
        emptied = left_empty(work, officer_id, {desk_id})
        if by is None or not emptied:
            shut_out(context, work, by, desk_id, officer_id)
            return None
        desk = desks.desk_by_id(work, desk_id)
        unit_id = desk.unit_id if desk else None
        change = Change(ProposalKind.MEMBER_REMOVED, unit_id, officer_id, emptied)
        return propose(context, work, by, change)

    return in_turn(context, act)


def remove_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """The officer is not at the desk any more.

    Raises:
        Stale: they are not at the desk.
    """
    for desk_id in sorted(change.desk_ids):
        try:
            shut_out(context, work, by, desk_id, change.officer_id or "")
        except NotFound:
            raise Stale("not at the desk") from None
