"""A way back for who lost password and recovery code: the account is taken up anew, with another key.

Nothing of the old key is left: every box and share of the officer's goes, and at each desk a present member lets
them in again by the new fingerprint. So whoever takes up the link instead of them is let in nowhere.
"""

from wbs.domain.access import Permission
from wbs.domain.errors import NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.domain.proposal import Change, Proposal, ProposalKind
from wbs.sealing.session_token import SessionToken
from wbs.services import custody
from wbs.services.accounts.invite_officer import LINK_SECONDS, Invitation
from wbs.services.accounts.take_leave import take_leave
from wbs.services.approvals.propose import propose
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.keys.desk_keys import left_empty, shut_out
from wbs.store.agency import desk_members, officers
from wbs.store.agency.desk_members import DeskMember
from wbs.store.custody import custodians
from wbs.store.database import Work


def reset_officer(context: Context, by: Officer | None, officer_id: str) -> Invitation | Proposal:
    """The account waits for a fresh link; where a desk were left empty or a custodian lost, a second person is asked.

    Nobody is asked where the operator at the server's command line does it.

    Raises:
        NotAllowed: *by* manages no officers.
        NotFound: there is no such officer.
        Refused: the account is not active, or is that of *by*.
    """
    custody.require_if_officer(by, Permission.MANAGE_OFFICERS)

    def act(work: Work) -> Invitation | Proposal:
        officer = officers.officer_by_id(work, officer_id)
        if officer is None:
            raise NotFound("no such officer")
        if by is not None and by.id == officer_id:
            raise Refused("own account")
        if officer.state is not OfficerState.ACTIVE:
            raise Refused("account not active")
        emptied = left_empty(work, officer_id)
        if by is not None and (emptied or custodians.unit_of(work, officer_id)):
            change = Change(ProposalKind.OFFICER_RESET, officer.unit_id, officer_id, emptied)
            return propose(context, work, by, change)
        return _reset(context, work, by, officer)

    return in_turn(context, act)


def reset_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """The account waits to be taken up; the administrator makes the link, which nobody has seen.

    Raises:
        Stale: the account is not active any more, or another desk would be left empty, too.
    """
    officer = officers.officer_by_id(work, change.officer_id or "")
    if officer is None or officer.state is not OfficerState.ACTIVE:
        raise Stale("account changed")
    if not left_empty(work, officer.id) <= change.desk_ids:
        raise Stale("another desk would be left empty")
    _reset(context, work, by, officer)


def _reset(context: Context, work: Work, by: Officer | None, officer: Officer) -> Invitation:
    token = SessionToken.new(context.random_bytes)
    officers.reset(work, officer.id, token.lookup, context.now() + LINK_SECONDS)
    take_leave(context, work, by, officer, CustodyAct.OFFICER_RESET)
    for member in desk_members.memberships_of(work, officer.id):
        shut_out(context, work, by, member.desk_id, officer.id)
        again = DeskMember(member.desk_id, officer.id, Membership.PROPOSED, by is None)
        desk_members.put_member(work, again)
    return Invitation(officer.id, token.text)
