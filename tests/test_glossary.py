"""One word per thing: no name in the code uses a word the glossary forbids."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
GLOSSARY = (HOUSE / "docs" / "glossary.md").read_text()
FILES = sorted((HOUSE / "wbs").rglob("*.py"))
PARTS = re.compile(r"[A-Z][A-Z0-9]*(?![a-z])|[A-Z]?[a-z0-9]+")


def rows(heading: str, columns: int) -> list[list[str]]:
    """The rows of the table below that heading line, without its own heading."""
    table = GLOSSARY[GLOSSARY.index(heading) :].split("\n\n", maxsplit=1)[0]
    cells = [line.strip("|").split("|") for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in row] for row in cells if len(row) == columns]


WORDS = rows("| word | on screen |", 4)
STAYING = rows("| word | meaning |", 2)
FORBIDDEN = {word for row in WORDS for word in re.findall(r"`([a-z]+)`", row[3])}


def names_in(tree: ast.AST) -> Iterator[str]:
    """Every name the code gives to something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def parts(name: str) -> set[str]:
    """The words of a name: `DeskMemberRow` and `desk_member` hold desk and member."""
    return {part.lower() for part in PARTS.findall(name)}


def forbidden_in(source: str) -> set[str]:
    return {name for name in names_in(ast.parse(source)) if parts(name) & FORBIDDEN}


NAMES = {path: set(names_in(ast.parse(path.read_text()))) | {path.stem} for path in FILES}
USED = [parts(name) for names in NAMES.values() for name in names]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_no_name_uses_a_forbidden_synonym(path: Path) -> None:
    assert {name for name in NAMES[path] if parts(name) & FORBIDDEN} == set()


@pytest.mark.parametrize(
    "source",
    ["user_id = 1", "class WhistleblowerRow: pass", "def add(satker): pass", "self.ticketNo = 1"],
)
def test_a_forbidden_synonym_is_seen(source: str) -> None:
    assert forbidden_in(source)


@pytest.mark.parametrize("word", [row[0] for row in WORDS])
def test_every_word_of_the_glossary_is_used(word: str) -> None:
    wanted = {part.removesuffix("s") for part in parts(word)}

    assert any(wanted <= {part.removesuffix("s") for part in name} for name in USED)


@pytest.mark.parametrize("word", [row[0].strip("`") for row in STAYING])
def test_an_indonesian_word_or_abbreviation_that_stays_is_used(word: str) -> None:
    assert any(word in name for name in USED)


def test_no_word_is_both_used_and_forbidden() -> None:
    allowed = {part for row in WORDS + STAYING for part in parts(row[0])}

    assert allowed & FORBIDDEN == set()
