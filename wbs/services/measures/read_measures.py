"""Charts and measures of a unit: the figures as this officer may see them, and the international measures of them."""

from dataclasses import dataclass

from wbs.domain.figure_export import FigureExport
from wbs.domain.measures import Measured, Returned, measures
from wbs.domain.officer import Officer
from wbs.services.context import Context
from wbs.services.documents.export_figures import Wish, export_figures, read_figures
from wbs.store.agency.units import employees_by_unit
from wbs.store.figures import measures as rows


@dataclass(frozen=True)
class Charted:
    """An export, and the measures of it."""

    export: FigureExport
    measures: tuple[Measured, ...]


def read_charted(context: Context, by: Officer, wish: Wish) -> Charted:
    """What *by* may see of it.

    Raises:
        NotFound, NotAllowed, Invalid, Tampered: as `read_figures`.
    """
    return _charted(context, read_figures(context, by, wish))


def take_charted(context: Context, by: Officer, wish: Wish) -> Charted:
    """As `read_charted`; the custody log says who took which figures along.

    Raises:
        NotFound, NotAllowed, Invalid, Tampered: as `export_figures`; nothing is written down.
    """
    return _charted(context, export_figures(context, by, wish))


def _charted(context: Context, export: FigureExport) -> Charted:
    question = export.figures.question
    found: Returned | None = None
    with context.database.reading() as work:
        known = employees_by_unit(work, question.period.year)
        if export.is_full:
            found = rows.returned(work, question.unit_ids, question.window)
    whole = question.unit_ids <= known.keys()
    employees = sum(known[unit_id] for unit_id in question.unit_ids) if whole else None
    return Charted(export, measures(export, employees, found))
