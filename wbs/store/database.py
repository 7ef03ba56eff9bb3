"""The database: one engine per process, transactions that write, transactions that only read.

On PostgreSQL a writer does not see what others write at the same time (READ COMMITTED): whoever
decides by a row and then changes it reads it `with_for_update()`, which SQLite, where writers
stand in line anyway, leaves out.
"""

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from wbs.domain.errors import Busy
from wbs.store.engine import (
    READERS,
    TAKEN,
    WAIT_SECONDS,
    Conflict,
    engine_options,
    is_sqlite,
    make_private,
    prepare,
    readers_of,
)
from wbs.store.schema import (
    cases,
    casework,
    channels,
    conflict,
    custody,
    documents,
    evaluation,
    handled_above,
    ledger,
    log,
    monev,
    packs,
    people,
    profiles,
    proposals,
    publication,
    reminders,
    retention,
    routing,
)
from wbs.store.schema.ground import Base
from wbs.store.turn import Turn

__all__ = ["SAID", "TABLES", "Conflict", "Database", "Work", "db", "open_database"]

# In `Work.info` where the database's role is shown only rows the transaction says it holds: what it said.
SAID = "wbs_said"

# The modules that define the tables; importing them fills `Base.metadata`.
TABLES = (
    people,
    cases,
    casework,
    channels,
    conflict,
    custody,
    documents,
    evaluation,
    handled_above,
    ledger,
    log,
    monev,
    packs,
    profiles,
    proposals,
    publication,
    reminders,
    retention,
    routing,
)

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
Work = Session


class Database:
    """Transactions on the database an application is configured with, usable from any thread.

    `engines` are those with connections of their own: the first writes. `is_told`: its role is the reporters',
    which is shown only what a transaction says it holds (`wbs.store.in_hand`).

    A process that forks keeps its connections; the child opens its own.
    """

    def __init__(self, app: Flask, *, is_told: bool = False) -> None:
        self.is_told = is_told
        url: str = app.config["SQLALCHEMY_DATABASE_URI"]
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
        if is_sqlite(url):
            app.config["SQLALCHEMY_BINDS"] = {READERS: {"url": url, **engine_options(url)}}
        db.init_app(app)
        with app.app_context():
            self.engine: Engine = db.engine
            self.engines: tuple[Engine, ...] = (
                db.engine,
                *(engine for name, engine in db.engines.items() if name == READERS),
            )
        prepare(self.engine)
        self._turn: Turn | None = None
        if is_sqlite(url):
            path = Path(self.engine.url.database or "")
            make_private(path)
            self._turn = Turn(path.with_name(f"{path.name}-turn"))
        self._readers = readers_of(self.engines)
        self._inside = threading.local()
        forked = weakref.WeakMethod(self._after_fork)
        os.register_at_fork(after_in_child=lambda: (method := forked()) and method())

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        """What happens inside is committed whole at the end, or not at all after any exception.

        On SQLite one writer at a time is inside, and reads what all before it wrote.

        Raises:
            Conflict: a unique key is taken, or the database chose us to give way: retry. Raised
                also at the end where it was caught inside: everything before it is undone too.
            Busy: the turn did not come in time.
            RuntimeError: this thread is inside a transaction already and would wait for itself.
        """
        if getattr(self._inside, "writing", False):
            raise RuntimeError("a transaction inside a transaction")
        with self._in_turn(), _writing(self.engine, self._info()) as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """One unchanging view of the database; an attempt to write is an error.

        Raises:
            Busy: no connection came free in time.
        """
        with Session(self._readers, info=self._info()) as work:
            _connect(work)
            yield work
            work.flush()  # what was added and never sent is an attempt to write, too

    def check(self) -> None:
        """Returns if the database answers; the error of the driver or `Busy` if not."""
        with self.reading() as work:
            work.execute(text("SELECT 1"))

    def close(self) -> None:
        """Every idle connection is closed; the next use opens new ones."""
        for engine in self.engines:
            engine.dispose()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        with self._turn.taken(WAIT_SECONDS) if self._turn else nullcontext():
            self._inside.writing = True
            try:
                yield
            finally:
                self._inside.writing = False

    def _info(self) -> dict[str, Any]:
        return {SAID: {}} if self.is_told else {}

    def _after_fork(self) -> None:
        if self._turn is not None:
            self._turn.after_fork()
        self._inside = threading.local()
        for engine in self.engines:
            engine.dispose(close=False)


def open_database(url: str, *, is_told: bool = False) -> Database:
    """The database at *url*, for callers that have no application of their own; *is_told*: as the reporters' role."""
    app = Flask("wbs.store", static_folder=None)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    return Database(app, is_told=is_told)


def _connect(work: Work) -> Connection:
    """The connection of *work*, on which its transaction has begun."""
    try:
        return work.connection()
    except PoolTimeout:
        raise Busy("no connection came free") from None


@contextmanager
def _writing(engine: Engine, info: dict[str, Any]) -> Iterator[Work]:
    with Session(engine, expire_on_commit=False, info=info) as work, work.begin():
        connection = _connect(work)
        yield work
        if not work.is_active or TAKEN in connection.info:  # caught inside; all is undone with it
            raise Conflict("the transaction was undone")
