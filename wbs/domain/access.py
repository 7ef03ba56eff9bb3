"""Access: what each role may do, and to whose cases and figures. What is not in the table is forbidden."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from wbs.domain.deadline import ONE_DAY
from wbs.domain.errors import NotAllowed, NotFound
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.unit import Unit, subtree

MONTH_END_ONLY = "month_end_only"  # the rule that refuses figures as of any other day


class Permission(StrEnum):
    """What a door in the officer's application asks for."""

    OWN_ACCOUNT = "own_account"
    """See the own account, change the own password, end the own sessions."""
    READ_INBOX = "read_inbox"
    """List the clear facts of the own desks' cases."""
    OPEN_CASE = "open_case"
    """Open the sealed records and files of the own desks' cases."""
    MOVE_CASE = "move_case"
    """Move a case of the own desks to its next stage, close it, set its class."""
    SEND_MESSAGE = "send_message"
    """Write to the reporter of a case of the own desks."""
    CONFIRM_MEMBER = "confirm_member"
    """Let a proposed member into an own desk, which seals its key to them."""
    MANAGE_UNITS = "manage_units"
    """Add units and change their names, parents, heads and numbers of employees."""
    MANAGE_DESKS = "manage_desks"
    """Add and close desks, and propose members."""
    MANAGE_OFFICERS = "manage_officers"
    """Invite and disable officers."""
    EXPORT_FIGURES = "export_figures"
    """Export figures as of the end of a month."""
    EXPORT_ANY_DAY = "export_any_day"
    """Export figures as of any day."""


_DESK_WORK = frozenset(
    {
        Permission.OWN_ACCOUNT,
        Permission.READ_INBOX,
        Permission.OPEN_CASE,
        Permission.MOVE_CASE,
        Permission.SEND_MESSAGE,
        Permission.CONFIRM_MEMBER,
        Permission.EXPORT_FIGURES,
        Permission.EXPORT_ANY_DAY,
    }
)

# The whole of it on one screen. An administrator opens nothing.
TABLE: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.OWN_ACCOUNT,
            Permission.MANAGE_UNITS,
            Permission.MANAGE_DESKS,
            Permission.MANAGE_OFFICERS,
        }
    ),
    Role.DESK_MEMBER: _DESK_WORK,
    Role.DESK_HEAD: _DESK_WORK,
    Role.CUSTODIAN: frozenset({Permission.OWN_ACCOUNT}),
    Role.INSPECTORATE: _DESK_WORK,
    Role.AUDITOR: frozenset({Permission.OWN_ACCOUNT}),
    Role.EVIDENCE: frozenset({Permission.OWN_ACCOUNT, Permission.EXPORT_FIGURES}),
}


def may(officer: Officer, permission: Permission) -> bool:
    """Whether a role of the officer carries the permission; nobody but an active officer has any."""
    return officer.state is OfficerState.ACTIVE and any(
        permission in TABLE[role] for role in officer.roles
    )


def require(officer: Officer, permission: Permission) -> None:
    """Return if the officer has the permission.

    Raises:
        NotAllowed: no role of the officer carries it.
    """
    if not may(officer, permission):
        raise NotAllowed(permission.value)


def require_at_desk(officer: Officer, permission: Permission, desk_id: str) -> None:
    """Return if the officer has the permission and is a present member of the desk.

    Raises:
        NotAllowed: no role of the officer carries it.
        NotFound: the desk is not the officer's, so its cases are not there for them.
    """
    require(officer, permission)
    if desk_id not in officer.desk_ids:
        raise NotFound("no such case")


def exportable_units(
    officer: Officer, units: Mapping[str, Unit], *, on_any_day: bool
) -> frozenset[str]:
    """The units whose figures the officer may export, as of any day or as of a month's end only.

    The inspectorate exports every unit, a desk its own unit, an evidence clerk the own unit and those below.

    Security: a role of a desk counts once its members let the officer in. An administrator alone could
    else invite a puppet that reads every unit's figures.
    """
    permission = Permission.EXPORT_ANY_DAY if on_any_day else Permission.EXPORT_FIGURES
    if not may(officer, permission):
        return frozenset()
    scope: set[str] = set()
    for role in officer.roles:
        if permission in TABLE[role] and _counts(role, officer):
            scope |= _scope(role, officer.unit_id, units)
    return frozenset(scope)


def sees_every_cell(officer: Officer) -> bool:
    """Whether small cells are shown to the officer: to the inspectorate's, once at a desk."""
    return Role.INSPECTORATE in officer.roles and _counts(Role.INSPECTORATE, officer)


def require_export(
    officer: Officer, unit_ids: Collection[str], as_of: date, units: Mapping[str, Unit]
) -> None:
    """Return if the officer may export the figures of all these units together, as of that day.

    Raises:
        NotAllowed: no role of the officer exports figures as of such a day.
        NotFound: one of the units is outside what the officer may see.
    """
    is_month_end = (as_of + ONE_DAY).day == 1
    require(officer, Permission.EXPORT_FIGURES)
    if set(unit_ids) <= exportable_units(officer, units, on_any_day=not is_month_end):
        return
    if set(unit_ids) <= exportable_units(officer, units, on_any_day=False):
        raise NotAllowed(MONTH_END_ONLY)
    raise NotFound("no such unit")


def _counts(role: Role, officer: Officer) -> bool:
    return Permission.CONFIRM_MEMBER not in TABLE[role] or bool(officer.desk_ids)


def _scope(role: Role, unit_id: str, units: Mapping[str, Unit]) -> frozenset[str]:
    if role is Role.INSPECTORATE:
        return frozenset(units)
    if role is Role.EVIDENCE:
        return subtree(unit_id, units)
    return frozenset({unit_id})
