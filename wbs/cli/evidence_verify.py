"""`wbs evidence verify`: an evidence pack checked with nothing but the file and a key."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from wbs.cli.terminal import (
    ASKED_WRONGLY,
    REFUSED,
    Place,
    Trouble,
    data_option,
    json_option,
    say,
    say_json,
)
from wbs.evidence.verify.archive import NoPack
from wbs.evidence.verify.finding import Check, Finding
from wbs.evidence.verify.keys import BadKeys, read_keys
from wbs.evidence.verify.pack import Keys, examine
from wbs.services.accountability.key_list import listed_keys

FILE = click.Path(dir_okay=False, path_type=Path)
MEGABYTE = 1_000_000
LONG_TO_READ = 5 * MEGABYTE
SIGNS = {Check.HOLDS: "sesuai", Check.FAILS: "TIDAK SESUAI", Check.OPEN: "tidak diperiksa"}


@click.command("verify")
@click.argument("file", type=FILE)
@click.option(
    "--key",
    type=FILE,
    metavar="FILE",
    help="The instance's public keys, one a line; else the data folder's.",
)
@click.option("--previous", type=FILE, metavar="FILE", help="The pack before, to compare.")
@json_option
@data_option
@click.pass_obj
def verify(
    place: Place, file: Path, key: Path | None, previous: Path | None, *, as_json: bool
) -> None:
    """Check an evidence pack: lists, signatures, ledger, proofs, and every figure that can be counted again."""
    keys = _keys(place, key)
    try:
        found = examine(file, keys, previous, _say_what_is_read)
    except NoPack as error:
        raise Trouble(f"{file}: {error.reason}", "", ASKED_WRONGLY) from None
    failed = [finding for finding in found if finding.check is Check.FAILS]
    if as_json:
        say_json({"holds": not failed, "findings": [vars(finding) for finding in found]})
    else:
        _say(found, len(failed))
    if failed:
        raise click.exceptions.Exit(REFUSED)


def _say_what_is_read(path: str, size: int) -> None:
    """On a terminal, of a ledger that takes more than a moment: nothing else is to be seen until it is read."""
    if size >= LONG_TO_READ and sys.stderr.isatty():
        click.echo(f"membaca {path} ({size // MEGABYTE} MB) …", err=True)


def _say(found: Sequence[Finding], failed: int) -> None:
    width = max(map(len, SIGNS.values()))
    for finding in found:
        say(f"{SIGNS[finding.check].ljust(width)}  {finding.subject}: {finding.said}")
    say("")
    say(f"TIDAK SESUAI: {failed} hal" if failed else "Semua yang dapat diperiksa sesuai.")


def _keys(place: Place, file: Path | None) -> Keys:
    if file is None and place.data is None:
        hint = "name the file with the instance's public keys: --key FILE; it publishes them at /log/keys"
        raise Trouble("no key to check the pack with", hint, ASKED_WRONGLY)
    if file is None:
        return tuple(listed.key for listed in listed_keys(place.open().context))
    try:
        return read_keys(file.read_text())
    except (OSError, UnicodeDecodeError):
        raise Trouble(f"{file} cannot be read", "", ASKED_WRONGLY) from None
    except BadKeys as error:
        hint = "a line is `name+id+key` or `ssh-ed25519 …`; the instance publishes them at /log"
        raise Trouble(f"{file}: {error}", hint, ASKED_WRONGLY) from None
