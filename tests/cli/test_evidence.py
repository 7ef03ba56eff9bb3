"""`wbs evidence export`: the file it writes, and what it says when it cannot."""

import json
import os
import stat
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.exports import golden_histories
from tests.histories import store_histories
from wbs.bootstrap import open_house
from wbs.cli.main import run
from wbs.settings_file import read_settings
from wbs.store.units import unit_by_slug

UNIT = "inspektorat"


class Terminal:
    """What a person at a terminal sees of an installation with the golden sheet of 2025 in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        assert run(["--data", str(folder), "init", "--tls", "none", "--name", "Contoh"]) == 0
        context = open_house(read_settings(folder, os.environ)).context
        with context.database.transaction() as work:
            unit = unit_by_slug(work, UNIT)
            assert unit is not None
            store_histories(work, golden_histories(unit, 2025))
        context.database.close()
        capsys.readouterr()

    def export(self, out: Path, *options: str, unit: str = UNIT, period: str = "2025") -> int:
        """The exit code."""
        asked = ["--unit", unit, "--period", period, "--out", str(out)]
        return run(["--data", str(self.folder), "evidence", "export", *asked, *options])

    def said(self) -> tuple[str, str]:
        """Answers, and what went wrong."""
        seen = self._capsys.readouterr()
        return seen.out, seen.err


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    monkeypatch.delenv("WBS_DATA", raising=False)
    monkeypatch.setenv("WBS_PASSWORDS_PROFILE", "cheapest-for-tests")
    return Terminal(tmp_path / "installation", capsys)


def test_the_export_says_what_it_wrote(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "eviden.zip"

    assert terminal.export(out) == 0

    said, _ = terminal.said()
    assert said == (
        f"wrote {out}: inspektorat 2025 as of 2025-12-31: "
        "harus 170, sedang 13, selesai 157, 92,35 %\n"
    )
    with ZipFile(out) as pack:
        assert json.loads(pack.read("statistik.json"))["tindak_lanjut"]["complaint"]["harus"] == 170


def test_a_program_is_told_the_numbers_and_the_files_hash(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "eviden.zip"

    assert terminal.export(out, "--json", "--as-of", "2025-12-31", "--subtree") == 0

    assert json.loads(terminal.said()[0]) == {
        "file": str(out),
        "sha256": sha256(out.read_bytes()).hexdigest(),
        "unit": UNIT,
        "subtree": True,
        "period": "2025",
        "as_of": "2025-12-31",
        "nihil": False,
        "harus": 170,
        "sedang": 13,
        "selesai": 157,
        "percentage": 92.35,
    }


def test_only_the_owner_may_read_the_file_and_no_other_file_is_left(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    assert terminal.export(folder / "eviden.zip") == 0

    assert [path.name for path in folder.iterdir()] == ["eviden.zip"]
    assert stat.S_IMODE((folder / "eviden.zip").stat().st_mode) == 0o600


def test_the_same_question_gives_the_same_bytes(terminal: Terminal, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"

    assert terminal.export(first) == terminal.export(second) == 0

    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "eviden.zip"
    out.write_text("somebody's")

    assert terminal.export(out) == 2
    assert out.read_text() == "somebody's"
    assert "--overwrite replaces it" in terminal.said()[1]

    assert terminal.export(out, "--overwrite") == 0
    assert out.read_bytes()[:2] == b"PK"


def test_an_empty_file_is_a_place_somebody_kept(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "eviden.zip"
    out.touch()

    assert terminal.export(out) == 0


@pytest.mark.parametrize(
    ("options", "unit", "period", "code", "error", "hint"),
    [
        ((), UNIT, "2025-13", 2, "--period 2025-13", "2026-Q3"),
        ((), UNIT, "2999", 2, "--period 2999", "has not begun"),
        (("--as-of", "besok"), UNIT, "2025", 2, "--as-of besok", "year-month-day"),
        (("--as-of", "2024-12-31"), UNIT, "2025", 2, "--as-of 2024-12-31", "or after it"),
        ((), "satker-x", "2025", 1, "no unit is called satker-x", "wbs unit list"),
    ],
)
def test_what_cannot_be_is_said_with_a_hint_and_writes_nothing(
    terminal: Terminal,
    tmp_path: Path,
    options: tuple[str, ...],
    unit: str,
    period: str,
    code: int,
    error: str,
    hint: str,
) -> None:
    out = tmp_path / "eviden.zip"

    assert terminal.export(out, *options, unit=unit, period=period) == code

    told = terminal.said()[1].splitlines()
    assert told[0].startswith("wbs: error: ")
    assert error in told[0]
    assert told[1].startswith("wbs: hint: ")
    assert hint in told[1]
    assert not out.exists()


def test_a_folder_that_is_not_there_is_said(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.export(tmp_path / "nowhere" / "eviden.zip") == 2
    assert "is no folder" in terminal.said()[1]
