"""The tables of an export, once for all its faces: CSV, workbook and page.

A cell is a value of the domain, not a text; each face has its own words for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from wbs.domain.case import Outcome, OutcomeDetail
from wbs.domain.event import DaysOpen
from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import COUNTED_KINDS, OPEN_STAGES, Dimension, Ending, FollowUp, Line
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, Kind
from wbs.domain.label import Label
from wbs.domain.small_cells import Breakdown, Row
from wbs.domain.span import ReportingPeriod

Cell = int | Decimal | str | ReportingPeriod | Enum | Label


class Head(StrEnum):
    """What stands over a column."""

    PERIOD = "period"
    MONTH = "month"
    UNIT = "unit"
    KIND = "kind"
    RECEIVED = "received"
    BROUGHT_FORWARD = "brought_forward"
    NEW = "new"
    HARUS = "harus"
    SEDANG = "sedang"
    SELESAI = "selesai"
    PERCENTAGE = "percentage"
    NOT_PROCESSED = "not_processed"
    TOTAL = "total"
    MERGED = "merged"
    REMARK = "remark"
    OUTCOME = "outcome"
    DETAIL = "detail"
    STAGE = "stage"
    DAYS_OPEN = "days_open"
    CASES = "cases"
    CLOCK = "clock"
    FORCE = "force"
    SOURCE = "source"
    KEPT = "kept"
    MISSED = "missed"
    RUNNING = "running"
    AWAITS_CALENDAR = "awaits_calendar"


class Mark(StrEnum):
    """What stands in a cell instead of a number."""

    NIHIL = "nihil"
    MERGED = "merged"
    LEFT_OUT = "left_out"
    NOTHING = "nothing"
    UNDECIDED = "undecided"


class Title(StrEnum):
    """Which table it is; the value is the name of its CSV file."""

    NUMBERS = "tiga-angka"
    UNITS = "per-unit"
    MONTHS_OF_COMPLAINTS = "rekap-bulanan-pengaduan"
    MONTHS_OF_WBS = "rekap-bulanan-wbs"
    QUARTERS_OF_COMPLAINTS = "rekap-triwulan-pengaduan"
    QUARTERS_OF_WBS = "rekap-triwulan-wbs"
    MONTHS_BY_KIND = "bulan-dan-jenis"
    CATEGORIES_OF_COMPLAINTS = "bulan-dan-kategori-pengaduan"
    CATEGORIES_OF_WBS = "bulan-dan-kategori-wbs"
    CLASSES_OF_COMPLAINTS = "bulan-dan-kelas-pengaduan"
    ANONYMITY_OF_COMPLAINTS = "anonimitas-pengaduan"
    ANONYMITY_OF_WBS = "anonimitas-wbs"
    REPRISAL_OF_COMPLAINTS = "kekhawatiran-pembalasan-pengaduan"
    REPRISAL_OF_WBS = "kekhawatiran-pembalasan-wbs"
    OUTCOMES = "hasil"
    REASONS = "tidak-diproses"
    DAYS_OPEN = "lama-penanganan"
    STAGES = "tahap"
    CLOCKS = "tenggat"


BREAKDOWN_TITLES = {
    (Kind.COMPLAINT, Dimension.CATEGORY): Title.CATEGORIES_OF_COMPLAINTS,
    (Kind.WBS, Dimension.CATEGORY): Title.CATEGORIES_OF_WBS,
    (Kind.COMPLAINT, Dimension.COMPLAINT_CLASS): Title.CLASSES_OF_COMPLAINTS,
    (Kind.COMPLAINT, Dimension.ANONYMITY): Title.ANONYMITY_OF_COMPLAINTS,
    (Kind.WBS, Dimension.ANONYMITY): Title.ANONYMITY_OF_WBS,
    (Kind.COMPLAINT, Dimension.REPRISAL): Title.REPRISAL_OF_COMPLAINTS,
    (Kind.WBS, Dimension.REPRISAL): Title.REPRISAL_OF_WBS,
}
LINE_HEADS = (
    *(Head.RECEIVED, Head.BROUGHT_FORWARD, Head.NEW, Head.HARUS, Head.SEDANG, Head.SELESAI),
    *(Head.PERCENTAGE, Head.NOT_PROCESSED),
)


@dataclass(frozen=True)
class Table:
    """Heads, and rows of as many cells. `is_guarded`: small cells were merged or left out."""

    title: Title
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_guarded: bool = False


def tables(export: FigureExport) -> dict[Title, Table]:
    """Every table of the export, in the order of reading; of several units also one line each."""
    found = [_numbers(export)]
    if export.with_subtree:
        found.append(_units(export))
    found += [
        _months(export, Kind.COMPLAINT, Title.MONTHS_OF_COMPLAINTS),
        _months(export, Kind.WBS, Title.MONTHS_OF_WBS),
        _quarters(export, Kind.COMPLAINT, Title.QUARTERS_OF_COMPLAINTS),
        _quarters(export, Kind.WBS, Title.QUARTERS_OF_WBS),
        _months_by_kind(export),
        *(_breakdown(export, breakdown) for breakdown in export.breakdowns),
        _endings(export, Title.OUTCOMES),
        _endings(export, Title.REASONS),
        _days_open(export),
        _stages(export),
        _clocks(export),
    ]
    return {table.title: table for table in found}


def percentage_cell(numbers: FollowUp) -> Cell:
    """The percentage, or that there was nothing."""
    return Mark.NIHIL if numbers.percentage is None else numbers.percentage


def line_cells(line: Line) -> tuple[Cell, ...]:
    """A line's cells, under `LINE_HEADS`."""
    n = line.follow_up
    numbers = (line.received, n.brought_forward, n.new, n.harus, n.sedang, n.selesai)
    return (*numbers, percentage_cell(n), line.not_processed)


