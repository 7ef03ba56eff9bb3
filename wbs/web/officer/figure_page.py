"""What a page of figures shows below its form, as final strings: large numbers, a chart, tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import format_date

from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import KindFigures, Line
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.gratuity_tables import TYPES
from wbs.evidence.table import Table, Title
from wbs.evidence.tables import percentage_cell, tables
from wbs.web.bar_chart import BarChart, bar_chart
from wbs.web.languages import gettext
from wbs.web.officer.above_words import HIDDEN, deskless_text, reading_texts
from wbs.web.officer.figure_parts import TABLES, Part
from wbs.web.officer.figure_tables import ShownTable, least_first, most_urgent, shown
from wbs.web.officer.figure_words import cell_text
from wbs.web.periods import period_name
from wbs.web.words import day

Found = Mapping[Title, Table]
POINTED = frozenset({Part.OVERVIEW, Part.COMPLAINTS, Part.WBS, Part.WORK})


@dataclass(frozen=True)
class Numbers:
    """The three numbers and what stands around them."""

    harus: str
    sedang: str
    selesai: str
    percentage: str
    is_nihil: bool
    sum: str
    received: str
    not_processed: str


@dataclass(frozen=True)
class Section:
    """Figures under a heading: large numbers, words before them, a chart, tables, words after them.

    `note` tells of what is no plain figure. `is_stacked`: on a phone each row stands as a block.
    """

    heading: str
    numbers: Numbers | None = None
    note: str = ""
    before: str = ""
    chart: BarChart | None = None
    tables: tuple[ShownTable, ...] = ()
    after: str = ""
    is_stacked: bool = False


@dataclass(frozen=True)
class FigurePage:
    """Everything below the form.

    `tells_above`: cases about the unit lie above it for want of a desk, or did. `pointer` says so where its own numbers
    might be taken for all.
    """

    heading: str
    as_of: str
    sections: tuple[Section, ...]
    tells_above: bool
    pointer: str


def of(export: FigureExport, part: Part) -> FigurePage:
    """The page of an export that shows this part of it."""
    name = export.unit.name
    if export.with_subtree:
        name = gettext("%(unit)s and all units below", unit=name)
    return FigurePage(
        heading=f"{name}, {period_name(export.figures.question.period)}",
        as_of=day(export.figures.question.as_of),
        sections=SECTIONS[part](export, tables(export)),
        tells_above=export.above.is_about_something,
        pointer=deskless_text(export.above) if part in POINTED else "",
    )


def _overview(export: FigureExport, found: Found) -> tuple[Section, ...]:
    complaints, wbs = (export.figures.kinds[kind] for kind in (Kind.COMPLAINT, Kind.WBS))
    nil = gettext(
        "There was no complaint to follow up in this period. The files hold a nil statement to be "
        "signed; this is not 100 %."
    )
    reading = gettext(
        "A case counts from the day its review begins or its verification period runs out, until "
        "it is closed. Each period is counted on its own: a case open over two months stands in "
        "both, so months do not add up to the quarter."
    )
    return (
        Section(
            gettext("Public complaints (row A.2.V.ii)"),
            _numbers(complaints.total),
            note=nil if complaints.is_nihil else "",
            chart=None if complaints.is_nihil else _chart_of_complaints(complaints),
            tables=_tables(Part.OVERVIEW, found),
        ),
        Section(gettext("WBS reports"), _numbers(wbs.total)),
        Section(gettext("How to read this"), before=reading),
    )


def _complaints(export: FigureExport, found: Found) -> tuple[Section, ...]:
    heading, tables = gettext("Public complaints (row A.2.V.ii)"), _tables(Part.COMPLAINTS, found)
    return (Section(heading, before=_of_cells(export, Part.COMPLAINTS, found), tables=tables),)


def _wbs(export: FigureExport, found: Found) -> tuple[Section, ...]:
    heading, tables = gettext("WBS reports"), _tables(Part.WBS, found)
    return (Section(heading, before=_of_cells(export, Part.WBS, found), tables=tables),)


def _of_cells(export: FigureExport, part: Part, found: Found) -> str:
    if export.is_full:
        return gettext(
            "You see every cell. Small ones can point at a person: do not pass them on to the unit."
        )
    if not any(found[title].is_guarded for title in TABLES[part]):
        return ""
    return gettext("Small cells are merged or left out, so that nobody can be recognised.")


def _gratuities(export: FigureExport, found: Found) -> tuple[Section, ...]:
    heading = gettext("Disclosures of gratuities (row A.1.V.i.b)")
    if export.figures.gratuities.is_nihil:
        return (Section(heading, before=_no_gratuities(export)),)
    counting = gettext(
        "What is disclosed counts by the day it was handed in, what KPK and the UPG decide by its "
        "own day, or that of the review if it is later. Objects and values are known once they are "
        "reviewed: choose a later day above to see what was reviewed since."
    )
    caution = gettext(
        "Lines without a number are left out here; the files hold all. No name stands in these "
        "figures, but few disclosures can point at one gift: please do not publish them."
    )
    return (
        Section(
            heading,
            before=counting,
            chart=_chart_of_gratuities(export),
            tables=_tables(Part.GRATUITIES, found),
            after=caution,
            is_stacked=True,
        ),
    )


def _no_gratuities(export: FigureExport) -> str:
    if export.has_upg:
        return gettext(
            "Nil: in this period nothing was disclosed, reported to KPK, determined, carried out or "
            "still open."
        )
    return gettext("No desk here takes disclosures, and none was counted in this period.")


def _conflicts(_export: FigureExport, found: Found) -> tuple[Section, ...]:
    heading = gettext("Conflicts of interest (rows A.1.V.v.a and c)")
    by_unit = (Title.MAPPED_DUTIES, Title.STATEMENTS)
    shares = tuple(least_first(found[title]) for title in by_unit)
    all_tables = (*_tables(Part.CONFLICTS, found), *shares)
    return (Section(heading, tables=all_tables, is_stacked=True),)


def _work(_export: FigureExport, found: Found) -> tuple[Section, ...]:
    heading = gettext("How the work went")
    return (Section(heading, tables=_tables(Part.WORK, found), is_stacked=True),)


def _above(export: FigureExport, found: Found) -> tuple[Section, ...]:
    heading, above = gettext("Cases about this unit that are handled above it"), export.above
    if above.hidden is not None:
        return (Section(heading, note=deskless_text(above), before=str(HIDDEN[above.hidden])),)
    if not above.lines:
        own = gettext("This unit has desks of its own; what comes in about it is counted here.")
        return (Section(heading, before=own),)
    what, what_not = reading_texts()
    note, numbers = deskless_text(above), _tables(Part.ABOVE, found)
    return (
        Section(heading, note=note, before=what, tables=numbers, after=what_not, is_stacked=True),
    )


def _units(export: FigureExport, found: Found) -> tuple[Section, ...]:
    heading = gettext("Unit by unit")
    if not export.with_subtree:
        said = gettext("This page is of several units: choose “With all units below” above.")
        return (Section(heading, before=said),)
    return (Section(heading, tables=(most_urgent(found[Title.UNITS]),), is_stacked=True),)


SECTIONS: dict[Part, Callable[[FigureExport, Found], tuple[Section, ...]]] = {
    Part.OVERVIEW: _overview,
    Part.COMPLAINTS: _complaints,
    Part.WBS: _wbs,
    Part.GRATUITIES: _gratuities,
    Part.CONFLICTS: _conflicts,
    Part.WORK: _work,
    Part.ABOVE: _above,
    Part.UNITS: _units,
}


def _tables(part: Part, found: Found) -> tuple[ShownTable, ...]:
    return tuple(shown(found[title]) for title in TABLES[part] if found[title].rows)


def _chart_of_complaints(found: KindFigures) -> BarChart:
    lines = {month: line.follow_up for month, line in found.months.items()}
    return _by_month(
        {month: (numbers.harus, numbers.selesai) for month, numbers in lines.items()},
        gettext("Complaints to be followed up, and completed, by month"),
        gettext("Light: to be followed up. Dark: completed."),
    )


def _chart_of_gratuities(export: FigureExport) -> BarChart | None:
    received, refused = (export.figures.gratuities.types[type_].months for type_ in TYPES)
    months = {month: (n, refused[month]) for month, n in received.items()}
    if not any(map(any, months.values())):
        return None
    return _by_month(
        months,
        gettext("Gratuities disclosed, received and refused, by month"),
        gettext("Light: received. Dark: refused."),
    )


def _by_month(
    months: Mapping[ReportingPeriod, tuple[int, int]], name: str, legend: str
) -> BarChart:
    pairs = [(format_date(month.start, "MMM"), pair) for month, pair in months.items()]
    return bar_chart(pairs, name, legend)


def _numbers(line: Line) -> Numbers:
    n = line.follow_up
    return Numbers(
        harus=cell_text(n.harus),
        sedang=cell_text(n.sedang),
        selesai=cell_text(n.selesai),
        percentage=cell_text(percentage_cell(n)),
        is_nihil=n.percentage is None,
        sum=gettext(
            "Brought forward %(before)s + new %(new)s = %(all)s to be followed up = "
            "%(done)s completed + %(open)s in process.",
            before=n.brought_forward,
            new=n.new,
            all=n.harus,
            done=n.selesai,
            open=n.sedang,
        ),
        received=cell_text(line.received),
        not_processed=cell_text(line.not_processed),
    )
