"""Retention as data: what is wrong in a file is refused and named; an operator's replaces the shipped one."""

from pathlib import Path

import pytest

from tests.law_at_hand import CONFIG, shipped_law
from wbs.domain.case import Outcome
from wbs.domain.kinds import Kind
from wbs.store.rules.config_file import ConfigError
from wbs.store.rules.law import Law, load_law

SHIPPED = (CONFIG / "retention.toml").read_text()
LETTERS = (CONFIG / "data_letters.toml").read_text()


def overridden(folder: Path, text: str, name: str = "retention.toml") -> Law:
    (folder / name).write_text(text)
    return load_law(CONFIG, folder)


def test_an_operators_file_replaces_the_whole(tmp_path: Path) -> None:
    text = SHIPPED.replace('jra_code = ""', 'jra_code = "PW.03.01"').replace("= 60", "= 120")

    rule = overridden(tmp_path, text).retention.rule_for(Kind.WBS, Outcome.SUBSTANTIATED)

    assert (rule.months, rule.jra_code) == (120, "PW.03.01")
    assert shipped_law().retention.rule_for(Kind.WBS, Outcome.SUBSTANTIATED).months == 60


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("months = 24", "months = 0", "months must be above zero"),
        ("months = 24", "months = 1.5", "months must be of type int"),
        ("months = 24", "", "missing key months"),
        ('"withdrawn"', '"lost"', "'lost' is no Outcome"),
        ('"conflict_of_interest"', '"wbs"', "outcomes of declaration are those of report_other"),
        ('outcomes = ["substantiated"', 'outcomes = ["withdrawn"', "are those of"),
        ('"report_other"', '"disclosure"', "stands there twice"),
        ("days = 30", "days = 0", "days must be above zero"),
        ("[warning]\ndays = 30", "", "missing table [warning]"),
        ('force = "praktik"', 'force = "adat"', "'adat' is no Force"),
        ('kinds = ["conflict_of_interest"]\n', "kinds = []\n", "missing key kinds"),
        ('jra_code = ""', "jra = 1", "unknown key jra"),
    ],
)
def test_what_is_wrong_is_refused_and_named(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    assert before in SHIPPED

    with pytest.raises(ConfigError) as caught:
        overridden(tmp_path, SHIPPED.replace(before, after, 1))

    assert complaint in str(caught.value)


def test_every_source_that_is_named_is_explained() -> None:
    law, explained = shipped_law(), (CONFIG.parent / "docs" / "regulations.md").read_text()
    named = {key for rule in law.retention.rules for key in rule.regulations}
    named |= {key for letter in law.data_letters for key in letter.regulations}

    assert {key for key in named if f"| `{key}` |" not in explained} == set()
    assert named


def test_a_kind_without_a_rule_for_the_rest_is_named(tmp_path: Path) -> None:
    without = SHIPPED[: SHIPPED.index('[[rule]]\nid = "declaration"')]

    with pytest.raises(ConfigError, match="conflict_of_interest"):
        overridden(tmp_path, without)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('id = "jawaban-pelapor"', 'id = "jawaban-terlapor"'),
        ('id = "jawaban-pelapor"', 'id = "../rahasia"'),
        ("use_id = ", "gunakan = "),
    ],
)
def test_a_letter_that_is_none_is_refused(tmp_path: Path, before: str, after: str) -> None:
    with pytest.raises(ConfigError, match=r"data_letters\.toml"):
        overridden(tmp_path, LETTERS.replace(before, after, 1), "data_letters.toml")
