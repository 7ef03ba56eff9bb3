"""Units side by side: their figures, and in words what presses in each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wbs.domain.figures import COUNTED_KINDS, Line
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.domain.unit_profile import ZiStage


class Alert(StrEnum):
    """What presses in a unit; the first presses most."""

    OVERDUE = "overdue"
    NOBODY_AT_DESK = "nobody_at_desk"
    ONE_AT_DESK = "one_at_desk"
    BELOW_WBK = "below_wbk"
    NO_MONEV = "no_monev"
    BELOW_WBBM = "below_wbbm"
    NIHIL_AGAIN = "nihil_again"


@dataclass(frozen=True)
class Bar:
    """The least share of the area's points, in percent, and who says so."""

    percent: int
    source: str


@dataclass(frozen=True)
class ComparisonRules:
    """From where on something is told. `weight`: the points of the area; `wbbm`: None where nobody entered it.

    `scale`: what answers are worth, the best first, in hundredths of their question's points.
    """

    nihil_quarters: int
    weight: int
    weight_source: str
    wbk: Bar
    wbbm: Bar | None
    scale: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """What other rooms know of units, by unit id; None where the room is not there, so that nothing is told of it.

    `last_monev`: the day of the last meeting; `area_points`: of the area, as last said; `zi_stage`: the last one reached.
    """

    last_monev: Mapping[str, date] | None = None
    area_points: Mapping[str, Decimal] | None = None
    zi_stage: Mapping[str, ZiStage] | None = None


@dataclass(frozen=True)
class UnitLine:
    """One unit. `quarters`: the latest first, each of both counted kinds on its own.

    `overdue`: cases late on the day looked from. `fewest`: present members of the open desk that has fewest;
    None without a desk: what concerns the unit is worked on above.
    """

    unit: Unit
    quarters: Mapping[ReportingPeriod, Mapping[Kind, Line]]
    overdue: int
    fewest: int | None
    last_monev: date | None = None
    area_points: Decimal | None = None
    zi_stage: ZiStage | None = None
    alerts: tuple[Alert, ...] = ()

    @property
    def latest(self) -> Mapping[Kind, Line]:
        """The quarter asked for."""
        return next(iter(self.quarters.values()))

    def area_percent(self, weight: int) -> Decimal | None:
        """The share of the area's points, in percent."""
        return None if self.area_points is None else 100 * self.area_points / Decimal(weight)


def alerts_of(
    line: UnitLine, beside: Beside, rules: ComparisonRules, as_of: date, since: date
) -> tuple[Alert, ...]:
    """What presses in the unit, what presses most first.

    *since*: the first day of the house; of quarters that began before it nothing is missing.
    """
    share = line.area_percent(rules.weight)
    upper = rules.wbbm.percent if rules.wbbm else rules.wbk.percent
    found = {
        Alert.OVERDUE: line.overdue > 0,
        Alert.NOBODY_AT_DESK: line.fewest == 0,
        Alert.ONE_AT_DESK: line.fewest == 1,
        Alert.BELOW_WBK: share is not None and share < rules.wbk.percent,
        Alert.NO_MONEV: beside.last_monev is not None
        and _lacks_monev(line.last_monev, as_of, since),
        Alert.BELOW_WBBM: share is not None and rules.wbk.percent <= share < upper,
        Alert.NIHIL_AGAIN: _is_nihil(line, rules.nihil_quarters, as_of, since),
    }
    return tuple(alert for alert in Alert if found[alert])


def _lacks_monev(last: date | None, as_of: date, since: date) -> bool:
    """Whether there was none in the running quarter nor in the one before."""
    start = ReportingPeriod.quarter_of(as_of).before().start
    return since <= start and (last is None or last < start)


def _is_nihil(line: UnitLine, quarters: int, as_of: date, since: date) -> bool:
    """Whether nothing came in, of either kind, in so many quarters that are over, the last one among them."""
    whole = (q for q in line.quarters if since <= q.start and q.end <= as_of)
    over = [line.quarters[quarter] for quarter in whole][:quarters]
    return len(over) == quarters and not any(
        kinds[kind].received or kinds[kind].follow_up.harus
        for kinds in over
        for kind in COUNTED_KINDS
    )


def by_pressure(lines: Iterable[UnitLine]) -> tuple[UnitLine, ...]:
    """What presses most first: the worst alert, then how many are late, how many alerts there are, what is in process."""
    order = list(Alert)

    def pressure(line: UnitLine) -> tuple[int, int, int, int, str]:
        worst = order.index(line.alerts[0]) if line.alerts else len(order)
        in_process = sum(line.latest[kind].follow_up.sedang for kind in COUNTED_KINDS)
        return worst, -line.overdue, -len(line.alerts), -in_process, line.unit.slug

    return tuple(sorted(lines, key=pressure))
