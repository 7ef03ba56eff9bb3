"""Migrations: equal to the models, whole or not at all, and no row is lost on the way."""

import multiprocessing
import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tests.migrations import rows
from wbs.domain.errors import Unavailable
from wbs.store import migrate
from wbs.store.database import Database, open_database
from wbs.store.schema.ground import METADATA

OF_THE_TESTS = Path(__file__).parent / "revisions"
NEWEST = migrate.revisions()[-1]


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """The real revisions, and after them those of the tests."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in OF_THE_TESTS.glob("9*.py"):
        (folder / "versions" / file.name).write_text(
            file.read_text().replace('"HEAD"', repr(NEWEST))
        )
    return folder


@pytest.fixture
def opened(bare_url: str) -> Database:
    return open_database(bare_url)


def test_models_and_migrations_describe_the_same_tables(bare_url: str, opened: Database) -> None:
    migrate.upgrade(bare_url)

    with opened.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []
    opened.close()


def test_constraints_carry_the_names_the_models_give_them(bare_url: str, opened: Database) -> None:
    migrate.upgrade(bare_url)

    found = inspect(opened.engine)
    for table in METADATA.sorted_tables:
        assert found.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
        for key in found.get_foreign_keys(table.name):
            assert key["name"] == (
                f"fk_{table.name}_{key['constrained_columns'][0]}_{key['referred_table']}"
            )
    opened.close()


@pytest.mark.parametrize("earlier", migrate.revisions())
def test_from_every_revision_no_row_is_lost_on_the_way_up_and_down(
    bare_url: str, opened: Database, extended: Path, earlier: str
) -> None:
    migrate.upgrade(bare_url, earlier, extended)
    rows.fill(opened.engine)
    before = rows.counts(opened.engine)

    migrate.upgrade(bare_url, "9001", extended)
    above = rows.counts(opened.engine)
    migrate.downgrade(bare_url, earlier, extended)

    assert before.items() <= above.items()
    assert rows.counts(opened.engine) == before
    assert before["case"] == before["record"] == before["blob"] == rows.ROWS
    opened.close()


def test_foreign_keys_are_enforced_again_on_the_connection_that_migrated(bare_url: str) -> None:
    app = migrate.application(bare_url)
    database: Database = app.extensions["wbs"]
    with app.app_context():
        command.upgrade(app.extensions["migrate"].migrate.get_config(), "head")

    with pytest.raises(IntegrityError), database.transaction() as work:
        work.execute(
            text("INSERT INTO unit_employees (unit_id, year, employees) VALUES ('x', 2026, 1)")
        )
    database.close()


def test_a_migration_that_orphans_rows_is_undone_whole(
    bare_url: str, opened: Database, extended: Path
) -> None:
    migrate.upgrade(bare_url, "9001", extended)
    rows.fill(opened.engine)
    before = rows.counts(opened.engine)

    with pytest.raises(Exception, match=r"(?i)parent|foreign key"):
        migrate.upgrade(bare_url, "9002", extended)

    assert rows.counts(opened.engine) == before
    assert migrate.current(opened) == "9001"
    opened.close()


def test_two_processes_that_migrate_at_once_are_both_content(
    bare_url: str, opened: Database
) -> None:
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=migrate.upgrade, args=(bare_url,)) for _ in range(2)]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [p.exitcode for p in processes] == [0, 0]
    assert migrate.current(opened) == NEWEST
    opened.close()


def test_an_empty_or_foreign_revision_is_told_before_anything_is_served(
    bare_url: str, opened: Database, extended: Path
) -> None:
    with pytest.raises(Unavailable, match="none"):
        migrate.require_current(opened)

    migrate.upgrade(bare_url)
    migrate.require_current(opened)
    migrate.upgrade(bare_url, "9001", extended)

    with pytest.raises(Unavailable, match="9001"):
        migrate.require_current(opened)
    opened.close()
