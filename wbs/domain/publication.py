"""A publication: what everybody may read of a quarter, rounded at random so that it points at nobody.

The one thing published is how many cases came in, by unit, quarter and kind. Each case is counted in exactly one
cell, in the quarter in which it was entered; a cell is rounded once and never again; everything else
shown is a sum of published cells or that sum over a number that is public anyway. So all publications together
say of a cell no more than its own rounding does (docs/adr/0131).

Security: a second measure of the same cases (closed, in time, outcomes) would have to be at most the first, and the
two intervals would narrow each other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wbs.domain.deadline import ONE_DAY
from wbs.domain.figures import SHOWN_KINDS
from wbs.domain.kinds import Channel, Kind
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit, ancestors

BASE = 5
PUBLISHED_KINDS = SHOWN_KINDS
# What employees bring: in a small unit it would point at one of few.
OF_EMPLOYEES = frozenset({Kind.WBS, Kind.GRATIFICATION, Kind.CONFLICT_OF_INTEREST})
# Counted elsewhere before: at the desk it was handed on by, or in the register it was imported from.
COUNTED_BEFORE = frozenset({Channel.REFERRED, Channel.IMPORT})

Place = tuple[str, Kind]  # a unit's id, a kind


@dataclass(frozen=True)
class PublicationRules:
    """When a quarter is frozen, and how many employees a unit must have to be shown alone."""

    frozen_after_days: int
    employees_at_least: int

    def freezes_on(self, quarter: ReportingPeriod) -> date:
        """The first day on which the quarter's figures may be frozen."""
        return quarter.end + timedelta(days=self.frozen_after_days)


@dataclass(frozen=True)
class Publication:
    """The figures of one quarter as they were frozen. `cells`: published numbers; a place without one is shown elsewhere.

    `employees` is how many people worked in all units then; None where that was not known of every unit.
    """

    quarter: ReportingPeriod
    frozen_on: date
    employees: int | None
    cells: Mapping[Place, int]

    def total(self, unit_ids: Collection[str], kind: Kind) -> int | None:
        """The sum of the published cells of these units; None where they have none."""
        found = [self.cells[unit, kind] for unit in unit_ids if (unit, kind) in self.cells]
        return sum(found) if found else None

    def units_with(self, kind: Kind) -> frozenset[str]:
        """The units shown alone for that kind."""
        return frozenset(unit for unit, of in self.cells if of is kind)


def rounded(count: int, chance: int) -> int:
    """*count* to a multiple of `BASE`, up or down by *chance* (0 to 4, each as likely): on average itself.

    Raises:
        ValueError: *chance* is none of them, or *count* is below zero.
    """
    if not 0 <= chance < BASE or count < 0:
        raise ValueError("no chance or no count")
    whole, rest = divmod(count, BASE)
    return BASE * (whole + (chance < rest))


def possible(published: int) -> range:
    """Every count that *published* may stand for."""
    return range(max(0, published - BASE + 1), published + BASE)


def due_quarters(
    first: date, frozen: Collection[ReportingPeriod], today: date, rules: PublicationRules
) -> tuple[ReportingPeriod, ...]:
    """The quarters to be frozen today, in order, beginning with the one *first* lies in."""
    due = []
    quarter = ReportingPeriod.quarter_of(first)
    while rules.freezes_on(quarter) <= today:
        if quarter not in frozen:
            due.append(quarter)
        quarter = ReportingPeriod.quarter_of(quarter.end + ONE_DAY)
    return tuple(due)


def published_at(
    place: Place, units: Mapping[str, Unit], employees: Mapping[str, int], rules: PublicationRules
) -> Place:
    """The place under whose number a case of *place* is published: by the size of units alone, never by cases."""
    unit_id, kind = place
    if kind not in OF_EMPLOYEES:
        return place
    for unit in (units[unit_id], *ancestors(unit_id, units)):
        is_top = unit.parent_id is None
        if is_top or employees.get(unit.id, 0) >= rules.employees_at_least:
            return unit.id, kind
    raise AssertionError("a tree without a top")


def lifts_over_the_bar(
    known: Mapping[int, int], year: int, employees: int, rules: PublicationRules
) -> bool:
    """Whether with that number a unit is shown alone that was not by the last one known up to the year.

    Security: that needs a second person. Who could lift a unit of ten alone would have published whether one of ten
    reported; what is published is never taken back.
    """
    last = max((each for each in known if each <= year), default=None)
    before = known[last] if last is not None else 0
    return before < rules.employees_at_least <= employees


def published_counts(
    found: Mapping[Place, int],
    units: Mapping[str, Unit],
    employees: Mapping[str, int],
    rules: PublicationRules,
) -> dict[Place, int]:
    """The counts behind the cells, one for every place that is shown, also where nothing came in.

    Security: not rounded yet; must not leave the services.
    """
    counts: dict[Place, int] = {}
    for unit_id in units:
        for kind in PUBLISHED_KINDS:
            at = published_at((unit_id, kind), units, employees, rules)
            counts[at] = counts.get(at, 0) + found.get((unit_id, kind), 0)
    return counts
