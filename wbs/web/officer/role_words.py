"""What each role is for, and what each permission lets one do, in plain words. The table itself is the domain's."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from wbs.domain.access import TABLE, Permission
from wbs.domain.kinds import Role
from wbs.web.languages import lazy_gettext
from wbs.web.words import label

_l = lazy_gettext

LEADS: dict[Role, LazyString] = {
    Role.ADMINISTRATOR: _l("Sets up units, desks and accounts. Opens no report."),
    Role.DESK_MEMBER: _l("Works on the cases of the desks at which they are present."),
    Role.DESK_HEAD: _l(
        "Answers for a desk, and works on its cases like a member. The key is the same."
    ),
    Role.CUSTODIAN: _l(
        "One of several who only together may open what nobody may open alone. By themselves they open nothing."
    ),
    Role.INSPECTORATE: _l(
        "Works at the desk of the inspectorate. Sees every unit's figures, and cases of that desk alone."
    ),
    Role.AUDITOR: _l(
        "Checks who did what with keys and accounts of the own unit and those below. Sees no case."
    ),
    Role.EVIDENCE: _l(
        "Collects the proof for the evaluation: documents and figures of the own unit. Sees no case."
    ),
}
PERMISSIONS: dict[Permission, LazyString] = {
    Permission.OWN_ACCOUNT: _l("look after the own account"),
    Permission.READ_INBOX: _l("see the list of cases of the own desks"),
    Permission.OPEN_CASE: _l("open reports and files of the own desks"),
    Permission.MOVE_CASE: _l("decide about cases of the own desks"),
    Permission.SEND_MESSAGE: _l("write to reporters of the own desks"),
    Permission.CONFIRM_MEMBER: _l("sit at a desk, hold its key and let new members in"),
    Permission.MANAGE_UNITS: _l("set up units and their heads"),
    Permission.MANAGE_DESKS: _l("set up desks and propose members"),
    Permission.MANAGE_OFFICERS: _l("invite officers and disable accounts"),
    Permission.EXPORT_FIGURES: _l("see and export figures as of ends of months"),
    Permission.EXPORT_ANY_DAY: _l("see and export figures as of any day"),
    Permission.WRITE_CIRCULAR: _l("write the circular on gratuities"),
    Permission.FILE_EVIDENCE: _l("file evidence documents"),
    Permission.ANSWER_SHEET: _l("give the unit's answers in the evaluation sheet"),
    Permission.ASSESS_SHEET: _l("give the assessors' answers (TPI) in the evaluation sheet"),
    Permission.ACCOMPANY: _l("write remarks on the evaluation sheets of the units below"),
    Permission.KEEP_LETTERHEAD: _l("change a unit's letterhead"),
    Permission.HOLD_CASE: _l("keep a case of the own desks from being erased"),
    Permission.ERASE_CASE: _l("erase cases past their period, as one of two persons"),
    Permission.READ_CUSTODY: _l("read the custody log"),
    Permission.ENTER_CASE: _l("enter cases that came by letter, telephone or in person"),
    Permission.MANAGE_CUSTODIANS: _l("propose custodians and how many must agree"),
    Permission.ANSWER_REQUESTS: _l("say, as a custodian, whether an identity may be opened"),
    Permission.SEE_ESCALATED: _l("see which cases of others are long overdue"),
}


@dataclass(frozen=True)
class RoleLine:
    """A role in words: what for, what it may and what it may not."""

    role: Role
    name: str
    lead: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]


def role_lines() -> tuple[RoleLine, ...]:
    """Every role, by the table that decides."""
    return tuple(
        RoleLine(
            role,
            label(role),
            str(LEADS[role]),
            tuple(str(text) for p, text in PERMISSIONS.items() if p in TABLE[role]),
            tuple(str(text) for p, text in PERMISSIONS.items() if p not in TABLE[role]),
        )
        for role in Role
    )
