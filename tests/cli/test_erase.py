"""`wbs erase`: the list of what is due, and that a terminal erases nothing two persons did not confirm."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import build_cast
from tests.conftest import Clock
from tests.erasures import closed, erased_by_two, rested
from tests.reports import Reported
from wbs import bootstrap
from wbs.cli import erase
from wbs.cli.main import run
from wbs.domain.errors import NotFound
from wbs.services.context import Context
from wbs.settings import Settings


@pytest.fixture
def terminal(
    settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Context]:
    """The context the commands open, on the clock of the test."""
    context = bootstrap.build_context(settings, clock=clock)

    class Opened:
        def __init__(self, context: Context) -> None:
            self.context = context

    monkeypatch.setattr("wbs.cli.terminal.Place.open", lambda _: Opened(context))
    yield context
    context.database.close()


def said(capsys: pytest.CaptureFixture[str], data_dir: Path, *arguments: str) -> str:
    capsys.readouterr()
    assert run(["--data", str(data_dir), "erase", *arguments]) == 0
    return capsys.readouterr().out


def is_there(context: Context, reported: Reported) -> bool:
    try:
        reported.enter(context)
    except NotFound:
        return False
    return True


def test_what_is_due_is_listed_without_a_word_of_any_case(
    terminal: Context, clock: Clock, capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    cast = build_cast(terminal)
    assert "no case is past its retention period" in said(capsys, data_dir)
    reported = rested(cast, clock)

    text = said(capsys, data_dir)
    (line,) = json.loads(said(capsys, data_dir, "--json"))["over"]

    assert "satker-1" in text
    assert "nothing proposed" in text
    assert reported.case_id not in text
    assert line == {
        "unit": "satker-1",
        "desk": "wbs",
        "kind": "wbs",
        "outcome": "not_actionable",
        "closed_on": "2026-08-03",
        "kept_until": "2028-08-03",
        "rule": "report_without_finding",
        "jra_code": "",
        "proposed_on": None,
        "confirmed_on": None,
    }


def test_the_operator_alone_erases_nothing_and_carries_out_what_two_persons_confirmed(
    terminal: Context, clock: Clock, capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    cast = build_cast(terminal)
    untouched, wanted = closed(cast), rested(cast, clock)

    assert "erased 0, spared 0, erased again 0" in said(capsys, data_dir, "--apply")
    assert is_there(terminal, wanted)
    erased_by_two(cast, wanted)
    assert "erased 0" in said(capsys, data_dir, "--apply")
    clock.move(days=1)
    assert "erased 1" in said(capsys, data_dir, "--apply")

    assert not is_there(terminal, wanted)
    assert is_there(terminal, untouched)


def test_the_command_has_no_way_to_propose_or_confirm() -> None:
    options = {name for each in erase.erase.params for name in each.opts}

    assert options == {"--apply", "--json", "--data"}
