"""The file of an installation's own keys: apart from every backup, since with both evidence documents open."""

import json
from collections.abc import Mapping
from pathlib import Path

from wbs.domain.errors import Refused, Tampered
from wbs.services.backup.make_backup import FORMAT
from wbs.store.backup.archive import HEAD, ArchiveWriter, members
from wbs.store.backup.whole_file import written_whole

FOLDER = "secrets/"


def write_keys(
    path: Path, log_name: str, secrets: Mapping[str, bytes], *, overwrite: bool = False
) -> None:
    """The file holds these secrets, by file name, for its owner alone.

    Raises:
        Refused: something is there already.
        OSError: it cannot be written; nothing is left of it.
    """
    head = {"format": FORMAT, "keys_of": log_name}
    with written_whole(path, overwrite=overwrite) as file:
        writer = ArchiveWriter(file, path.parent)
        try:
            writer.add(HEAD, json.dumps(head, sort_keys=True).encode() + b"\n")
            for name in sorted(secrets):
                writer.add(FOLDER + name, secrets[name])
            writer.finish()
        finally:
            writer.drop()


def read_keys(path: Path, log_name: str) -> dict[str, bytes]:
    """The secrets in the file, by file name.

    Raises:
        Refused: they are another installation's.
        Tampered: the file is cut or damaged, or holds no keys.
        OSError: it cannot be read.
    """
    found: dict[str, bytes] = {}
    with path.open("rb") as file:
        for member in members(file):
            found[member.name] = member.read()
    try:
        owner = json.loads(found.pop(HEAD))["keys_of"]
    except (KeyError, ValueError, TypeError) as error:
        raise Tampered("this is no file of keys") from error
    if owner != log_name:
        raise Refused("the keys are those of another installation")
    return {name.removeprefix(FOLDER): content for name, content in found.items()}
