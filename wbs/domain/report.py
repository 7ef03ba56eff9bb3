"""A report as a form brings it: what a person typed, read once, and every problem told at once."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from unicodedata import category as unicode_category

from wbs.domain.category import Category
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, Kind

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_OFFERED = frozenset({Anonymity.CONFIDENTIAL})  # until identities can be sealed apart
IDENTITY = ("identity_name", "identity_contact")


class Reason(StrEnum):
    """Why a field cannot be taken as it is; the code the pages have a sentence for."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    ENCODING = "encoding"
    NOT_A_DATE = "not_a_date"
    FUTURE_DATE = "future_date"
    UNKNOWN = "unknown"
    NOT_OFFERED = "not_offered"
    CONTRADICTS_ANONYMITY = "contradicts_anonymity"


@dataclass(frozen=True)
class FormField:
    """One field of the form. `is_long`: more than one line may be typed."""

    name: str
    is_required: bool = False
    is_long: bool = False


_FIELDS = (
    FormField("unit", is_required=True),
    FormField("category", is_required=True),
    FormField("what", is_required=True, is_long=True),
    FormField("who", is_long=True),
    FormField("where", is_long=True),
    FormField("when", is_long=True),
    FormField("when_date"),
    FormField("how", is_long=True),
    FormField("concerns_head"),
    FormField("concerns_desk"),
    FormField("exclude", is_long=True),
    FormField("fear_of_reprisal"),
    FormField("anonymity"),
    FormField("identity_name"),
    FormField("identity_contact", is_long=True),
)

# The fields of each form in the order a person meets them. Files come beside them, as `attachments`.
FIELDS: dict[Kind, tuple[FormField, ...]] = {
    Kind.WBS: _FIELDS,
    Kind.COMPLAINT: (*_FIELDS[:2], FormField("class"), *_FIELDS[2:]),
}


@dataclass(frozen=True)
class FormRules:
    """What a form is held against: `lengths` are the most characters a field takes, by its name."""

    kind: Kind
    today: date
    unit_slugs: Collection[str]
    categories: Collection[Category]
    lengths: Mapping[str, int]


@dataclass(frozen=True)
class Report:
    """A report that can be accepted: the clear facts, and `fields` as they go into the sealed record.

    Security: everything but the clear facts is shut away at once; nothing of it is printed or logged.
    """

    kind: Kind
    unit_slug: str
    category: str
    complaint_class: ComplaintClass | None
    anonymity: Anonymity
    fear_of_reprisal: bool
    concerns_head: Answer = field(repr=False)
    concerns_desk: Answer = field(repr=False)
    exclude: str = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)


def read_report(raw: Mapping[str, str], rules: FormRules) -> Report:
    """The report in the form *raw*; fields the form does not have are ignored, empty ones left out.

    An absent answer is no, an absent anonymity is anonymous, an absent class is undecided.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for form_field in FIELDS[rules.kind]:
        try:
            text = read_text(
                form_field, raw.get(form_field.name, ""), rules.lengths[form_field.name]
            )
        except Invalid as error:
            problems += error.problems
        else:
            fields |= {form_field.name: text} if text else {}
    told = {problem.field for problem in problems}
    inferred = () if "anonymity" in told else _identity_problems(fields)
    problems += (p for p in (*_choice_problems(fields, rules), *inferred) if p.field not in told)
    if problems:
        raise InvalidForm(_in_form_order(problems, rules.kind))
    return _report(fields, rules.kind)


def read_text(form_field: FormField, raw: str, length: int) -> str:
    """What was typed into one field: one kind of line end, nothing blank around it.

    Raises:
        Invalid: it is needed and empty, longer than *length* characters, or not to be read.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    reason = _unreadable(text, is_long=form_field.is_long)
    if reason is not None:
        raise Invalid(form_field.name, reason)
    text = text.strip()
    if not text and form_field.is_required:
        raise Invalid(form_field.name, Reason.REQUIRED)
    if len(text) > length:
        raise Invalid(form_field.name, Reason.TOO_LONG, length)
    return text


def _unreadable(text: str, *, is_long: bool) -> Reason | None:
    """Why the text cannot be kept: bytes that were no UTF-8, or control characters; None if it can."""
    categories = {character: unicode_category(character) for character in set(text)}
    if "\ufffd" in categories or "Cs" in categories.values():
        return Reason.ENCODING
    allowed = "\n\t" if is_long else ""
    if any(found == "Cc" and c not in allowed for c, found in categories.items()):
        return Reason.CONTROL_CHARACTERS
    return None


def _choice_problems(fields: Mapping[str, str], rules: FormRules) -> Iterable[Problem]:
    slugs = {c.slug for c in rules.categories if c.is_offered and rules.kind in c.kinds}
    offered: dict[str, Collection[str]] = {
        "unit": rules.unit_slugs,
        "category": slugs,
        "class": {c.value for c in ComplaintClass},
        "concerns_head": {a.value for a in Answer},
        "concerns_desk": {a.value for a in Answer},
        "fear_of_reprisal": {Answer.YES.value, Answer.NO.value},
        "anonymity": {a.value for a in Anonymity},
    }
    for name, values in offered.items():
        if name in fields and fields[name] not in values:
            yield Problem(name, Reason.UNKNOWN)
    if "when_date" in fields:
        try:
            read_day("when_date", fields["when_date"], rules.today)
        except Invalid as error:
            yield from error.problems


def read_day(field: str, text: str, today: date) -> date:
    """The day somebody typed, as year-month-day, up to today.

    Raises:
        Invalid: it is no such day.
    """
    try:
        day = date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Invalid(field, Reason.NOT_A_DATE)
    if day > today:
        raise Invalid(field, Reason.FUTURE_DATE)
    return day


def _identity_problems(fields: Mapping[str, str]) -> Iterable[Problem]:
    anonymity = fields.get("anonymity", Anonymity.ANONYMOUS.value)
    if anonymity in {a.value for a in NOT_OFFERED}:
        yield Problem("anonymity", Reason.NOT_OFFERED)
    elif anonymity == Anonymity.ANONYMOUS:
        yield from (Problem(n, Reason.CONTRADICTS_ANONYMITY) for n in IDENTITY if n in fields)
    elif anonymity == Anonymity.NAMED and "identity_name" not in fields:
        yield Problem("identity_name", Reason.REQUIRED)


def _in_form_order(problems: Iterable[Problem], kind: Kind) -> tuple[Problem, ...]:
    order = [form_field.name for form_field in FIELDS[kind]]
    return tuple(sorted(problems, key=lambda problem: order.index(problem.field)))


def _report(fields: Mapping[str, str], kind: Kind) -> Report:
    complaint_class = fields.get("class")
    return Report(
        kind=kind,
        unit_slug=fields["unit"],
        category=fields["category"],
        complaint_class=ComplaintClass(complaint_class) if complaint_class else None,
        anonymity=Anonymity(fields.get("anonymity", Anonymity.ANONYMOUS)),
        fear_of_reprisal=fields.get("fear_of_reprisal") == Answer.YES,
        concerns_head=Answer(fields.get("concerns_head", Answer.NO)),
        concerns_desk=Answer(fields.get("concerns_desk", Answer.NO)),
        exclude=fields.get("exclude", ""),
        fields=fields,
    )
