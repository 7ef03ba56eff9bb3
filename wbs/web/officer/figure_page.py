"""What the page of figures shows, as final strings: the three numbers, a chart, tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import KindFigures, Line
from wbs.domain.kinds import Kind
from wbs.domain.small_cells import LeftOut
from wbs.evidence.gratuity_tables import TYPES
from wbs.evidence.table import BREAKDOWN_TITLES, Cell, Head, Mark, Table, Title
from wbs.evidence.tables import percentage_cell, tables
from wbs.web.languages import gettext
from wbs.web.officer.figure_chart import Chart, chart_of
from wbs.web.officer.figure_words import cell_text, label
from wbs.web.periods import period_name
from wbs.web.words import day

MOST_LINES = 30  # of units on the page; the files hold all
SECTIONS = (
    (
        Title.MONTHS_OF_COMPLAINTS,
        Title.CATEGORIES_OF_COMPLAINTS,
        Title.CLASSES_OF_COMPLAINTS,
        Title.CHANNELS_OF_COMPLAINTS,
    ),
    (Title.MONTHS_OF_WBS, Title.CATEGORIES_OF_WBS, Title.CHANNELS_OF_WBS, Title.MONTHS_BY_KIND),
    (Title.OUTCOMES, Title.REASONS, Title.REFERRALS, Title.DAYS_OPEN, Title.STAGES, Title.CLOCKS),
    (
        *(Title.ANONYMITY_OF_COMPLAINTS, Title.ANONYMITY_OF_WBS),
        *(Title.REPRISAL_OF_COMPLAINTS, Title.REPRISAL_OF_WBS),
    ),
)
OF_GRATUITIES = (
    *(Title.MONTHS_OF_DISCLOSURES, Title.DISCLOSURES, Title.OBJECTS),
    *(Title.WAY_OF_DISCLOSURES, Title.DISCLOSURES_IN_TIME),
)
OF_CONFLICTS = (Title.MONTHS_OF_DECLARATIONS, Title.MAPPED_DUTIES, Title.STATEMENTS)
# Long lists of which most lines are empty most of the time.
WITHOUT_ZEROS = (Title.OBJECTS, Title.WAY_OF_DISCLOSURES)


@dataclass(frozen=True)
class ShownTable:
    """A table of final strings; the first of each row names it. `numeric` tells which columns hold numbers.

    `remark` says why there is nothing to show, or what of it is shown.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    remark: str = ""


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
class Gratuities:
    """The part about disclosures; without tables where there was nothing."""

    chart: Chart | None = None
    tables: tuple[ShownTable, ...] = ()


@dataclass(frozen=True)
class FigurePage:
    """Everything below the form."""

    heading: str
    as_of: str
    complaints: Numbers
    wbs: Numbers
    chart: Chart | None
    units: ShownTable | None
    complaint_tables: tuple[ShownTable, ...]
    wbs_tables: tuple[ShownTable, ...]
    work_tables: tuple[ShownTable, ...]
    reporter_tables: tuple[ShownTable, ...]
    gratuities: Gratuities | None
    conflict_tables: tuple[ShownTable, ...]
    is_full: bool


def of(export: FigureExport) -> FigurePage:
    """The page of an export."""
    found = tables(export)
    question = export.figures.question
    complaints = export.figures.kinds[Kind.COMPLAINT]
    of_complaints, of_wbs, of_work, of_reporters = (
        tuple(_shown(found[title]) for title in titles if found[title].rows) for titles in SECTIONS
    )
    name = export.unit.name
    if export.with_subtree:
        name = gettext("%(unit)s and all units below", unit=name)
    return FigurePage(
        heading=f"{name}, {period_name(question.period)}",
        as_of=day(question.as_of),
        complaints=_numbers(complaints.total),
        wbs=_numbers(export.figures.kinds[Kind.WBS].total),
        chart=None if complaints.is_nihil else _chart_of_complaints(complaints),
        units=_most_urgent(found[Title.UNITS]) if export.with_subtree else None,
        complaint_tables=of_complaints,
        wbs_tables=of_wbs,
        work_tables=of_work,
        reporter_tables=of_reporters,
        gratuities=_gratuities(export, found),
        conflict_tables=tuple(_shown(found[title]) for title in OF_CONFLICTS),
        is_full=export.is_full,
    )


