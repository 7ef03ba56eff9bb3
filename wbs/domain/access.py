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
    ENTER_CASE = "enter_case"
    """Enter a case for somebody who wrote, called or came, and import an old register of the own desks."""
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
    WRITE_CIRCULAR = "write_circular"
    """Write the circular on gratuities of a unit whose UPG or evidence clerk one is."""
    FILE_EVIDENCE = "file_evidence"
    """File evidence documents at the own unit, and withdraw them; see them where figures are exported."""
    ANSWER_SHEET = "answer_sheet"
    """Give the own unit's answers in the evaluation sheet, and type its numbers."""
    ASSESS_SHEET = "assess_sheet"
    """At the inspectorate's desk, give the assessors' answers (TPI) in any unit's evaluation sheet."""
    ACCOMPANY = "accompany"
    """At an inspectorate's desk, write remarks on the evaluation sheets of the units below."""
    KEEP_LETTERHEAD = "keep_letterhead"
    """Change what stands on a unit's papers: an administrator of any unit, an evidence clerk of the own."""
    MANAGE_CUSTODIANS = "manage_custodians"
    """Appoint and dismiss custodians, and set how many must agree."""
    ANSWER_REQUESTS = "answer_requests"
    """As a custodian, say whether an identity or an escrow copy may be opened."""
    SEE_ESCALATED = "see_escalated"
    """At an inspectorate's desk, see which cases of others are long overdue, and ask for their escrow copies."""
    HOLD_CASE = "hold_case"
    """Keep a case of the own desks from being erased, and lift that again."""
    ERASE_CASE = "erase_case"
    """Propose that a case of the own desks be erased whose period is over, or confirm what another proposed."""
    READ_CUSTODY = "read_custody"
    """Read the custody log: who did what with keys and doors, never a case."""


_DESK_WORK = frozenset(
    {
        Permission.OWN_ACCOUNT,
        Permission.READ_INBOX,
        Permission.OPEN_CASE,
        Permission.MOVE_CASE,
        Permission.SEND_MESSAGE,
        Permission.ENTER_CASE,
        Permission.CONFIRM_MEMBER,
        Permission.EXPORT_FIGURES,
        Permission.EXPORT_ANY_DAY,
        Permission.WRITE_CIRCULAR,
        Permission.FILE_EVIDENCE,
        Permission.HOLD_CASE,
        Permission.ERASE_CASE,
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
            Permission.MANAGE_CUSTODIANS,
            Permission.KEEP_LETTERHEAD,
        }
    ),
    Role.DESK_MEMBER: _DESK_WORK,
    Role.DESK_HEAD: _DESK_WORK | {Permission.ANSWER_SHEET},
    Role.CUSTODIAN: frozenset({Permission.OWN_ACCOUNT, Permission.ANSWER_REQUESTS}),
    Role.INSPECTORATE: _DESK_WORK
    | {
        *(Permission.SEE_ESCALATED, Permission.READ_CUSTODY),
        *(Permission.ASSESS_SHEET, Permission.ACCOMPANY),
    },
    Role.AUDITOR: frozenset({Permission.OWN_ACCOUNT, Permission.READ_CUSTODY}),
    Role.EVIDENCE: frozenset(
        {
            Permission.OWN_ACCOUNT,
            Permission.EXPORT_FIGURES,
            Permission.WRITE_CIRCULAR,
            Permission.FILE_EVIDENCE,
            Permission.ANSWER_SHEET,
            Permission.KEEP_LETTERHEAD,
        }
    ),
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


def require_at_desk(officer: Officer, permission: Permission, *desk_ids: str) -> None:
    """Return if the officer has the permission and is a present member of one of the desks.

    Raises:
        NotAllowed: no role of the officer carries it.
        NotFound: none of the desks is the officer's, so their cases are not there for them.
    """
    require(officer, permission)
    if officer.desk_ids.isdisjoint(desk_ids):
        raise NotFound("no such case")


