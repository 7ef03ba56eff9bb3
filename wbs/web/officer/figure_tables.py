"""The tables of a page of figures, as final strings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wbs.domain.small_cells import LeftOut
from wbs.evidence.table import BREAKDOWN_TITLES, Cell, Head, Mark, Table, Title
from wbs.web.languages import gettext
from wbs.web.officer.figure_words import cell_text, label

MOST_LINES = 30  # of units on the page; the files hold all
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


def shown(table: Table) -> ShownTable:
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


def most_urgent(table: Table) -> ShownTable:
    """The lines of units, those with most in process first; not those without a case, and not too many."""
    place = table.heads.index(Head.SEDANG)
    busy = sorted(_busy(table).rows, key=lambda row: -_counts(row)[place])
    first = shown(replace(table, rows=tuple(busy[:MOST_LINES])))
    if len(first.rows) == len(table.rows):
        return first
    return replace(
        first,
        remark=gettext(
            "Only units with cases, at most %(most)s lines, those with most in process first. The "
            "files hold every unit.",
            most=MOST_LINES,
        ),
    )


def least_first(table: Table) -> ShownTable:
    """The lines of units with a share each; of too many those with the lowest, those without one first."""
    if len(table.rows) <= MOST_LINES:
        return shown(table)
    place = table.heads.index(Head.PERCENTAGE)
    rows = sorted(table.rows, key=lambda row: _share(row[place]))
    return replace(
        shown(replace(table, rows=tuple(rows[:MOST_LINES]))),
        remark=gettext(
            "%(title)s: at most %(most)s units, those with the lowest share first. The files hold "
            "every unit.",
            title=label(table.title),
            most=MOST_LINES,
        ),
    )


def _share(cell: Cell) -> Decimal:
    return cell if isinstance(cell, Decimal) else Decimal(-1)


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
