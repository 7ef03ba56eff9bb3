"""The list of pitfalls names tests that exist, and the few tests that belong to no single room."""

import ast
import re
from pathlib import Path

HOUSE = Path(__file__).parent.parent
LIST = (HOUSE / "docs" / "pitfalls.md").read_text()
CACHES = {"lru_cache", "cache", "cached_property"}


def _tests() -> set[str]:
    found: set[str] = set()
    for path in (HOUSE / "tests").rglob("test_*.py"):
        found |= set(re.findall(r"def (test_\w+)", path.read_text()))
    return found


def test_every_pitfall_is_held_by_tests_that_exist() -> None:
    named = set(re.findall(r"`(test_\w+)`", LIST))

    assert sorted(named - _tests()) == []


def test_the_room_of_keys_has_no_cache() -> None:
    names = {
        node.id if isinstance(node, ast.Name) else node.attr
        for path in (HOUSE / "wbs" / "sealing").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Name | ast.Attribute)
    }

    assert not names & CACHES


def test_verifying_says_nothing_or_raises() -> None:
    answering = [
        f"{path.name}: {node.name}"
        for path in (HOUSE / "wbs").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith(("verify", "require", "refuse", "check_"))
        and isinstance(node.returns, ast.Name)
        and node.returns.id == "bool"
    ]

    assert answering == []
