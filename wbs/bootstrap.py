"""Builds the house: the one module that sees every room, called by the wsgi modules, the cli and jobs."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from limits.storage import storage_from_string

from wbs.domain.errors import Unavailable
from wbs.doors import Application, Doors
from wbs.jobs.housekeeping import Housekeeping
from wbs.jobs.queue import open_queue
from wbs.mailer import Mailer
from wbs.sealing.errors import Malformed
from wbs.sealing.key import Key
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS, RFC_9106_SECOND, PasswordGate, Profile
from wbs.sealing.selftest import self_test
from wbs.services.accountability.keys import log_rules, promiser
from wbs.services.context import Context, LogRules, MailRules, Rules
from wbs.services.reporter_role import open_told, renew_role
from wbs.settings import OfficerSettings, ReporterSettings, Settings, SettingsError
from wbs.settings_file import read_settings
from wbs.store import migrate
from wbs.store.blobs import BlobStore
from wbs.store.database import Database, open_database
from wbs.store.limits_storage import volatile_key
from wbs.store.rules.config_file import ConfigError
from wbs.store.rules.law import Law, load_law
from wbs.store.rules.sample_units import SampleUnit, read_sample_units
from wbs.store.volatile import default_url, is_in_memory
from wbs.tlog.note import Signer
from wbs.web.officer import application as officer_application
from wbs.web.reporter import application as reporter_application
from wbs.web.shell import Limits, WebSettings

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "config"
PROFILES = {p.name: p for p in (RFC_9106_SECOND, CHEAPEST_FOR_TESTS)}


@dataclass(frozen=True)
class House:
    """An installation that is open: what the operator decided, and what services are given."""

    settings: Settings
    context: Context


def real_clock() -> datetime:
    """The time."""
    return datetime.now(UTC)


def open_house(settings: Settings, *, clock: Callable[[], datetime] = real_clock) -> House:
    """The installation, whose database has the tables this version works with.

    Raises:
        SettingsError: a setting names what does not exist, or a file of `config/` is not as it must be.
        Unavailable: the database is older, newer or empty.
    """
    context = build_context(settings, clock=clock)
    migrate.require_current(context.database)
    return House(settings, context)


def bring_up_to_date(settings: Settings) -> None:
    """The database has the tables this version works with, and the reporters' role what it needs of them."""
    migrate.upgrade(settings.database_url)
    renew_role(settings.database_url)


def sample_units() -> tuple[SampleUnit, ...]:
    """The agency of the demonstration, in the order in which its units can be made."""
    return read_sample_units(CONFIG)


