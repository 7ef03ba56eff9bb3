"""Counters of the rate limits and the key of the day, in one volatile place shared by processes.

The default is an SQLite file on a file system that lives in memory; `redis://` serves several
hosts. Nothing of it is in the database or in a backup: with the key of a day gone, nobody can try
all addresses against the counters of that day.
"""

import logging
import os
import secrets
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlparse

from limits.errors import ConfigurationError
from limits.storage import MovingWindowSupport, RedisStorage, Storage

from wbs.store.volatile import own_folder

_TABLES = """
CREATE TABLE IF NOT EXISTS source (key TEXT PRIMARY KEY, head INTEGER NOT NULL, ends REAL NOT NULL);
CREATE INDEX IF NOT EXISTS source_ends ON source (ends);
CREATE TABLE IF NOT EXISTS hit (
    key TEXT NOT NULL, number INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS hit_at ON hit (key, at);
CREATE TABLE IF NOT EXISTS secret (day TEXT PRIMARY KEY, key BLOB NOT NULL);
"""
_SWEEP_EVERY = 200  # hits of one process
_KEY_BYTES = 32
_KEY_SECONDS = 2 * 86_400  # in Redis, which forgets by itself

_log = logging.getLogger(__name__)


class VolatileStorage(Storage, MovingWindowSupport):
    """A plug-in for `limits`: `sqlite+volatile:///run/wbs/limits.sqlite`.

    A hit is numbered per source. The one that leaves room is found by its number, so that a hit
    costs the same at a limit of ten and of a million.
    """

    STORAGE_SCHEME: ClassVar[list[str] | None] = ["sqlite+volatile"]  # type: ignore[misc]

    def __init__(
        self, uri: str, wrap_exceptions: bool = False, **options: float | str | bool
    ) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self.path = Path(urlparse(uri).path)
        if not self.path.is_absolute() or not self.path.name:
            raise ConfigurationError("the volatile store needs an absolute path")
        own_folder(self.path.parent)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._hits = 0
        forked = weakref.WeakMethod(self._after_fork)
        os.register_at_fork(after_in_child=lambda: (method := forked()) and method())

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """What a store that does not answer raises."""
        return (sqlite3.Error, OSError)

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether *amount* more hits fit into the window; then they are counted, else nothing is."""
        if amount > limit:
            return False
        now = time.time()
        with self._transaction() as sql:
            row = sql.execute("SELECT head FROM source WHERE key = ?", (key,)).fetchone()
            head = row[0] if row else 0
            leaver = sql.execute(
                "SELECT at FROM hit WHERE key = ? AND number = ?", (key, head - limit + amount)
            ).fetchone()
            if leaver and leaver[0] > now - expiry:
                return False
            sql.execute("DELETE FROM hit WHERE key = ? AND at <= ?", (key, now - expiry))
            sql.executemany(
                "INSERT INTO hit VALUES (?, ?, ?)",
                ((key, head + n + 1, now) for n in range(amount)),
            )
            sql.execute("REPLACE INTO source VALUES (?, ?, ?)", (key, head + amount, now + expiry))
            self._sweep(sql, now)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest hit in the window came, and how many came since."""
        now = time.time()
        with self._transaction() as sql:
            row = sql.execute(
                "SELECT h.at, s.head - h.number + 1 FROM hit h JOIN source s USING (key)"
                " WHERE h.key = ? AND h.at > ? ORDER BY h.at, h.number LIMIT 1",
                (key, now - expiry),
            ).fetchone()
        return (row[0], row[1]) if row else (now, 0)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """A fixed window's counter, one higher; a new window starts when the last one ended."""
        now = time.time()
        with self._transaction() as sql:
            sql.execute(
                "INSERT INTO source VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
                " head = CASE WHEN ends <= ? THEN excluded.head ELSE head + excluded.head END,"
                " ends = CASE WHEN ends <= ? THEN excluded.ends ELSE ends END",
                (key, amount, now + expiry, now, now),
            )
            (count,) = sql.execute("SELECT head FROM source WHERE key = ?", (key,)).fetchone()
        return int(count)

    def get(self, key: str) -> int:
        """A fixed window's counter."""
        with self._transaction() as sql:
            row = sql.execute(
                "SELECT head FROM source WHERE key = ? AND ends > ?", (key, time.time())
            ).fetchone()
        return int(row[0]) if row else 0

    def get_expiry(self, key: str) -> float:
        """When the source is forgotten."""
        with self._transaction() as sql:
            row = sql.execute("SELECT ends FROM source WHERE key = ?", (key,)).fetchone()
        return float(row[0]) if row else time.time()

    def check(self) -> bool:
        """Whether the store answers."""
        with suppress(sqlite3.Error, OSError), self._transaction():
            return True
        return False

    def reset(self) -> int | None:
        """Every source is forgotten; how many there were."""
        with self._transaction() as sql:
            sql.execute("DELETE FROM hit")
            return sql.execute("DELETE FROM source").rowcount

    def clear(self, key: str) -> None:
        """The source is forgotten."""
        with self._transaction() as sql:
            sql.execute("DELETE FROM hit WHERE key = ?", (key,))
            sql.execute("DELETE FROM source WHERE key = ?", (key,))

    def key_of(self, day: date) -> bytes:
        """The key of *day*; those of other days are gone with the first question about it."""
        with self._transaction() as sql:
            sql.execute(
                "INSERT OR IGNORE INTO secret VALUES (?, ?)",
                (day.isoformat(), secrets.token_bytes(_KEY_BYTES)),
            )
            sql.execute("DELETE FROM secret WHERE day < ?", (day.isoformat(),))
            (key,) = sql.execute(
                "SELECT key FROM secret WHERE day = ?", (day.isoformat(),)
            ).fetchone()
        return bytes(key)

    def close(self) -> None:
        """The connection is closed; the next use opens another."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _sweep(self, sql: sqlite3.Connection, now: float) -> None:
        self._hits += 1
        if self._hits % _SWEEP_EVERY == 0:
            sql.execute(
                "DELETE FROM hit WHERE key IN (SELECT key FROM source WHERE ends <= ?)", (now,)
            )
            sql.execute("DELETE FROM source WHERE ends <= ?", (now,))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            sql = self._open()
            try:
                sql.execute("BEGIN IMMEDIATE")
                yield sql
                sql.execute("COMMIT")
            except BaseException:
                if sql.in_transaction:
                    sql.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600))
            sql = sqlite3.connect(
                self.path, timeout=2, isolation_level=None, check_same_thread=False
            )
            # Survives the death of a process; nothing here is meant to survive the machine's.
            sql.execute("PRAGMA journal_mode=WAL")
            sql.execute("PRAGMA synchronous=OFF")
            sql.execute("PRAGMA secure_delete=ON")
            sql.executescript(_TABLES)
            weakref.finalize(self, sql.close)
            self._connection = sql
        return self._connection

    def _after_fork(self) -> None:
        """SQLite forbids to carry a connection across a fork; the parent's lock may be held."""
        self._lock = threading.Lock()
        self._connection = None


