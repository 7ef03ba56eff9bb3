"""How long a closed case is kept, and when it may be erased: never while it is open, held or within its period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.case import Case, Outcome
from wbs.domain.deadline import months_after
from wbs.domain.errors import Refused
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.domain.period import Force


class Keeping(StrEnum):
    """How a case stands towards its erasure on a day."""

    OPEN = "open"
    """Work on it goes on: no period runs."""
    HELD = "held"
    """A hold stops its erasure, whatever its period says."""
    KEPT = "kept"
    """Its period runs."""
    NEAR = "near"
    """Its period ends soon."""
    OVER = "over"
    """Its period is over: two persons may have it erased."""


class HoldReason(StrEnum):
    """Why a case is kept whatever its period says."""

    PROCEEDINGS = "proceedings"
    EXAMINATION = "examination"
    OBJECTION = "objection"
    PROTECTION = "protection"
    OTHER = "other"


class ErasureReason(StrEnum):
    """Why a case whose period is over is erased."""

    SCHEDULE = "schedule"
    PURPOSE = "purpose"
    REQUEST = "request"


class Dropped(StrEnum):
    """Why an erasure that was proposed does not come about."""

    DECLINED = "declined"
    CHANGED = "changed"


@dataclass(frozen=True)
class RetentionRule:
    """How long cases of a kind that ended in one of these ways are kept. No outcomes: all the others.

    `jra_code` is the entry of the agency's retention schedule, empty while nobody entered it.
    """

    id: str
    label: Label
    kinds: frozenset[Kind]
    outcomes: frozenset[Outcome]
    months: int
    jra_code: str
    force: Force
    source: str
    regulations: tuple[str, ...] = ()

    def ends_on(self, since: date) -> date:
        """The last day on which a case is kept that rests since that day."""
        return months_after(since, self.months)


@dataclass(frozen=True)
class RetentionRules:
    """Every rule, and how many days before its end the desk is warned. Each kind has a rule for what no other names."""

    rules: tuple[RetentionRule, ...]
    warning_days: int

    def rule_for(self, kind: Kind, outcome: Outcome | None) -> RetentionRule:
        """The rule that names the outcome, else the one of the kind for all the others."""
        own = [rule for rule in self.rules if kind in rule.kinds]
        named = [rule for rule in own if outcome in rule.outcomes]
        return (named or [rule for rule in own if not rule.outcomes])[0]

    def nothing_ends_before(self, today: date) -> date:
        """What was closed after this day is neither over nor near its end, whatever its rule."""
        shortest = min(rule.months for rule in self.rules)
        # A month later may be an earlier day of the month: four days are never too few.
        return months_after(today + timedelta(days=self.warning_days + 4), -shortest)


@dataclass(frozen=True)
class LegalHold:
    """Who keeps a case from being erased, since when and why."""

    reason: HoldReason
    set_on: date
    set_by: str


@dataclass(frozen=True)
class Retention:
    """How long a case is kept. `since` and `ends_on` are None while it is open; `rule` is that of its outcome."""

    keeping: Keeping
    rule: RetentionRule
    since: date | None
    ends_on: date | None
    hold: LegalHold | None = None


def retention_of(
    case: Case,
    last_written_on: date | None,
    hold: LegalHold | None,
    rules: RetentionRules,
    today: date,
) -> Retention:
    """How the case stands today: its period runs from closing, or from what was written into it afterwards.

    *last_written_on* is the day of the last message, sheet or other record of the case; the grounds of a
    decision are none of these.

    Regulation: [UU-27-2022 art. 44]
    """
    rule = rules.rule_for(case.kind, case.outcome)
    if case.is_open or case.closed_on is None:
        return Retention(Keeping.HELD if hold else Keeping.OPEN, rule, None, None, hold)
    since = max(case.closed_on, last_written_on or case.closed_on)
    ends_on = rule.ends_on(since)
    if hold is not None:
        keeping = Keeping.HELD
    elif ends_on < today:
        keeping = Keeping.OVER
    elif ends_on <= today + timedelta(days=rules.warning_days):
        keeping = Keeping.NEAR
    else:
        keeping = Keeping.KEPT
    return Retention(keeping, rule, since, ends_on, hold)


@dataclass(frozen=True)
class ErasureProposal:
    """What one person proposed, and a second confirmed or not yet."""

    case_id: str
    reason: ErasureReason
    proposed_on: date
    proposed_by: str
    confirmed_on: date | None = None
    confirmed_by: str | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether two persons want it."""
        return self.confirmed_on is not None

    def is_due(self, today: date) -> bool:
        """Whether it is carried out: on the day after the second person confirmed it, not before."""
        return self.confirmed_on is not None and self.confirmed_on < today


def require_erasable(retention: Retention) -> None:
    """Return if the case may be erased.

    Raises:
        Refused: it is open, held, or its period is not over.
    """
    if retention.keeping is not Keeping.OVER:
        raise Refused(f"a case that is {retention.keeping} is not erased")


def require_second(proposal: ErasureProposal, officer_id: str) -> None:
    """Return if the officer may confirm the proposal: they are not who made it, and nobody confirmed it.

    Raises:
        Refused: they proposed it, or it is confirmed already.
    """
    if proposal.is_confirmed:
        raise Refused("confirmed already")
    if proposal.proposed_by == officer_id:
        raise Refused("a second person confirms")


def kinds_without_rest(rules: Iterable[RetentionRule]) -> frozenset[Kind]:
    """The kinds for which no rule takes what the others do not name."""
    return frozenset(Kind) - {kind for rule in rules if not rule.outcomes for kind in rule.kinds}
