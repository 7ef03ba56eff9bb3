"""Rows of every table as text, and back: the same for both kinds of database.

A piece holds rows of one table: the first line names the columns, each further line is one row. Bytes are
`{"b": base64}`, days `{"d": "2026-08-03"}`, everything else as JSON has it.

Left out is what is of the moment: drafts with their files, logins, readings and known browsers.
"""

import base64
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select, update
from sqlalchemy.exc import SQLAlchemyError

from wbs.domain.errors import Tampered
from wbs.store.database import Conflict, Work
from wbs.store.schema.ground import Base

LEFT_OUT = frozenset({"draft", "tracking_session", "officer_session", "officer_device"})
PIECE_BYTES = 1 << 20
ROWS_AT_ONCE = 200


def pieces_of(work: Work) -> Iterator[tuple[str, bytes]]:
    """Every row that a backup holds: (table, piece), parents before children, as one reading sees them."""
    for table in Base.metadata.sorted_tables:
        if table.name not in LEFT_OUT:
            yield from ((table.name, piece) for piece in _pieces(work, table))


def load(connection: Connection, metadata: MetaData, table_name: str, piece: bytes) -> "Later":
    """The rows stand in the table; what they name in their own table is told back, to be set at the end.

    Raises:
        Tampered: the piece does not fit the table.
    """
    table = metadata.tables.get(table_name)
    if table is None or table_name in LEFT_OUT:
        raise Tampered("a backup has rows of a table that its revision does not have")
    columns, rows = _read(piece)
    key = {column.name for column in table.primary_key.columns}
    if not key <= set(columns) <= {column.name for column in table.columns}:
        raise Tampered("a backup has columns that its revision does not have")
    try:
        named = [dict(zip(columns, row, strict=True)) for row in rows]
        later = _cut_loops(table, named)
        for at in range(0, len(named), ROWS_AT_ONCE):
            connection.execute(table.insert(), named[at : at + ROWS_AT_ONCE])
    except (Conflict, SQLAlchemyError, ValueError, TypeError) as error:
        raise Tampered(f"rows of {table_name} cannot be taken") from error
    return later


Later = list[tuple[Table, dict[str, Any], dict[str, Any]]]


def set_later(connection: Connection, later: Later) -> None:
    """What rows name in their own table is set, now that all of them stand."""
    for table, key, values in later:
        where = [table.c[name] == value for name, value in key.items()]
        connection.execute(update(table).where(*where).values(**values))


def _pieces(work: Work, table: Table) -> Iterator[bytes]:
    names = [column.name for column in table.columns]
    query = select(*table.columns).order_by(*table.primary_key.columns)
    if "draft_id" in names:
        query = query.where(table.c.draft_id.is_(None))
    head = json.dumps(names).encode() + b"\n"
    lines, size = [head], 0
    for row in work.execute(query.execution_options(yield_per=ROWS_AT_ONCE)):
        line = json.dumps([_written(value) for value in row], ensure_ascii=False).encode() + b"\n"
        lines.append(line)
        size += len(line)
        if size >= PIECE_BYTES:
            yield b"".join(lines)
            lines, size = [head], 0
    if len(lines) > 1:
        yield b"".join(lines)


def _written(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value


def _read(piece: bytes) -> tuple[list[str], list[list[Any]]]:
    try:
        columns, *rows = (json.loads(line) for line in piece.splitlines())
        if not all(isinstance(column, str) for column in columns):
            raise ValueError("no names of columns")
        return columns, [[_value(value) for value in row] for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise Tampered("rows of a backup cannot be read") from error


def _value(written: Any) -> Any:
    if not isinstance(written, dict):
        return written
    if "b" in written:
        return base64.b64decode(written["b"], validate=True)
    return date.fromisoformat(written["d"])


def _cut_loops(table: Table, rows: list[dict[str, Any]]) -> Later:
    """Columns that name a row of the same table are left empty, whatever the order of the rows."""
    own = [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    key = [column.name for column in table.primary_key.columns]
    later: Later = []
    for row in rows:
        values = {name: row[name] for name in own if row.get(name) is not None}
        if values:
            later.append((table, {name: row[name] for name in key}, values))
            row.update(dict.fromkeys(values))
    return later
