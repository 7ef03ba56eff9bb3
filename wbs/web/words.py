"""What the words of the domain are called on screen. A test walks every enumeration."""

from datetime import date
from enum import Enum

from flask_babel import format_date, format_decimal
from flask_babel.speaklater import LazyString

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Problem
from wbs.domain.event import Act
from wbs.domain.kinds import (
    Anonymity,
    Answer,
    Channel,
    ComplaintClass,
    DeskKind,
    Kind,
    Role,
    UnitKind,
)
from wbs.domain.officer import Membership, OfficerState
from wbs.domain.period import Force
from wbs.web.languages import gettext, lazy_gettext

_l = lazy_gettext

# Pairs, not a dict: members of different str enumerations compare equal.
LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Kind.WBS, _l("Violation report (WBS)")),
    (Kind.COMPLAINT, _l("Public complaint")),
    (Kind.GRATIFICATION, _l("Gratification disclosure")),
    (Kind.CONFLICT_OF_INTEREST, _l("Conflict of interest declaration")),
    (Channel.WEB, _l("Website")),
    (Channel.LETTER, _l("Letter")),
    (Channel.BOX, _l("Complaint box")),
    (Channel.PHONE, _l("Telephone")),
    (Channel.WALK_IN, _l("In person")),
    (Channel.WHATSAPP, _l("WhatsApp")),
    (Channel.SP4N, _l("SP4N-LAPOR!")),
    (Channel.REFERRED, _l("Referred from another desk")),
    (Channel.IMPORT, _l("Imported register")),
    (Anonymity.ANONYMOUS, _l("Anonymous")),
    (Anonymity.CONFIDENTIAL, _l("Confidential")),
    (Anonymity.NAMED, _l("With name")),
    (Answer.YES, _l("Yes")),
    (Answer.NO, _l("No")),
    (Answer.UNKNOWN, _l("I do not know")),
    (ComplaintClass.INFORMATION, _l("Request for information")),
    (ComplaintClass.NORMAL, _l("Complaint without a matter of supervision")),
    (ComplaintClass.SUPERVISION, _l("Complaint with a matter of supervision")),
    (DeskKind.WBS, _l("WBS desk")),
    (DeskKind.COMPLAINT, _l("Complaint desk")),
    (DeskKind.UPG, _l("Gratification control unit (UPG)")),
    (DeskKind.INSPECTORATE, _l("Inspectorate desk")),
    (UnitKind.INSPECTORATE, _l("Inspectorate")),
    (UnitKind.REGIONAL_OFFICE, _l("Regional office")),
    (UnitKind.WORK_UNIT, _l("Work unit")),
    (Role.ADMINISTRATOR, _l("Administrator")),
    (Role.DESK_MEMBER, _l("Desk member")),
    (Role.DESK_HEAD, _l("Head of desk")),
    (Role.CUSTODIAN, _l("Custodian")),
    (Role.INSPECTORATE, _l("Inspectorate officer")),
    (Role.AUDITOR, _l("Auditor")),
    (Role.EVIDENCE, _l("Evidence clerk")),
    (Stage.RECEIVED, _l("Received")),
    (Stage.CLARIFICATION, _l("Clarification")),
    (Stage.REVIEW, _l("Review")),
    (Stage.INVESTIGATION, _l("Investigation")),
    (Stage.FOLLOW_UP, _l("Follow-up")),
    (Stage.CLOSED, _l("Closed")),
    (Outcome.SUBSTANTIATED, _l("Substantiated")),
    (Outcome.PARTLY_SUBSTANTIATED, _l("Partly substantiated")),
    (Outcome.UNSUBSTANTIATED, _l("Not substantiated")),
    (Outcome.INSUFFICIENT_EVIDENCE, _l("Not enough evidence")),
    (Outcome.RESOLVED, _l("Resolved")),
    (Outcome.NOT_ACTIONABLE, _l("Cannot be acted upon")),
    (Outcome.FORWARDED, _l("Forwarded")),
    (Outcome.DUPLICATE, _l("Duplicate of an earlier report")),
    (Outcome.WITHDRAWN, _l("Withdrawn by the reporter")),
    (OutcomeDetail.INCOMPLETE, _l("incomplete")),
    (OutcomeDetail.ILLOGICAL, _l("not logical")),
    (OutcomeDetail.KPK, _l("to KPK")),
    (OutcomeDetail.LAW_ENFORCEMENT, _l("to law enforcement")),
    (OutcomeDetail.OMBUDSMAN, _l("to the Ombudsman")),
    (OutcomeDetail.SP4N, _l("to SP4N-LAPOR!")),
    (OutcomeDetail.OTHER_AGENCY, _l("to another agency")),
    (Act.RECEIVED, _l("Received")),
    (Act.CLARIFICATION, _l("Clarification asked")),
    (Act.REVIEW, _l("Review begun")),
    (Act.INVESTIGATION, _l("Investigation begun")),
    (Act.FOLLOW_UP, _l("Follow-up begun")),
    (Act.CLOSED, _l("Closed")),
    (Act.REOPENED, _l("Reopened")),
    (Act.OVERDUE, _l("Verification period ran out")),
    (Act.FORWARDED, _l("Forwarded")),
    (Act.ERASED, _l("Erased")),
    (OfficerState.INVITED, _l("Invited")),
    (OfficerState.ACTIVE, _l("Active")),
    (OfficerState.DISABLED, _l("Disabled")),
    (Membership.PROPOSED, _l("Waiting for a member's confirmation")),
    (Membership.PRESENT, _l("Present")),
    (Force.NORM, _l("Binding rule")),
    (Force.PRACTICE, _l("Practice of agencies")),
    (Force.REFERENCE, _l("International reference, not Indonesian law")),
)

