"""Inviting an officer: an account without any key, and a link that works once."""

from dataclasses import dataclass, replace

from wbs.domain.access import Permission
from wbs.domain.account import NewOfficer, read_new_officer
from wbs.domain.errors import Invalid, NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Role
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.sealing.session_token import SessionToken
from wbs.services import custody
from wbs.services.context import Context
from wbs.store.agency import desk_members, desks, officers, units
from wbs.store.agency.desk_members import DeskMember
from wbs.store.database import Conflict, Work

LINK_SECONDS = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class Invitation:
    """The one-time token by which a person takes up the account; only its lookup id is stored."""

    officer_id: str
    token: str

    def __repr__(self) -> str:
        return "Invitation(…)"


def invite_officer(context: Context, by: Officer | None, new: NewOfficer) -> Invitation:
    """The officer is invited and proposed at the desks named; nobody holds a key by this.

    Raises:
        NotAllowed: *by* manages no officers.
        InvalidForm: with every problem, at its field.
    """
    custody.require_if_officer(by, Permission.MANAGE_OFFICERS)
    try:
        with context.database.transaction() as work:
            return _invite(context, work, by, new)
    except Conflict:
        raise Invalid("username", "taken") from None


def create_first_administrator(
    context: Context, username: str, name: str, unit_slug: str
) -> Invitation:
    """The administrator with whom everything begins.

    Raises:
        Refused: there is an administrator already.
        InvalidForm: with every problem, at its field.
    """
    with context.database.transaction() as work:
        if any(_administers(officer) for officer in officers.all_officers(work)):
            raise Refused("an administrator exists")
        unit = units.unit_by_slug(work, unit_slug)
        roles = frozenset({Role.ADMINISTRATOR})
        new = NewOfficer(username, name, unit.id if unit else "", roles)
        return _invite(context, work, None, new)


def renew_invitation(context: Context, by: Officer | None, officer_id: str) -> Invitation:
    """A fresh link for an officer who has not taken up the account; the link before is dead.

    Security: an administrator who renews the link might take it up themselves. So the officer counts as
    proposed by the administrator from then on, and holds no ceremony (`hold_ceremony`).

    Raises:
        NotAllowed: *by* manages no officers.
        NotFound: there is no such officer.
        Refused: the account was taken up, or is disabled.
    """
    custody.require_if_officer(by, Permission.MANAGE_OFFICERS)
    token = SessionToken.new(context.random_bytes)
    with context.database.transaction() as work:
        officer = officers.officer_by_id(work, officer_id)
        if officer is None:
            raise NotFound("no such officer")
        if officer.state is not OfficerState.INVITED:
            raise Refused("account taken up")
        officers.put_activation(work, officer_id, token.lookup, context.now() + LINK_SECONDS)
        if by is not None:
            _proposed_by_administrator(work, officer_id)
        _record(context, work, by, officer, "link renewed")
    return Invitation(officer_id, token.text)


def _proposed_by_administrator(work: Work, officer_id: str) -> None:
    for member in desk_members.memberships_of(work, officer_id):
        desk_members.put_member(work, replace(member, by_operator=False))


def _administers(officer: Officer) -> bool:
    return Role.ADMINISTRATOR in officer.roles and officer.state is not OfficerState.DISABLED


def _invite(context: Context, work: Work, by: Officer | None, new: NewOfficer) -> Invitation:
    read = read_new_officer(
        new,
        {officer.username for officer in officers.all_officers(work)},
        units.all_units(work).keys(),
        {desk.id for desk in desks.all_desks(work) if not desk.is_closed},
    )
    officer = Officer(
        context.new_id(),
        read.username,
        read.name,
        read.unit_id,
        read.roles,
        OfficerState.INVITED,
        public_key=None,
    )
    token = SessionToken.new(context.random_bytes)
    officers.add_officer(work, officer, token.lookup, context.now() + LINK_SECONDS)
    _record(context, work, by, officer, " ".join(sorted(officer.roles)))
    for desk_id in sorted(read.desk_ids):
        proposed = DeskMember(desk_id, officer.id, Membership.PROPOSED, by_operator=by is None)
        desk_members.put_member(work, proposed)
        custody.record(
            context,
            work,
            CustodyAct.MEMBER_PROPOSED,
            by,
            subject_id=officer.id,
            unit_id=officer.unit_id,
            desk_id=desk_id,
        )
    return Invitation(officer.id, token.text)


def _record(
    context: Context, work: Work, by: Officer | None, officer: Officer, reason: str
) -> None:
    custody.record(
        context,
        work,
        CustodyAct.OFFICER_INVITED,
        by,
        subject_id=officer.id,
        unit_id=officer.unit_id,
        reason=reason,
    )
