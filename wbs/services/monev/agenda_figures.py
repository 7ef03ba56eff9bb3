"""The figures an agenda begins with: those of the quarter, and how many cases are overdue for how long."""

from datetime import date

from wbs.domain.kinds import Kind
from wbs.domain.monev_agenda import AgendaFigures, count_overdue, count_unfinished
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.services.context import Context
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.store.evidence import monev
from wbs.store.figures.overdue import late_clocks


def agenda_figures(
    context: Context, by: Officer, unit_slug: str, quarter: ReportingPeriod
) -> AgendaFigures:
    """The unit's figures of the quarter, as of the day from which the officer may see them; no id, no content.

    Raises:
        NotFound: there is no such unit, or it is not the officer's to see.
        NotAllowed: the officer exports no figures.
        Invalid: the quarter has not begun, or no month of it has ended where only a month's end would do.
    """
    export = read_figures(context, by, Wish(unit_slug, quarter))
    as_of = export.figures.question.as_of
    find = context.law.periods.find
    first: dict[str, tuple[Kind, date]] = {}
    with context.database.reading() as work:
        for clock in late_clocks(work, [export.unit.id], as_of):
            if find(clock.period, clock.started_on).binds_office:
                first.setdefault(clock.log_id, (clock.kind, clock.due_on))
        given = monev.recommendations_of(work, monev.meetings_of(work, [export.unit.id]))
    unfinished = count_unfinished((each.recommendation for each in given), context.today())
    return AgendaFigures(export, count_overdue(first.values(), as_of), unfinished)