_BY_NAME = {(type(word), word): text for word, text in LABELS}

MESSAGES: dict[str, LazyString] = {
    "required": _l("Please fill this in."),
    "too_long": _l("This is too long: at most %(limit)s characters."),
    "control_characters": _l("This contains characters that cannot be read. Please type it again."),
    "encoding": _l("This contains characters that cannot be read. Please type it again."),
    "future_date": _l("This day is still to come. Please give a day up to today."),
    "not_a_date": _l("This is not a date. Please use the form year-month-day."),
    "unknown": _l("Please choose one of the answers offered."),
    "not_offered": _l("This choice is not offered yet. Please choose another."),
    "contradicts_anonymity": _l(
        "You chose to stay anonymous. Please leave this empty, or choose to report with your name."
    ),
    "too_short": _l("This is too short: at least %(limit)s characters."),
    "too_simple": _l("This has too few different characters. Please choose something richer."),
    "common": _l(
        "This is mostly a word, a row of keys or a year that many people use. "
        "Please put together words that only you would."
    ),
    "names_you": _l(
        "This is mostly your own name. Please choose something others would not guess."
    ),
    "differs": _l("The two passwords are not the same. Please type both again."),
    "login_failed": _l(
        "User name, password and code do not belong together, or the code was used already. "
        "Please try again with the next code."
    ),
    "recovery_failed": _l(
        "User name, recovery code and authenticator code do not belong together, or the code was "
        "used already. Please try again with the next code."
    ),
    "code_length": _l("The code has 25 letters and digits. Please check that it is whole."),
    "code_symbol": _l("The code holds a sign that does not occur in it. Please compare it again."),
    "code_check": _l("There is a slip in the code. Please compare it with your paper."),
    "otp_wrong": _l("This is not the code the app shows now. Please type the next one."),
    "password_wrong": _l("This is not your current password."),
    "username_form": _l(
        "Please use 3 to 40 lower-case letters, digits, dots or dashes, beginning with a letter."
    ),
    "taken": _l("This is taken already. Please choose another."),
    "administrator_alone": _l(
        "An administrator can hold no other role. Please invite two different people."
    ),
    "desk_needs_role": _l(
        "Only desk members, heads of desk and inspectorate officers can be at a desk. "
        "Please add such a role or take the desks out."
    ),
    "slug_form": _l("Please use lower-case letters, digits and single dashes, at most 40."),
    "below_itself": _l("A unit cannot belong to itself or to a unit below it."),
    "inspectorate_only": _l("This desk can stand in an inspectorate only."),
    "unknown_year": _l("Please give a year with four digits."),
    "not_a_number": _l("Please give a whole number, with a year."),
    "not_an_amount": _l("Please give an amount of rupiah, for example 1.500.000."),
    "before_rules": _l("No rules are known for a day that long ago. Please ask KPK directly."),
}


def label(value: Enum) -> str:
    """What *value* is called on screen.

    Raises:
        KeyError: the word has no name yet; a test prevents that.
    """
    return str(_BY_NAME[type(value), value])


def message(problem: Problem) -> str:
    """The sentence that tells a person what to mend."""
    sentence = MESSAGES.get(problem.reason)
    if sentence is None:
        return str(gettext("Please check this."))
    return str(sentence) % {"limit": problem.limit} if problem.limit is not None else str(sentence)


def day(value: date) -> str:
    """A day in words: 22 November 2026."""
    return str(format_date(value, "d MMMM yyyy"))


def month(value: date) -> str:
    """A month in words: November 2026."""
    return str(format_date(value, "MMMM yyyy"))


def rupiah(amount: int) -> str:
    """An amount of money for people: Rp1.500.000."""
    return f"Rp{format_decimal(amount)}"


def size(size_bytes: int) -> str:
    """A file's size for people."""
    for factor, unit in ((1_000_000, "MB"), (1_000, "kB")):
        if size_bytes >= factor:
            return f"{format_decimal(round(size_bytes / factor, 1))} {unit}"
    return f"{size_bytes} B"
