"""International measures of a reporting channel, from figures as they may be shown to whoever asks.

Security: shares of what `small_cells` guards are worked out from the rows it shows, so they say nothing more; who
came back is told to the inspectorate alone, since it changes with each message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from wbs.domain.case import Outcome
from wbs.domain.event import DaysOpen
from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import Dimension, Ending
from wbs.domain.kinds import Anonymity, Answer, Channel, Kind
from wbs.domain.label import Label

PROVEN = frozenset({Outcome.SUBSTANTIATED.value, Outcome.PARTLY_SUBSTANTIATED.value})
DECIDED = PROVEN | {Outcome.UNSUBSTANTIATED.value, Outcome.INSUFFICIENT_EVIDENCE.value}
TENTH = Decimal("0.1")
TWO_PLACES = Decimal("0.01")


class MeasureId(StrEnum):
    """Which measure, in the order in which they are shown."""

    PER_HUNDRED = "per_hundred"
    ANONYMOUS = "anonymous"
    CAME_BACK = "came_back"
    SUBSTANTIATED = "substantiated"
    DAYS_TO_CLOSE = "days_to_close"
    BY_WEBSITE = "by_website"
    REPRISAL = "reprisal"


class Untold(StrEnum):
    """Why a measure has no value."""

    NOTHING = "nothing_to_measure"
    SMALL = "too_few_to_show"
    NO_EMPLOYEES = "employees_not_known"
    INSPECTORATE_ONLY = "inspectorate_only"


@dataclass(frozen=True)
class MeasureDefinition:
    """What a measure is called, how it is worked out, by whose definition, and the middle that source found."""

    id: MeasureId
    label: Label
    definition: Label
    source: str
    benchmark: str = ""


@dataclass(frozen=True)
class Measured:
    """A measure of a period: *part* of *whole*, or a class of days; `untold` says why it is neither."""

    id: MeasureId
    part: int = 0
    whole: int = 0
    days: DaysOpen | None = None
    untold: Untold | None = None

    @property
    def value(self) -> Decimal | None:
        """Per hundred, in hundredths for reports by employees and else in tenths; None for a class or nothing."""
        if self.untold is not None or self.whole == 0:
            return None
        places = TWO_PLACES if self.id is MeasureId.PER_HUNDRED else TENTH
        return (Decimal(100 * self.part) / Decimal(self.whole)).quantize(places, ROUND_HALF_UP)


@dataclass(frozen=True)
class Returned:
    """Of the anonymous reports of a period, how many reporters wrote again."""

    anonymous: int
    came_back: int


def measures(
    export: FigureExport, employees: int | None, returned: Returned | None
) -> tuple[Measured, ...]:
    """Every measure, of WBS reports. *employees*: None where not known of every unit; *returned*: None for whom it is not."""
    wbs = export.figures.kinds[Kind.WBS]
    return (
        _by_employees(wbs.total.received, employees),
        _shown_share(export, MeasureId.ANONYMOUS, Dimension.ANONYMITY, Anonymity.ANONYMOUS.value),
        _share(MeasureId.CAME_BACK, returned.came_back, returned.anonymous)
        if returned
        else Measured(MeasureId.CAME_BACK, untold=Untold.INSPECTORATE_ONLY),
        _substantiated(wbs.outcomes),
        _middle(wbs.days_open),
        _shown_share(export, MeasureId.BY_WEBSITE, Dimension.CHANNEL, Channel.WEB.value),
        _shown_share(export, MeasureId.REPRISAL, Dimension.REPRISAL, Answer.YES.value),
    )


def _by_employees(received: int, employees: int | None) -> Measured:
    if not employees:
        return Measured(MeasureId.PER_HUNDRED, untold=Untold.NO_EMPLOYEES)
    return Measured(MeasureId.PER_HUNDRED, received, employees)


def _share(id_: MeasureId, part: int, whole: int) -> Measured:
    return Measured(id_, part, whole, untold=None if whole else Untold.NOTHING)


def _substantiated(outcomes: Mapping[Ending, int]) -> Measured:
    decided = {ending: n for ending, n in outcomes.items() if ending[0] in DECIDED}
    proven = sum(n for (outcome, _), n in decided.items() if outcome in PROVEN)
    return _share(MeasureId.SUBSTANTIATED, proven, sum(decided.values()))


def _middle(days_open: Mapping[str, int]) -> Measured:
    """The class of the case in the middle; of an even number, of the shorter one."""
    ordered: Sequence[DaysOpen] = [d for d in DaysOpen for _ in range(days_open.get(d.value, 0))]
    if not ordered:
        return Measured(MeasureId.DAYS_TO_CLOSE, untold=Untold.NOTHING)
    return Measured(MeasureId.DAYS_TO_CLOSE, days=ordered[(len(ordered) - 1) // 2])


def _shown_share(
    export: FigureExport, id_: MeasureId, dimension: Dimension, column: str
) -> Measured:
    """The share of a column of a breakdown, where every row of it is shown whole and lies in the period."""
    table = next(b for b in export.breakdowns if b.kind is Kind.WBS and b.dimension is dimension)
    period = export.figures.question.period
    inside = all(row.period.start in period and row.period.end in period for row in table.rows)
    if not inside or any(row.left_out or row.merged for row in table.rows):
        received = export.figures.kinds[Kind.WBS].total.received
        return Measured(id_, untold=Untold.SMALL if received else Untold.NOTHING)
    part = sum(row.cells.get(column, 0) for row in table.rows)
    return _share(id_, part, sum(sum(row.cells.values()) for row in table.rows))
