"""What is typed about a meeting, a recommendation and its progress, and what of it can be taken."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.deadline import ONE_DAY
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, chosen, read_date, read_fields
from wbs.domain.kinds import Kind
from wbs.domain.monev import MONITORED, NEXT_PROGRESS, Progress
from wbs.domain.span import ReportingPeriod

MEETING_FIELDS = (
    chosen("quarter"),
    FormField("held_on", is_required=True),
    FormField("place", is_required=True),
    FormField("chair", is_required=True),
    FormField("attendees", is_required=True),
    FormField("agenda", is_required=True, is_long=True),
    FormField("notes", is_long=True),
)
RECOMMENDATION_FIELDS = (
    chosen("kind"),
    FormField("text", is_required=True, is_long=True),
    FormField("owner", is_required=True),
    FormField("due_on", is_required=True),
)
STEP_FIELDS = (chosen("progress"), FormField("note", is_long=True))
MOST_ATTENDEES = 10_000
# What is cancelled, or done no more, says why.
NEEDS_NOTE = frozenset({Progress.CANCELLED})


@dataclass(frozen=True)
class HeldMeeting:
    """What is said of a meeting. `kinds` are those it evaluated.

    Security: place, chair, agenda and notes are sealed at rest under the instance key and never logged.
    """

    quarter: ReportingPeriod
    kinds: frozenset[Kind]
    held_on: date
    attendees: int
    place: str = field(repr=False)
    chair: str = field(repr=False)
    agenda: str = field(repr=False)
    notes: str = field(default="", repr=False)


@dataclass(frozen=True)
class GivenRecommendation:
    """What is said of a recommendation. `owner` is a position, never a name."""

    kind: Kind
    due_on: date
    text: str = field(repr=False)
    owner: str = field(repr=False)


@dataclass(frozen=True)
class TakenStep:
    """What is said of a step."""

    progress: Progress
    note: str = field(default="", repr=False)


def length_names() -> frozenset[str]:
    """The names under which `config/form.toml` says how long the fields may be."""
    fields = (*MEETING_FIELDS, *RECOMMENDATION_FIELDS, *STEP_FIELDS)
    return frozenset(length_name(f.name) for f in fields)


def length_name(name: str) -> str:
    """Under which name `config/form.toml` says how long a field may be."""
    return f"monev-{name}"


def read_meeting(
    raw: Mapping[str, str], kinds: Collection[str], lengths: Mapping[str, int], today: date
) -> HeldMeeting:
    """What the form says of a meeting.

    It is held in the quarter it evaluates or in the one after, so that no gap is filled in years later;
    a day to come is taken: the meeting is planned, and counts for nothing yet.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields, problems = _read(MEETING_FIELDS, raw, lengths)
    quarter = _quarter(fields, today, problems)
    held_on = _day(fields, "held_on", problems)
    if quarter and held_on and not quarter.start <= held_on <= _last_day(quarter):
        problems.append(Problem("held_on", "outside_quarter"))
    attendees = _number(fields, problems)
    found = frozenset(Kind(kind) for kind in kinds if kind in set(MONITORED))
    if not found:
        problems.append(Problem("kinds", "none_chosen"))
    if problems or quarter is None or held_on is None:
        raise InvalidForm(_sorted(problems, (*(f.name for f in MEETING_FIELDS), "kinds")))
    texts = {name: fields.get(name, "") for name in ("place", "chair", "agenda", "notes")}
    return HeldMeeting(quarter, found, held_on, attendees, **texts)


def read_recommendation(
    raw: Mapping[str, str], kinds: Collection[Kind], lengths: Mapping[str, int], held_on: date
) -> GivenRecommendation:
    """What the form says of a recommendation of a meeting that was held on a day about *kinds*.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields, problems = _read(RECOMMENDATION_FIELDS, raw, lengths)
    due_on = _day(fields, "due_on", problems)
    if due_on and due_on < held_on:
        problems.append(Problem("due_on", Reason.TOO_EARLY))
    if "kind" in fields and fields["kind"] not in set(kinds):
        problems.append(Problem("kind", Reason.UNKNOWN))
    if problems or due_on is None:
        raise InvalidForm(_sorted(problems, (f.name for f in RECOMMENDATION_FIELDS)))
    return GivenRecommendation(Kind(fields["kind"]), due_on, fields["text"], fields["owner"])


def read_step(raw: Mapping[str, str], before: Progress, lengths: Mapping[str, int]) -> TakenStep:
    """What the form says of the next step after *before*.

    Why is said where something is cancelled, and where it is taken up again.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields, problems = _read(STEP_FIELDS, raw, lengths)
    if "progress" in fields and fields["progress"] not in set(NEXT_PROGRESS[before]):
        problems.append(Problem("progress", Reason.UNKNOWN))
    if problems:
        raise InvalidForm(_sorted(problems, (f.name for f in STEP_FIELDS)))
    progress = Progress(fields["progress"])
    needs_note = progress in NEEDS_NOTE or before in (Progress.DONE, Progress.CANCELLED)
    if needs_note and "note" not in fields:
        raise Invalid("note", Reason.REQUIRED)
    return TakenStep(progress, fields.get("note", ""))


def _read(
    asked: tuple[FormField, ...], raw: Mapping[str, str], lengths: Mapping[str, int]
) -> tuple[dict[str, str], list[Problem]]:
    return read_fields(asked, raw, {f.name: lengths[length_name(f.name)] for f in asked})


def _quarter(
    fields: Mapping[str, str], today: date, problems: list[Problem]
) -> ReportingPeriod | None:
    if "quarter" not in fields:
        return None
    try:
        quarter = ReportingPeriod.parse(fields["quarter"])
    except Invalid:
        quarter = None
    if quarter is None or quarter.quarters != (quarter,):
        problems.append(Problem("quarter", Reason.UNKNOWN))
        return None
    if quarter.start > today:
        problems.append(Problem("quarter", "not_begun"))
        return None
    return quarter


def _last_day(quarter: ReportingPeriod) -> date:
    """The last day on which a meeting still evaluates the quarter: the end of the one after."""
    return ReportingPeriod.quarter_of(quarter.end + ONE_DAY).end


def _day(fields: Mapping[str, str], name: str, problems: list[Problem]) -> date | None:
    if name not in fields:
        return None
    try:
        return read_date(name, fields[name])
    except Invalid as error:
        problems += error.problems
        return None


def _number(fields: Mapping[str, str], problems: list[Problem]) -> int:
    text = fields.get("attendees", "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= MOST_ATTENDEES:
        problems.append(Problem("attendees", "not_a_count", MOST_ATTENDEES))
        return 0
    return int(text)


def _sorted(problems: Iterable[Problem], names: Iterable[str]) -> tuple[Problem, ...]:
    order = list(names)
    return tuple(sorted(problems, key=lambda problem: order.index(problem.field)))
