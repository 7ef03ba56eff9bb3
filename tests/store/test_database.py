"""Transactions: whole or not at all, one writer after another, on both databases."""

import logging
import multiprocessing
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from wbs.domain.errors import Busy
from wbs.store import engine
from wbs.store.database import Conflict, Database, Work, open_database
from wbs.store.schema.people import UnitRow

A, B = "a" * 32, "b" * 32
WRITERS, ROUNDS = 8, 25


def unit(id: str, slug: str, name: str = "0", parent_id: str | None = None) -> UnitRow:
    return UnitRow(id=id, slug=slug, name=name, kind="work_unit", parent_id=parent_id)


def add_unit(database: Database) -> None:
    with database.transaction() as work:
        work.add(unit(A, "a"))


def count_up(database: Database) -> None:
    """Reads first and writes what follows from it: what loses updates where nothing guards."""
    for _ in range(ROUNDS):
        with database.transaction() as work:
            row = work.scalars(select(UnitRow).with_for_update()).one()
            row.name = str(int(row.name) + 1)


def count_up_elsewhere(url: str) -> None:
    database = open_database(url)
    count_up(database)
    database.close()


def counted(database: Database) -> int:
    with database.reading() as work:
        return int(work.scalars(select(UnitRow.name)).one())


def names(work: Work) -> list[str]:
    return list(work.scalars(select(UnitRow.slug).order_by(UnitRow.slug)))


def test_what_happened_inside_is_there_afterwards(each_database: Database) -> None:
    add_unit(each_database)

    with each_database.reading() as work:
        assert names(work) == ["a"]


def test_an_exception_leaves_nothing_behind(each_database: Database) -> None:
    with pytest.raises(ZeroDivisionError), each_database.transaction() as work:
        work.add(unit(A, "a"))
        work.flush()
        raise ZeroDivisionError

    with each_database.reading() as work:
        assert names(work) == []


def test_a_key_that_is_taken_is_a_conflict_inside_and_outside(each_database: Database) -> None:
    add_unit(each_database)

    with pytest.raises(Conflict), each_database.transaction() as work:
        work.add(unit(B, "a"))
        with pytest.raises(Conflict):
            work.flush()
        work.flush()
    with pytest.raises(Conflict), each_database.transaction() as work:
        work.add(unit(A, "b"))

    with each_database.reading() as work:
        assert names(work) == ["a"]


def test_a_missing_parent_is_a_defect_and_no_conflict(each_database: Database) -> None:
    with pytest.raises(IntegrityError), each_database.transaction() as work:
        work.add(unit(A, "a", parent_id=B))


def test_errors_do_not_tell_values(each_database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, each_database.transaction() as work:
        work.add(unit(A, "a", name="a name nobody may read in a log", parent_id=B))

    assert "nobody may read" not in str(caught.value)


def test_reading_cannot_write(each_database: Database) -> None:
    with pytest.raises(DBAPIError), each_database.reading() as work:
        work.add(unit(A, "a"))
        work.flush()

    add_unit(each_database)  # the same connection writes again where it may


def test_a_reader_sees_one_state_while_others_write(each_database: Database) -> None:
    with each_database.reading() as reader:
        assert names(reader) == []
        add_unit(each_database)

        assert names(reader) == []


def test_eight_threads_that_read_first_lose_no_update(each_database: Database) -> None:
    add_unit(each_database)

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(count_up, each_database) for _ in range(WRITERS)]:
            done.result()

    assert counted(each_database) == WRITERS * ROUNDS


