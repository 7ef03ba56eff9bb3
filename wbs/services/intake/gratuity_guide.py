"""The guide "must this be disclosed?": nothing is stored, nothing is remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.errors import Invalid, InvalidForm, Problem, Unavailable
from wbs.domain.form import read_day
from wbs.domain.gratification.gratuity import Advice, Gratuity, RuleSet, advise, read_rupiah
from wbs.domain.kinds import Answer, Kind
from wbs.domain.period import Period, Trigger
from wbs.services.context import Context


@dataclass(frozen=True)
class Beginning:
    """The first step: when it was received, and whether it stands against the office."""

    received_on: date
    conflict: Answer
    rules: RuleSet


@dataclass(frozen=True)
class LastDay:
    """Until when to report where; `on` None: the calendar of that year is not known yet."""

    period: Period
    on: date | None
    is_over: bool


@dataclass(frozen=True)
class Guidance:
    """How the guide ends, and the days that run whatever it says."""

    advice: Advice
    received_on: date
    last_days: tuple[LastDay, ...]


def begin(context: Context, typed: Mapping[str, str]) -> Beginning:
    """The first step of the guide, read.

    Raises:
        InvalidForm: `received_on` or `conflict` cannot be taken, each with its reason.
    """
    problems: list[Problem] = []
    found: tuple[date, RuleSet] | None = None
    try:
        found = _received(context, typed.get("received_on", "").strip())
    except Invalid as error:
        problems += error.problems
    conflict = typed.get("conflict", "")
    if conflict not in {answer.value for answer in Answer}:
        problems.append(Problem("conflict", "unknown" if conflict else "not_chosen"))
    if problems or found is None:
        raise InvalidForm(tuple(problems))
    return Beginning(found[0], Answer(conflict), found[1])


def finish(context: Context, beginning: Beginning, typed: Mapping[str, str]) -> Guidance:
    """What to do with the gratuity, by the rules of the day it was received.

    Raises:
        InvalidForm: `exempt`, `value` or `earlier` cannot be taken, each with its reason.
    """
    problems: list[Problem] = []
    amounts: dict[str, int | None] = {}
    for field in ("value", "earlier"):
        try:
            amounts[field] = read_rupiah(field, typed.get(field, ""))
        except Invalid as error:
            problems += error.problems
    if not typed.get("exempt"):
        problems.insert(0, Problem("exempt", "not_chosen"))
    if problems:
        raise InvalidForm(tuple(problems))
    gratuity = Gratuity(
        received_on=beginning.received_on,
        conflict=beginning.conflict,
        exempt=typed["exempt"],
        is_cash=typed.get("cash") == Answer.YES,
        rupiah=amounts["value"],
        earlier=amounts["earlier"] or 0,
    )
    return guidance(context, beginning.received_on, advise(gratuity, beginning.rules))


def refuse(context: Context, beginning: Beginning) -> Guidance:
    """The end of the guide where the gratuity stands against the office: nothing more is asked."""
    gratuity = Gratuity(beginning.received_on, Answer.YES)
    return guidance(context, beginning.received_on, advise(gratuity, beginning.rules))


def guidance(context: Context, received_on: date, advice: Advice) -> Guidance:
    """The advice, with the last days to report."""
    return Guidance(advice, received_on, last_days(context, received_on))


def last_days(context: Context, on: date) -> tuple[LastDay, ...]:
    """Until when a gratuity received, or refused, on that day is to be disclosed, and where."""
    today, calendar = context.today(), context.law.calendar
    days = ((p, p.due_on(on, calendar)) for p in disclosure_periods(context, on))
    return tuple(LastDay(p, day, day is not None and today > day) for p, day in days)


def disclosure_periods(context: Context, on: date) -> tuple[Period, ...]:
    """Within how long a gratuity of that day is reported, and to whom."""
    periods = context.law.periods.in_force(Kind.GRATIFICATION, None, on)
    return tuple(p for p in periods if p.counted_from is Trigger.GRATUITY and p.binds_office)


def _received(context: Context, text: str) -> tuple[date, RuleSet]:
    if not text:
        raise Invalid("received_on", "required")
    on = read_day("received_on", text, context.today())
    try:
        return on, context.law.gratuities.in_force(on)
    except Unavailable:
        raise Invalid("received_on", "before_rules") from None
