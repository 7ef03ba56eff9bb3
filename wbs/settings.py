"""What the operator decides: one TOML file, the WBS_* environment over it, read once and frozen.

Every key stands in one of the sections below and in `docs/operations.md`; the environment names it
`WBS_<SECTION>_<KEY>`. A secret is a file of its own (`<key>_file`), or the value of its variable.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

SETTINGS_FILE = "settings.toml"
OTHER_NAMES = ("WBS_DATA", "WBS_TEST_", "WBS_BENCH_")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


class SettingsError(Exception):
    """The settings cannot be used. `problems` names every key that must be mended."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Secret:
    """Text nobody prints: 32 characters or more, shown as `Secret(…)`."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The secret itself. For the one place that needs it."""
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


class Password(Secret):
    """A secret somebody else chose, however short; empty: there is none."""

    __slots__ = ()


@dataclass(frozen=True)
class InstanceSettings:
    """Whose system this is. `leave_url` is where "leave this site quickly" goes."""

    name: str
    log_name: str
    leave_url: str = "https://www.wikipedia.org/"


@dataclass(frozen=True)
class DatabaseSettings:
    """Where rows live: `sqlite:///wbs.sqlite` (in the data folder) or `postgresql://…`; `reporter_url`: as their role."""

    url: str = "sqlite:///wbs.sqlite"
    reporter_url: str = ""


@dataclass(frozen=True)
class VolatileSettings:
    """Where counters of the rate limits and their daily key live: memory only, never a backup.

    Empty: a folder of this installation's own in the machine's shared memory.
    """

    url: str = ""


@dataclass(frozen=True)
class ServerSettings:
    """How `wbs serve` listens. `tls` is `own` (certificate and key below), `proxy` or `none`.

    `workers` are processes (0: one per core); `threads` are those of each.
    """

    bind: str = "127.0.0.1"
    port: int = 8000
    workers: int = 0
    threads: int = 64
    tls: str = "proxy"
    tls_certificate: str = ""
    tls_key: str = ""
    trusted_proxies: int = 0

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach us over TLS, so that cookies may say so."""
        return self.tls != "none"

    def origin(self, host: str) -> str:
        """The address at which a browser reaches *host*."""
        if self.tls == "proxy":
            return f"https://{host}"
        scheme, usual = ("https", 443) if self.tls == "own" else ("http", 80)
        return f"{scheme}://{host}" + (f":{self.port}" if self.port != usual else "")


@dataclass(frozen=True)
class LimitSettings:
    """What one source may do in ten minutes, and how much a report may carry."""

    submissions: int = 60
    codes: int = 60
    logins: int = 30
    drafts: int = 300
    max_attachments: int = 10
    max_attachment_bytes: int = 200_000_000


@dataclass(frozen=True)
class PasswordSettings:
    """What a login costs: a named Argon2id profile, and how many one process may derive at once.

    `permits` 0: as many as keep the processes together at one per core.
    """

    profile: str = "rfc-9106-second"
    permits: int = 0
    wait_seconds: int = 2


@dataclass(frozen=True)
class ReporterSettings:
    """The application reporters see. Its secret key signs the tokens of drafts."""

    hosts: tuple[str, ...]
    secret_key: Secret
    cookie_name: ClassVar[str] = "lapor"


@dataclass(frozen=True)
class OfficerSettings:
    """The application officers see. Its secret key signs the cookie that guards its forms."""

    hosts: tuple[str, ...]
    secret_key: Secret
    cookie_name: ClassVar[str] = "petugas"


@dataclass(frozen=True)
class EvidenceSettings:
    """What evidence documents are sealed under: 64 hexadecimal digits that only officers' hosts hold."""

    instance_key: Secret


@dataclass(frozen=True)
class LogSettings:
    """The accountability log: its keys, one a line, of which the last signs; and the hour that closes a day.

    `anchors` are mailed the instance's checkpoint of every day.
    """

    keys: Secret
    hour: int = 2
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class PromiseSettings:
    """What promises of inclusion are signed by, on hosts of reporters: 64 hexadecimal digits."""

    key: Secret


