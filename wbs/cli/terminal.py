"""What every command shares: where the data lies, how a house is opened, how things are told.

Answers go to standard output, everything else to standard error; `wbs: error:` says what is wrong and
`wbs: hint:` what to do. Exit code 1: something does not hold or is refused; 2: it was asked wrongly,
or cannot be read.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from pathlib import Path
from typing import Any

import click

from wbs.bootstrap import House, open_house
from wbs.domain.errors import InvalidForm, Unavailable, WbsError
from wbs.settings import SETTINGS_FILE, Settings, SettingsError
from wbs.settings_file import read_settings

REFUSED = 1
ASKED_WRONGLY = 2


class Trouble(Exception):
    """A command cannot go on; *hint* says what would help."""

    def __init__(self, problem: str, hint: str = "", code: int = REFUSED) -> None:
        super().__init__(problem)
        self.hint = hint
        self.code = code


@dataclass
class Place:
    """Where the data lies, once somebody said so: before the command's name or after it."""

    data: Path | None = None

    def data_dir(self) -> Path:
        """The data folder.

        Raises:
            Trouble: nobody named one.
        """
        if self.data is None:
            raise Trouble("no data folder", "name it with --data DIR or WBS_DATA", ASKED_WRONGLY)
        return self.data

    def settings(self) -> Settings:
        """The settings of the installation in the data folder.

        Raises:
            Trouble: nobody named a folder, or there is no installation in it.
            SettingsError: they cannot be used.
        """
        data_dir = self.data_dir()
        if not (data_dir / SETTINGS_FILE).exists():
            problem = f"{data_dir} holds no installation"
            raise Trouble(problem, "`wbs init` makes one", ASKED_WRONGLY)
        return read_settings(data_dir, os.environ)

    def open(self, *, for_reporters: bool = False) -> House:
        """The installation in the data folder; *for_reporters*: also where the machine is theirs alone.

        Raises:
            Trouble: there is no installation, its database is not of this version, or the command is for
                machines that reach every row.
            SettingsError: the settings cannot be used.
        """
        settings = self.settings()
        if settings.is_told and not for_reporters:
            hint = "run it where the officers' application is"
            raise Trouble("this machine reaches the database as the reporters' role", hint)
        try:
            return open_house(settings)
        except Unavailable as error:
            raise Trouble(str(error), "`wbs init` brings the database up to date") from None


def _set_data(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    place = context.ensure_object(Place)
    if value is not None:
        place.data = value


FOLDER = click.Path(file_okay=False, path_type=Path)

data_option = click.option(
    "--data",
    type=FOLDER,
    expose_value=False,
    is_eager=True,
    callback=_set_data,
    help="The folder that `init` or `demo` made (or WBS_DATA).",
)

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON value, for programs.")


def say(text: str) -> None:
    """One line of the answer."""
    click.echo(text)


def say_json(value: Any) -> None:
    """The answer as one line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False))


def say_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The answer as aligned columns under their heads."""
    widths = [max(len(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
    for row in [heads, *rows]:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def tell(problem: str) -> None:
    """Says on standard error what is wrong."""
    click.echo(f"wbs: error: {problem}", err=True)


HINTS = {
    ("slug", "slug_form"): "lower-case letters, digits and single dashes, for example kantor-1",
    ("parent", "unknown"): "`wbs unit list` shows the units",
    ("unit", "unknown"): "`wbs unit list` shows the units",
    ("desks", "unknown"): "`wbs desk list` shows the desks",
}


@dataclass(frozen=True)
class _Told:
    problems: Sequence[str]
    hint: str
    code: int


@singledispatch
def _told(error: Exception) -> _Told:
    """What a person is told of an expected failure."""
    return _Told([str(error)], "", REFUSED)


@_told.register
def _(error: Trouble) -> _Told:
    return _Told([str(error)], error.hint, error.code)


@_told.register
def _(error: SettingsError) -> _Told:
    return _Told(error.problems, "every key is explained in docs/operations.md", ASKED_WRONGLY)


@_told.register
def _(error: InvalidForm) -> _Told:
    problems = [
        f"{p.field.replace('_', ' ')}: {p.reason.replace('_', ' ')}" for p in error.problems
    ]
    hints = (HINTS.get((p.field, p.reason), "") for p in error.problems)
    return _Told(problems, next(filter(None, hints), ""), REFUSED)


@_told.register
def _(_error: click.Abort) -> _Told:
    return _Told(["interrupted"], "", REFUSED)


@_told.register
def _(error: click.ClickException) -> _Told:
    problem = error.format_message().rstrip(".")
    return _Told([problem], "`wbs --help` lists the commands", ASKED_WRONGLY)


EXPECTED = (Trouble, SettingsError, WbsError, click.Abort, click.ClickException)


def answer(command: Callable[[], Any]) -> int:
    """Runs a command to its exit code; nothing expected ends in a traceback."""
    try:
        result = command()
    except click.exceptions.Exit as error:
        return error.exit_code
    except EXPECTED as error:
        told = _told(error)
        for problem in told.problems:
            tell(problem)
        if told.hint:
            click.echo(f"wbs: hint: {told.hint}", err=True)
        return told.code
    return result if isinstance(result, int) else 0
