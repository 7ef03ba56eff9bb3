"""Proposing an officer for a desk, and taking one from it. Proposing gives nobody a key."""

from wbs.domain.access import Permission
from wbs.domain.account import works_at_desks
from wbs.domain.errors import NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.services import custody
from wbs.services.context import Context
from wbs.services.desk_keys import shut_out
from wbs.store import desk_members, desks, officers
from wbs.store.desk_members import DeskMember


def propose_member(context: Context, by: Officer | None, desk_id: str, officer_id: str) -> None:
    """The officer waits at the desk for a present member to let them in.

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
        if any(m.officer_id == officer_id for m in desk_members.members_of(work, desk_id)):
            raise Refused("at the desk already")
        desk_members.put_member(work, DeskMember(desk_id, officer_id, Membership.PROPOSED))
        custody.record(
            context,
            work,
            CustodyAct.MEMBER_PROPOSED,
            by,
            subject_id=officer_id,
            unit_id=desk.unit_id,
            desk_id=desk_id,
        )


def remove_member(context: Context, by: Officer | None, desk_id: str, officer_id: str) -> None:
    """The officer is not at the desk any more and holds nothing of it; the others have a new epoch.

    Raises:
        NotAllowed: *by* manages no desks.
        NotFound: the officer is not at that desk.
    """
    custody.require_if_officer(by, Permission.MANAGE_DESKS)
    with context.database.transaction() as work:
        shut_out(context, work, by, desk_id, officer_id)
