"""Reads the settings: the TOML file, the environment over it, and the files secrets lie in."""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from wbs.settings import (
    APPLICATIONS,
    LOOPBACK,
    OTHER_NAMES,
    SECTIONS,
    SETTINGS_FILE,
    Secret,
    Settings,
    SettingsError,
    keys_of,
    known_variables,
    needs_value,
    variable,
)

SHORTEST_SECRET = 32
TLS_WORDS = ("own", "proxy", "none")

Tables = dict[str, dict[str, Any]]


def read_settings(data_dir: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of a data folder, complete and frozen.

    Raises:
        SettingsError: the file cannot be read, a key is unknown, missing or of the wrong type, a
            secret is short or its file open to others, or the values contradict each other.
    """
    tables = _tables(data_dir / SETTINGS_FILE)
    problems = _unknown(tables, environ)
    _overlay(tables, environ)
    chosen = [s for s in SECTIONS if s not in APPLICATIONS or s in tables]
    problems += _missing(tables, chosen)
    if problems:
        raise SettingsError(*problems)
    values = {s: _section(s, tables.get(s, {}), data_dir) for s in chosen}
    settings = Settings(data_dir=data_dir, **values)
    _check(settings)
    return settings


def _tables(path: Path) -> Tables:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read in {path.parent}") from error
    except ValueError as error:
        raise SettingsError(f"{path.name} is not TOML: {error}") from error
    return {name: v if isinstance(v, dict) else {"": v} for name, v in document.items()}


def _unknown(tables: Tables, environ: Mapping[str, str]) -> list[str]:
    known = known_variables()
    return [
        *(f"unknown section [{s}]" for s in tables if s not in SECTIONS),
        *(
            f"unknown key {s}.{k}"
            for s in tables
            if s in SECTIONS
            for k in tables[s]
            if k not in keys_of(s)
        ),
        *(
            f"unknown variable {name}"
            for name in environ
            if name.startswith("WBS_") and name not in known and not name.startswith(OTHER_NAMES)
        ),
    ]


def _overlay(tables: Tables, environ: Mapping[str, str]) -> None:
    for name, (section, key) in known_variables().items():
        if name in environ:
            plain = key.removesuffix("_file") if not name.endswith("_FILE") else key
            tables.setdefault(section, {})[plain] = environ[name]


def _missing(tables: Tables, chosen: list[str]) -> list[str]:
    problems = [
        f"missing key {s}.{k} (or {variable(s, k)})"
        for s in chosen
        for k in keys_of(s)
        if needs_value(s, k) and not {k, k.removesuffix("_file")} & tables.get(s, {}).keys()
    ]
    if not APPLICATIONS & set(chosen):
        problems.append("missing section [reporter] or [officer]")
    return problems


def _section(section: str, table: dict[str, Any], data_dir: Path) -> Any:
    kind = SECTIONS[section]
    hints = get_type_hints(kind)
    values = {}
    for f in fields(kind):
        if hints[f.name] is Secret:
            values[f.name] = _secret(section, f.name, table, data_dir)
        elif f.name in table:
            values[f.name] = _value(f"{section}.{f.name}", hints[f.name], table[f.name])
    return kind(**values)


def _value(name: str, kind: Any, given: Any) -> Any:
    if kind is int:
        if isinstance(given, str) and given.isascii() and given.isdigit():
            return int(given)
        if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
            return given
        raise SettingsError(f"{name} must be a whole number")
    if kind is str:
        if isinstance(given, str):
            return given
        raise SettingsError(f"{name} must be text")
    words = given.split(",") if isinstance(given, str) else given
    if isinstance(words, list) and words and all(isinstance(w, str) and w for w in words):
        return tuple(w.strip() for w in words)
    raise SettingsError(f"{name} must be a list of texts")


def _secret(section: str, key: str, table: dict[str, Any], data_dir: Path) -> Secret:
    name = f"{section}.{key}"
    if key in table:  # only the environment can have put it there
        text = str(table[key])
    else:
        path = data_dir / str(table[f"{key}_file"])
        refuse_open_file(path, f"{name}_file")
        text = path.read_text(encoding="utf-8").strip()
    if len(text) < SHORTEST_SECRET:
        raise SettingsError(f"{name} is shorter than {SHORTEST_SECRET} characters")
    return Secret(text)


def refuse_open_file(path: Path, name: str) -> None:
    """Refuse a secret's file that is missing or that anybody else may read.

    Raises:
        SettingsError: it is not there, or its mode lets others in.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        raise SettingsError(f"{name} cannot be read: {path}") from error
    if mode & (stat.S_IRWXO | stat.S_IWGRP):
        raise SettingsError(f"{name} is open to others: {path} (chmod 600)")


def _check(settings: Settings) -> None:
    server = settings.server
    hosts = [h for a in (settings.reporter, settings.officer) if a for h in a.hosts]
    problems = []
    if server.tls not in TLS_WORDS:
        problems.append(f"server.tls must be one of {', '.join(TLS_WORDS)}")
    if server.tls == "own" and not (server.tls_certificate and server.tls_key):
        problems.append("server.tls_certificate and server.tls_key are needed where tls is own")
    elif server.tls == "own":
        refuse_open_file(settings.data_dir / server.tls_key, "server.tls_key")
    if server.tls == "none" and not {server.bind, *hosts} <= LOOPBACK:
        problems.append("server.tls none is only for 127.0.0.1 and localhost: set proxy or own")
    if settings.reporter and settings.officer:
        if settings.reporter.secret_key == settings.officer.secret_key:
            problems.append("reporter.secret_key and officer.secret_key must differ")
    problems += [
        f"{name} must be at least 0"
        for name, value in (
            ("server.workers", server.workers),
            ("passwords.permits", settings.passwords.permits),
        )
        if value < 0
    ]
    problems += [
        f"{name} must be at least 1"
        for name, value in (
            ("server.port", server.port),
            ("server.threads", server.threads),
            *(
                (f"limits.{f.name}", getattr(settings.limits, f.name))
                for f in fields(settings.limits)
            ),
        )
        if value < 1
    ]
    if problems:
        raise SettingsError(*problems)
