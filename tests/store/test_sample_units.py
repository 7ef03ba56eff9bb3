"""The demonstration's agency: small, whole, and in the order in which it can be made."""

from pathlib import Path

import pytest

from tests.law_at_hand import CONFIG
from wbs.domain.kinds import DeskKind, UnitKind
from wbs.store.rules.config_file import ConfigError
from wbs.store.rules.sample_units import read_sample_units

UNITS = read_sample_units(CONFIG)


def test_the_agency_has_an_inspectorate_two_regional_offices_and_four_work_units() -> None:
    kinds = [unit.kind for unit in UNITS]

    assert kinds[0] is UnitKind.INSPECTORATE
    assert kinds.count(UnitKind.INSPECTORATE) == 1
    assert kinds.count(UnitKind.REGIONAL_OFFICE) == 2
    assert kinds.count(UnitKind.WORK_UNIT) == 4


def test_only_the_inspectorate_is_the_root_and_has_its_desk() -> None:
    assert [unit.slug for unit in UNITS if unit.parent is None] == ["inspektorat"]
    assert [unit.slug for unit in UNITS if DeskKind.INSPECTORATE in unit.desks] == ["inspektorat"]


def test_the_inspectorate_the_regional_offices_and_two_work_units_have_a_upg() -> None:
    kinds = [unit.kind for unit in UNITS if DeskKind.UPG in unit.desks]

    assert kinds.count(UnitKind.INSPECTORATE) == 1
    assert kinds.count(UnitKind.REGIONAL_OFFICE) == 2
    assert kinds.count(UnitKind.WORK_UNIT) == 2


def test_every_unit_has_both_desks_a_head_and_people() -> None:
    for unit in UNITS:
        assert {DeskKind.WBS, DeskKind.COMPLAINT} <= set(unit.desks)
        assert unit.head
        assert unit.employees > 0


def test_a_child_before_its_parent_is_refused(tmp_path: Path) -> None:
    text = (CONFIG / "sample_units.toml").read_text()
    (tmp_path / "sample_units.toml").write_text(text[text.index('[[unit]]\nslug = "kanwil-jawa') :])

    with pytest.raises(ConfigError, match="parent inspektorat does not stand before it"):
        read_sample_units(tmp_path)