def _chart_of_complaints(found: KindFigures) -> Chart:
    lines = {month: line.follow_up for month, line in found.months.items()}
    return chart_of(
        {month: (numbers.harus, numbers.selesai) for month, numbers in lines.items()},
        gettext("Complaints to be followed up, and completed, by month"),
        gettext("Light: to be followed up. Dark: completed."),
    )


def _gratuities(export: FigureExport, found: dict[Title, Table]) -> Gratuities | None:
    """Of units without a desk for disclosures only what was counted all the same."""
    figures = export.figures.gratuities
    if figures.is_nihil:
        return Gratuities() if export.has_upg else None
    received, refused = (figures.types[type_].months for type_ in TYPES)
    months = {month: (n, refused[month]) for month, n in received.items()}
    chart = chart_of(
        months,
        gettext("Gratuities disclosed, received and refused, by month"),
        gettext("Light: received. Dark: refused."),
    )
    tables = (_shown(found[title]) for title in OF_GRATUITIES)
    return Gratuities(chart if any(map(any, months.values())) else None, tuple(tables))


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


def _shown(table: Table) -> ShownTable:
    """The table; one by categories or the like with these down the page and the months across."""
    if table.title in BREAKDOWN_TITLES.values():
        remarks = [row[-1] for row in table.rows]
        if all(isinstance(remark, LeftOut) for remark in remarks):
            reasons = dict.fromkeys(label(r) for r in remarks if isinstance(r, LeftOut))
            return ShownTable(label(table.title), (), (), (), ". ".join(reasons) + ".")
        table = _turned(table)
    if table.title in WITHOUT_ZEROS:
        table = _busy(table)
    return ShownTable(
        title=label(table.title),
        heads=tuple(cell_text(head) for head in table.heads),
        rows=tuple(tuple(cell_text(cell) for cell in row) for row in table.rows),
        numeric=tuple(
            any(_is_number(row[n]) for row in table.rows) for n, _ in enumerate(table.heads)
        ),
    )


def _most_urgent(table: Table) -> ShownTable:
    """The lines of units, those with most in process first; not those without a case, and not too many."""
    place = table.heads.index(Head.SEDANG)
    busy = sorted(_busy(table).rows, key=lambda row: -_counts(row)[place])
    shown = _shown(replace(table, rows=tuple(busy[:MOST_LINES])))
    if len(shown.rows) == len(table.rows):
        return shown
    return replace(
        shown,
        remark=gettext(
            "Only units with cases, at most %(most)s lines, those with most in process first. The "
            "files hold every unit.",
            most=MOST_LINES,
        ),
    )


def _counts(row: Sequence[Cell]) -> list[int]:
    return [cell if isinstance(cell, int) else 0 for cell in row]


def _busy(table: Table) -> Table:
    """The table without the lines in which no number stands."""
    return replace(table, rows=tuple(row for row in table.rows if any(_counts(row))))


def _turned(table: Table) -> Table:
    """Rows and columns exchanged, without rows in which nothing stands."""
    (_, *heads), *rows = zip(table.heads, *table.rows, strict=True)
    return Table(
        table.title,
        (Head.DETAIL, *heads),
        tuple(row for row in rows if not _is_idle(row[0], row[1:])),
        table.is_guarded,
    )


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal) or cell in (Mark.NIHIL, Mark.MERGED, Mark.LEFT_OUT)


def _is_idle(head: Cell, cells: Sequence[Cell]) -> bool:
    return head in (Head.MERGED, Head.REMARK) and all(cell is Mark.NOTHING for cell in cells)
