"""What an export says, whole: the figures and every word a reader needs to understand them.

One frozen value, from which files and pages are made; whoever holds it can show nothing that
`small_cells` kept back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wbs.domain.case import OutcomeDetail
from wbs.domain.conflict.duty import Coverage
from wbs.domain.conflict.statements import StatementCount
from wbs.domain.evaluation.answers import EvaluatedRow
from wbs.domain.evidence_pack import Correction
from wbs.domain.figures import ClockFigures, Figures
from wbs.domain.gratification.circular import Circular
from wbs.domain.handled_above import HandledAbove
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.domain.lke import EvaluationSheet
from wbs.domain.monev import FollowedUp, Meeting, Recommendation, Standing
from wbs.domain.period import Force
from wbs.domain.small_cells import Breakdown
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit


@dataclass(frozen=True)
class ClockLine:
    """One period, who says so, and how it was kept."""

    id: str
    kind: Kind
    label: Label
    force: Force
    source: str
    figures: ClockFigures


@dataclass(frozen=True)
class CircularLine:
    """A circular on gratuities that could be read in the period, and whose it is."""

    unit: Unit
    circular: Circular


@dataclass(frozen=True)
class ConflictLine:
    """What a unit did about conflicts of interest besides declarations, as it stands when the export is made.

    `statements`: of the year in which the period ends; `employees` of that year, None where not known.
    """

    unit: Unit
    coverage: Coverage
    statements: StatementCount | None
    employees: int | None


@dataclass(frozen=True)
class RecommendationLine:
    """A recommendation with its words, which are empty where this installation cannot open them."""

    recommendation: Recommendation
    text: str = field(repr=False)
    owner: str = field(repr=False)


@dataclass(frozen=True)
class MonevLine:
    """What a unit evaluated of the quarters of the period, and what became of it, as of the day asked for."""

    unit: Unit
    standings: Mapping[Kind, Mapping[ReportingPeriod, Standing]]
    meetings: tuple[Meeting, ...]
    followed_up: Mapping[Kind, FollowedUp]
    recommendations: tuple[RecommendationLine, ...]


@dataclass(frozen=True)
class FigureExport:
    """An export for one unit, or for it and all below it (`units`, the unit first, then by slug).

    `circulars` are those of the units and of all above them, from which a unit without one has it.
    `is_full`: nothing was merged or left out, for the inspectorate alone. `has_upg`: one of the units
    has a desk for disclosures today. `referrals`: by addressee, how many were referred in the period, and
    how many of those were answered in it. `corrections`: numbers that packs of this and earlier periods gave
    and that are others now. `evaluation`: the rows of the sheet of a single unit, each with what its evidence
    supports and what people said; `neighbours`: the same of the rows of another area beside it. `above`: what the
    unit is told of cases about it that are counted above it; never part of a sum.
    """

    unit: Unit
    units: tuple[Unit, ...]
    with_subtree: bool
    figures: Figures
    breakdowns: tuple[Breakdown, ...]
    clocks: tuple[ClockLine, ...]
    categories: Mapping[str, Label]
    sheet: EvaluationSheet
    is_full: bool
    has_upg: bool
    circulars: tuple[CircularLine, ...] = ()
    referrals: Mapping[OutcomeDetail, tuple[int, int]] = field(default_factory=dict)
    conflicts: tuple[ConflictLine, ...] = ()
    corrections: tuple[Correction, ...] = ()
    evaluation: tuple[EvaluatedRow, ...] = ()
    neighbours: tuple[EvaluatedRow, ...] = ()
    monev: tuple[MonevLine, ...] = ()
    above: HandledAbove = field(default_factory=HandledAbove)

    @property
    def is_nihil(self) -> bool:
        """Whether there was no complaint to follow up."""
        return self.figures.kinds[Kind.COMPLAINT].is_nihil
