"""`wbs doctor`: what is wrong, or soon will be. Exit code 1 where something must be mended."""

import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from wbs.bootstrap import build_context, is_volatile
from wbs.cli.restore_place import BEFORE
from wbs.cli.terminal import REFUSED, Place, data_option, json_option, say, say_json
from wbs.services.doctor import Finding, Level, examine
from wbs.settings import SETTINGS_FILE, Settings

REAL_PROFILE = "rfc-9106-second"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@click.command()
@json_option
@data_option
@click.pass_obj
def doctor(place: Place, as_json: bool) -> int:
    """Examine settings, database, files, desks and calendar."""
    settings = place.settings()
    context = build_context(settings)
    with closing(context.database):
        found = [
            *_folder(settings),
            *_put_aside(settings),
            *_settings(settings),
            *examine(context),
        ]
    is_healthy = all(each.level is not Level.ERROR for each in found)
    if as_json:
        say_json({"healthy": is_healthy, "findings": [_as_dict(each) for each in found]})
    else:
        for each in found:
            say(f"{each.level}: {each.check}: {each.problem}")
            say(f"  {each.hint}")
        say("nothing must be mended" if is_healthy else "something must be mended")
    return 0 if is_healthy else REFUSED


def _folder(settings: Settings) -> Iterator[Finding]:
    """Nobody but the owner looks into the data folder."""
    folder = settings.data_dir
    database = Path(settings.database_url.removeprefix("sqlite:///"))  # of PostgreSQL: no such file
    secrets = folder / "secrets"
    private = (folder, folder / SETTINGS_FILE, folder / "blobs", database, secrets)
    for path in (*private, *sorted(secrets.glob("*.key"))):
        if path.exists() and _is_open(path):
            hint = f"chmod go= {path}"
            yield Finding(Level.ERROR, "permissions", f"{path} is open to others", hint)


def _put_aside(settings: Settings) -> Iterator[Finding]:
    """What a restore put aside is a whole installation, with cases that are erased here by now."""
    for path in sorted(settings.data_dir.glob(f"{BEFORE}*")):
        hint = "look whether anything in it is still needed, then delete it"
        yield Finding(Level.WARNING, "backup", f"{path} lies aside since a restore", hint)


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & OTHERS)


def _settings(settings: Settings) -> Iterator[Finding]:
    if settings.passwords.profile != REAL_PROFILE:
        yield Finding(
            Level.ERROR,
            "settings",
            f"passwords.profile is {settings.passwords.profile}",
            f"set {REAL_PROFILE}: the others are for tests",
        )
    if settings.officer and not settings.evidence:
        yield Finding(
            Level.ERROR,
            "settings",
            "there is no section [evidence]: without an instance key no document can be filed",
            "`wbs init` makes the key and adds the section",
        )
    if not settings.server.is_secure:
        yield Finding(
            Level.WARNING,
            "settings",
            "server.tls is none: passwords and reports travel in clear",
            "set proxy or own before anybody but you reaches this",
        )
    if not is_volatile(settings):
        yield Finding(
            Level.ERROR,
            "settings",
            "volatile.url lies on a disk, where counters and their key outlive their day",
            "leave it empty, or name a folder in /dev/shm or /run",
        )


def _as_dict(each: Finding) -> dict[str, str]:
    return {
        "level": each.level.value,
        "check": each.check,
        "problem": each.problem,
        "hint": each.hint,
    }
