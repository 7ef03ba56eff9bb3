"""All rows of a database as its driver has them, and the same rows in another one of its kind."""

from typing import Any

from wbs.store.database import Database, Work
from wbs.store.schema.ground import Base

# By table, parents first: rows of SQLite, or the text PostgreSQL copies rows by.
TableRows = list[tuple[str, Any]]


def all_rows(database: Database) -> TableRows:
    """Every row of every table that has any."""
    with database.reading() as work:
        driver = _driver(work)
        found = _of_sqlite(driver) if _is_sqlite(database) else _of_postgres(driver)
    return [(name, rows) for name, rows in found if rows]


def put_rows(database: Database, found: TableRows) -> None:
    """The rows stand in the tables of *database*, beside those that are there."""
    with database.transaction() as work:
        driver = _driver(work)
        if _is_sqlite(database):
            driver.execute("PRAGMA defer_foreign_keys=ON")
            for name, rows in found:
                places = ", ".join("?" * len(rows[0]))
                driver.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)
            return
        for name, rows in found:
            with driver.cursor().copy(f'COPY "{name}" FROM STDIN') as copy:
                copy.write(rows)


def _of_sqlite(driver: Any) -> TableRows:
    return [(name, driver.execute(f'SELECT * FROM "{name}"').fetchall()) for name in _tables()]


def _of_postgres(driver: Any) -> TableRows:
    found: TableRows = []
    for name in _tables():
        with driver.cursor().copy(f'COPY "{name}" TO STDOUT') as copy:
            found.append((name, b"".join(bytes(part) for part in copy)))
    return found


def _tables() -> list[str]:
    return [table.name for table in Base.metadata.sorted_tables]


def _driver(work: Work) -> Any:
    return work.connection().connection.driver_connection


def _is_sqlite(database: Database) -> bool:
    return database.engine.dialect.name == "sqlite"
