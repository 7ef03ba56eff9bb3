"""The rules on gratuities as shipped, an operator's corrections, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from tests.law_at_hand import CONFIG
from wbs.domain.gratification.gratuity import LimitPer
from wbs.store.rules.config_file import ConfigError, Entry
from wbs.store.rules.gratuity_rules import read_gratuity_rules
from wbs.store.rules.law import load_law

KIND = {"code": "a", "label_id": "x", "label_en": "x", "note_id": "x", "note_en": "x"}
SET = {
    "id": "first",
    "title": "t",
    "effective_from": date(2020, 1, 1),
    "effective_to": date(2020, 12, 31),
    "exempt": ["a"],
    "late_id": "x",
    "late_en": "x",
}
NEXT = SET | {"id": "second", "effective_from": date(2021, 1, 1)}


def entry(*sets: dict[str, object]) -> Entry:
    return Entry("gratification.toml", {"exempt": [KIND], "ruleset": list(sets)})


def test_an_operator_corrects_a_limit_without_a_release(tmp_path: Path) -> None:
    (tmp_path / "gratification.toml").write_text(
        """
        [[ruleset]]
        id = "perkpk-1-2026"
        title = "Peraturan KPK 1/2026 dan Peraturan Menteri kami"
        effective_from = 2026-01-20
        exempt = ["a", "m"]
        late_id = "x"
        late_en = "x"

        [[ruleset.limit]]
        exempt = "m"
        per = "giver"
        rupiah = 1_000_000
        """
    )

    rules = load_law(CONFIG, tmp_path).gratuities

    assert rules.in_force(date(2026, 1, 20)).limits_of("m") == {LimitPer.GIVER: 1_000_000}
    assert rules.in_force(date(2026, 1, 19)).id == "perkpk-2-2019"


@pytest.mark.parametrize(
    ("sets", "problem"),
    [
        ((SET, NEXT | {"effective_from": date(2020, 12, 31)}), "must begin where first ends"),
        ((SET, NEXT | {"effective_from": date(2021, 1, 2)}), "must begin where first ends"),
        ((SET | {"exempt": ["z"]},), "unknown exempt kind z"),
        (
            (SET | {"limit": [{"exempt": "b", "per": "gift", "rupiah": 1}]},),
            "unknown exempt kind b",
        ),
        ((SET | {"limit": [{"exempt": "a", "per": "day", "rupiah": 1}]},), "is no LimitPer"),
        ((SET | {"limit": [{"exempt": "a", "per": "gift", "rupiah": 0}]},), "above zero"),
        ((SET | {"limits": []},), "unknown key limits"),
    ],
    ids=["overlap", "gap", "unknown kind", "limit of another", "per", "nothing", "misspelt"],
)
def test_rules_that_cannot_be_meant_are_refused(
    sets: tuple[dict[str, object], ...], problem: str
) -> None:
    with pytest.raises(ConfigError, match=problem):
        read_gratuity_rules([entry(*sets)])


def test_rule_sets_that_follow_each_other_are_taken_in_any_order() -> None:
    rules = read_gratuity_rules([entry(NEXT | {"effective_to": date(2021, 6, 1)}, SET)])

    assert [found.id for found in rules.sets] == ["first", "second"]
