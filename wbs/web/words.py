"""What the words of the domain are called on screen. A test walks every enumeration."""

from datetime import date
from decimal import Decimal
from enum import Enum

from flask_babel import format_date, format_decimal
from flask_babel.speaklater import LazyString

from wbs.domain.errors import Problem
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
from wbs.domain.period import Force, Period, PeriodUnit
from wbs.web.casework_words import CASEWORK_LABELS, CASEWORK_MESSAGES
from wbs.web.custody_words import CUSTODY_LABELS
from wbs.web.declaration_labels import DECLARATION_LABELS, DECLARATION_MESSAGES
from wbs.web.document_words import DOCUMENT_LABELS, EVALUATION_MESSAGES
from wbs.web.gift_words import GIFT_LABELS, UPG_LABELS
from wbs.web.languages import gettext, lazy_gettext
from wbs.web.monev_labels import MONEV_LABELS, MONEV_MESSAGES
from wbs.web.proposal_words import PROPOSAL_LABELS
from wbs.web.retention_words import RETENTION_LABELS
from wbs.web.stage_words import STAGE_LABELS

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
    (OfficerState.INVITED, _l("Invited")),
    (OfficerState.ACTIVE, _l("Active")),
    (OfficerState.DISABLED, _l("Disabled")),
    (Membership.PROPOSED, _l("Waiting for a member's confirmation")),
    (Membership.PRESENT, _l("Present")),
    (Force.NORM, _l("Binding rule")),
    (Force.PRACTICE, _l("Practice of agencies")),
    (Force.REFERENCE, _l("International reference, not Indonesian law")),
    *STAGE_LABELS,
    *GIFT_LABELS,
    *UPG_LABELS,
    *PROPOSAL_LABELS,
    *CUSTODY_LABELS,
    *DOCUMENT_LABELS,
    *RETENTION_LABELS,
    *CASEWORK_LABELS,
    *DECLARATION_LABELS,
    *MONEV_LABELS,
)

LENGTHS: dict[PeriodUnit, LazyString] = {
    PeriodUnit.WORKING_DAYS: _l("%(amount)s working days"),
    PeriodUnit.DAYS: _l("%(amount)s days"),
    PeriodUnit.MONTHS: _l("%(amount)s months"),
}

_BY_NAME = {(type(word), word): text for word, text in LABELS}

