"""Disabling an officer: every door is shut in one transaction."""

from wbs.domain.access import Permission
from wbs.domain.errors import NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer, OfficerState
from wbs.services import custody
from wbs.services.context import Context
from wbs.services.desk_keys import shut_out
from wbs.store import desk_members, officers, sessions
from wbs.store.database import Work


def disable_officer(context: Context, by: Officer | None, officer_id: str) -> None:
    """The account opens nothing any more: no login, no link, no box; each desk left has a new epoch.

    Raises:
        NotAllowed: *by* manages no officers.
        NotFound: there is no such officer.
        Refused: the officer is disabled already, or is the last administrator.
    """
    custody.require_if_officer(by, Permission.MANAGE_OFFICERS)
    with context.database.transaction() as work:
        officer = officers.officer_by_id(work, officer_id)
        if officer is None:
            raise NotFound("no such officer")
        if officer.state is OfficerState.DISABLED:
            raise Refused("disabled already")
        if _is_last_administrator(work, officer):
            raise Refused("last administrator")
        officers.disable(work, officer_id)
        sessions.end_sessions_of(work, officer_id)
        sessions.forget_devices_of(work, officer_id)
        custody.record(
            context,
            work,
            CustodyAct.OFFICER_DISABLED,
            by,
            subject_id=officer_id,
            unit_id=officer.unit_id,
        )
        for member in desk_members.memberships_of(work, officer_id):
            shut_out(context, work, by, member.desk_id, officer_id)


def _is_last_administrator(work: Work, officer: Officer) -> bool:
    active = [
        other.id
        for other in officers.all_officers(work)
        if Role.ADMINISTRATOR in other.roles and other.state is OfficerState.ACTIVE
    ]
    return active == [officer.id]
