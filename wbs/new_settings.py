"""Writes the settings of a new installation: one TOML file, and secrets in files of their own."""

import json
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import get_type_hints

from wbs.settings import SECTIONS, SETTINGS_FILE, Secret, Settings, is_secret

SECRETS = ("reporter", "officer", "evidence", "log", "promise")
# What a machine has of its own, and may hold a password: a backup says nothing of it.
OF_THE_MACHINE = frozenset({"database", "volatile", "jobs"})
# Files beside the settings, by the key that names them.
FILES = {
    ("reporter", "secret_key"): "reporter.key",
    ("officer", "secret_key"): "officer.key",
    ("evidence", "instance_key"): "evidence.key",
    ("log", "keys"): "log.key",
    ("promise", "key"): "promise.key",
    ("mail", "password"): "mail.password",
    ("mail", "ca_file"): "mailca.pem",
    ("server", "tls_certificate"): "tls.pem",
    ("server", "tls_key"): "tls.key",
}
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


def portable_settings(settings: Settings) -> str:
    """The settings as another machine can take them up: whatever the operator decided.

    No secret, and no address of this machine's own services. Where a file is named, it is one of `secrets_of`.
    """
    sections: dict[str, Mapping[str, object]] = {}
    for name, kind in SECTIONS.items():
        value = getattr(settings, name)
        if value is None or name in OF_THE_MACHINE:
            continue
        hints = get_type_hints(kind)
        table: dict[str, object] = {}
        for each in fields(kind):
            now, file = getattr(value, each.name), FILES.get((name, each.name))
            if file is not None:
                if now and (not isinstance(now, Secret) or now.reveal()):
                    key = f"{each.name}_file" if is_secret(hints[each.name]) else each.name
                    table[key] = f"secrets/{file}"
            elif now != each.default:
                table[each.name] = list(now) if isinstance(now, tuple) else now
        sections[name] = table
    head = "# Brought back from a backup. Every key is explained in docs/operations.md.\n"
    return "\n".join([head, *_lines(sections)])


def require_portable(document: str) -> None:
    """Return where the settings of a backup say nothing that `portable_settings` would not say.

    Security: whoever forges a backup could else have what comes after it kept at an address of theirs, or a
    file of the machine's read in the place of a secret.

    Raises:
        ValueError: they name a service of the machine, or a file other than those beside them.
    """
    allowed = {name for key, file in FILES.items() for name in _naming(key, f"secrets/{file}")}
    paths = {(section, key) for section, key, _ in allowed}
    for section, table in tomllib.loads(document).items():
        if section in OF_THE_MACHINE or not isinstance(table, dict):
            raise ValueError(f"settings of a backup must not hold [{section}]")
        for key, value in table.items():
            is_path = key.endswith("_file") or (section, key) in paths
            if is_path and (section, key, str(value)) not in allowed:
                raise ValueError(f"settings of a backup must not name a file for {section}.{key}")


def _naming(key: tuple[str, str], path: str) -> tuple[tuple[str, str, str], ...]:
    """How settings may name that file: under the key, or under the key of a secret's file."""
    section, name = key
    return ((section, name, path), (section, f"{name}_file", path))


def secrets_of(settings: Settings) -> dict[str, bytes]:
    """The files in `secrets/` that `portable_settings` names, with what is in force now.

    Security: with the data, the evidence key opens every evidence document. Keep them apart.

    Raises:
        OSError: a certificate cannot be read.
    """
    found: dict[str, bytes] = {}
    for (section, key), file in FILES.items():
        value = getattr(getattr(settings, section), key, None)
        if isinstance(value, Secret) and value.reveal():
            found[file] = value.reveal().encode() + b"\n"
        elif isinstance(value, str) and value:
            found[file] = (settings.data_dir / value).read_bytes()
    return found


def fresh_secrets(document: str, random_bytes: Callable[[int], bytes]) -> dict[str, bytes]:
    """New keys for settings whose own are lost; a password of the mail server has to be written anew."""
    named = [name for name in FILES.values() if f'"secrets/{name}"' in document]
    found = {n: f"{random_bytes(32).hex()}\n".encode() for n in named if n.endswith(".key")}
    found.pop("tls.key", None)
    return found | {n: b"write the password anew\n" for n in named if n.endswith(".password")}


def write_secrets(data_dir: Path, secrets: Mapping[str, bytes]) -> None:
    """The files lie in `secrets/`, for their owner alone.

    Raises:
        FileExistsError: one is there already.
    """
    folder = data_dir / "secrets"
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    for name, content in secrets.items():
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        with os.fdopen(os.open(folder / name, flags, PRIVATE_FILE), "wb") as file:
            file.write(content)


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
