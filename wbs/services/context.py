"""What every use case is given: time, chance, memory and the law. Built by bootstrap alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from wbs.sealing.passwords import PasswordGate
from wbs.store.blobs import BlobStore
from wbs.store.database import Database
from wbs.store.law import Law

JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Rules:
    """Limits the operator sets."""

    max_attachments: int
    max_attachment_bytes: int
    reporter_key: bytes = field(repr=False)
    log_name: str


@dataclass(frozen=True)
class Context:
    """Passed to every service; frozen, shared by threads, holds no request's state.

    `known_passwords` is the lane of browsers an officer has entered with before: strangers who keep
    `passwords` busy do not keep officers out.
    """

    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    database: Database
    blobs: BlobStore
    law: Law
    passwords: PasswordGate
    known_passwords: PasswordGate
    rules: Rules

    def now(self) -> int:
        """Whole seconds since 1970, UTC."""
        return int(self.clock().astimezone(UTC).timestamp())

    def today(self) -> date:
        """The calendar date in Jakarta."""
        return self.clock().astimezone(JAKARTA).date()

    def new_id(self) -> str:
        """A random public id: 32 hexadecimal characters, no order in them."""
        return self.random_bytes(16).hex()
