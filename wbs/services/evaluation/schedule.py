"""The calendar of evidence: what is due in a year by row, what there is, and what lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wbs.domain.evaluation.cadence import Due
from wbs.domain.evaluation.rules import dues_of
from wbs.domain.lke import EvaluationSheet, SheetRow
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.conflict.duties import chosen, units_seen
from wbs.services.context import Context
from wbs.services.documents.documents import reach_of
from wbs.services.evaluation.facts import standing_facts
from wbs.services.evaluation.monev import MONEV, Monev
from wbs.store.agency.units import all_units
from wbs.store.database import Work

REMINDED = frozenset({"running", "lacking"})


@dataclass(frozen=True)
class DueRow:
    """A row and its due periods of the year, in order."""

    row: SheetRow
    dues: tuple[Due, ...]


@dataclass(frozen=True)
class Missing:
    """A due period for which somebody is reminded."""

    row: SheetRow
    due: Due


@dataclass(frozen=True)
class Schedule:
    """The year of one unit, and what presses today."""

    unit: Unit
    units: tuple[Unit, ...]
    year: int
    rows: tuple[DueRow, ...]
    missing: tuple[Missing, ...]
    may_file: bool


def schedule(
    context: Context, by: Officer, unit_slug: str = "", year: int = 0, monev: Monev = MONEV
) -> Schedule:
    """The calendar of the unit and year as of today; without them of the officer's own, and of this year.

    Raises:
        NotAllowed: no role of the officer exports figures.
        NotFound: there is no such unit, or it is not the officer's to see.
    """
    today = context.today()
    asked = ReportingPeriod(year or today.year, 1, 12)
    with context.database.reading() as work:
        units = units_seen(work, by)
        unit = chosen(units, by, unit_slug)
        facts = standing_facts(work, unit, asked, today, monev)
        reach = reach_of(work, by, all_units(work))
        missing = tuple(missing_at(work, context.law.sheet, unit, today, monev))
    rows = tuple(DueRow(row, dues_of(row, facts)) for row in context.law.sheet.all_rows)
    return Schedule(unit, units, asked.year, rows, missing, may_file=unit.id in reach.filed)


def missing_at(
    work: Work, sheet: EvaluationSheet, unit: Unit, today: date, monev: Monev = MONEV
) -> Iterator[Missing]:
    """The due periods without evidence that end soon or ended not long ago, the earliest first."""
    first = today - timedelta(days=sheet.remind_days_after)
    last = today + timedelta(days=sheet.remind_days_before)
    found: list[Missing] = []
    for year in range(first.year, last.year + 1):
        facts = standing_facts(work, unit, ReportingPeriod(year, 1, 12), today, monev)
        found += [
            Missing(row, due)
            for row in sheet.all_rows
            for due in dues_of(row, facts)
            if due.state in REMINDED and first <= due.period.end <= last
        ]
    yield from sorted(found, key=lambda m: (m.due.period.end, m.row.code))