class _OwnKeys:
    """Keys of this process alone, for as long as the store does not answer."""

    def __init__(self) -> None:
        self._day_and_key: tuple[date, bytes] | None = None

    def key_of(self, day: date) -> bytes:
        known = self._day_and_key
        if known is None or known[0] != day:
            known = self._day_and_key = (day, secrets.token_bytes(_KEY_BYTES))
        return known[1]


_own_keys = _OwnKeys()


def volatile_key(storage: object, day: date) -> bytes:
    """The 32-byte key of *day*, drawn once and kept in the store of the counters alone.

    While the store does not answer, a key of this process stands in: intake is never closed by it.

    Raises:
        ConfigurationError: a store we cannot keep a key in.
    """
    if not isinstance(storage, VolatileStorage | RedisStorage):
        raise ConfigurationError("the volatile store is sqlite+volatile:// or redis://")
    try:
        if isinstance(storage, RedisStorage):
            return _redis_key(storage, day)
        return storage.key_of(day)
    except storage.base_exceptions as error:
        _log.warning("the volatile store does not answer: %s", type(error).__name__)
        return _own_keys.key_of(day)


def _redis_key(storage: RedisStorage, day: date) -> bytes:
    redis: Any = storage.storage
    name = f"WBS:key:{day.isoformat()}"
    redis.set(name, secrets.token_hex(_KEY_BYTES), nx=True, ex=_KEY_SECONDS)
    key = redis.get(name)
    if key is None:
        raise storage.dependency.RedisError("a key vanished")
    return bytes.fromhex(key.decode() if isinstance(key, bytes) else key)
