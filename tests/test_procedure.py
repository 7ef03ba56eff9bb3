"""What the documents say about the procedure and its sources is what the program does."""

import ast
import re
from pathlib import Path

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.case import (
    AFTER_DECISION,
    AFTER_REVIEW,
    DETAILS,
    NEXT_STAGES,
    OUTCOMES_BEFORE_REVIEW,
    OUTCOMES_OF,
    Outcome,
    Procedure,
    Stage,
)
from wbs.domain.period import Force, Period
from wbs.domain.routing import RULES

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


HEADINGS = {
    Procedure.REPORT: "| stage of a report |",
    Procedure.RECEIPT: "| stage of a receipt |",
    Procedure.REFUSAL: "| stage of a refusal |",
    Procedure.DECLARATION: "| stage of a declaration |",
}
OUTCOMES = table(PROCEDURE, "| outcome |")
PERIOD_ROWS = table(PROCEDURE, "| period |")
KEYS = table(REGULATIONS, "| key |")
CITATION = re.compile(r"\[([A-Z0-9]+(?:-[A-Z0-9]+)*)(?: [^\]]*)?\]")


@pytest.mark.parametrize("procedure", Procedure)
def test_the_stages_are_written_down_as_they_are(procedure: Procedure) -> None:
    written = table(PROCEDURE, HEADINGS[procedure])

    after_review = {
        f"reviewed` {outcome}": {str(after) for after in stages}
        for outcome, stages in AFTER_REVIEW.items()
    }
    controlled = AFTER_DECISION[Outcome.MOVED]
    assert all(
        after == controlled for o, after in AFTER_DECISION.items() if o is not Outcome.NO_CONFLICT
    )
    after_decision = {
        "decided": {str(after) for after in controlled},
        "decided` no_conflict": {str(after) for after in AFTER_DECISION[Outcome.NO_CONFLICT]},
    }
    by_outcome = {Stage.REVIEWED: after_review, Stage.DECIDED: after_decision}
    found: dict[str, set[str]] = {}
    for stage, after in NEXT_STAGES[procedure].items():
        found |= by_outcome.get(stage, {str(stage): {str(a) for a in after}})
    assert {stage: words(row[1]) for stage, row in written.items()} == found


@pytest.mark.parametrize("outcome", Outcome)
def test_the_outcomes_are_written_down_as_they_are(outcome: Outcome) -> None:
    assert set(OUTCOMES) == set(Outcome)
    procedures, before_review, needs = OUTCOMES[outcome]
    assert words(procedures) == {p for p in Procedure if outcome in OUTCOMES_OF[p]}
    assert (before_review == "yes") is (outcome in OUTCOMES_BEFORE_REVIEW)
    assert words(needs) == {str(detail) for detail in DETAILS.get(outcome, ())}


def test_the_rules_of_routing_are_written_down_as_they_are_and_in_their_order() -> None:
    lines = table(PROCEDURE, "| reason | where |")

    assert list(lines) == [str(rule.reason) for rule in RULES]
    assert list(lines.values()) == [[str(rule.when), str(rule.where)] for rule in RULES]


def written(period: Period) -> str:
    """How the table names it: an id that stands there twice, with its last day."""
    return f"{period.id}` until {period.effective_to}" if period.effective_to else period.id


@pytest.mark.parametrize("period", PERIODS, ids=lambda p: p.id)
def test_the_periods_are_written_down_as_they_are(period: Period) -> None:
    assert set(PERIOD_ROWS) == {written(p) for p in PERIODS}
    length, counted_from, ended_by, dropped_by, force, sources = PERIOD_ROWS[written(period)]
    assert length == f"{period.amount} {period.unit}"
    assert words(counted_from) == {str(period.counted_from or period.follows_period)}
    assert words(ended_by) == {str(trigger) for trigger in period.ended_by}
    assert words(dropped_by) == {str(trigger) for trigger in period.dropped_by}
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
