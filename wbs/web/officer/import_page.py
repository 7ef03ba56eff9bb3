"""What the page of an import shows: the lines as they were read, and what is wrong with each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wbs.domain.errors import Problem
from wbs.domain.register_columns import COLUMNS
from wbs.domain.register_import import FIELD, Register
from wbs.web.officer.problems import Problems
from wbs.web.words import message

SHOWN = ("number", "received_on", "kind", "category", "standing", "closed_on")


@dataclass(frozen=True)
class ShownLine:
    """One line: its cells in the order of `SHOWN`, and what is wrong with them."""

    line: int
    cells: tuple[str, ...]
    problems: tuple[str, ...]

    def __repr__(self) -> str:
        return f"ShownLine({self.line})"


@dataclass(frozen=True)
class ImportPage:
    """The page. `text` is the register as the next form carries it; empty where nothing can be confirmed."""

    units: tuple[tuple[str, str], ...]
    unit: str
    problems: Problems
    heads: tuple[str, ...] = ()
    wrong: tuple[ShownLine, ...] = ()
    good: tuple[ShownLine, ...] = ()
    text: str = field(default="", repr=False)
    most_rows: str = ""
    news: str = ""


def heads() -> tuple[str, ...]:
    """The titles of the columns that are shown: those of the file."""
    titles = {column.name: column.title for column in COLUMNS}
    return tuple(titles[name] for name in SHOWN)


def shown_lines(register: Register) -> tuple[tuple[ShownLine, ...], tuple[ShownLine, ...]]:
    """The lines with something wrong, and the others."""
    told = _told(register.problems)
    lines = [
        ShownLine(line, tuple(row.get(name, "") for name in SHOWN), tuple(told.get(line, ())))
        for line, row in register.cells.items()
    ]
    wrong = tuple(line for line in lines if line.problems)
    return wrong, tuple(line for line in lines if not line.problems)


def of_the_whole(problems: Iterable[Problem]) -> Problems:
    """What is wrong with the file as such."""
    told = [message(problem) for problem in problems if problem.field == FIELD]
    return {"register_file": " ".join(told)} if told else {}


def _told(problems: Iterable[Problem]) -> Mapping[int, list[str]]:
    titles = {column.name: column.title for column in COLUMNS}
    told: dict[int, list[str]] = {}
    for problem in problems:
        _, _, rest = problem.field.partition("-")
        line, _, column = rest.partition("-")
        if line.isdigit():
            told.setdefault(int(line), []).append(f"{titles[column]}: {message(problem)}")
    return told
