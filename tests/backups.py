"""Backups of the tests: an installation in a folder, as the operator has it, with the cast in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cast import Cast, Rehearsal
from tests.services_at_hand import make_tables
from wbs import bootstrap
from wbs.cli.main import run
from wbs.new_settings import Installation, write_new_settings
from wbs.services.context import Context
from wbs.settings import Settings
from wbs.settings_file import read_settings

CHEAP = '\n[passwords]\nprofile = "cheapest-for-tests"\npermits = 2\n'
INSTALLATION = Installation(
    instance_name="Kementerian Contoh",
    log_name="wbs.example.test",
    reporter_hosts=("localhost",),
    officer_hosts=("localhost",),
    port=18999,
    tls="none",
)


@dataclass
class Place:
    """A machine with an installation, and a folder for its backups and one for its keys."""

    data_dir: Path
    settings: Settings
    context: Context
    cast: Cast
    backups: Path
    keys: Path

    def backup(self, name: str = "one.wbs", *more: str) -> Path:
        """A backup made by the command."""
        path = self.backups / name
        self.keys.unlink(missing_ok=True)
        assert wbs(self.data_dir, "backup", str(path), "--keys", str(self.keys), *more) == 0
        return path


def wbs(data_dir: Path, *arguments: str) -> int:
    """One command in that data folder; its exit code."""
    return run(["--data", str(data_dir), *arguments])


def install(
    root: Path, rehearsal: Rehearsal, clock: Callable[..., object], database_url: str = ""
) -> Place:
    """A fresh installation with the cast, its keys in files, in SQLite unless an address is given."""
    data_dir = root / "data"
    write_new_settings(data_dir, INSTALLATION, os.urandom)
    # The rehearsed cast's desks are vouched for under the key of the tests.
    (data_dir / "secrets" / "evidence.key").write_text("e5" * 32 + "\n")
    settings_file = data_dir / "settings.toml"
    text = settings_file.read_text() + CHEAP
    if database_url:
        text = text.replace("sqlite:///wbs.sqlite", database_url)
    settings_file.write_text(text)
    settings = read_settings(data_dir, {})
    make_tables(settings.database_url)
    context = bootstrap.build_context(settings, clock=clock)  # type: ignore[arg-type]
    folders = [root / "backups", root / "safe"]
    for folder in folders:
        folder.mkdir()
    cast = rehearsal.perform(context)
    return Place(data_dir, settings, context, cast, folders[0], folders[1] / "keys.wbs")


@contextmanager
def opened(data_dir: Path, clock: Callable[..., object]) -> Iterator[Context]:
    """The installation in that folder."""
    house = bootstrap.open_house(read_settings(data_dir, os.environ), clock=clock)  # type: ignore[arg-type]
    try:
        yield house.context
    finally:
        house.context.database.close()


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What the last command wrote to either side."""
    captured = capsys.readouterr()
    return captured.out + captured.err
