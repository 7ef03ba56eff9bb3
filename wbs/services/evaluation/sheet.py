"""The evaluation sheet of a unit for a period: every row, what its evidence supports, and what was said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wbs.domain.access import answering_units, assessing_units
from wbs.domain.evaluation.answers import EvaluatedRow, Said, SheetAnswer, Side
from wbs.domain.evaluation.rules import support
from wbs.domain.evaluation.typed_figures import TypedFigures
from wbs.domain.figure_export import FigureExport
from wbs.domain.officer import Officer
from wbs.services.context import Context
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.evaluation.facts import facts_of, typed_for
from wbs.services.evaluation.monev import MONEV, Monev
from wbs.store.agency.officers import all_officers
from wbs.store.agency.units import all_units
from wbs.store.evidence import evaluation


@dataclass(frozen=True)
class SheetView:
    """The sheet as somebody sees it; `export` holds its rows. Everything ever said and typed, newest first."""

    export: FigureExport
    answers: tuple[SheetAnswer, ...]
    typed: tuple[TypedFigures, ...]
    names: Mapping[str, str]
    may_answer: bool
    may_assess: bool

    def row(self, code: str) -> EvaluatedRow | None:
        """The row of that code, if the sheet or the other area beside it has it."""
        rows = (*self.export.evaluation, *self.export.neighbours)
        return next((each for each in rows if each.row.code == code), None)

    def last(self, code: str, side: Side) -> SheetAnswer | None:
        """What that side said last in the row."""
        return next((a for a in self.answers if (a.code, a.side) == (code, side)), None)

    def typed_in(self, code: str) -> TypedFigures | None:
        """The numbers that count in the row."""
        return typed_for(self.typed, code, self.export.figures.question.period)


def view_sheet(context: Context, by: Officer, wish: Wish, monev: Monev = MONEV) -> SheetView:
    """The sheet of one unit, as *by* may see it.

    Raises:
        NotFound, NotAllowed, Invalid, Tampered: as `read_figures`.
    """
    export = evaluated(context, read_figures(context, by, replace(wish, with_subtree=False)), monev)
    with context.database.reading() as work:
        tree = all_units(work)
        return SheetView(
            export=export,
            answers=evaluation.answers_of(work, export.unit.id, wish.period),
            typed=evaluation.typed_of(work, export.unit.id),
            names={officer.id: officer.name for officer in all_officers(work)},
            may_answer=export.unit.id in answering_units(by, tree),
            may_assess=export.unit.id in assessing_units(by, tree),
        )


def evaluated(context: Context, export: FigureExport, monev: Monev = MONEV) -> FigureExport:
    """The export with every row of the sheet and of the other area beside it; one of several units stays without."""
    if export.with_subtree:
        return export
    with context.database.reading() as work:
        facts = facts_of(work, export, monev)
        said = evaluation.answers_of(work, export.unit.id, facts.period)
    newest: dict[tuple[str, Side], Said] = {}
    for answer in said:
        newest.setdefault((answer.code, answer.side), answer.said)
    own, neighbours = (
        tuple(
            EvaluatedRow(
                row=row,
                support=support(row, facts),
                unit=newest.get((row.code, Side.UNIT), Said()),
                assessor=newest.get((row.code, Side.ASSESSOR), Said()),
            )
            for row in rows
        )
        for rows in (export.sheet.rows, export.sheet.neighbouring_rows)
    )
    return replace(export, evaluation=own, neighbours=neighbours)