def build_context(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = real_clock,
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> Context:
    """The Context of an installation, after its sealing has proved itself.

    Raises:
        SettingsError: a setting names what does not exist, or a file of `config/` is not as it must be.
        SealingError: the self-test failed; nothing may be sealed with this build.
    """
    self_test()
    permits = settings.passwords.permits or max(1, cores() // processes(settings))
    gate = partial(PasswordGate, _profile(settings), permits, settings.passwords.wait_seconds)
    return Context(
        clock=clock,
        random_bytes=random_bytes,
        law=_law(settings),
        database=_open(settings.database_url, is_told=settings.is_told),
        blobs=BlobStore(settings.data_dir / "blobs"),
        passwords=gate(),
        known_passwords=gate(),
        rules=_rules(settings),
    )


def cores() -> int:
    """How many processors there are for us."""
    return len(os.sched_getaffinity(0))


def processes(settings: Settings) -> int:
    """How many processes answer pages."""
    return settings.server.workers or cores()


def build_reporter(context: Context, settings: Settings) -> Flask:
    """The application reporters see, which reaches the database as their role where the settings name it.

    Raises:
        SettingsError: the settings have no section for it, or that role is shown every row.
    """
    if settings.reporter is None:
        raise SettingsError("missing section [reporter]")
    if settings.database.reporter_url and not context.database.is_told:
        context = replace(context, database=_open(settings.database.reporter_url, is_told=True))
    return reporter_application.create(context, _web_settings(settings, settings.reporter))


def build_officer(context: Context, settings: Settings) -> Flask:
    """The application officers see.

    Raises:
        SettingsError: the settings have no section for it.
    """
    if settings.officer is None:
        raise SettingsError("missing section [officer]")
    return officer_application.create(context, _web_settings(settings, settings.officer))


def build_doors(house: House) -> Application:
    """Both applications behind one address, or the one the settings describe."""
    settings = house.settings
    if settings.reporter is None:
        return build_officer(house.context, settings)
    if settings.officer is None:
        return build_reporter(house.context, settings)
    return Doors(
        build_reporter(house.context, settings),
        build_officer(house.context, settings),
        frozenset(settings.reporter.hosts),
        frozenset(settings.officer.hosts),
    )


def build_housekeeping(house: House) -> Housekeeping:
    """The housekeeping of an installation, with its queue and, where there is one, its mail server."""
    queue = open_queue(house.settings.jobs.url, house.settings.data_dir)
    return Housekeeping(house.context, queue, build_mailer(house.settings))


def build_mailer(settings: Settings) -> Mailer | None:
    """What hands letters to the mail server of the settings; None where they name none."""
    mail = settings.mail
    if mail is None:
        return None
    return Mailer(
        host=mail.host,
        port=mail.port,
        tls=mail.tls,
        sender=mail.sender,
        username=mail.username,
        password=mail.password.reveal(),
        ca_file=settings.data_dir / mail.ca_file if mail.ca_file else None,
    )


def house_of_process() -> House:
    """The installation the process was started for (`WBS_DATA`).

    Raises:
        SettingsError: none was named, or its settings cannot be used.
        Unavailable: the database is older, newer or empty.
    """
    name = os.environ.get("WBS_DATA", "")
    if not name:
        raise SettingsError("WBS_DATA does not name a data folder")
    return open_house(read_settings(Path(name), os.environ))


def _open(url: str, *, is_told: bool) -> Database:
    try:
        return open_told(url) if is_told else open_database(url)
    except Unavailable as error:
        raise SettingsError(f"database.reporter_url: {error}") from None


def is_volatile(settings: Settings) -> bool:
    """Whether the counters of the rate limits stay off every disk; a Redis server's word is taken."""
    url = urlsplit(_volatile_url(settings))
    return url.scheme != "sqlite+volatile" or is_in_memory(Path(url.path).parent)


def _volatile_url(settings: Settings) -> str:
    return settings.volatile.url or default_url(settings.data_dir)


def _law(settings: Settings) -> Law:
    try:
        return load_law(CONFIG, settings.data_dir / "config")
    except ConfigError as error:
        raise SettingsError(str(error)) from error


def _profile(settings: Settings) -> Profile:
    try:
        return PROFILES[settings.passwords.profile]
    except KeyError:
        raise SettingsError(f"passwords.profile must be one of {', '.join(PROFILES)}") from None


def _application_key(secret: str, purpose: str) -> bytes:
    return sha256(f"wbs/{purpose}/{secret}".encode()).digest()


def _rules(settings: Settings) -> Rules:
    reporter = settings.reporter.secret_key.reveal() if settings.reporter else ""
    officer = settings.officer.secret_key.reveal() if settings.officer else ""
    # Where officers have a process of their own, the forms they enter cases by are theirs alone.
    drafts = reporter or officer
    return Rules(
        max_attachments=settings.limits.max_attachments,
        max_attachment_bytes=settings.limits.max_attachment_bytes,
        reporter_key=_application_key(drafts, "draft") if drafts else b"",
        register_key=_application_key(officer, "register") if officer else b"",
        figures_key=_application_key(officer, "figures") if officer else b"",
        log_name=settings.instance.log_name,
        instance_key=_instance_key(settings),
        mail=_mail_rules(settings),
        log=_log_rules(settings),
        promiser=_promiser(settings),
        backup_keep_days=settings.backup.keep_days,
        backup_due_days=settings.backup.due_days,
    )


def _log_rules(settings: Settings) -> LogRules | None:
    if settings.log is None:
        return None
    log, name = settings.log, settings.instance.log_name
    try:
        return log_rules(log.keys.reveal(), name, log.hour, log.anchors)
    except ValueError as error:
        raise SettingsError(f"log.keys: {error}") from None


def _promiser(settings: Settings) -> Signer | None:
    if settings.promise is None:
        return None
    try:
        return promiser(settings.promise.key.reveal(), settings.instance.log_name)
    except ValueError as error:
        raise SettingsError(f"promise.key: {error}") from None


def _mail_rules(settings: Settings) -> MailRules | None:
    if settings.mail is None or settings.officer is None:
        return None
    origin = settings.server.origin(settings.officer.hosts[0])
    return MailRules(settings.mail.hour, settings.mail.domains, f"{origin}/petugas/")


def _instance_key(settings: Settings) -> Key | None:
    if settings.evidence is None:
        return None
    try:
        return Key.from_hex(settings.evidence.instance_key.reveal())
    except Malformed:
        raise SettingsError("evidence.instance_key must be 64 hexadecimal digits") from None


def _web_settings(settings: Settings, own: ReporterSettings | OfficerSettings) -> WebSettings:
    volatile_url = _volatile_url(settings)
    limits, applications = settings.limits, (settings.reporter, settings.officer)
    return WebSettings(
        cookie_name=own.cookie_name,
        secret_key=_application_key(own.secret_key.reveal(), own.cookie_name),
        hosts=own.hosts,
        tls=settings.server.is_secure,
        trusted_proxies=settings.server.trusted_proxies,
        instance_name=settings.instance.name,
        leave_url=settings.instance.leave_url,
        limits=Limits(limits.submissions, limits.drafts, limits.codes, limits.logins),
        volatile_url=volatile_url,
        volatile_key=partial(volatile_key, storage_from_string(volatile_url)),
        threads=settings.server.threads // sum(o is not None for o in applications),
    )