@dataclass(frozen=True)
class JobsSettings:
    """Where the queue of the housekeeping lies. Empty: in the data folder; else `redis://…`."""

    url: str = ""


@dataclass(frozen=True)
class MailSettings:
    """The mail server that takes letters to officers. `domains` are those they may be mailed at; none: any."""

    host: str
    sender: str
    port: int = 587
    tls: str = "starttls"
    username: str = ""
    password: Password = field(default_factory=lambda: Password(""))
    hour: int = 7
    domains: tuple[str, ...] = ()
    ca_file: str = ""


@dataclass(frozen=True)
class BackupSettings:
    """How many days a backup may be kept, and after how many without one the doctor warns."""

    keep_days: int = 90
    due_days: int = 7


@dataclass(frozen=True)
class Settings:
    """Everything, for one data folder. A process without `officer` cannot open that application."""

    data_dir: Path
    instance: InstanceSettings
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    volatile: VolatileSettings = field(default_factory=VolatileSettings)
    server: ServerSettings = field(default_factory=ServerSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    passwords: PasswordSettings = field(default_factory=PasswordSettings)
    reporter: ReporterSettings | None = None
    officer: OfficerSettings | None = None
    evidence: EvidenceSettings | None = None
    log: LogSettings | None = None
    promise: PromiseSettings | None = None
    jobs: JobsSettings = field(default_factory=JobsSettings)
    mail: MailSettings | None = None
    backup: BackupSettings = field(default_factory=BackupSettings)

    @property
    def is_told(self) -> bool:
        """Whether this machine reaches the database as the reporters' role alone."""
        return self.officer is None and bool(self.database.reporter_url)

    @property
    def database_url(self) -> str:
        """The address of the database; a relative SQLite file lies in the data folder."""
        if self.is_told:
            return self.database.reporter_url
        start, url = "sqlite:///", self.database.url
        is_inside = url.startswith(start) and url.removeprefix(start)[:1] != "/"
        return f"{start}{self.data_dir.resolve() / url.removeprefix(start)}" if is_inside else url


SECTIONS: dict[str, type[Any]] = {
    "instance": InstanceSettings,
    "database": DatabaseSettings,
    "volatile": VolatileSettings,
    "server": ServerSettings,
    "limits": LimitSettings,
    "passwords": PasswordSettings,
    "reporter": ReporterSettings,
    "officer": OfficerSettings,
    "evidence": EvidenceSettings,
    "log": LogSettings,
    "promise": PromiseSettings,
    "jobs": JobsSettings,
    "mail": MailSettings,
    "backup": BackupSettings,
}
APPLICATIONS = frozenset({"reporter", "officer"})
OPTIONAL = APPLICATIONS | {"evidence", "log", "promise", "mail"}  # may be left out whole


def keys_of(section: str) -> tuple[str, ...]:
    """The keys of a section, as the TOML file writes them."""
    hints = get_type_hints(SECTIONS[section])
    return tuple(
        f"{f.name}_file" if is_secret(hints[f.name]) else f.name for f in fields(SECTIONS[section])
    )


def is_secret(hint: Any) -> bool:
    """Whether a key of that type is a secret, whose file is named."""
    return isinstance(hint, type) and issubclass(hint, Secret)


def variable(section: str, key: str) -> str:
    """The name of a key in the environment."""
    return f"WBS_{section}_{key}".upper()


def needs_value(section: str, key: str) -> bool:
    """Whether a key has no default."""
    known = {f.name: f for f in fields(SECTIONS[section])}
    found = known.get(key) or known[key.removesuffix("_file")]
    return found.default is MISSING and found.default_factory is MISSING


def known_variables() -> Mapping[str, tuple[str, str]]:
    """Every variable of the environment that sets a key, with its section and key."""
    names = {variable(s, k): (s, k) for s in SECTIONS for k in keys_of(s)}
    direct = {
        variable(s, f.name): (s, f"{f.name}_file")
        for s, kind in SECTIONS.items()
        for f in fields(kind)
        if is_secret(get_type_hints(kind)[f.name])
    }
    return {**names, **direct}