def _numbers(export: FigureExport) -> Table:
    rows = ((kind, *line_cells(export.figures.kinds[kind].total)) for kind in COUNTED_KINDS)
    return Table(Title.NUMBERS, (Head.KIND, *LINE_HEADS), tuple(rows))


def _units(export: FigureExport) -> Table:
    kinds = export.figures.kinds
    rows = (
        (unit.name, kind, *line_cells(kinds[kind].units[unit.id]))
        for unit in export.units
        for kind in COUNTED_KINDS
    )
    return Table(Title.UNITS, (Head.UNIT, Head.KIND, *LINE_HEADS), tuple(rows))


def _months(export: FigureExport, kind: Kind, title: Title) -> Table:
    months = export.figures.kinds[kind].months
    rows = ((month, *line_cells(line)) for month, line in months.items())
    return Table(title, (Head.MONTH, *LINE_HEADS), tuple(rows))


def _quarters(export: FigureExport, kind: Kind, title: Title) -> Table:
    """A line per quarter; of a single month, its own."""
    found = export.figures.kinds[kind]
    lines = found.quarters or found.months
    rows = ((part, *line_cells(line)) for part, line in lines.items())
    return Table(title, (Head.PERIOD, *LINE_HEADS), tuple(rows))


def _months_by_kind(export: FigureExport) -> Table:
    kinds = export.figures.kinds
    rows: list[tuple[Cell, ...]] = []
    for month in export.figures.question.months:
        received = [kinds[kind].months[month].received for kind in COUNTED_KINDS]
        rows.append((month, *received, sum(received)))
    return Table(Title.MONTHS_BY_KIND, (Head.MONTH, *COUNTED_KINDS, Head.TOTAL), tuple(rows))


def column_cell(export: FigureExport, dimension: Dimension, value: str) -> Cell:
    """What a column of a breakdown is called."""
    if dimension is Dimension.CATEGORY:
        return export.categories.get(value, value)
    if dimension is Dimension.ANONYMITY:
        return Anonymity(value)
    if dimension is Dimension.REPRISAL:
        return Answer(value)
    return Mark.UNDECIDED if value == Mark.UNDECIDED else ComplaintClass(value)


def _breakdown(export: FigureExport, breakdown: Breakdown) -> Table:
    names = [column_cell(export, breakdown.dimension, c) for c in breakdown.columns]
    title = BREAKDOWN_TITLES[breakdown.kind, breakdown.dimension]
    if breakdown.is_guarded:
        heads: tuple[Cell, ...] = (Head.PERIOD, *names, Head.MERGED, Head.REMARK)
        rows = tuple(_guarded_row(breakdown, row) for row in breakdown.rows)
        return Table(title, heads, rows, is_guarded=True)
    rows = tuple(
        (row.period, *row.cells.values(), sum(row.cells.values())) for row in breakdown.rows
    )
    return Table(title, (Head.MONTH, *names, Head.TOTAL), rows)


def _guarded_row(breakdown: Breakdown, row: Row) -> tuple[Cell, ...]:
    hidden = Mark.MERGED if row.left_out is None else Mark.LEFT_OUT
    merged: Cell = row.merged_count if row.merged else Mark.NOTHING
    remark: Cell = row.left_out or Mark.NOTHING
    return (row.period, *(row.cells.get(c, hidden) for c in breakdown.columns), merged, remark)


def _ending_rows(endings: Mapping[Ending, int], kind: Kind) -> Iterable[tuple[Cell, ...]]:
    order = list(Outcome)
    for (outcome, detail), n in sorted(
        endings.items(), key=lambda item: (order.index(Outcome(item[0][0])), item[0][1] or "")
    ):
        yield kind, Outcome(outcome), OutcomeDetail(detail) if detail else Mark.NOTHING, n


def _endings(export: FigureExport, title: Title) -> Table:
    heads = (Head.KIND, Head.OUTCOME, Head.DETAIL, Head.CASES)
    kinds = export.figures.kinds
    rows = [
        row
        for kind in COUNTED_KINDS
        for row in _ending_rows(
            kinds[kind].outcomes if title is Title.OUTCOMES else kinds[kind].not_processed, kind
        )
    ]
    return Table(title, heads, tuple(rows))


def _days_open(export: FigureExport) -> Table:
    kinds = export.figures.kinds
    rows: Iterable[tuple[Cell, ...]] = (
        (days, *(kinds[kind].days_open.get(days, 0) for kind in COUNTED_KINDS)) for days in DaysOpen
    )
    return Table(Title.DAYS_OPEN, (Head.DAYS_OPEN, *COUNTED_KINDS), tuple(rows))


def _stages(export: FigureExport) -> Table:
    kinds = export.figures.kinds
    rows: Iterable[tuple[Cell, ...]] = (
        (stage, *(kinds[kind].stages.get(stage, 0) for kind in COUNTED_KINDS))
        for stage in OPEN_STAGES
    )
    return Table(Title.STAGES, (Head.STAGE, *COUNTED_KINDS), tuple(rows))


def _clocks(export: FigureExport) -> Table:
    heads = (
        *(Head.CLOCK, Head.KIND, Head.FORCE, Head.SOURCE),
        *(Head.KEPT, Head.MISSED, Head.RUNNING, Head.AWAITS_CALENDAR),
    )
    rows: Iterable[tuple[Cell, ...]] = (
        (
            *(line.label, line.kind, line.force, line.source),
            *(line.figures.kept, line.figures.missed),
            *(line.figures.running, line.figures.awaits_calendar),
        )
        for line in export.clocks
    )
    return Table(Title.CLOCKS, heads, tuple(rows))
