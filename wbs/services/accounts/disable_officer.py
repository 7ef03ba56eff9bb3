"""Disabling an officer: every door is shut in one transaction."""

from wbs.domain.access import Permission
from wbs.domain.errors import NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.proposal import Change, Proposal, ProposalKind
from wbs.services import custody
from wbs.services.accounts.take_leave import take_leave
from wbs.services.approvals.propose import propose
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.keys.desk_keys import left_empty, shut_out
from wbs.store.agency import desk_members, officers
from wbs.store.custody import custodians
from wbs.store.database import Work
from wbs.store.notices import digests


def disable_officer(context: Context, by: Officer | None, officer_id: str) -> Proposal | None:
    """The account opens nothing any more: no login, no link, no box, no share; each desk left has a new epoch.

    Where that would leave a desk empty, or takes a custodian away, nothing changes until a second person approves the proposal
    that is returned, unless the operator at the server's command line does it.

    Raises:
        NotAllowed: *by* manages no officers.
        NotFound: there is no such officer.
        Refused: the officer is disabled already, or is the last administrator.
    """
    custody.require_if_officer(by, Permission.MANAGE_OFFICERS)

    def act(work: Work) -> Proposal | None:
        emptied = left_empty(work, officer_id)
        officer = officers.officer_by_id(work, officer_id)
        if officer is None:
            raise NotFound("no such officer")
        if officer.state is OfficerState.DISABLED:
            raise Refused("disabled already")
        if _is_last_administrator(work, officer):
            raise Refused("last administrator")
        if by is not None and (emptied or custodians.unit_of(work, officer_id)):
            change = Change(ProposalKind.OFFICER_DISABLED, officer.unit_id, officer_id, emptied)
            return propose(context, work, by, change)
        _disable(context, work, by, officer)
        return None

    return in_turn(context, act)


def disable_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """The account opens nothing any more.

    Raises:
        Stale: it is disabled already, or another desk would be left empty, too.
    """
    emptied = left_empty(work, change.officer_id or "")
    officer = officers.officer_by_id(work, change.officer_id or "")
    if officer is None or officer.state is OfficerState.DISABLED:
        raise Stale("account changed")
    if not emptied <= change.desk_ids:
        raise Stale("another desk would be left empty")
    _disable(context, work, by, officer)


def _disable(context: Context, work: Work, by: Officer | None, officer: Officer) -> None:
    officers.disable(work, officer.id)
    take_leave(context, work, by, officer, CustodyAct.OFFICER_DISABLED)
    digests.forget_choice(work, officer.id)
    for member in desk_members.memberships_of(work, officer.id):
        shut_out(context, work, by, member.desk_id, officer.id)


def _is_last_administrator(work: Work, officer: Officer) -> bool:
    active = [
        other.id
        for other in officers.all_officers(work)
        if Role.ADMINISTRATOR in other.roles and other.state is OfficerState.ACTIVE
    ]
    return active == [officer.id]
