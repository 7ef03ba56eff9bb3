"""All that is known of a unit when its sheet is looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from wbs.domain.case import Stage
from wbs.domain.evaluation.support import Facts, Placed
from wbs.domain.evaluation.typed_figures import Counted, TypedFigures
from wbs.domain.evidence_document import is_within
from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import NOTHING, Dimension
from wbs.domain.gratification.circular import shown_within
from wbs.domain.kinds import Channel, DeskKind, Kind
from wbs.domain.period import Force
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit, ancestors
from wbs.services.conflict.conflict_lines import conflict_lines
from wbs.services.evaluation.monev import MONEV, Monev, recommended
from wbs.store.agency import circulars
from wbs.store.agency.desks import all_desks
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.evidence import documents, evaluation


def standing_facts(
    work: Work, unit: Unit, period: ReportingPeriod, as_of: date, monev: Monev = MONEV
) -> Facts:
    """What is known besides what an export tells: desks, documents, typed figures, circulars, the map, meetings."""
    above = (unit, *ancestors(unit.id, all_units(work)))
    reached = {each.id for each in above}
    kinds = {
        d.kind for d in all_desks(work) if not d.is_closed and d.epoch and d.unit_id in reached
    }
    upgs = {d.unit_id for d in all_desks(work) if d.kind is DeskKind.UPG and not d.is_closed}
    (conflicts,) = conflict_lines(work, (unit,), period.year)
    return Facts(
        period=period,
        as_of=as_of,
        complaints=NOTHING,
        has_complaint_desk=bool(kinds & {DeskKind.COMPLAINT, DeskKind.INSPECTORATE}),
        has_wbs_desk=bool(kinds & {DeskKind.WBS, DeskKind.INSPECTORATE}),
        has_upg=unit.id in upgs,
        campaigns=_campaigns(work, reached, period),
        coverage=conflicts.coverage,
        documents=_documents(work, unit.id),
        typed=_typed(evaluation.typed_of(work, unit.id), period),
        meetings=monev.periods(work, unit.id, ReportingPeriod(period.year, 1, 12), as_of),
    )


def facts_of(work: Work, export: FigureExport, monev: Monev = MONEV) -> Facts:
    """What is known of the export's unit, as of its day.

    What the export tells is taken from it: the sheet of a pack says the same as the figures beside it, whatever
    is written down meanwhile.

    Security: of cases only what the export holds, which is what whoever asked may see.
    """
    question = export.figures.question
    complaints = export.figures.kinds[Kind.COMPLAINT]
    numbers = complaints.total.follow_up
    conflicts, evaluated = export.conflicts[0], export.monev[0]  # the export's unit is the first
    taken_up = sum(n for stage, n in complaints.stages.items() if stage is not Stage.RECEIVED)
    return replace(
        standing_facts(work, export.unit, question.period, question.as_of, monev),
        complaints=numbers,
        untouched=max(0, numbers.sedang - taken_up),
        disclosures=export.figures.kinds[Kind.GRATIFICATION].total.received,
        coverage=conflicts.coverage,
        stated=conflicts.statements.stated if conflicts.statements else None,
        employees=conflicts.employees,
        recommendations=recommended(evaluated),
        channels=channels_of(export),
        replies=replies_of(export),
    )


def channels_of(export: FigureExport) -> Mapping[Channel, int]:
    """By which ways complaints came in, as the export's table of complaints by channel says, which nothing guards."""
    found: Counter[Channel] = Counter()
    for table in export.breakdowns:
        if (table.kind, table.dimension) == (Kind.COMPLAINT, Dimension.CHANNEL):
            for row in table.rows:
                found.update({Channel(channel): n for channel, n in row.cells.items()})
    return found


def replies_of(export: FigureExport) -> tuple[int, int]:
    """Periods of law for complaints that were kept, and missed."""
    lines = [c for c in export.clocks if c.kind is Kind.COMPLAINT and c.force is Force.NORM]
    return sum(c.figures.kept for c in lines), sum(c.figures.missed for c in lines)


def typed_for(
    entries: Iterable[TypedFigures], code: str, period: ReportingPeriod
) -> TypedFigures | None:
    """The newest entry of the row for the period, or for the narrowest one around it."""
    around = [e for e in entries if e.code == code and is_within(period, e.period)]
    return min(around, key=lambda e: (e.period.months_long, -e.version), default=None)


def _typed(entries: tuple[TypedFigures, ...], period: ReportingPeriod) -> Mapping[str, Counted]:
    found = {code: typed_for(entries, code, period) for code in {e.code for e in entries}}
    return {code: entry.counted for code, entry in found.items() if entry}


def _documents(work: Work, unit_id: str) -> Mapping[str, tuple[Placed, ...]]:
    found: defaultdict[str, list[Placed]] = defaultdict(list)
    for stored in documents.of_units(work, [unit_id]):
        for code, period in stored.filing.places:
            found[code].append(Placed(stored.filing.kind, period))
    return {code: tuple(placed) for code, placed in found.items()}


def _campaigns(work: Work, unit_ids: set[str], period: ReportingPeriod) -> tuple[date, ...]:
    year = ReportingPeriod(period.year, 1, 12)
    versions = circulars.versions_of(work, unit_ids)
    return tuple(
        sorted(
            each.begins_on
            for unit_id in unit_ids
            for each in shown_within(versions[unit_id], year.start, year.end)
        )
    )
