"""Writes the settings of a new installation: one TOML file, and secrets in files of their own."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from wbs.settings import SETTINGS_FILE

SECRETS = ("reporter", "officer", "evidence", "log", "promise")
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
KEYED: Mapping[str, Mapping[str, object]] = {
    "evidence": {"instance_key_file": "secrets/evidence.key"},
    "log": {"keys_file": "secrets/log.key"},
    "promise": {"key_file": "secrets/promise.key"},
}


@dataclass(frozen=True)
class Installation:
    """What must be known before anything can be written."""

    instance_name: str
    log_name: str
    reporter_hosts: tuple[str, ...]
    officer_hosts: tuple[str, ...]
    port: int
    tls: str
    database_url: str = "sqlite:///wbs.sqlite"


def write_new_settings(
    data_dir: Path, installation: Installation, random_bytes: Callable[[int], bytes]
) -> None:
    """The folder holds settings and fresh secrets that its owner alone may read.

    Raises:
        FileExistsError: it has settings already; nothing was changed.
    """
    data_dir.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    data_dir.chmod(PRIVATE_FOLDER)
    write_private(data_dir / SETTINGS_FILE, _document(installation))
    folder = data_dir / "secrets"
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    for name in SECRETS:
        write_private(folder / f"{name}.key", random_bytes(32).hex() + "\n")


def add_key(data_dir: Path, section: str, random_bytes: Callable[[int], bytes]) -> None:
    """Settings from before there was such a section (`evidence`, `log`, `promise`) get it, and a fresh key.

    A key that lies there already is kept.
    """
    key = data_dir / "secrets" / f"{section}.key"
    key.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if not key.exists():
        write_private(key, random_bytes(32).hex() + "\n")
    with (data_dir / SETTINGS_FILE).open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(_lines({section: KEYED[section]})))


def append_line(path: Path, line: str) -> None:
    """The private file holds one line more, or is as it was.

    Raises:
        OSError: it cannot be written; nothing was changed.
    """
    text = path.read_text(encoding="utf-8").rstrip("\n")
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    write_private(beside, f"{text}\n{line}\n")
    with beside.open() as file:
        os.fsync(file.fileno())
    beside.replace(path)


def write_private(path: Path, text: str) -> None:
    """A new file that its owner alone may read.

    Raises:
        FileExistsError: there is one already.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _document(installation: Installation) -> str:
    sections: dict[str, Mapping[str, object]] = {
        "instance": {"name": installation.instance_name, "log_name": installation.log_name},
        "database": {"url": installation.database_url},
        "server": {
            "port": installation.port,
            "tls": installation.tls,
            # Behind a proxy with 0 here everybody is one source, and one flood would slow all.
            "trusted_proxies": 1 if installation.tls == "proxy" else 0,
        },
        "reporter": _application("reporter", installation.reporter_hosts),
        "officer": _application("officer", installation.officer_hosts),
        **KEYED,
    }
    head = "# Every key is explained in docs/operations.md. Read at start; restart to change.\n"
    return "\n".join([head, *_lines(sections)])


def _lines(sections: Mapping[str, Mapping[str, object]]) -> list[str]:
    lines: list[str] = []
    for section, table in sections.items():
        lines.append(f"[{section}]")
        lines += [f"{key} = {_literal(value)}" for key, value in table.items()]
        lines.append("")
    return lines


def _application(name: str, hosts: tuple[str, ...]) -> Mapping[str, object]:
    return {"hosts": list(hosts), "secret_key_file": f"secrets/{name}.key"}


def _literal(value: object) -> str:
    """A TOML literal: for texts, numbers and lists of texts JSON writes the same, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