MESSAGES: dict[str, LazyString] = {
    **CASEWORK_MESSAGES,
    "required": _l("Please fill this in."),
    "not_chosen": _l("Please choose one."),
    "not_ticked": _l("Please tick this."),
    "too_long": _l("This is too long: at most %(limit)s characters."),
    "control_characters": _l("This contains characters that cannot be read. Please type it again."),
    "encoding": _l("This contains characters that cannot be read. Please type it again."),
    "future_date": _l("This day is still to come. Please give a day up to today."),
    "not_a_date": _l("This is not a date. Please use the form year-month-day."),
    "unknown": _l("Please choose one of the answers offered."),
    "too_few_custodians": _l(
        "For this report too few custodians outside the matter can keep your identity. "
        "Please stay anonymous, or give your name to those who handle the report."
    ),
    "contradicts_anonymity": _l(
        "You chose to stay anonymous. Please leave this empty, or choose to report with your name."
    ),
    "contradicts_type": _l(
        "This day does not fit what you chose above. Please leave it empty, or change the choice."
    ),
    "not_an_id_number": _l(
        "An identity number (NIK) has 16 digits. Please compare it with the card."
    ),
    "not_a_sum": _l("Please give an amount in digits, for example 1.500.000 or 250,50."),
    "sum_too_large": _l(
        "All objects together come to %(limit)s trillion rupiah or more. Please check the amounts for a "
        "slip."
    ),
    "not_a_currency": _l("Please give the currency by its three letters, for example USD."),
    "photo_required": _l(
        "Please add a photo or scan of what you received (a picture or a PDF): the rules ask for it."
    ),
    "contradicts_outcome": _l("This does not fit what was decided."),
    "contradicts_conflict": _l(
        "No kind is exempt where there is a conflict of interest. Please take one of the two back."
    ),
    "too_early": _l("This lies before what it follows."),
    "twice": _l("This register number stands with the same day in line %(limit)s too."),
    "imported_before": _l("This register number of this day was imported already."),
    "no_desk_for_kind": _l("None of your desks in this unit handles this kind."),
    "no_register_rows": _l("No line of a register was found in it."),
    "too_many_register_rows": _l(
        "At most %(limit)s lines are taken at once. Please divide the file."
    ),
    "column_missing": _l("The column “%(limit)s” is missing."),
    "before_received": _l("This day lies before the one on which it was received."),
    "still_open": _l("A case without an outcome has no day of closing."),
    "too_long_ago": _l("This day is too long ago to be meant. Please check the year."),
    "too_many_to_list": _l("More than %(limit)s disclosures: please choose a shorter period."),
    "not_unclaimed_yet": _l(
        "It counts as unclaimed only after the recipient had the whole period to collect it."
    ),
    "not_a_word": _l("Please use one of these words: %(limit)s."),
    "unknown_column": _l(
        "The column “%(limit)s” is none of the table's, or stands there twice. Please rename it or take "
        "it out."
    ),
    "too_many_cells": _l("It has more cells than the table has columns (%(limit)s)."),
    "too_many_rows": _l(
        "At most %(limit)s lines are taken. Please make a disclosure of its own of the others."
    ),
    "no_rows": _l("No line with a giver was found in it."),
    "old_workbook": _l("This is an old kind of workbook (XLS). Please save it as XLSX or CSV."),
    "unreadable_table": _l(
        "This file cannot be read as a table. Please save it anew as XLSX or CSV, or copy its lines "
        "and paste them below."
    ),
    "file_too_long": _l("There is too much in this file: at most %(limit)s characters are taken."),
    "file_too_large": _l("This file is too large: at most %(limit)s are taken."),
    "file_cut_off": _l("Only a part of the file arrived. Please choose it again."),
    "address_form": _l("Please give a mail address, for example nama@instansi.go.id."),
    "address_domain": _l("Only addresses of these domains may be used here: %(limit)s."),
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
    **DECLARATION_MESSAGES,
    **EVALUATION_MESSAGES,
    **MONEV_MESSAGES,
    "ends_too_early": _l("This day lies before the first one. Please choose a later one."),
    "over_already": _l("This day is over, so nobody could read it. Please choose a later one."),
    "not_an_amount": _l("Please give an amount of rupiah, for example 1.500.000."),
    "nobody_named": _l("Please tell whom it concerns: the head, somebody at a desk, or a name."),
    "no_desk": _l(
        "At the moment nobody in this agency can take this report without being involved in it. "
        "Nothing was changed. You can turn to KPK or to the Ombudsman instead."
    ),
    "no_other_desk": _l(
        "As it was answered whom the case concerns, no other desk may take it for this unit. "
        "Nothing was changed. You can hand it to the inspectorate instead."
    ),
    "no_inspectorate": _l(
        "At the moment no inspectorate can look into this report without being involved in it. "
        "Nothing was changed. You can turn to KPK or to the Ombudsman instead."
    ),
    "none_chosen": _l("Please choose at least one."),
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


def length(period: Period) -> str:
    """How long a period is: 10 working days."""
    return str(LENGTHS[period.unit]) % {"amount": period.amount}


def number(amount: int | Decimal) -> str:
    """A number for people: 1.500.000."""
    return str(format_decimal(amount))


def rupiah(amount: int) -> str:
    """An amount of money for people: Rp1.500.000."""
    return f"Rp{number(amount)}"


def size(size_bytes: int) -> str:
    """A file's size for people."""
    for factor, unit in ((1_000_000, "MB"), (1_000, "kB")):
        if size_bytes >= factor:
            return f"{format_decimal(round(size_bytes / factor, 1))} {unit}"
    return f"{size_bytes} B"
