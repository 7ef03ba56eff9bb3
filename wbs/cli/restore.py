"""`wbs restore`: a backup becomes an installation, whole or not at all."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from wbs.bootstrap import build_context, open_house
from wbs.cli.restore_place import building_in, put_in_place, require_room
from wbs.cli.terminal import ASKED_WRONGLY, Place, Trouble, data_option, json_option, say, say_json
from wbs.domain.errors import Refused, Tampered, WbsError
from wbs.new_settings import fresh_secrets, require_portable, secrets_of, write_secrets
from wbs.services.backup.keys_file import read_keys
from wbs.services.backup.last_backup import tombstones_of
from wbs.services.backup.read_backup import Whole, stones_beside, stones_in, verify
from wbs.services.backup.restore_backup import (
    Replayed,
    replay,
    require_empty,
    undone_on_error,
    write_backup,
)
from wbs.settings import SETTINGS_FILE, Settings, SettingsError
from wbs.settings_file import read_settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Sources:
    """Where keys and tombstones come from, and where the rows are to lie."""

    keys: Path | None
    new_keys: bool
    database_url: str
    tombstones: tuple[Path, ...]


@click.command()
@click.argument("file", type=FILE)
@click.option("--keys", type=FILE, help="The file that `wbs backup --keys` wrote.")
@click.option("--new-keys", is_flag=True, help="Without the keys: evidence documents stay closed.")
@click.option("--database-url", default="", help="An empty PostgreSQL database; else SQLite.")
@click.option(
    "--tombstones", type=FILE, multiple=True, help="A later backup: what was erased by then stays."
)
@click.option("--overwrite", is_flag=True, help="Replace the data folder; it is kept aside.")
@json_option
@data_option
@click.pass_obj
def restore(place: Place, /, file: Path, overwrite: bool, as_json: bool, **sources: Any) -> None:
    """Bring a backup back, also on another machine and into the other kind of database.

    Nothing is written before every byte was checked. Cases that were erased after the backup was made are
    erased again, as far as a backup in the same folder or the database that is replaced tells.
    """
    data_dir, asked = place.data_dir(), Sources(**sources)
    try:
        whole = verify(file)
        current = require_room(data_dir, overwrite=overwrite)
        stones, untold = _stones(file, whole, asked, current)
        with building_in(data_dir) as folder:
            url = _write_settings(file, whole, folder, asked, current)
            stones |= write_backup(file, folder, url)
            with undone_on_error(url):
                done = _replay(folder, whole, stones)
                aside = put_in_place(folder, data_dir)
    except (Tampered, Refused) as error:
        hint = "take another backup; nothing was changed here"
        raise Trouble(str(error), hint) from None
    except OSError as error:
        problem = f"the backup cannot be brought back: {error.strerror}"
        raise Trouble(problem, "nothing was changed here") from None
    _say(whole, done, aside, untold, as_json)


def _stones(
    file: Path, whole: Whole, asked: Sources, current: Settings | None
) -> tuple[set[tuple[str, str, str]], list[str]]:
    """Every tombstone that can be had, and what could not be asked."""
    stones, unread = stones_beside(file, whole.head.log_name)
    untold = [str(path) for path in unread]
    for path in asked.tombstones:
        stones |= set(stones_in(path))
    if current is not None and current.instance.log_name == whole.head.log_name:
        try:
            context = open_house(current).context
            stones |= tombstones_of(context)
            context.database.close()
        except (WbsError, SettingsError):
            untold.append("the database that is replaced")
    return stones, untold


def _write_settings(
    file: Path, whole: Whole, folder: Path, asked: Sources, current: Settings | None
) -> str:
    """The settings and keys stand in the folder; the address of the database, which is empty."""
    try:
        text = whole.settings.decode()
        require_portable(text)
    except ValueError as error:
        raise Tampered(str(error)) from None
    if asked.database_url:
        text += f"\n[database]\nurl = {json.dumps(asked.database_url)}\n"
    path = folder / SETTINGS_FILE
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    write_secrets(folder, _secrets(whole, asked, current))
    url = read_settings(folder, os.environ).database_url
    try:
        require_empty(url)
    except Refused:
        hint = "make an empty one and name it with --database-url; the old one stays as it is"
        raise Trouble("the database is not empty", hint, ASKED_WRONGLY) from None
    return url


def _secrets(whole: Whole, asked: Sources, current: Settings | None) -> dict[str, bytes]:
    if asked.keys is not None:
        return read_keys(asked.keys, whole.head.log_name)
    if asked.new_keys:
        return fresh_secrets(whole.settings.decode(), os.urandom)
    if current is not None and current.instance.log_name == whole.head.log_name:
        return secrets_of(current)
    hint = "--keys FILE, as `wbs backup --keys` wrote it; without it --new-keys, and no evidence document opens"
    raise Trouble("a backup holds no keys of the installation", hint, ASKED_WRONGLY)


def _replay(folder: Path, whole: Whole, stones: set[tuple[str, str, str]]) -> Replayed:
    context = build_context(read_settings(folder, os.environ))
    try:
        return replay(context, whole.head, stones)
    finally:
        context.database.close()


def _say(
    whole: Whole, done: Replayed, aside: Path | None, untold: list[str], as_json: bool
) -> None:
    if as_json:
        say_json(
            {
                "made_on": whole.head.made_on.isoformat(),
                "files": whole.files,
                "missing": done.missing,
                "erased_again": done.erased_again,
                "put_aside": str(aside) if aside else None,
                "tombstones_not_read": untold,
            }
        )
        return
    say(f"the backup of {whole.head.made_on} is brought back: {whole.files} files")
    say(f"erased again: {done.erased_again}")
    if done.missing:
        say(f"missing already when it was made: {done.missing} files")
    for each in untold:
        say(f"tombstones could not be read from {each}: what it says was erased may be there again")
    if aside:
        say(f"what was there lies in {aside}: delete it once all is well")
    say("everybody logs in anew; links of invitations have ended: `wbs officer renew`")
