"""What the pages on gratuities show: final strings, nothing to decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.gratification.gratuity import (
    NO_KIND,
    Advice,
    Duty,
    ExemptKind,
    Ground,
    LimitPer,
    RuleSet,
)
from wbs.domain.kinds import Answer
from wbs.services.intake.gratuity_guide import Beginning, Guidance, LastDay, disclosure_periods
from wbs.web import words
from wbs.web.languages import gettext, language, lazy_gettext
from wbs.web.shell import context

_l = lazy_gettext

FIELDS = ("received_on", "conflict", "exempt", "cash", "value", "earlier")
LABELS = {
    "received_on": _l("When did you receive it, or was it offered?"),
    "conflict": _l("Is it connected with your office, and against your duties?"),
    "exempt": _l("What was it?"),
    "cash": _l("Was it money, or something exchanged for money?"),
    "value": _l("What is it worth?"),
    "earlier": _l("What did the same giver give you before, within a year?"),
}
DUTIES = {
    Duty.DISCLOSE: _l("Must be disclosed"),
    Duty.NOT_REQUIRED: _l("Need not be disclosed"),
    Duty.REFUSE: _l("Must be refused"),
}
REASONS = {
    Ground.CONFLICT: _l(
        "It is connected with your office and against your duties. No kind of gift is exempt from "
        "that, whatever its value."
    ),
    Ground.CONFLICT_UNKNOWN: _l(
        "The kind is exempt, but only where there is no conflict of interest, and you are not sure "
        "of that. Disclosing it protects you."
    ),
    Ground.NO_EXEMPTION: _l("It is none of the kinds that are exempt."),
    Ground.CASH: _l("This kind is exempt only where it is no money and nothing exchanged for it."),
    Ground.OVER_LIMIT: _l("It is worth more than the limit of %(limit)s for this kind."),
    Ground.OVER_YEAR: _l(
        "Together with what the same giver gave before, it is worth more than %(limit)s in a year."
    ),
    Ground.EXEMPT: _l("This kind is exempt, as long as there is no conflict of interest."),
}
LIMITS = {
    LimitPer.GIFT: _l("up to %(amount)s for each gift"),
    LimitPer.GIVER: _l("up to %(amount)s from each giver"),
    LimitPer.GIVER_YEAR: _l("up to %(amount)s in a year from the same giver"),
}


@dataclass(frozen=True)
class KindLine:
    """A kind that is exempt, as a page lists it."""

    code: str
    name: str
    note: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class OverviewPage:
    """The rules in force today, and the days within which to report."""

    title: str
    since: str
    kinds: tuple[KindLine, ...]
    fell_away: tuple[str, ...]
    periods: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ResultPage:
    """How the guide ends."""

    duty: str
    tone: str
    is_refusal: bool
    is_free: bool
    reason: str
    kind: str
    rules: str
    last_days: tuple[tuple[str, str], ...]
    late: str
    typed: Mapping[str, str]

    def __repr__(self) -> str:
        return "ResultPage(…)"


def overview_page() -> OverviewPage:
    """The page for everybody."""
    gratuities = context().law.gratuities
    rules = gratuities.in_force(context().today())
    periods = disclosure_periods(context(), context().today())
    return OverviewPage(
        title=rules.title,
        since=words.day(rules.effective_from),
        kinds=tuple(_line(kind, rules) for kind in rules.kinds),
        fell_away=tuple(_fell_away(kind, rules) for kind in gratuities.no_longer_exempt(rules)),
        periods=tuple((p.label.text(language()), words.length(p), p.source) for p in periods),
    )


def conflict_options() -> tuple[tuple[str, str], ...]:
    """The answers to the question about a conflict of interest."""
    return tuple((answer.value, words.label(answer)) for answer in Answer)


def kind_options(beginning: Beginning) -> tuple[tuple[str, str, str], ...]:
    """The kinds that are exempt by the rules of the day, each with its limits, and none of them."""
    lines = (_line(kind, beginning.rules) for kind in beginning.rules.kinds)
    return (
        *(
            (line.code, line.name, " · ".join((line.note.rstrip("."), *line.limits)))
            for line in lines
        ),
        (NO_KIND, gettext("None of these"), gettext("Then it has to be disclosed.")),
    )


def rules_in_words(rules: RuleSet) -> str:
    """By which rules, and over which days they are in force."""
    begins = words.day(rules.effective_from)
    if rules.effective_to is None:
        return gettext("%(title)s, in force since %(day)s", title=rules.title, day=begins)
    return gettext(
        "%(title)s, in force from %(day)s to %(end)s",
        title=rules.title,
        day=begins,
        end=words.day(rules.effective_to),
    )


def result_page(typed: Mapping[str, str], found: Guidance) -> ResultPage:
    """The last page of the guide."""
    advice = found.advice
    is_free = advice.duty is Duty.NOT_REQUIRED
    last_days = () if is_free else found.last_days  # nothing is due where nothing is asked
    is_late = any(day.is_over for day in last_days)
    return ResultPage(
        duty=str(DUTIES[advice.duty]),
        tone="good" if is_free else "warn",
        is_refusal=advice.duty is Duty.REFUSE,
        is_free=is_free,
        reason=_reason(advice),
        kind=_kind_in_words(advice),
        rules=rules_in_words(advice.rules),
        last_days=tuple(
            (day.period.label.text(language()), day_in_words(day)) for day in last_days
        ),
        late=advice.rules.late.text(language()) if is_late else "",
        typed=typed,
    )


def _reason(advice: Advice) -> str:
    limit = words.rupiah(advice.limit.rupiah) if advice.limit else ""
    return str(REASONS[advice.ground]) % {"limit": limit}


def _kind_in_words(advice: Advice) -> str:
    if advice.kind is None:
        return ""
    name = advice.kind.label.text(language())
    return gettext("%(name)s (letter %(code)s)", name=name, code=advice.kind.code)


def day_in_words(day: LastDay) -> str:
    """Until when to report, or that the day is over."""
    if day.on is None:
        return gettext(
            "within %(length)s; the calendar of that year is not published yet",
            length=words.length(day.period),
        )
    if day.is_over:
        return gettext("was due by %(day)s: report it all the same", day=words.day(day.on))
    return gettext("by %(day)s at the latest", day=words.day(day.on))


def _fell_away(kind: ExemptKind, rules: RuleSet) -> str:
    return gettext(
        "Letter %(code)s (%(name)s) is no longer exempt since %(day)s.",
        code=kind.code,
        name=kind.label.text(language()),
        day=words.day(rules.effective_from),
    )


def _line(kind: ExemptKind, rules: RuleSet) -> KindLine:
    limits = rules.limits_of(kind.code)
    return KindLine(
        kind.code,
        kind.label.text(language()),
        kind.note.text(language()),
        tuple(
            str(text) % {"amount": words.rupiah(limits[per])}
            for per, text in LIMITS.items()
            if per in limits
        ),
    )
