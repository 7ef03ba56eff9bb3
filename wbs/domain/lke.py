"""The evaluation sheet (LKE) of a Zona Integritas, as far as this house feeds it: its rows and their words.

Rows of another change area may stand beside it, where the same figures feed them: they never count in its own.

Regulation: [LKE-90-2021]
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.errors import NotFound

REMIND_DAYS_BEFORE, REMIND_DAYS_AFTER = 14, 92  # where the agency's own sheet says nothing

# Figures, documents and packs are filed under these rows by name: a sheet without one of them is none.
RELIED_ON = (
    *("A.1.V.i.a", "A.1.V.i.b", "A.1.V.iii.b", "A.1.V.iii.c", "A.1.V.iv.b"),
    *("A.1.V.v.a", "A.1.V.v.c", "A.2.V.ii.a"),
)


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
class Neighbours:
    """Rows of another change area that the same figures feed; `number` is that area's, as the sheet writes it."""

    number: str
    area: str
    source: str
    seen_on: str
    sub_areas: tuple[SubArea, ...]


@dataclass(frozen=True)
class EvaluationSheet:
    """The change area the sheet is about. `source` and `seen_on` say where its words were read, and when.

    Of a due period without evidence people are reminded from so many days before its end until so many after.
    `neighbours`: where the agency wants them. Points and shares are those of `sub_areas` alone.
    """

    area: str
    source: str
    seen_on: str
    sub_areas: tuple[SubArea, ...]
    remind_days_before: int = REMIND_DAYS_BEFORE
    remind_days_after: int = REMIND_DAYS_AFTER
    neighbours: Neighbours | None = None

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Every row of the area."""
        return tuple(row for sub_area in self.sub_areas for row in sub_area.rows)

    @property
    def neighbouring_rows(self) -> tuple[SheetRow, ...]:
        """Every row of the other area; none where the agency does not want them."""
        sub_areas = self.neighbours.sub_areas if self.neighbours else ()
        return tuple(row for sub_area in sub_areas for row in sub_area.rows)

    @property
    def all_rows(self) -> tuple[SheetRow, ...]:
        """Every row that is answered and has evidence: the area's, then those of the other."""
        return (*self.rows, *self.neighbouring_rows)

    def row(self, code: str) -> SheetRow:
        """The question with that code, of the area or of the other one.

        Raises:
            NotFound: the sheet has none.
        """
        for row in self.all_rows:
            if row.code == code:
                return row
        raise NotFound(f"the evaluation sheet has no row {code}")
