"""The database a backup is brought back into: it must be empty, and tells what tables it has by itself."""

from sqlalchemy import MetaData, inspect, select

from wbs.domain.errors import Refused
from wbs.store.database import Database, open_database
from wbs.store.schema.ground import Base


def require_empty(url: str) -> None:
    """Return if no table of ours at *url* has a row; then none has anything to lose.

    Raises:
        Refused: one has.
    """
    database = open_database(url)
    try:
        there = set(inspect(database.engine).get_table_names())
        with database.reading() as work:
            for table in Base.metadata.sorted_tables:
                if table.name not in there:
                    continue
                columns = table.primary_key.columns
                if work.execute(select(*columns).limit(1)).first():
                    raise Refused("the database is not empty")
    finally:
        database.close()


def tables_of(database: Database) -> MetaData:
    """The tables that are there, of whatever revision: an older one than this version's, it may be."""
    found = MetaData()
    found.reflect(database.engine)
    return found
