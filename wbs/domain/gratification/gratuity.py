"""Whether a gratuity has to be disclosed: rule sets by date, kinds that are exempt, and their limits.

Regulation: [UU-20-2001 art. 12B, 12C], [PERKPK-2-2019 art. 2], [PERKPK-1-2026]
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.errors import Invalid, Unavailable
from wbs.domain.kinds import Answer
from wbs.domain.label import Label

NO_KIND = "none"
# Rp1.500.000 · 1500000 · 1,500,000 · with or without cents of nothing
_RUPIAH = re.compile(
    r"(?:rp\.?)?\s*(\d{1,15}|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)(?:[.,](?:00|-))?", re.I
)
LARGEST_RUPIAH = 10**15


class LimitPer(StrEnum):
    """What a limit is held against."""

    GIFT = "gift"
    GIVER = "giver"
    GIVER_YEAR = "giver_year"


class Duty(StrEnum):
    """What the rules ask of whoever received it."""

    DISCLOSE = "disclose"
    NOT_REQUIRED = "not_required"
    REFUSE = "refuse"


class Ground(StrEnum):
    """Why they ask it."""

    CONFLICT = "conflict"
    CONFLICT_UNKNOWN = "conflict_unknown"
    NO_EXEMPTION = "no_exemption"
    CASH = "cash"
    OVER_LIMIT = "over_limit"
    OVER_YEAR = "over_year"
    EXEMPT = "exempt"


@dataclass(frozen=True)
class ExemptKind:
    """A kind that need not be disclosed, as long as there is no conflict of interest. `code` is the law's letter."""

    code: str
    label: Label
    note: Label
    takes_cash: bool


@dataclass(frozen=True)
class Limit:
    """Up to which value, in whole rupiah, the kind stays exempt."""

    exempt: str
    per: LimitPer
    rupiah: int


@dataclass(frozen=True)
class RuleSet:
    """The rules in force over a stretch of days."""

    id: str
    title: str
    regulations: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    kinds: tuple[ExemptKind, ...]
    limits: tuple[Limit, ...]
    late: Label

    @property
    def day_before(self) -> date:
        """The last day on which they were not in force yet."""
        return self.effective_from - timedelta(days=1)

    def is_in_force(self, on: date) -> bool:
        """Whether a gratuity of that day is judged by it."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def kind(self, code: str) -> ExemptKind | None:
        """The kind of that letter, if these rules know it."""
        return next((kind for kind in self.kinds if kind.code == code), None)

    def limits_of(self, code: str) -> Mapping[LimitPer, int]:
        """The limits of a kind, in whole rupiah."""
        return {limit.per: limit.rupiah for limit in self.limits if limit.exempt == code}


@dataclass(frozen=True)
class GratuityRules:
    """Everything `config/gratification.toml` says."""

    sets: tuple[RuleSet, ...]

    def in_force(self, on: date) -> RuleSet:
        """The rules by which a gratuity received on that day is judged.

        Raises:
            Unavailable: no rule set reaches that far back.
        """
        for rules in self.sets:
            if rules.is_in_force(on):
                return rules
        raise Unavailable(f"no rules on gratuities in force on {on}")

    def no_longer_exempt(self, rules: RuleSet) -> tuple[ExemptKind, ...]:
        """The kinds the rules before *rules* knew and these do not; none of the first."""
        before = next((s for s in self.sets if s.effective_to == rules.day_before), None)
        return tuple(k for k in before.kinds if rules.kind(k.code) is None) if before else ()


@dataclass(frozen=True)
class Gratuity:
    """What somebody received. `exempt` is a letter or `NO_KIND`; `earlier` is what the same giver gave within a year.

    Amounts are whole rupiah; None: not given.
    """

    received_on: date
    conflict: Answer
    exempt: str = NO_KIND
    is_cash: bool = False
    rupiah: int | None = None
    earlier: int = 0

    def __repr__(self) -> str:
        return "Gratuity(…)"


@dataclass(frozen=True)
class Advice:
    """The end of the guide: what to do, why, and by which rules. `limit` is the one that was passed."""

    duty: Duty
    ground: Ground
    rules: RuleSet
    kind: ExemptKind | None = None
    limit: Limit | None = None


def advise(gratuity: Gratuity, rules: RuleSet) -> Advice:
    """What the rules ask for. It never forbids to disclose.

    Raises:
        Invalid: `exempt` is no kind of these rules; `value` is missing where a limit has to be looked at.
    """
    if gratuity.conflict is Answer.YES:
        return Advice(Duty.REFUSE, Ground.CONFLICT, rules)
    if gratuity.exempt == NO_KIND:
        return Advice(Duty.DISCLOSE, Ground.NO_EXEMPTION, rules)
    kind = rules.kind(gratuity.exempt)
    if kind is None:
        raise Invalid("exempt", "unknown")
    if gratuity.conflict is Answer.UNKNOWN:
        return Advice(Duty.DISCLOSE, Ground.CONFLICT_UNKNOWN, rules, kind)
    if gratuity.is_cash and not kind.takes_cash:
        return Advice(Duty.DISCLOSE, Ground.CASH, rules, kind)
    passed = _passed_limit(gratuity, rules)
    if passed is not None:
        over_year = passed.per is LimitPer.GIVER_YEAR
        ground = Ground.OVER_YEAR if over_year else Ground.OVER_LIMIT
        return Advice(Duty.DISCLOSE, ground, rules, kind, passed)
    return Advice(Duty.NOT_REQUIRED, Ground.EXEMPT, rules, kind)


def _passed_limit(gratuity: Gratuity, rules: RuleSet) -> Limit | None:
    """The first limit of its kind that the gratuity is above."""
    limits = [limit for limit in rules.limits if limit.exempt == gratuity.exempt]
    if limits and gratuity.rupiah is None:
        raise Invalid("value", "required")
    for limit in limits:
        together = (gratuity.rupiah or 0) + (
            gratuity.earlier if limit.per is LimitPer.GIVER_YEAR else 0
        )
        if together > limit.rupiah:
            return limit
    return None


def read_rupiah(field: str, text: str) -> int | None:
    """The amount somebody typed, in whole rupiah; None where nothing was.

    Raises:
        Invalid: it is no amount of rupiah.
    """
    typed = text.strip()
    if not typed:
        return None
    found = _RUPIAH.fullmatch(typed)
    rupiah = int(re.sub(r"[.,]", "", found[1])) if found else LARGEST_RUPIAH
    if rupiah >= LARGEST_RUPIAH:
        raise Invalid(field, "not_an_amount")
    return rupiah
