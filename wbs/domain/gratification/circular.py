"""A circular: what a unit asks of its people before a holiday. Kept in versions, of which none is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, read_date, read_day, read_text
from wbs.domain.period import Period, PeriodUnit

TEXTS = (
    FormField("title", is_required=True),
    FormField("number", is_required=True),
    FormField("text", is_required=True, is_long=True),
)
DAYS = ("dated_on", "valid_from", "valid_to")
FIELDS = ("title", "number", *DAYS, "text")
ONE_DAY = timedelta(days=1)


def length_name(field: str) -> str:
    """What the length of a field of circulars is called in `config/form.toml`."""
    return f"circular-{field}"


class Standing(StrEnum):
    """What has become of a version on some day."""

    TO_COME = "to_come"
    IN_FORCE = "in_force"
    OVER = "over"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Wording:
    """What a circular says, in lines and paragraphs of plain text, and the days it says of itself."""

    title: str
    number: str
    dated_on: date
    valid_from: date
    valid_to: date
    text: str


@dataclass(frozen=True)
class Circular:
    """One version of a unit's circular. Versions count from 1."""

    unit_id: str
    version: int
    wording: Wording
    written_on: date
    written_by: str

    @property
    def begins_on(self) -> date:
        """The first day it can be read: not before somebody wrote it here, whatever it says of itself."""
        return max(self.wording.valid_from, self.written_on)


@dataclass(frozen=True)
class StartingText:
    """What is offered where no circular was written yet; `{…}` are places for what the rules say."""

    title: str
    text: str
    deadline: str
    lengths: Mapping[PeriodUnit, str]

    def filled(self, unit: str, rules: str, periods: Sequence[Period]) -> str:
        """The text for a unit, with the rules and the periods in force."""
        deadlines = "\n".join(self._deadline(period) for period in periods)
        places = {"{unit}": unit, "{rules}": rules, "{deadlines}": deadlines}
        return _filled(self.text, places).strip()

    def _deadline(self, period: Period) -> str:
        length = _filled(self.lengths[period.unit], {"{amount}": str(period.amount)})
        places = {"{to}": period.label.indonesian, "{length}": length, "{source}": period.source}
        return _filled(self.deadline, places)


def _filled(text: str, places: Mapping[str, str]) -> str:
    for place, value in places.items():
        text = text.replace(place, value)
    return text


def read_wording(raw: Mapping[str, str], lengths: Mapping[str, int], today: date) -> Wording:
    """What was typed, as a circular may say it.

    Raises:
        InvalidForm: with every problem of every field.
    """
    texts: dict[str, str] = {}
    days: dict[str, date] = {}
    problems: dict[str, Problem] = {}
    for field in TEXTS:
        try:
            length = lengths[length_name(field.name)]
            texts[field.name] = read_text(field, raw.get(field.name, ""), length)
        except Invalid as error:
            problems[field.name] = error.problems[0]
    for name in DAYS:
        try:
            days[name] = _day(name, raw.get(name, "").strip(), today)
        except Invalid as error:
            problems[name] = error.problems[0]
    if "valid_to" in days and days["valid_to"] < max(today, days.get("valid_from", today)):
        reason = Reason.OVER_ALREADY if days["valid_to"] < today else Reason.ENDS_TOO_EARLY
        problems["valid_to"] = Problem("valid_to", reason)
    if problems:
        raise InvalidForm(tuple(problems[name] for name in FIELDS if name in problems))
    return Wording(
        title=texts["title"],
        number=texts["number"],
        dated_on=days["dated_on"],
        valid_from=days["valid_from"],
        valid_to=days["valid_to"],
        text=texts["text"],
    )


def _day(name: str, text: str, today: date) -> date:
    if not text:
        raise Invalid(name, Reason.REQUIRED)
    return read_day(name, text, today) if name == "dated_on" else read_date(name, text)


def shown_span(circular: Circular, versions: Sequence[Circular]) -> tuple[date, date] | None:
    """The first and last day on which this version is the unit's; None if it never was nor will be.

    A later version takes over on the day it begins, and what it took the place of does not come back.
    """
    later = (v.begins_on - ONE_DAY for v in versions if v.version > circular.version)
    last = min((circular.wording.valid_to, *later))
    return (circular.begins_on, last) if circular.begins_on <= last else None


def standing(circular: Circular, versions: Sequence[Circular], on: date) -> Standing:
    """What has become of the version on that day, among all *versions* of its unit."""
    span = shown_span(circular, versions)
    if span is None:
        return Standing.SUPERSEDED
    if on < span[0]:
        return Standing.TO_COME
    if on <= span[1]:
        return Standing.IN_FORCE
    return Standing.OVER if span[1] == circular.wording.valid_to else Standing.SUPERSEDED


def in_force(versions: Sequence[Circular], on: date) -> Circular | None:
    """The version that is the unit's on that day, if there is one."""
    return next((v for v in versions if standing(v, versions, on) is Standing.IN_FORCE), None)


def shown_within(versions: Sequence[Circular], start: date, until: date) -> tuple[Circular, ...]:
    """The versions that were the unit's on some day from *start* to *until*, as was known at *until*."""
    known = tuple(v for v in versions if v.written_on <= until)
    spans = ((v, shown_span(v, known)) for v in known)
    return tuple(v for v, span in spans if span and span[0] <= until and span[1] >= start)
