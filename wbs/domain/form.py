"""What every form is made of: its fields, the rules it is held against, and how one field is read."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from unicodedata import category as unicode_category

from wbs.domain.category import Category
from wbs.domain.errors import Invalid, Problem
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, Kind

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Reason(StrEnum):
    """Why a field cannot be taken as it is; the code the pages have a sentence for."""

    REQUIRED = "required"
    NOT_CHOSEN = "not_chosen"
    NOT_TICKED = "not_ticked"
    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    ENCODING = "encoding"
    NOT_A_DATE = "not_a_date"
    FUTURE_DATE = "future_date"
    UNKNOWN = "unknown"
    TOO_FEW_CUSTODIANS = "too_few_custodians"
    CONTRADICTS_ANONYMITY = "contradicts_anonymity"
    CONTRADICTS_TYPE = "contradicts_type"
    NOT_AN_ID_NUMBER = "not_an_id_number"
    NOT_A_SUM = "not_a_sum"
    SUM_TOO_LARGE = "sum_too_large"
    NOT_A_CURRENCY = "not_a_currency"
    PHOTO_REQUIRED = "photo_required"
    CONTRADICTS_OUTCOME = "contradicts_outcome"
    CONTRADICTS_CONFLICT = "contradicts_conflict"
    TOO_EARLY = "too_early"
    TWICE = "twice"
    IMPORTED_BEFORE = "imported_before"
    NO_DESK_FOR_KIND = "no_desk_for_kind"
    TOO_LONG_AGO = "too_long_ago"
    NOT_UNCLAIMED_YET = "not_unclaimed_yet"
    NOT_A_WORD = "not_a_word"
    UNKNOWN_COLUMN = "unknown_column"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_ROWS = "too_many_rows"
    NO_ROWS = "no_rows"
    ENDS_TOO_EARLY = "ends_too_early"
    OVER_ALREADY = "over_already"


@dataclass(frozen=True)
class FormField:
    """One field of the form. `is_long`: more than one line may be typed. `missing`: what is said where nothing came."""

    name: str
    is_required: bool = False
    is_long: bool = False
    missing: Reason = Reason.REQUIRED


def chosen(name: str) -> FormField:
    """A field in which one of the answers offered has to be chosen."""
    return FormField(name, is_required=True, missing=Reason.NOT_CHOSEN)


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

    `gratuity_on`, of a disclosure: the day of receipt or refusal, from which its clocks are counted.

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
    gratuity_on: date | None = field(default=None, repr=False)


def read_fields(
    asked: Iterable[FormField], raw: Mapping[str, str], lengths: Mapping[str, int]
) -> tuple[dict[str, str], list[Problem]]:
    """What was typed into each field, as `read_text` reads it, those left empty apart; and every problem.

    `lengths` are the most characters of each field, by its name.
    """
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for form_field in asked:
        name = form_field.name
        try:
            text = read_text(form_field, raw.get(name, ""), lengths[name])
        except Invalid as error:
            problems += error.problems
        else:
            fields |= {name: text} if text else {}
    return fields, problems


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
        raise Invalid(form_field.name, form_field.missing)
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


def read_day(field: str, text: str, today: date) -> date:
    """The day somebody typed, as year-month-day, up to today.

    Raises:
        Invalid: it is no such day.
    """
    day = read_date(field, text)
    if day > today:
        raise Invalid(field, Reason.FUTURE_DATE)
    return day


def read_date(field: str, text: str) -> date:
    """The day somebody typed, as year-month-day, past or to come.

    Raises:
        Invalid: it is no such day.
    """
    try:
        day = date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Invalid(field, Reason.NOT_A_DATE)
    return day
