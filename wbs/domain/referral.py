"""A referral out: the case goes to somebody outside the house who may do more, and an answer may come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.case import DETAILS, Outcome, OutcomeDetail
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, chosen, read_day, read_fields

# To whom a case may be referred: the same as when it is closed as forwarded.
ADDRESSEES = tuple(d for d in OutcomeDetail if d in DETAILS[Outcome.FORWARDED])
REFERRAL, REPLY = "referral", "reply"  # what the sealed record holds
FIELDS = (
    chosen("addressee"),
    FormField("addressee_name"),
    FormField("referred_on", is_required=True),
    FormField("letter_number"),
    FormField("referral_note", is_long=True),
)
REPLY_FIELDS = (
    chosen("referral"),
    FormField("replied_on", is_required=True),
    FormField("reply_number"),
    FormField("reply_note", is_long=True),
)


@dataclass(frozen=True)
class Referral:
    """What was typed: the clear facts, and `fields` as they are sealed."""

    addressee: OutcomeDetail
    on: date
    fields: Mapping[str, str]

    def __repr__(self) -> str:
        return "Referral(…)"


@dataclass(frozen=True)
class Reply:
    """An answer to the referral in record *number*."""

    number: int
    on: date
    fields: Mapping[str, str]

    def __repr__(self) -> str:
        return "Reply(…)"


def read_referral(
    raw: Mapping[str, str], received_on: date, today: date, lengths: Mapping[str, int]
) -> Referral:
    """The referral in the form *raw*; “another agency” needs its name.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields, problems = read_fields(FIELDS, raw, lengths)
    addressee = fields.get("addressee", "")
    if addressee and addressee not in {a.value for a in ADDRESSEES}:
        problems.append(Problem("addressee", Reason.UNKNOWN))
    if addressee == OutcomeDetail.OTHER_AGENCY and "addressee_name" not in fields:
        problems.append(Problem("addressee_name", Reason.REQUIRED))
    on, wrong = _day(fields, "referred_on", received_on, today)
    if problems or wrong or on is None:
        raise InvalidForm((*problems, *wrong))
    return Referral(OutcomeDetail(addressee), on, fields)


def read_reply(
    raw: Mapping[str, str], open_since: Mapping[int, date], today: date, lengths: Mapping[str, int]
) -> Reply:
    """The answer in the form *raw*; *open_since* are the referrals without one, by number.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields, problems = read_fields(REPLY_FIELDS, raw, lengths)
    numbers = {str(number): number for number in open_since}
    number = numbers.get(fields.get("referral", ""))
    if number is None and "referral" in fields:
        problems.append(Problem("referral", Reason.UNKNOWN))
    since = open_since[number] if number is not None else date.min
    on, wrong = _day(fields, "replied_on", since, today)
    if problems or wrong or on is None or number is None:
        raise InvalidForm((*problems, *wrong))
    return Reply(number, on, fields)


def _day(
    fields: Mapping[str, str], name: str, earliest: date, today: date
) -> tuple[date | None, tuple[Problem, ...]]:
    """The day in that field, if there is one and it lies between the two."""
    if name not in fields:
        return None, ()
    try:
        day = read_day(name, fields[name], today)
    except Invalid as error:
        return None, error.problems
    if day < earliest:
        return None, (Problem(name, Reason.TOO_EARLY),)
    return day, ()