def exportable_units(
    officer: Officer, units: Mapping[str, Unit], *, on_any_day: bool
) -> frozenset[str]:
    """The units whose figures the officer may export, as of any day or as of a month's end only.

    The inspectorate exports every unit, a desk its own unit, an evidence clerk the own unit and those below.
    At a desk that is not the inspectorate's the inspectorate's role reaches no further than a desk's.

    Security: a role of a desk counts for a present member, and nobody becomes one without a second person:
    a present member, or one of the inspectorate where there is none (docs/threat-model.md).
    """
    permission = Permission.EXPORT_ANY_DAY if on_any_day else Permission.EXPORT_FIGURES
    if not may(officer, permission):
        return frozenset()
    scope: set[str] = set()
    for role in officer.roles:
        if permission in TABLE[role] and _counts(role, officer):
            scope |= _scope(role, officer, units)
    return frozenset(scope)


def answering_units(officer: Officer, units: Mapping[str, Unit]) -> frozenset[str]:
    """The units for which the officer answers in the evaluation sheet: the own one, an evidence clerk or a head at a desk."""
    if not may(officer, Permission.ANSWER_SHEET):
        return frozenset()
    counts = any(Permission.ANSWER_SHEET in TABLE[r] and _counts(r, officer) for r in officer.roles)
    return frozenset({officer.unit_id}) & units.keys() if counts else frozenset()


def assessing_units(officer: Officer, units: Mapping[str, Unit]) -> frozenset[str]:
    """The units in whose sheet the officer gives the assessors' answers: every one, for the inspectorate at its own desk."""
    if may(officer, Permission.ASSESS_SHEET) and officer.at_inspectorate:
        return frozenset(units)
    return frozenset()


def is_evidence_clerk(officer: Officer) -> bool:
    """Whether the officer looks after the evidence of the own unit, and is reminded of what is missing."""
    return Role.EVIDENCE in officer.roles and may(officer, Permission.FILE_EVIDENCE)


def may_be_mailed(officer: Officer) -> bool:
    """Whether anything can wait for the officer that a mail tells of: cases, or missing evidence."""
    return may(officer, Permission.READ_INBOX) or is_evidence_clerk(officer)


def circular_units(officer: Officer) -> frozenset[str]:
    """The units whose circular the officer may write: those at whose UPG desk they are present, and an evidence clerk's own."""
    if not may(officer, Permission.WRITE_CIRCULAR):
        return frozenset()
    own = frozenset({officer.unit_id} if Role.EVIDENCE in officer.roles else ())
    at_desks = may(officer, Permission.CONFIRM_MEMBER)
    return own | officer.upg_unit_ids if at_desks else own


def require_circular(officer: Officer, unit_id: str) -> None:
    """Return if the officer may write that unit's circular.

    Raises:
        NotAllowed: no role of the officer writes circulars.
        NotFound: the unit's is not theirs to write.
    """
    require(officer, Permission.WRITE_CIRCULAR)
    if unit_id not in circular_units(officer):
        raise NotFound("no such circular")


def sees_every_cell(officer: Officer) -> bool:
    """Whether small cells are shown to the officer: to the inspectorate's, present at its own desk.

    Security: a desk of another kind does not count, and at a new one of the inspectorate the first member is
    confirmed by one who is present at another.
    """
    return (
        may(officer, Permission.EXPORT_ANY_DAY)
        and Role.INSPECTORATE in officer.roles
        and officer.at_inspectorate
    )


def custody_units(officer: Officer, units: Mapping[str, Unit]) -> frozenset[str]:
    """The units whose custody log the officer may read: the inspectorate at its own desk every one, an auditor the own and those below."""
    if not may(officer, Permission.READ_CUSTODY):
        return frozenset()
    if Role.INSPECTORATE in officer.roles and officer.at_inspectorate:
        return frozenset(units)
    if Role.AUDITOR in officer.roles:
        return subtree(officer.unit_id, units)
    return frozenset()


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


def _scope(role: Role, officer: Officer, units: Mapping[str, Unit]) -> frozenset[str]:
    if role is Role.INSPECTORATE and officer.at_inspectorate:
        return frozenset(units)
    if role is Role.EVIDENCE:
        return subtree(officer.unit_id, units)
    return frozenset({officer.unit_id})
