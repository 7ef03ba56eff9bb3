"""What the documents say about the procedure and its sources is what the program does."""

import ast
import re
from pathlib import Path

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.case import DETAILS, NEXT_STAGES, OUTCOMES_BEFORE_REVIEW, Outcome, Stage
from wbs.domain.period import Force, Period

HOUSE = Path(__file__).parent.parent
PROCEDURE = (HOUSE / "docs" / "procedure.md").read_text()
REGULATIONS = (HOUSE / "docs" / "regulations.md").read_text()
PERIODS = shipped_law().periods.all
FORCE_OF_WORD = {"norm": Force.NORM, "practice": Force.PRACTICE, "reference": Force.REFERENCE}


def table(document: str, heading: str) -> dict[str, list[str]]:
    """The rows of the table below that heading line, by the word in their first cell."""
    lines = document[document.index(heading) :].split("\n\n", maxsplit=1)[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row[1:] for row in cells}


def words(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


STAGES = table(PROCEDURE, "| stage |")
OUTCOMES = table(PROCEDURE, "| outcome |")
PERIOD_ROWS = table(PROCEDURE, "| period |")
KEYS = table(REGULATIONS, "| key |")
CITATION = re.compile(r"\[([A-Z0-9]+(?:-[A-Z0-9]+)*)(?: [^\]]*)?\]")


@pytest.mark.parametrize("stage", Stage)
def test_the_stages_are_written_down_as_they_are(stage: Stage) -> None:
    assert set(STAGES) == set(Stage)
    assert words(STAGES[stage][1]) == {str(after) for after in NEXT_STAGES[stage]}


@pytest.mark.parametrize("outcome", Outcome)
def test_the_outcomes_are_written_down_as_they_are(outcome: Outcome) -> None:
    assert set(OUTCOMES) == set(Outcome)
    before_review, needs = OUTCOMES[outcome]
    assert (before_review == "yes") is (outcome in OUTCOMES_BEFORE_REVIEW)
    assert words(needs) == {str(detail) for detail in DETAILS.get(outcome, ())}


@pytest.mark.parametrize("period", PERIODS, ids=lambda p: p.id)
def test_the_periods_are_written_down_as_they_are(period: Period) -> None:
    assert set(PERIOD_ROWS) == {p.id for p in PERIODS}
    length, counted_from, ended_by, force, sources = PERIOD_ROWS[period.id]
    assert length == f"{period.amount} {period.unit}"
    assert words(counted_from) == {str(period.counted_from or period.follows_period)}
    assert words(ended_by) == {str(trigger) for trigger in period.ended_by}
    assert force == str(period.force)
    assert words(sources) == set(period.regulations)


@pytest.mark.parametrize("period", PERIODS, ids=lambda p: p.id)
def test_every_period_rests_on_a_source_that_was_found_and_is_no_stronger(period: Period) -> None:
    forces = [FORCE_OF_WORD[KEYS[key][1]] for key in period.regulations]

    assert forces
    strength = list(Force)
    assert strength.index(period.force) >= min(strength.index(force) for force in forces)


def test_every_source_says_what_is_used_of_it_and_where_it_was_found() -> None:
    for source, force, used, found in KEYS.values():
        assert source
        assert force in FORCE_OF_WORD
        assert used
        assert found


def citations(source: str) -> set[str]:
    """The keys cited after `Regulation:` in the docstrings of a module."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    texts = [
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, documented)
    ]
    return {key for text in texts for key in CITATION.findall(text.partition("Regulation:")[2])}


@pytest.mark.parametrize(
    "path", sorted((HOUSE / "wbs").rglob("*.py")), ids=lambda p: p.relative_to(HOUSE).as_posix()
)
def test_every_citation_in_a_docstring_has_its_source(path: Path) -> None:
    assert citations(path.read_text()) <= set(KEYS)


def test_a_citation_without_a_source_is_seen() -> None:
    cited = citations('"""A rule.\n\nRegulation: [PERMEN-0-1999 art. 3], [SP4N]\n"""')

    assert cited - set(KEYS) == {"PERMEN-0-1999"}


def test_every_source_the_page_on_rights_names_is_listed_with_what_was_found() -> None:
    page = (HOUSE / "wbs/web/templates/reporter/rights.html").read_text()
    named = set(re.findall(r'<span class="small soft">([^<{]+)</span>', page))

    assert named
    assert {n for n in named if not any(n in source for source, *_ in KEYS.values())} == set()
