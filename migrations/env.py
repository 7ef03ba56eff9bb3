"""Runs migrations in one transaction on either database; nothing is half migrated.

SQLite changes a table by copying it and dropping the old one. With foreign keys enforced, dropping
a parent deletes every child row that cascades. So they are not enforced meanwhile, and every one is
checked before the commit. Alembic reads this file only through `wbs.store.migrate`.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Engine

# Two processes that start at once: the second waits here and then finds nothing left to do.
POSTGRES_LOCK = 0x776273


def enforce_foreign_keys(connection: Connection, enforced: bool) -> None:
    """Outside of any transaction, where alone SQLite heeds it."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={int(enforced)}")
    cursor.close()


def check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = sorted({row[0] for row in broken})
        raise RuntimeError(f"rows without their parent in: {', '.join(tables)}")


def migrate(connection: Connection) -> None:
    extension = current_app.extensions["migrate"]
    context.configure(
        connection=connection,
        target_metadata=extension.db.metadata,
        transactional_ddl=True,
        **extension.configure_args,
    )
    context.run_migrations()


def migrate_sqlite(engine: Engine) -> None:
    with engine.connect() as connection:
        enforce_foreign_keys(connection, False)
        try:
            with connection.begin():
                migrate(connection)
                check_foreign_keys(connection)
        finally:
            enforce_foreign_keys(connection, True)


def migrate_postgres(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRES_LOCK})")
        migrate(connection)


engine = current_app.extensions["migrate"].db.engine
if engine.dialect.name == "sqlite":
    migrate_sqlite(engine)
else:
    migrate_postgres(engine)
