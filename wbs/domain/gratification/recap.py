"""A recap: one line per giver and gift, read into the same blocks of givers and objects the form has.

Security: cells are text and nothing else; what would be a formula in a spreadsheet is kept as it is.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wbs.domain.errors import Invalid, Problem
from wbs.domain.form import FormField, Reason
from wbs.domain.gratification.disclosure_form import ABOVE_BLOCKS, RECAP, block_fields
from wbs.domain.gratification.gift import ObjectForm, ObjectKind, ValuationBasis
from wbs.domain.gratification.gratuity import read_rupiah
from wbs.domain.gratification.recap_columns import (
    COLUMNS,
    EXAMPLE,
    MOST_ROWS,
    Column,
    column_of,
    folded,
    is_numbering,
)

_LEAST_TITLES = 3  # of a line that is a heading and no row
_HEAD_LINES = 8  # within which it stands: above it lists often say what they are

# What a kind says already, where the cell is empty.
_FORMS = {
    ObjectKind.MONEY: ObjectForm.MONEY,
    ObjectKind.FLOWERS: ObjectForm.GOODS,
    ObjectKind.FOOD_DRINK: ObjectForm.GOODS,
    ObjectKind.SOUVENIR: ObjectForm.GOODS,
    ObjectKind.OTHER_GOODS: ObjectForm.GOODS,
}


@dataclass(frozen=True)
class Recap:
    """A recap as it stands. `fields` are those of its blocks; `lines` tell each block's line, from 1."""

    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    lines: Mapping[int, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    def asked(self) -> tuple[FormField, ...]:
        """The fields of its blocks, row by row."""
        found = ((*block_fields("giver", n), *block_fields("object", n)) for n in self.lines)
        return tuple(f for block in found for f in block)

    def at_its_row(self, problem: Problem) -> Problem:
        """The problem under the name of its line and column, where it lies in the recap."""
        part, _, rest = problem.field.partition("-")
        number, _, name = rest.partition("-")
        if not number.isdigit() or int(number) not in self.lines:
            return problem
        at = f"{RECAP.name}-{self.lines[int(number)]}-{name}"
        column = next((c for c in COLUMNS if (c.part, c.name) == (part, name)), None)
        if problem.reason == Reason.NOT_CHOSEN:  # in a table it is written
            return Problem(at, Reason.REQUIRED)
        if problem.reason == Reason.UNKNOWN and column is not None and column.words:
            return Problem(at, Reason.NOT_A_WORD, ", ".join(column.offered))
        return Problem(at, problem.reason, problem.limit)


def read_recap(text: str) -> Recap:
    """The rows in *text*: one a line, cells parted by tabs or, where there is none, by semicolons.

    A line of titles says which column is which; without it they stand as in the template. Empty
    lines, the example and what stands above the titles are passed over. What cannot be read stands
    in `problems`.
    """
    rows = list(_rows(text))
    columns: Sequence[Column | None] = COLUMNS
    problems: list[Problem] = []
    heading = next(
        (n for n, (_, cells) in enumerate(rows[:_HEAD_LINES]) if _is_heading(cells)), None
    )
    if heading is not None:
        columns, problems = _columns(*rows[heading])
        rows = rows[heading + 1 :]
    rows = [row for row in rows if not any(folded(c).startswith(EXAMPLE) for c in row[1][:2])]
    if len(rows) > MOST_ROWS:
        problems.append(Problem(RECAP.name, Reason.TOO_MANY_ROWS, MOST_ROWS))
    elif not rows and text.strip():
        problems.append(Problem(RECAP.name, Reason.NO_ROWS))
    fields: dict[str, str] = {}
    lines: dict[int, int] = {}
    for number, (line, cells) in enumerate(rows[:MOST_ROWS], ABOVE_BLOCKS + 1):
        lines[number] = line
        fields |= _block(number, columns, cells)
        if len(cells) > len(columns):
            problems.append(Problem(_cell(line, ""), Reason.TOO_MANY_CELLS, len(columns)))
    return Recap(fields, lines, tuple(problems))


def text_of_rows(rows: Iterable[Sequence[str]]) -> str:
    """The rows of a file as the text of a recap; each stays the line it was, so that both count alike."""
    lines = ("\t".join(_one_line(cell) for cell in row).rstrip() for row in rows)
    return "\n".join(lines).rstrip()


def _one_line(cell: str) -> str:
    """The cell without line ends, tabs and what no field takes."""
    kept = "".join(c if unicodedata.category(c) not in {"Cc", "Cs"} else " " for c in cell)
    return " ".join(kept.split())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every line in which something stands, with its number and its cells."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    mark = "\t" if "\t" in text else ";"
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.rstrip(f" {mark}").split(mark)]
        if any(cells):
            yield number, cells


def _is_heading(cells: Sequence[str]) -> bool:
    return len({column_of(cell) for cell in cells} - {None}) >= _LEAST_TITLES


def _columns(line: int, titles: Sequence[str]) -> tuple[list[Column | None], list[Problem]]:
    """Which column each title means; None for one that only counts."""
    found: list[Column | None] = []
    problems = []
    for title in titles:
        column = column_of(title)
        if column in found or (column is None and not is_numbering(title)):
            problems.append(Problem(_cell(line, ""), Reason.UNKNOWN_COLUMN, title[:40]))
        found.append(None if column in found else column)
    return found, problems


def _block(number: int, columns: Sequence[Column | None], cells: Sequence[str]) -> dict[str, str]:
    """The fields of a row, those the kind tells already filled in."""
    said = {
        (column.part, column.name): column.value(cell)
        for column, cell in zip(columns, cells, strict=False)
        if column is not None and cell
    }
    kind = said.get(("object", "kind"), "")
    if kind in _FORMS:
        said.setdefault(("object", "form"), _FORMS[ObjectKind(kind)].value)
    if kind == ObjectKind.MONEY:
        said.setdefault(("object", "description"), "Uang")
        said.setdefault(("object", "valuation_basis"), ValuationBasis.NOMINAL.value)
    if ("object", "value") in said:
        said["object", "value"] = _rupiah(said["object", "value"])
    said["object", "giver"] = str(number)
    return {f"{part}-{number}-{name}": cell for (part, name), cell in said.items()}


def _rupiah(cell: str) -> str:
    """Whole rupiah in digits alone; a cell that tells none is left for the form's own rules."""
    try:
        return str(read_rupiah("value", cell.removesuffix(",-").removesuffix(".-")))
    except Invalid:
        return cell


def _cell(line: int, name: str) -> str:
    return f"{RECAP.name}-{line}-{name}"
