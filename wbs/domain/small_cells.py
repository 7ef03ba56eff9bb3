"""Which cells of a breakdown leave the house, so that none of them points at a person.

In a unit's own export the categories of WBS, and anonymity and fear of reprisal of every kind, are
guarded. For each calendar quarter the cells are shown by month only if every one of them is 5 or
more; else the months are merged to the quarter; there, cells under 5 (none is under 5 too) are merged
with each other, and with one larger cell where their sum would give one of them away; and a row of
which nothing would remain is left out.

Security: the total of each row is public, so a single hidden cell would be the total less the rest: it
takes at least two to hide one, and their sum must leave each of them open. What is shown of a quarter
depends on that quarter alone and only when it is over, so exports of other periods or days tell nothing
more; of several units together nothing guarded is shown, or one of them would be the difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wbs.domain.figures import Breakdowns, Cells, Dimension, Question
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod

LEAST = 5  # the smallest cell shown


class LeftOut(StrEnum):
    """Why a row shows nothing."""

    SMALL = "small"
    QUARTER_OPEN = "quarter_open"
    SEVERAL_UNITS = "several_units"


@dataclass(frozen=True)
class Row:
    """What is shown of one month or quarter.

    `merged` names the columns shown only together, `merged_count` is their sum. Where `left_out` says
    why, the row shows nothing.
    """

    period: ReportingPeriod
    cells: Mapping[str, int]
    merged: frozenset[str] = frozenset()
    merged_count: int = 0
    left_out: LeftOut | None = None


@dataclass(frozen=True)
class Breakdown:
    """A table as it may be shown: cases received, by month or quarter and by column."""

    kind: Kind
    dimension: Dimension
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_guarded: bool


def is_sensitive(kind: Kind, dimension: Dimension) -> bool:
    """Whether a unit's own export guards this table."""
    return dimension in {Dimension.ANONYMITY, Dimension.REPRISAL} or (
        kind is Kind.WBS and dimension in {Dimension.CATEGORY, Dimension.CHANNEL}
    )


def publish(
    found: Breakdowns,
    question: Question,
    columns: Mapping[tuple[Kind, Dimension], Sequence[str]],
    *,
    full: bool,
) -> tuple[Breakdown, ...]:
    """Every table as it may be shown: whole where *full*, guarded where it must be.

    *columns* are the columns known; a value found beyond them becomes one of its own.
    """
    tables = []
    for (kind, dimension), cells in found.items():
        known = columns.get((kind, dimension), ())
        names = (*known, *sorted({value for _, value in cells} - set(known)))
        guarded = not full and is_sensitive(kind, dimension)
        rows = (
            guarded_rows(cells, names, question)
            if guarded
            else tuple(_row(month, (month,), cells, names) for month in question.months)
        )
        tables.append(Breakdown(kind, dimension, names, rows, guarded))
    return tuple(tables)


def guarded_rows(cells: Cells, columns: Sequence[str], question: Question) -> tuple[Row, ...]:
    """The rows of a guarded table, for every quarter the period touches."""
    rows: list[Row] = []
    for quarter in question.period.quarters:
        if len(question.unit_ids) > 1:
            rows.append(Row(quarter, {}, left_out=LeftOut.SEVERAL_UNITS))
        elif quarter.end > question.as_of:
            rows.append(Row(quarter, {}, left_out=LeftOut.QUARTER_OPEN))
        else:
            asked = [month for month in quarter.months if month in question.period.months]
            rows.extend(_quarter_rows(quarter, asked, cells, columns))
    return tuple(rows)


def _quarter_rows(
    quarter: ReportingPeriod,
    asked: Sequence[ReportingPeriod],
    cells: Cells,
    columns: Sequence[str],
) -> list[Row]:
    by_month = {m: _row(m, (m,), cells, columns) for m in quarter.months}
    if all(n >= LEAST for row in by_month.values() for n in row.cells.values()):
        return [by_month[month] for month in asked]
    return [merge_small(_row(quarter, quarter.months, cells, columns))]


def _row(
    period: ReportingPeriod,
    months: Sequence[ReportingPeriod],
    cells: Cells,
    columns: Sequence[str],
) -> Row:
    return Row(period, {c: sum(cells.get((m, c), 0) for m in months) for c in columns})


def merge_small(row: Row) -> Row:
    """The row with its small cells shown only together, or not at all; an empty row as it is.

    Security: which larger cell joins them is fixed by the order of the columns (the last, where agencies
    keep their "other"). If its size decided, the sizes of the cells shown would bound it.
    """
    small = [column for column, n in row.cells.items() if n < LEAST]
    if not small or not any(row.cells.values()):
        return row
    merged = small
    if _gives_away([row.cells[column] for column in small]):
        merged = small + [column for column in row.cells if column not in small][-1:]
    if len(merged) == len(row.cells):
        return Row(row.period, {}, left_out=LeftOut.SMALL)
    return Row(
        row.period,
        {column: n for column, n in row.cells.items() if column not in merged},
        frozenset(merged),
        sum(row.cells[column] for column in merged),
    )


def _gives_away(counts: Sequence[int]) -> bool:
    """Whether the sum of hidden cells is small itself, or leaves one of them no second value."""
    most = (LEAST - 1) * len(counts)
    return sum(counts) < LEAST or (sum(counts) == most and max(counts) < LEAST)
