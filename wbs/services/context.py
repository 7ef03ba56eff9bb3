"""What every use case is given: time, chance, memory and the law. Built by bootstrap alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from wbs.domain.directory import Directory
from wbs.sealing.key import Key
from wbs.sealing.passwords import PasswordGate
from wbs.services.remembered import Remembered
from wbs.store.blobs import BlobStore
from wbs.store.database import Database
from wbs.store.rules.law import Law
from wbs.tlog.note import PublicKey, Signer

JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class MailRules:
    """When officers are mailed, at which domains (none: any), and the address the mails name."""

    hour: int
    domains: tuple[str, ...]
    officers_url: str


@dataclass(frozen=True)
class LogRules:
    """By which key the logs are signed and by which they were, and from which hour on a day is closed.

    Keys that sign no more may be kept as public halves. `anchors` are mailed every day's checkpoint.
    """

    newest: Signer
    older: tuple[Signer | PublicKey, ...]
    hour: int
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """Limits the operator sets, and keys.

    Without `instance_key` there are no evidence documents, without `mail` no mails. `register_key` marks
    the lines of old registers that were imported. Without `log` nothing is published of the accountability
    log, without `promiser` nothing promised. A backup may be kept so many days; the doctor warns where the last
    is older than `backup_due_days`. By `figures_key` public numbers are rounded; without it none are made.
    """

    max_attachments: int
    max_attachment_bytes: int
    reporter_key: bytes = field(repr=False)
    log_name: str
    instance_key: Key | None = None
    register_key: bytes = field(default=b"", repr=False)
    figures_key: bytes = field(default=b"", repr=False)
    mail: MailRules | None = None
    log: LogRules | None = None
    promiser: Signer | None = None
    backup_keep_days: int = 90
    backup_due_days: int = 7


@dataclass(frozen=True)
class Context:
    """Passed to every service; frozen, shared by threads, holds no request's state.

    `known_passwords` is the lane of browsers an officer has entered with before: strangers who keep
    `passwords` busy do not keep officers out. `directory` saves making out the agency anew; it is read each time.
    `custody_days` saves the daily work asking the custody log each minute of a day for the same days.
    """

    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    database: Database
    blobs: BlobStore
    law: Law
    passwords: PasswordGate
    known_passwords: PasswordGate
    rules: Rules
    directory: Remembered[Directory] = field(default_factory=Remembered, repr=False, compare=False)
    custody_days: Remembered[tuple[date | None, date | None]] = field(
        default_factory=Remembered, repr=False, compare=False
    )

    def now(self) -> int:
        """Whole seconds since 1970, UTC."""
        return int(self.clock().astimezone(UTC).timestamp())

    def today(self) -> date:
        """The calendar date in Jakarta."""
        return self.clock().astimezone(JAKARTA).date()

    def new_id(self) -> str:
        """A random public id: 32 hexadecimal characters, no order in them."""
        return self.random_bytes(16).hex()
