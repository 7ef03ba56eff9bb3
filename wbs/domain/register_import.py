"""An old register, line by line: what each line says, and everything that is wrong with it.

Security: cells are text and nothing else; what would be a formula in a spreadsheet is kept as it is.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from wbs.domain.arrival import came_on_day
from wbs.domain.case import OUTCOMES_BEFORE_REVIEW, Stage
from wbs.domain.category import Category
from wbs.domain.errors import Invalid, Problem
from wbs.domain.form import FormField, Reason, read_text
from wbs.domain.kinds import Anonymity, Channel, ComplaintClass, Kind
from wbs.domain.register_columns import (
    ANONYMITY_WORDS,
    CHANNEL_WORDS,
    CLASS_WORDS,
    COLUMNS,
    EXAMPLE,
    KIND_WORDS,
    MOST_ROWS,
    STANDING_WORDS,
    Column,
    Standing,
    column_of,
    folded,
    is_numbering,
)

FIELD, TEXT = "register", "register_text"  # the names of their lengths
_HEAD_LINES = 8  # within which the titles stand: above them registers often say what they are
_LEAST_TITLES = 3
_NUMBER_CHARACTERS = 100
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
Word = TypeVar("Word")


@dataclass(frozen=True)
class RegisterRules:
    """What a register is held against. `kinds` are those for which the officer has a desk in the unit."""

    today: date
    categories: Collection[Category]
    kinds: Collection[Kind]
    text_length: int


@dataclass(frozen=True)
class RegisterLine:
    """One line that can become a case. `channel` is how it came in then, where the register tells."""

    line: int
    number: str = field(repr=False)
    received_on: date
    kind: Kind
    category: str
    complaint_class: ComplaintClass | None
    channel: Channel | None
    anonymity: Anonymity
    standing: Standing
    closed_on: date | None
    text: str = field(repr=False)

    @property
    def was_reviewed(self) -> bool:
        """Whether somebody must have looked into it: what is found before a review is no finding."""
        outcome = self.standing.outcome
        if outcome is not None:
            return outcome not in OUTCOMES_BEFORE_REVIEW
        return self.standing.stage is not Stage.RECEIVED


@dataclass(frozen=True)
class Register:
    """A register as it stands: the lines that can be read, and what is wrong with the others.

    `cells` are those of every line as they were written, by column, for the page. Problems of a cell
    are named `register-LINE-COLUMN`, of the whole `register`.
    """

    lines: tuple[RegisterLine, ...] = field(default=(), repr=False)
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = field(default=(), repr=False)


def at(line: int, column: str) -> str:
    """The name of a cell, under which its problem is told."""
    return f"{FIELD}-{line}-{column}"


def read_register(text: str, rules: RegisterRules) -> Register:
    """The register in *text*: one line a row, cells parted by tabs, under a line of titles.

    Empty lines, the example and what stands above the titles are passed over.
    """
    rows = list(_rows(text))
    heading = next((n for n, (_, c) in enumerate(rows[:_HEAD_LINES]) if _is_heading(c)), None)
    if heading is None:
        return Register(problems=(Problem(FIELD, "no_register_rows"),))
    columns, problems = _columns(rows[heading][1])
    body = [row for row in rows[heading + 1 :] if not _is_example(row[1])]
    if len(body) > MOST_ROWS:
        problems.append(Problem(FIELD, "too_many_register_rows", MOST_ROWS))
    elif not body:
        problems.append(Problem(FIELD, "no_register_rows"))
    if problems:
        return Register(problems=tuple(problems))
    cells = {
        line: {c.name: cell for c, cell in zip(columns, row, strict=False) if c and cell}
        for line, row in body
    }
    return _read_lines(cells, rules)


def _read_lines(cells: Mapping[int, Mapping[str, str]], rules: RegisterRules) -> Register:
    lines: list[RegisterLine] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, date], int] = {}
    for line, row in cells.items():
        reader = _LineReader(line, row, rules)
        found = reader.read()
        problems += reader.problems
        if found is None:
            continue
        first = seen.setdefault((folded(found.number), found.received_on), line)
        if first != line:
            problems.append(Problem(at(line, "number"), Reason.TWICE, first))
        lines.append(found)
    return Register(tuple(lines), cells, tuple(problems))


class _LineReader:
    """Reads one line; whatever is wrong with it stands in `problems` afterwards."""

    def __init__(self, line: int, row: Mapping[str, str], rules: RegisterRules) -> None:
        self.problems: list[Problem] = []
        self._line, self._row, self._rules = line, row, rules

    def read(self) -> RegisterLine | None:
        """The line, if nothing is wrong with it."""
        for column in COLUMNS:
            if column.is_required and column.name not in self._row:
                self._refuse(column.name, Reason.REQUIRED)
        number = self._text("number", _NUMBER_CHARACTERS)
        text = self._text("text", self._rules.text_length)
        received_on = self._day("received_on")
        kind = self._kind()
        standing = self._word("standing", STANDING_WORDS)
        closed_on = self._closed_on(received_on, standing)
        category = self._category(kind)
        complaint_class = self._word("class", _typed(CLASS_WORDS, ComplaintClass))
        channel = self._word("channel", _typed(CHANNEL_WORDS, Channel))
        anonymity = self._word("anonymity", _typed(ANONYMITY_WORDS, Anonymity))
        if self.problems or received_on is None or kind is None or standing is None:
            return None
        return RegisterLine(
            line=self._line,
            number=number,
            received_on=received_on,
            kind=kind,
            category=category,
            complaint_class=complaint_class if kind is Kind.COMPLAINT else None,
            channel=channel,
            anonymity=anonymity or Anonymity.ANONYMOUS,
            standing=standing,
            closed_on=closed_on,
            text=text,
        )

    def _refuse(self, column: str, reason: str, limit: int | str | None = None) -> None:
        self.problems.append(Problem(at(self._line, column), reason, limit))

    def _text(self, name: str, length: int) -> str:
        try:
            return read_text(FormField(name, is_long=True), self._row.get(name, ""), length)
        except Invalid as error:
            self._refuse(name, error.reason, error.problems[0].limit)
            return ""

    def _day(self, name: str) -> date | None:
        cell = self._row.get(name, "")
        if not cell:
            return None
        found = _DAY.fullmatch(cell)
        text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else cell
        try:
            return came_on_day(name, text, self._rules.today)
        except Invalid as error:
            self._refuse(name, error.reason)
            return None

    def _word(self, name: str, words: Mapping[Word, tuple[str, ...]]) -> Word | None:
        cell = self._row.get(name, "")
        if not cell:
            return None
        for value, known in words.items():
            if folded(cell) in {folded(word) for word in known}:
                return value
        self._refuse(name, Reason.NOT_A_WORD, ", ".join(known[0] for known in words.values()))
        return None

    def _kind(self) -> Kind | None:
        kind = self._word("kind", _typed(KIND_WORDS, Kind))
        if kind is not None and kind not in self._rules.kinds:
            self._refuse("kind", Reason.NO_DESK_FOR_KIND)
        return kind

    def _category(self, kind: Kind | None) -> str:
        cell = folded(self._row.get("category", ""))
        if not cell or kind is None:
            return ""
        own = [c for c in self._rules.categories if kind in c.kinds]
        for category in own:
            names = (category.slug, category.label.indonesian, category.label.english)
            if cell in {folded(name) for name in names}:
                return category.slug
        self._refuse(
            "category",
            Reason.NOT_A_WORD,
            "; ".join(c.label.indonesian for c in own if c.is_offered),
        )
        return ""

    def _closed_on(self, received_on: date | None, standing: Standing | None) -> date | None:
        day = self._day("closed_on")
        if standing is None:
            return day
        if standing.outcome is None:
            if "closed_on" in self._row:
                self._refuse("closed_on", "still_open")
            return None
        if "closed_on" not in self._row:
            self._refuse("closed_on", Reason.REQUIRED)
        elif day is not None and received_on is not None and day < received_on:
            self._refuse("closed_on", "before_received")
        return day


def _typed(
    words: Mapping[StrEnum, tuple[str, ...]], kind: type[Word]
) -> dict[Word, tuple[str, ...]]:
    return {word: known for word, known in words.items() if isinstance(word, kind)}


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every line in which something stands, with its number and its cells."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if any(cells):
            yield number, cells


def _is_heading(cells: Sequence[str]) -> bool:
    return len({column_of(cell) for cell in cells} - {None}) >= _LEAST_TITLES


def _is_example(cells: Sequence[str]) -> bool:
    return any(folded(cell).startswith(EXAMPLE) for cell in cells[:2])


def _columns(titles: Sequence[str]) -> tuple[list[Column | None], list[Problem]]:
    """Which column each title means; None for one that only counts."""
    found: list[Column | None] = []
    problems = []
    for title in titles:
        column = column_of(title)
        if (column is None and not is_numbering(title)) or (column and column in found):
            problems.append(Problem(FIELD, Reason.UNKNOWN_COLUMN, title[:40]))
        found.append(column)
    problems += [
        Problem(FIELD, "column_missing", c.title)
        for c in COLUMNS
        if c.is_required and c not in found
    ]
    return found, problems[:1]
