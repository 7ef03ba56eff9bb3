"""The evaluation sheet (LKE) of a Zona Integritas, as far as this house feeds it: its rows and their words.

Regulation: [LKE-90-2021]
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.errors import NotFound


@dataclass(frozen=True)
class SheetRow:
    """One question. `inputs` are the labelled numbers it is computed from, in the sheet's own words."""

    code: str
    text: str
    scale: str
    points: float
    cadence: str
    criteria: Mapping[str, str]
    evidence: tuple[str, ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class SubArea:
    """Questions that share a weight."""

    code: str
    title: str
    weight: float
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class EvaluationSheet:
    """The change area the sheet is about. `source` and `seen_on` say where its words were read, and when."""

    area: str
    source: str
    seen_on: str
    sub_areas: tuple[SubArea, ...]

    def row(self, code: str) -> SheetRow:
        """The question with that code.

        Raises:
            NotFound: the sheet has none.
        """
        for sub_area in self.sub_areas:
            for row in sub_area.rows:
                if row.code == code:
                    return row
        raise NotFound(f"the evaluation sheet has no row {code}")
