"""What the files on publication, measures and comparison must say, and that a slip in them is named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.law_at_hand import CONFIG, shipped_law
from wbs.domain.measures import MeasureId
from wbs.store.rules.config_file import ConfigError
from wbs.store.rules.law import load_law

Edit = Callable[[str], str]
SLIPS: dict[str, tuple[str, Edit, str]] = {
    "no days": ("publication.toml", lambda t: t.replace("= 14", "= 0"), "frozen_after_days"),
    "no size": ("publication.toml", lambda t: t.replace("employees_at_least", "#"), "employees"),
    "unknown": ("publication.toml", lambda t: t + "\nrounded_to = 1\n", "rounded_to"),
    "a measure twice": ("measures.toml", lambda t: t + t[t.index("[[") :], "once"),
    "a measure missing": ("measures.toml", lambda t: t[: t.rindex("[[")], "once"),
    "no source": ("measures.toml", lambda t: t.replace("source =", "origin =", 1), "origin"),
    "no bar": ("comparison.toml", lambda t: t.replace("[bar.wbk]", "[bar.other]"), "other"),
    "no area": ("comparison.toml", lambda t: t.replace("[area]", "[areas]"), "areas"),
    "no scale": ("comparison.toml", lambda t: t.replace("[scale]", "[scales]"), "scales"),
    "worth too much": ("comparison.toml", lambda t: t.replace("[100, 0]", "[101, 0]"), "yes_no"),
    "worst first": ("comparison.toml", lambda t: t.replace("[100, 50, 0]", "[0, 50, 100]"), "best"),
    "zero percent": ("comparison.toml", lambda t: t.replace("= 60", "= 0"), "percent"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named(tmp_path: Path, slip: str) -> None:
    name, edit, told = SLIPS[slip]
    (tmp_path / name).write_text(edit((CONFIG / name).read_text()))

    with pytest.raises(ConfigError, match=told):
        load_law(CONFIG, tmp_path)


def test_an_agencys_own_file_replaces_the_whole(tmp_path: Path) -> None:
    own = "frozen_after_days = 30\nemployees_at_least = 1\n"
    (tmp_path / "publication.toml").write_text(own)

    rules = load_law(CONFIG, tmp_path).publication

    assert (rules.frozen_after_days, rules.employees_at_least) == (30, 1)


def test_an_agency_that_has_the_text_enters_the_bar_for_wbbm(tmp_path: Path) -> None:
    own = (CONFIG / "comparison.toml").read_text()
    (tmp_path / "comparison.toml").write_text(
        f'{own}\n[bar.wbbm]\npercent = 75\nsource = "surat"\n'
    )

    found = load_law(CONFIG, tmp_path).comparison.wbbm

    assert found is not None
    assert (found.percent, found.source) == (75, "surat")


def test_the_shipped_files_say_whose_each_number_is(tmp_path: Path) -> None:
    shutil.copy(CONFIG / "measures.toml", tmp_path)
    law = shipped_law()

    assert [d.id for d in law.measures] == list(MeasureId)
    assert all(d.source and d.definition.indonesian != d.definition.english for d in law.measures)
    assert law.comparison.wbbm is None  # found nowhere, so nobody is held against it
    assert "cocokkan" in law.comparison.wbk.source  # not seen in the official text, and it says so
    assert load_law(CONFIG, tmp_path).measures == law.measures
