"""Databases for tests: which one the suite runs on, and how it is made empty for each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from wbs.services.reporter_role import give_role
from wbs.store.database import open_database
from wbs.store.migrate import revisions
from wbs.store.schema.ground import Base

CHOSEN = os.environ.get("WBS_TEST_DATABASE", "sqlite")
ON_POSTGRES = CHOSEN == "postgresql"


def service_url(variable: str) -> str:
    """The address of a service the test needs: without one it is skipped, or fails where required."""
    url = os.environ.get(variable, "")
    if not url:
        if os.environ.get("WBS_TEST_SERVICES") == "required":
            pytest.fail(f"{variable} is not set and services are required")
        pytest.skip(f"{variable} is not set")
    return url


@contextmanager
def postgres_database(worker: str) -> Iterator[str]:
    """The address of a PostgreSQL database of one's own, with no table in it; dropped afterwards."""
    server = service_url("WBS_TEST_POSTGRES_URL")
    name = f"wbs_test_{worker}_{os.getpid()}_{os.urandom(3).hex()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        # No test pulls the plug: waiting for the disk at each commit would only cost time.
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit TO off'.encode())
    try:
        yield f"{server.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@contextmanager
def fresh_role(url: str) -> Iterator[tuple[str, str]]:
    """A role with no rights, and the address of that PostgreSQL database as it; the role is dropped afterwards.

    Roles are the server's: a name of one's own for every database.
    """
    role = f"{url.rsplit('/', 1)[1]}_{os.urandom(2).hex()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE \"{role}\" LOGIN PASSWORD '{role}'".encode())
    place = url.rsplit("@", 1)[-1].removeprefix("postgresql://")
    try:
        yield role, f"postgresql://{role}:{role}@{place}"
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP OWNED BY "{role}"'.encode())
            connection.execute(f'DROP ROLE "{role}"'.encode())


@contextmanager
def reporters_role(url: str) -> Iterator[str]:
    """The address of that PostgreSQL database as the reporters' role."""
    with fresh_role(url) as (role, address):
        with closing(open_database(url)) as database:
            give_role(database, role)
        yield address


def make_tables(url: str) -> None:
    """All tables as the models have them, marked as those of the newest revision."""
    database = open_database(url)
    Base.metadata.create_all(database.engine)
    with database.transaction() as work:
        work.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
        work.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": revisions()[-1]})
    database.close()


@contextmanager
def emptying(url: str) -> Iterator[Callable[[], None]]:
    """What leaves no row in any table of a PostgreSQL database.

    Over one connection: to open one costs more than to empty all tables.
    """
    statements = "; ".join(f'DELETE FROM "{t.name}"' for t in reversed(Base.metadata.sorted_tables))
    with psycopg.connect(url, autocommit=True) as connection:

        def empty() -> None:
            connection.execute(statements.encode())

        yield empty


def copy_database(template: Path, data_dir: Path) -> str:
    """The address of a fresh SQLite database in *data_dir*, copied from one with empty tables."""
    target = data_dir / "wbs.sqlite"
    shutil.copy(template, target)
    target.chmod(0o600)
    return f"sqlite:///{target}"
