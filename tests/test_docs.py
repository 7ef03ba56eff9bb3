"""What the documents promise about settings, and what no file of the project may mention."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from wbs.cli.main import wbs
from wbs.settings import SECTIONS, keys_of

HOUSE = Path(__file__).parent.parent
OPERATIONS = HOUSE / "docs" / "operations.md"
SETTINGS = [f"{section}.{key}" for section in SECTIONS for key in keys_of(section)]

# In pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a registry's host": ["pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs"],
    "a mirror of packages": ["deb" + r"\.debian\.org"],
    "a path of somebody's machine": [r"(?<![\w.])/" + "work/", "/" + "root/", r"\.\./" + "shared"],
}


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    if listed.returncode:  # unpacked without its history: everything that is not made here
        made = {".venv", ".git", "build", "demo", "__pycache__"}
        return [p for p in HOUSE.rglob("*") if p.is_file() and not made & set(p.parts)]
    return [p for n in listed.stdout.split("\0") if n and (p := HOUSE / n).is_file()]


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_explained_to_the_operator(setting: str) -> None:
    section, key = setting.split(".")
    headings = re.findall(r"^#{2,4} (.+)$", OPERATIONS.read_text(), re.MULTILINE)

    assert f"`{section}.{key}`" in headings


def test_the_operator_is_told_of_no_setting_that_is_not_there() -> None:
    told = re.findall(r"^#{2,4} `([a-z]+\.[a-z_]+)`$", OPERATIONS.read_text(), re.MULTILINE)

    assert sorted(told) == sorted(SETTINGS)


@pytest.mark.parametrize("what", FORBIDDEN, ids=str)
def test_no_file_mentions(what: str) -> None:
    pattern = re.compile("|".join(FORBIDDEN[what]).encode())
    found = [
        p.relative_to(HOUSE).as_posix() for p in tracked_files() if pattern.search(p.read_bytes())
    ]

    assert found == []


def test_the_front_page_names_only_targets_the_makefile_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)`?", (HOUSE / "README.md").read_text()))

    assert named
    assert named <= targets


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(HOUSE)}: {target}"
        for page in [HOUSE / "README.md", *(HOUSE / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert broken == []


def written_commands() -> list[tuple[str, list[str], list[str]]]:
    """Where a command is written down: the words that may name it, and the options beside it."""
    pages = [HOUSE / "README.md", *sorted((HOUSE / "docs").glob("*.md"))]
    return [
        (f"{page.name}: wbs {rest}", rest.split(), re.findall(r"(?<!\S)\[?(--[a-z][a-z-]+)", rest))
        for page in pages
        for rest in re.findall(r"`(?:\.venv/bin/)?wbs ([^`\n]+)`", page.read_text())
    ]


def command_of(words: list[str]) -> click.Command | None:
    """The command that these words begin with; None where they name none."""
    found: click.Command = wbs
    if words[:1] == ["--data"]:
        words = words[2:]
    for word in words:
        if not isinstance(found, click.Group):
            return found
        if word not in found.commands:
            break
        found = found.commands[word]
    return None if found is wbs else found


def test_every_command_and_option_that_is_written_down_is_there() -> None:
    written, wrong = written_commands(), []
    for place, words, options in written:
        command = command_of(words)
        known = (
            {name for p in command.params for name in p.opts + p.secondary_opts}
            if command
            else set()
        )
        if command is None or (not isinstance(command, click.Group) and {*options} - known):
            wrong.append(place)

    assert len(written) > 60
    assert wrong == []