def test_processes_that_read_first_lose_no_update(each_url: str, each_database: Database) -> None:
    add_unit(each_database)
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=count_up_elsewhere, args=(each_url,)) for _ in range(3)]

    for process in processes:
        process.start()
    count_up(each_database)
    for process in processes:
        process.join()

    assert [p.exitcode for p in processes] == [0, 0, 0]
    assert counted(each_database) == 4 * ROUNDS


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_child_process_opens_its_own_connections(each_database: Database) -> None:
    add_unit(each_database)
    inside, outside = threading.Event(), threading.Event()

    def write() -> None:
        with each_database.transaction():
            inside.set()
            outside.wait()

    writer = threading.Thread(target=write)
    writer.start()
    inside.wait()
    child = os.fork()
    if child == 0:
        with each_database.reading() as work:
            os._exit(0 if names(work) == ["a"] else 1)
    outside.set()
    writer.join()

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_transaction_inside_a_transaction_is_refused_at_once(each_database: Database) -> None:
    with (
        each_database.transaction(),
        pytest.raises(RuntimeError, match="inside"),
        each_database.transaction(),
    ):
        pass


def test_who_waits_too_long_for_a_turn_is_told_so(
    each_url: str, each_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_unit(each_database)
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, "PRAGMA busy_timeout=200"))
    monkeypatch.setattr("wbs.store.database.WAIT_SECONDS", 0.2)
    impatient = open_database(each_url)

    with each_database.transaction() as work:
        work.scalars(select(UnitRow).with_for_update()).all()
        with pytest.raises(Busy), impatient.transaction() as other:
            other.scalars(select(UnitRow).with_for_update()).all()
    impatient.close()


def test_a_thread_that_waits_too_long_for_another_is_told_so(
    each_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if each_database.engine.dialect.name != "sqlite":
        return  # there threads write at the same time
    monkeypatch.setattr("wbs.store.database.WAIT_SECONDS", 0.1)

    def write() -> None:
        with each_database.transaction():
            pass

    with each_database.transaction(), ThreadPoolExecutor(1) as pool:
        assert isinstance(pool.submit(write).exception(), Busy)


def test_the_database_says_that_it_answers(each_database: Database) -> None:
    each_database.check()


def test_an_sqlite_database_that_is_no_file_of_its_own_is_refused() -> None:
    for url in ("sqlite://", "sqlite:///:memory:", "sqlite:///relative.sqlite"):
        with pytest.raises(ValueError, match="absolute"):
            open_database(url)


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path / 'wbs.sqlite'}")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("query_only", 1),
    ],
)
def test_every_connection_to_sqlite_is_set_as_decided(
    sqlite: Database, pragma: str, value: object
) -> None:
    with sqlite.reading() as first, sqlite.reading() as second:
        assert first.execute(text(f"PRAGMA {pragma}")).scalar() == value
        assert second.execute(text(f"PRAGMA {pragma}")).scalar() == value
    with sqlite.transaction() as writer:
        written = 0 if pragma == "query_only" else value
        assert writer.execute(text(f"PRAGMA {pragma}")).scalar() == written
    sqlite.close()


def test_every_file_of_sqlite_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "wbs.sqlite"
    path.touch(0o644)
    database = open_database(f"sqlite:///{path}")

    with database.transaction() as work:
        work.execute(text("CREATE TABLE t (x)"))
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
    database.close()

    names = ("wbs.sqlite", "wbs.sqlite-wal", "wbs.sqlite-shm", "wbs.sqlite-turn")
    assert modes == dict.fromkeys(names, 0o600)


def test_deleted_bytes_are_gone_from_the_file(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.transaction() as work:
        work.execute(text("CREATE TABLE t (x TEXT)"))
        work.execute(text("INSERT INTO t VALUES ('entrusted words')"))
    with sqlite.transaction() as work:
        work.execute(text("DELETE FROM t"))
    sqlite.close()  # the last connection folds the WAL into the file and removes it

    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"CREATE TABLE" in left
    assert b"entrusted" not in left


def test_no_value_is_logged_even_where_statements_are(
    each_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    database = open_database(each_url)

    with database.transaction() as work:
        work.add(unit(A, "a", name="a name nobody may read in a log"))
    with pytest.raises(Conflict), database.transaction() as work:
        work.add(unit(B, "a", name="a name nobody may read in a log"))
    database.close()

    assert "INSERT INTO unit" in caplog.text
    assert "nobody may read" not in caplog.text
