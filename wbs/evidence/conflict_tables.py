"""The tables about conflicts of interest: declarations by month, mapped duties, yearly statements."""

from collections.abc import Iterator
from typing import Any

from wbs.domain.conflict.duty import CRITERIA
from wbs.domain.figure_export import ConflictLine, FigureExport
from wbs.domain.figures import Line
from wbs.domain.kinds import Kind
from wbs.evidence.table import Cell, Head, Mark, Table, Title


def conflict_tables(export: FigureExport) -> Iterator[Table]:
    """The three tables, in the order of reading."""
    declared = export.figures.kinds[Kind.CONFLICT_OF_INTEREST]
    numbers = (Head.RECEIVED, Head.SEDANG, Head.SELESAI)
    rows = ((month, *_numbers(line)) for month, line in declared.months.items())
    yield Table(Title.MONTHS_OF_DECLARATIONS, (Head.MONTH, *numbers), tuple(rows))
    yield Table(
        Title.MAPPED_DUTIES,
        (Head.UNIT, Head.DUTIES, Head.MAPPED, Head.PERCENTAGE, Head.SUPPORTS),
        tuple(map(_mapped, export.conflicts)),
    )
    yield Table(
        Title.STATEMENTS,
        (Head.UNIT, Head.YEAR, Head.STATED, Head.EMPLOYEES, Head.PERCENTAGE),
        tuple(_stated(line, export.figures.question.period.year) for line in export.conflicts),
    )


def conflict_statistics(export: FigureExport) -> dict[str, Any]:
    """The same as plain values for `statistik.json`."""
    declared = export.figures.kinds[Kind.CONFLICT_OF_INTEREST]
    return {
        "per_bulan": [
            {"bulan": m.code, "diterima": r, "sedang": s, "selesai": d}
            for m, line in declared.months.items()
            for r, s, d in (_numbers(line),)
        ],
        "pemetaan": [
            {
                "unit": line.unit.slug,
                "tugas": line.coverage.duties,
                "dipetakan": line.coverage.mapped,
                "mendukung": CRITERIA[line.coverage.extent],
            }
            for line in export.conflicts
        ],
        "pernyataan": [
            {
                "unit": line.unit.slug,
                "tahun": export.figures.question.period.year,
                "pernyataan": line.statements.stated if line.statements else None,
                "pegawai": line.employees,
            }
            for line in export.conflicts
        ],
    }


def _numbers(line: Line) -> tuple[int, int, int]:
    return line.received, line.follow_up.sedang, line.follow_up.selesai


def _mapped(line: ConflictLine) -> tuple[Cell, ...]:
    found = line.coverage
    share: Cell = Mark.NOTHING if found.percentage is None else found.percentage
    return (line.unit.name, found.duties, found.mapped, share, CRITERIA[found.extent])


def _stated(line: ConflictLine, year: int) -> tuple[Cell, ...]:
    count = line.statements
    stated: Cell = Mark.NOTHING if count is None else count.stated
    employees: Cell = Mark.NOTHING if line.employees is None else line.employees
    share = count.of(line.employees) if count else None
    return (line.unit.name, str(year), stated, employees, Mark.NOTHING if share is None else share)
