"""The lists of a UPG as workbooks: the ten-column recap, the register, the sheet for retyping into KPK's system.

Security: text a spreadsheet could take for a formula stays text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from wbs.evidence.papers.recap import NIHIL
from wbs.evidence.sheet import SheetWriter, Styles, new_workbook

ListCell = str | int


@dataclass(frozen=True)
class ListSheet:
    """A list: what it is called, what it is about, its heads, and rows of as many cells each."""

    name: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[ListCell, ...], ...]
    widths: tuple[int, ...]


def list_workbook(lists: Sequence[ListSheet], dated_on: date) -> bytes:
    """The workbook; a list without rows says NIHIL in every column. The same lists give the same bytes."""
    target = BytesIO()
    workbook = new_workbook(target, dated_on, lists[0].title)
    styles = Styles(workbook)
    for one in lists:
        sheet = SheetWriter(workbook, styles, one.name, one.about)
        sheet.title(one.title, one.about)
        sheet.columns(*one.widths)
        sheet.rows(one.heads, one.rows or ((NIHIL,) * len(one.heads),))
    workbook.close()
    return target.getvalue()
