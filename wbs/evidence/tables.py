"""The tables of an export, once for all its faces: CSV, workbook and page."""

from collections.abc import Iterable, Mapping

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.event import DaysOpen
from wbs.domain.figure_export import CircularLine, FigureExport
from wbs.domain.figures import (
    COUNTED_KINDS,
    OPEN_STAGES,
    SHOWN_KINDS,
    Dimension,
    Ending,
    FollowUp,
    KindFigures,
    Line,
    open_stages,
)
from wbs.domain.kinds import Anonymity, Answer, Channel, ComplaintClass, Kind
from wbs.domain.referral import ADDRESSEES
from wbs.domain.small_cells import Breakdown, Row
from wbs.evidence.above_table import above_table
from wbs.evidence.conflict_tables import conflict_tables
from wbs.evidence.evaluation_table import evaluation_tables
from wbs.evidence.gratuity_tables import gratuity_tables
from wbs.evidence.monev_tables import monev_tables
from wbs.evidence.table import (
    BREAKDOWN_TITLES,
    CAMPAIGN_PAGE,
    CAMPAIGN_ROW,
    LINE_HEADS,
    Cell,
    Head,
    Mark,
    Table,
    Title,
)


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
        _referrals(export),
        above_table(export.above),
        _circulars(export),
        *gratuity_tables(export.figures.gratuities),
        *conflict_tables(export),
        *evaluation_tables(export),
        *monev_tables(export),
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
        received = [kinds[kind].months[month].received for kind in SHOWN_KINDS]
        rows.append((month, *received, sum(received)))
    return Table(Title.MONTHS_BY_KIND, (Head.MONTH, *SHOWN_KINDS, Head.TOTAL), tuple(rows))


def column_cell(export: FigureExport, dimension: Dimension, value: str) -> Cell:
    """What a column of a breakdown is called."""
    if dimension is Dimension.CATEGORY:
        return export.categories.get(value, value)
    if dimension is Dimension.ANONYMITY:
        return Anonymity(value)
    if dimension is Dimension.REPRISAL:
        return Answer(value)
    if dimension is Dimension.CHANNEL:
        return Channel(value)
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
        for kind in SHOWN_KINDS
        for row in _ending_rows(
            kinds[kind].outcomes if title is Title.OUTCOMES else kinds[kind].not_processed, kind
        )
    ]
    return Table(title, heads, tuple(rows))


def _days_open(export: FigureExport) -> Table:
    kinds = export.figures.kinds
    rows: Iterable[tuple[Cell, ...]] = (
        (days, *(kinds[kind].days_open.get(days, 0) for kind in SHOWN_KINDS)) for days in DaysOpen
    )
    return Table(Title.DAYS_OPEN, (Head.DAYS_OPEN, *SHOWN_KINDS), tuple(rows))


def _stages(export: FigureExport) -> Table:
    kinds = export.figures.kinds
    rows: Iterable[tuple[Cell, ...]] = (
        (stage, *(_at_stage(kinds[kind], stage) for kind in SHOWN_KINDS)) for stage in OPEN_STAGES
    )
    return Table(Title.STAGES, (Head.STAGE, *SHOWN_KINDS), tuple(rows))


def _at_stage(found: KindFigures, stage: Stage) -> Cell:
    """How many cases are at the stage; nothing where cases of the kind never are."""
    return found.stages.get(stage, 0) if stage in open_stages(found.kind) else Mark.NOTHING


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


def _referrals(export: FigureExport) -> Table:
    """A line for every addressee, also those to whom nothing was referred."""
    rows = ((to, *export.referrals.get(to, (0, 0))) for to in ADDRESSEES)
    return Table(Title.REFERRALS, (Head.ADDRESSEE, Head.REFERRED, Head.ANSWERED), tuple(rows))


def _circulars(export: FigureExport) -> Table:
    heads = (
        *(Head.UNIT, Head.CIRCULAR_NUMBER, Head.DATED_ON, Head.CIRCULAR_TITLE, Head.VALID_FROM),
        *(Head.VALID_TO, Head.SHOWN_FROM, Head.SHEET_ROW, Head.ADDRESS),
    )
    return Table(Title.CIRCULARS, heads, tuple(map(_circular_cells, export.circulars)))


def _circular_cells(line: CircularLine) -> tuple[Cell, ...]:
    said, address = line.circular.wording, CAMPAIGN_PAGE + line.unit.slug
    return (
        *(line.unit.name, said.number, said.dated_on, said.title, said.valid_from, said.valid_to),
        *(line.circular.begins_on, CAMPAIGN_ROW, address),
    )
