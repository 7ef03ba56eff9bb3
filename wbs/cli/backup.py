"""`wbs backup`: one file with all of an installation but its own keys, made while it serves."""

import hashlib
from pathlib import Path

import click

from wbs.bootstrap import CONFIG
from wbs.cli.terminal import ASKED_WRONGLY, Place, Trouble, data_option, json_option, say, say_json
from wbs.domain.errors import Refused
from wbs.new_settings import portable_settings, secrets_of
from wbs.services.backup.keys_file import write_keys
from wbs.services.backup.make_backup import Made, make_backup
from wbs.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--keys",
    "keys",
    type=FILE,
    help="Also write the installation's own keys, into another folder: whoever has both reads evidence documents.",
)
@click.option("--overwrite", is_flag=True, help="Replace what is there.")
@json_option
@data_option
@click.pass_obj
def backup(place: Place, file: Path, keys: Path | None, overwrite: bool, as_json: bool) -> None:
    """Write a backup while the system serves: database, files, settings, and no key of the installation's own.

    Nothing sealed opens with it that the database alone does not open. Drafts and logins are left out.
    """
    for path in (file, *((keys,) if keys else ())):
        if not path.parent.is_dir():
            raise Trouble(f"{path.parent} is no folder", "", ASKED_WRONGLY)
    if keys is not None and keys.parent.resolve() == file.parent.resolve():
        hint = "name another folder, best on another medium: with both, evidence documents open"
        raise Trouble("keys and backup would lie in one folder", hint, ASKED_WRONGLY)
    house = place.open()
    try:
        if keys is not None:
            log_name, secrets = house.settings.instance.log_name, secrets_of(house.settings)
            write_keys(keys, log_name, secrets, overwrite=overwrite)
        extras = {"settings.toml": portable_settings(house.settings).encode()}
        extras |= _corrections(house.settings)
        made = make_backup(house.context, file, extras, overwrite=overwrite)
    except Refused as error:
        raise Trouble(str(error), "--overwrite replaces it", ASKED_WRONGLY) from None
    except OSError as error:
        problem = f"the backup cannot be written: {error.strerror}"
        raise Trouble(problem, "nothing is left of it; what was there is there") from None
    finally:
        house.context.database.close()
    _say(made, as_json)


def _corrections(settings: Settings) -> dict[str, bytes]:
    """The operator's own files of law; what lies beside them and is read by nobody stays behind."""
    found = sorted((settings.data_dir / "config").glob("*.toml"))
    read = [path for path in found if (CONFIG / path.name).is_file()]
    return {f"config/{path.name}": path.read_bytes() for path in read}


def _say(made: Made, as_json: bool) -> None:
    digest = hashlib.sha256()
    with made.path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    if as_json:
        told: dict[str, object] = {"file": str(made.path), "sha256": digest.hexdigest()}
        told |= {"bytes": made.size, "files": made.files, "missing": made.missing}
        say_json(told | {"keep_until": made.expires_on.isoformat()})
        return
    say(f"{made.path}: {made.size} bytes, {made.files} files, sha256 {digest.hexdigest()}")
    say(f"destroy it after {made.expires_on}: until then erased cases live on in it")
    if made.missing:
        say(f"{made.missing} files are missing in the installation itself: `wbs doctor` names them")
