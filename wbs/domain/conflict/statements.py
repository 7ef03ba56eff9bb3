"""The yearly statements of all employees that they have no conflict of interest, or declared it: how many came.

A list is read and counted; its names go nowhere from here.

Regulation: [LKE-90-2021], [PERMENPANRB-17-2024]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wbs.domain.conflict.duty import share
from wbs.domain.errors import Invalid, InvalidForm, Problem

STATEMENT_ROW = "A.1.V.v.c"
FIRST_YEAR = 2000
MOST = 100_000  # employees of one unit
DIGITS = 20
NAME, NUMBER, STATED = "nama", "nip", "menyatakan"
ANSWERS = {"ya": True, "sudah": True, "y": True, "1": True, "tidak": False, "belum": False} | {
    "t": False,
    "0": False,
}
LINE = "line-"  # a problem of a row stands at `line-N`, N its line in the file


@dataclass(frozen=True)
class StatementCount:
    """How many of a year's employees handed their statement in, by the newest entry of the unit.

    `listed` are the rows of the list, None where a number was typed.
    """

    unit_id: str
    year: int
    version: int
    stated: int
    listed: int | None
    document_id: str
    entered_on: date
    entered_by: str

    def of(self, employees: int | None) -> Decimal | None:
        """The share of the unit's employees of that year; None where their number is not known."""
        return None if not employees else share(self.stated, employees)


def read_year(text: str, today: date) -> int:
    """The year somebody chose.

    Raises:
        Invalid: it is none, or has not begun.
    """
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0  # noqa: PLR2004
    if not FIRST_YEAR <= year <= today.year:
        raise Invalid("year", "unknown")
    return year


def read_number(text: str) -> int | None:
    """The number of statements somebody typed; None where nothing was.

    Raises:
        Invalid: it is no such number.
    """
    plain = text.strip().replace(".", "")
    if not plain:
        return None
    # Python reads no number of thousands of digits.
    if not (plain.isascii() and plain.isdigit()) or len(plain) > DIGITS or int(plain) > MOST:
        raise Invalid("stated", "not_a_number")
    return int(plain)


def read_list(text: str) -> tuple[int, int]:
    """How many of the rows say that the statement was made, and how many rows there are.

    *text* has a line for each row and tabs between cells; the first line names the columns.

    Raises:
        InvalidForm: with every row that cannot be counted, at its line.
    """
    lines = [line.split("\t") for line in text.split("\n")]
    columns = _columns(lines[0])
    problems: list[Problem] = []
    known: set[str] = set()
    stated = rows = 0
    for number, cells in enumerate(lines[1:], 2):
        row = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
        if not any(row.values()):
            continue
        rows += 1
        reason = _reason(row, known)
        if reason:
            problems.append(Problem(f"{LINE}{number}", reason, number))
        elif ANSWERS[row[STATED].casefold()]:
            stated += 1
    if problems:
        raise InvalidForm(tuple(problems))
    if rows == 0:
        raise Invalid("attachments", "list_empty")
    return stated, rows


def _columns(head: Sequence[str]) -> Mapping[str, int]:
    named = {cell.strip().casefold(): at for at, cell in enumerate(head)}
    if NAME not in named or STATED not in named:
        raise Invalid("attachments", "no_such_columns")
    return {name: named[name] for name in (NAME, NUMBER, STATED) if name in named}


def _reason(row: Mapping[str, str], known: set[str]) -> str:
    """Why the row cannot be counted; empty where it can. Whoever was counted is *known*."""
    if not row.get(NAME):
        return "row_without_name"
    if row.get(STATED, "").casefold() not in ANSWERS:
        return "row_without_answer"
    who = row.get(NUMBER) or row[NAME].casefold()
    if who in known:
        return "row_twice"
    known.add(who)
    return ""
