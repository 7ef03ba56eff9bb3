"""Reads the settings: the TOML file, the environment over it, and the files secrets lie in."""

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from wbs.settings import (
    APPLICATIONS,
    LOOPBACK,
    OPTIONAL,
    OTHER_NAMES,
    SECTIONS,
    SETTINGS_FILE,
    DatabaseSettings,
    Secret,
    Settings,
    SettingsError,
    is_secret,
    keys_of,
    known_variables,
    needs_value,
    variable,
)

SHORTEST_SECRET = 32
TLS_WORDS = ("own", "proxy", "none")
MAIL_TLS_WORDS = ("starttls", "tls", "none")
POSTGRESQL = "postgresql"
EARLIEST_CLOSING, LATEST_CLOSING = 1, 23  # no transaction of the day before is still open
EARLIEST_HOUR, LATEST_HOUR = 4, 20  # what a day brings by itself joins the batch of that morning

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
    chosen = [s for s in SECTIONS if s not in OPTIONAL or s in tables]
    problems += _missing(tables, chosen)
    if problems:
        raise SettingsError(*problems)
    values = {s: _section(s, tables.get(s, {}), data_dir) for s in chosen}
    settings = Settings(data_dir=data_dir, **values)
    _check(settings)
    return settings


def log_key_file(data_dir: Path) -> Path | None:
    """The file of the logs' keys that the settings of the data folder name; None where they name none."""
    named = _tables(data_dir / SETTINGS_FILE).get("log", {}).get("keys_file")
    return data_dir / str(named) if named else None


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
            # `ca_file` and the like are no secrets: their variable ends as their name does.
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
        kind_of_field = hints[f.name]
        if is_secret(kind_of_field):
            if {f.name, f"{f.name}_file"} & table.keys():
                values[f.name] = _secret(section, f.name, table, data_dir, kind_of_field)
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


def _secret(
    section: str, key: str, table: dict[str, Any], data_dir: Path, kind: type[Secret]
) -> Secret:
    name = f"{section}.{key}"
    if key in table:  # only the environment can have put it there
        text = str(table[key])
    else:
        path = data_dir / str(table[f"{key}_file"])
        refuse_open_file(path, f"{name}_file")
        text = path.read_text(encoding="utf-8").strip()
    if kind is Secret and len(text) < SHORTEST_SECRET:
        raise SettingsError(f"{name} is shorter than {SHORTEST_SECRET} characters")
    return kind(text)


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
    problems += [*_secrets(settings), *_log(settings), *_jobs(settings), *_mail(settings)]
    problems += _reporters_address(settings)
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
            ("backup.keep_days", settings.backup.keep_days),
            ("backup.due_days", settings.backup.due_days),
            *(
                (f"limits.{f.name}", getattr(settings.limits, f.name))
                for f in fields(settings.limits)
            ),
        )
        if value < 1
    ]
    if problems:
        raise SettingsError(*problems)


def _secrets(settings: Settings) -> Iterator[str]:
    """What is wrong with who holds which secret."""
    reporter, officer, evidence = settings.reporter, settings.officer, settings.evidence
    if reporter and officer and reporter.secret_key == officer.secret_key:
        yield "reporter.secret_key and officer.secret_key must differ"
    if evidence and not officer:
        yield "section [evidence] is for hosts of officers: take it out, or add [officer]"
    if evidence and officer and evidence.instance_key == officer.secret_key:
        yield "evidence.instance_key and officer.secret_key must differ"


def _reporters_address(settings: Settings) -> Iterator[str]:
    """What is wrong with the address of the database that is the reporters' own."""
    own, other = settings.database.reporter_url, settings.database.url
    if not own:
        return
    if not own.startswith(POSTGRESQL):
        yield "database.reporter_url must be postgresql://…: SQLite knows no roles"
    if settings.reporter is None:
        yield "database.reporter_url is for hosts of reporters: take it out, or add [reporter]"
    elif settings.officer is None and other != DatabaseSettings.url:
        yield "database.url lists every case: take it out, database.reporter_url is enough here"
    elif settings.officer is not None and not other.startswith(POSTGRESQL):
        yield "database.reporter_url names the database of database.url: both are postgresql://…"
    elif own == other:
        yield "database.reporter_url and database.url must name different roles"


def _log(settings: Settings) -> Iterator[str]:
    """What is wrong with the accountability log and its promises."""
    log, promise = settings.log, settings.promise
    if any(c.isspace() or not c.isprintable() or c == "+" for c in settings.instance.log_name):
        yield "instance.log_name must hold no space and no +"
    if log and not settings.officer:
        yield "section [log] is for hosts of officers: take it out, or add [officer]"
    if promise and not settings.reporter:
        yield "section [promise] is for hosts of reporters: take it out, or add [reporter]"
    if log and promise and promise.key.reveal() in log.keys.reveal():
        yield "promise.key and log.keys must differ"
    if log and not EARLIEST_CLOSING <= log.hour <= LATEST_CLOSING:
        yield f"log.hour must be from {EARLIEST_CLOSING} to {LATEST_CLOSING}"
    if log and not all("@" in each.strip("@") and each.isascii() for each in log.anchors):
        yield "log.anchors must be addresses"


def _jobs(settings: Settings) -> Iterator[str]:
    if settings.jobs.url and not settings.jobs.url.startswith(("redis://", "rediss://")):
        yield "jobs.url must be empty or redis://…"


def _mail(settings: Settings) -> Iterator[str]:
    """What is wrong with how mail goes out."""
    mail = settings.mail
    if mail is None:
        return
    if settings.officer is None:
        yield "section [mail] is for hosts of officers: take it out, or add [officer]"
    if mail.tls not in MAIL_TLS_WORDS:
        yield f"mail.tls must be one of {', '.join(MAIL_TLS_WORDS)}"
    if mail.tls == "none" and mail.username and mail.host not in LOOPBACK:
        yield "mail.tls none would send the password in clear: set starttls or tls"
    if mail.username and not mail.password.reveal():
        yield "mail.password_file is needed where mail.username is set"
    if not EARLIEST_HOUR <= mail.hour <= LATEST_HOUR:
        yield f"mail.hour must be from {EARLIEST_HOUR} to {LATEST_HOUR}"
    if "@" not in mail.sender.strip("@") or not mail.sender.isascii():
        yield "mail.sender must be an address"
