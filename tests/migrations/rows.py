"""Two rows in every table of any revision, made from what the database says of its own columns."""

from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, func, select
from sqlalchemy.types import Boolean, Date, Integer, LargeBinary, String

ROWS = 2


def fill(engine: Engine) -> None:
    """Each table holds two rows; every foreign key that is not into its own table leads somewhere."""
    tables = _tables(engine)
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            for number in range(ROWS):
                connection.execute(
                    table.insert(), {c.name: _value(c, table, number) for c in table.columns}
                )


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each table holds."""
    with engine.connect() as connection:
        return {t.name: _count(connection, t) for t in _tables(engine).sorted_tables}


def _tables(engine: Engine) -> MetaData:
    tables = MetaData()
    tables.reflect(engine, only=lambda name, _: name != "alembic_version")
    return tables


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _value(column: Column[Any], table: Table, number: int) -> object:
    for key in column.foreign_keys:
        if key.column.table is table:
            return None
        return _value(key.column, key.column.table, number)
    kinds: list[tuple[type, object]] = [
        (Boolean, bool(number)),
        (Integer, number + 1),
        (Date, date(2026, 8, number + 1)),
        (LargeBinary, bytes([number])),
        (String, f"{number:032x}"),
    ]
    return next(value for kind, value in kinds if isinstance(column.type, kind))
