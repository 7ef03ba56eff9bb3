"""`wbs log`: closing days, verifying, keys, as an operator sees them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.cast import Cast, build_cast
from tests.conftest import Clock
from tests.logged import alter, some_days, table
from wbs import bootstrap
from wbs.cli.main import run
from wbs.domain.accountability import INSTANCE
from wbs.services.accountability.public_log import public_log
from wbs.services.context import Context
from wbs.settings import Settings
from wbs.settings_file import log_key_file


@pytest.fixture
def terminal(
    settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Context]:
    """The context the commands open, on the clock of the test."""
    context = bootstrap.build_context(settings, clock=clock)

    class Opened:
        def __init__(self) -> None:
            self.context, self.settings = context, settings

    monkeypatch.setattr("wbs.cli.terminal.Place.open", lambda _, **_kinds: Opened())
    yield context
    context.database.close()


@pytest.fixture
def cast_here(terminal: Context, clock: Clock) -> Cast:
    cast = build_cast(terminal)
    some_days(cast, clock)
    clock.move(days=1)
    return cast


class Said:
    """What a command answered."""

    def __init__(self, capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
        self._capsys, self._data = capsys, str(data_dir)

    def __call__(self, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        assert run(["--data", self._data, "log", *arguments]) == code
        seen = self._capsys.readouterr()
        return seen.out + seen.err


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], data_dir: Path) -> Said:
    return Said(capsys, data_dir)


@pytest.mark.usefixtures("cast_here")
def test_days_are_closed_once_and_everything_fits(said: Said) -> None:
    assert "closed 2026-08-05 to 2026-08-05" in said("publish")
    assert json.loads(said("publish", "--json")) == {"integrated": 0, "closed": []}
    assert "everything fits" in said("verify")
    derived = json.loads(said("verify", "--json"))
    assert (derived["fits"], derived["closed_until"]) == (True, "2026-08-05")
    assert {"origin": "wbs.example.test/satker-1", "size": 8} in derived["logs"]


@pytest.mark.usefixtures("cast_here")
def test_a_row_somebody_changed_is_named_with_exit_code_one(terminal: Context, said: Said) -> None:
    said("publish")
    event = table("event")
    alter(terminal, update(event).where(event.c.ordinal == 2).values(outcome="substantiated"))

    assert "altered: wbs.example.test/satker-1 at position" in said("verify", code=1)
    first = json.loads(said("verify", "--json", code=1))["first"]
    assert (first["kind"], first["day"]) == ("altered", "2026-08-05")
    assert "outcome" in first["what"]


@pytest.mark.usefixtures("cast_here")
def test_a_mailed_checkpoint_is_held_against_the_log(
    terminal: Context, said: Said, tmp_path: Path
) -> None:
    said("publish")
    kept = tmp_path / "mail.txt"
    signed = public_log(terminal).checkpoint.decode()
    kept.write_bytes(f"words\n-----\n{signed}-----\n".replace("\n", "\r\n").encode())
    assert "everything fits" in said("verify", "--anchor", str(kept))

    alter(terminal, *(f"DELETE FROM {t}" for t in ("log_batch", "log_leaf", "log_tile")))
    alter(terminal, "DELETE FROM log_checkpoint")
    said("publish")

    assert "anchor: wbs.example.test" in said("verify", "--anchor", str(kept), code=1)
    assert INSTANCE not in said("verify")


@pytest.mark.usefixtures("cast_here")
def test_keys_are_listed_and_a_promise_key_is_certified(terminal: Context, said: Said) -> None:
    before = json.loads(said("key", "list", "--json"))
    assert [each["since"] for each in before["keys"]] == [None]
    assert before["promise_key"].startswith("wbs.example.test/_promise+")
    said("publish")

    assert "since 2026-08-06" in said("key", "list")
    assert "certified" in said("key", "certify", before["promise_key"])
    assert "no promise key" in said("key", "certify", "nonsense", code=1)


def test_a_new_key_is_appended_to_the_file_and_the_settings_stay_right(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    assert run(["--data", str(folder), "init", "--tls", "none", "--inspector", "dewi", "Dewi"]) == 0
    said = Said(capsys, folder)
    (before,) = json.loads(said("key", "list", "--json"))["keys"]

    assert "restart" in said("key", "add")

    after = json.loads(said("key", "list", "--json"))["keys"]
    assert after[0] == before
    assert len(after) == 2
    path = log_key_file(folder)
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert "everything fits" in said("verify")


def test_an_installation_from_before_gets_sections_and_keys(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    assert run(["--data", str(folder), "init", "--tls", "none", "--inspector", "dewi", "Dewi"]) == 0
    path = folder / "settings.toml"
    path.write_text(path.read_text().split("[log]")[0])
    said = Said(capsys, folder)
    assert "no log key here" in said("publish", code=1)

    assert run(["--data", str(folder), "init"]) == 0

    assert "sections and keys added: log, promise" in capsys.readouterr().out
    assert "no day to close" not in said("publish")
    assert "everything fits" in said("verify")
