"""Databases of both kinds, side by side, whatever the suite runs on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services_at_hand import make_tables, postgres_database
from wbs.store.database import Database, open_database

BOTH = ("sqlite", "postgresql")


@pytest.fixture(params=BOTH)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    """A database without tables, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite'}"
        return
    with postgres_database(worker_id) as url:
        yield url


@pytest.fixture
def each_url(bare_url: str) -> str:
    """A database with empty tables, of each kind in turn."""
    make_tables(bare_url)
    return bare_url


@pytest.fixture
def each_database(each_url: str) -> Iterator[Database]:
    """An open database with empty tables, of each kind in turn."""
    database = open_database(each_url)
    yield database
    database.close()
