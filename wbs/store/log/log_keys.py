"""The public keys of the logs, and the promise keys they certified."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.log import LogKeyRow, PromiseKeyRow


@dataclass(frozen=True)
class KeptKey:
    """A public key, the day since which it is known, and the signed note that introduces or certifies it."""

    public_key: bytes
    since: date
    certificate: bytes | None


def log_keys(work: Work) -> tuple[KeptKey, ...]:
    """Every key of the logs, the first one first; the last one signs."""
    rows = work.scalars(select(LogKeyRow).order_by(LogKeyRow.number))
    return tuple(KeptKey(row.public_key, row.since, row.certificate) for row in rows)


def add_log_key(work: Work, number: int, key: KeptKey) -> None:
    """The key is the *number*-th of the list.

    Raises:
        Conflict: there is one of that number, or the key is in the list.
    """
    plain.add(work, LogKeyRow, number=number, **vars(key))


def promise_keys(work: Work) -> tuple[KeptKey, ...]:
    """Every promise key that was certified, the newest last."""
    rows = work.scalars(
        select(PromiseKeyRow).order_by(PromiseKeyRow.since, PromiseKeyRow.public_key)
    )
    return tuple(KeptKey(row.public_key, row.since, row.certificate) for row in rows)


def put_promise_key(work: Work, key: KeptKey) -> None:
    """The promise key has this certificate, over the one it had."""
    work.merge(PromiseKeyRow(**vars(key)))
    work.flush()
