"""What each kind of database is told at connecting and beginning, and its errors in our words."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg.errors
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from wbs.domain.errors import Busy, NotFound, Stale

WAIT_SECONDS = 5

# Execution option of a connection that promises to write nothing, and the SQLite engine whose connections cannot.
READ_ONLY = "wbs_read_only"
READERS = "readers"

# Noted at a connection whose transaction met a key that was taken: it must not be committed.
TAKEN = "wbs_taken"

# FULL: a tracking code is shown for durable commits only, and NORMAL can lose one in WAL.
# secure_delete: without it free pages and the WAL keep what was deleted.
# temp_store 2: sorting spills into memory, never into a file outside the data folder.
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=2",
)

_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_TAKEN = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
_POSTGRES_BUSY = (psycopg.errors.LockNotAvailable, psycopg.errors.TooManyConnections)
_POSTGRES_TAKEN = (
    psycopg.errors.UniqueViolation,
    psycopg.errors.SerializationFailure,
    psycopg.errors.DeadlockDetected,
)


class Conflict(Stale):
    """A row of that key is there already: somebody was faster, and nothing was written.

    Whoever can decide anew reads again in a new transaction and retries a bounded number of times.
    """


def is_sqlite(url: str | URL) -> bool:
    """Whether *url* names an SQLite database."""
    return make_url(url).get_backend_name() == "sqlite"


def engine_options(url: str) -> dict[str, Any]:
    """The options under which an engine for *url* is safe to share by threads.

    Security: `hide_parameters` keeps values out of the messages of errors, and so out of logs.

    Raises:
        ValueError: an SQLite database that is no file at an absolute path: a second connection
            would see another database, or none.
    """
    options: dict[str, Any] = {"hide_parameters": True, "pool_timeout": 10}
    if is_sqlite(url):
        if not os.path.isabs(make_url(url).database or ""):
            raise ValueError("an SQLite database needs an absolute path")
        # The connection used last has the pages at hand.
        return {**options, "pool_size": 16, "max_overflow": 112, "pool_use_lifo": True}
    return {**options, "pool_size": 8, "max_overflow": 24, "pool_pre_ping": True}


def make_private(path: Path) -> None:
    """The database file exists and is readable by its owner alone; SQLite gives WAL the same mode."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)


def prepare(engine: Engine) -> None:
    """Every connection of *engine* follows our rules, and its errors speak our words."""
    event.listen(engine, "handle_error", _translate)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _connect_postgres)
        event.listen(engine, "begin", _begin_postgres)


def readers_of(engines: Sequence[Engine]) -> Engine:
    """What gives connections that cannot write: the second of the engines, or the first where there is no other."""
    first, *others = engines
    if not others:
        return first.execution_options(**{READ_ONLY: True})
    readers = others[0]
    event.listen(readers, "handle_error", _translate)
    event.listen(readers, "connect", _connect_reader)
    event.listen(readers, "begin", _begin_reader)
    return readers


def _connect_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; `_begin_sqlite` does
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock before they read: one that reads first is refused at its first write."""
    connection.info.pop(TAKEN, None)
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # whose refusal `_translate` puts in words


def _connect_reader(connection: DBAPIConnection, record: object) -> None:
    """Once and for all: SQLite compiles every statement of a connection anew after such a pragma."""
    _connect_sqlite(connection, record)
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=1")
    cursor.close()


def _begin_reader(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN")


def _connect_postgres(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    cursor.close()
    connection.commit()


def _begin_postgres(connection: Connection) -> None:
    connection.info.pop(TAKEN, None)
    if connection.get_execution_options().get(READ_ONLY, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _translate(context: ExceptionContext) -> None:
    """Raises `Conflict` or `Busy` in place of what means it; everything else stays a defect.

    A text with a NUL, which PostgreSQL cannot even be asked about, names nothing that is there.
    """
    error = context.original_exception
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _SQLITE_TAKEN or isinstance(error, _POSTGRES_TAKEN):
        if context.connection is not None:
            context.connection.info[TAKEN] = True
        raise Conflict("somebody was faster") from None
    if isinstance(error, psycopg.DataError) and error.sqlstate is None and "NUL" in str(error):
        raise NotFound("no text holds a NUL") from None
    if code & 0xFF in _SQLITE_BUSY or isinstance(error, _POSTGRES_BUSY):
        raise Busy("the database is at its limit") from None
