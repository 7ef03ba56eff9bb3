"""What an export says, whole: the figures and every word a reader needs to understand them.

One frozen value, from which files and pages are made; whoever holds it can show nothing that
`small_cells` kept back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.figures import ClockFigures, Figures
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.domain.lke import EvaluationSheet
from wbs.domain.period import Force
from wbs.domain.small_cells import Breakdown
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
class FigureExport:
    """An export for one unit, or for it and all below it (`units`, the unit first, then by slug).

    `is_full`: nothing was merged or left out, for the inspectorate alone.
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

    @property
    def is_nihil(self) -> bool:
        """Whether there was no complaint to follow up."""
        return self.figures.kinds[Kind.COMPLAINT].is_nihil
