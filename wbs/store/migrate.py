"""Brings a database to the tables this version works with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate

from wbs.domain.errors import Unavailable
from wbs.store.database import Database, db

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def application(url: str, directory: Path = MIGRATIONS) -> Flask:
    """An application that serves nothing and knows `flask db`.

    A new revision: `flask --app 'wbs.store.migrate:application("sqlite:////tmp/x.db")' db migrate`.
    """
    app = Flask("wbs.store", static_folder=None)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.extensions["wbs"] = Database(app)
    Migrate(app, db, directory=str(directory), render_as_batch=True, compare_type=True)
    return app


def upgrade(url: str, revision: str = "head", directory: Path = MIGRATIONS) -> None:
    """The database at *url* has the tables of *revision*, whole, or is as it was before."""
    with _ready(url, directory) as config:
        command.upgrade(config, revision)


def downgrade(url: str, revision: str, directory: Path = MIGRATIONS) -> None:
    """The database at *url* has the tables of the earlier *revision*, or is as it was before."""
    with _ready(url, directory) as config:
        command.downgrade(config, revision)


def revisions(directory: Path = MIGRATIONS) -> tuple[str, ...]:
    """The names of all revisions, first to last."""
    script = ScriptDirectory(str(directory))
    return tuple(reversed([revision.revision for revision in script.walk_revisions()]))


def current(database: Database) -> str | None:
    """The revision of an open database; None before the first."""
    with database.reading() as work:
        return MigrationContext.configure(work.connection()).get_current_revision()


def require_current(database: Database) -> None:
    """Returns if the database is at the revision this version works with.

    Raises:
        Unavailable: it is older, newer, or empty.
    """
    found, wanted = current(database), revisions()[-1]
    if found != wanted:
        raise Unavailable(f"the database is at revision {found or 'none'}, not {wanted}")


@contextmanager
def _ready(url: str, directory: Path) -> Iterator[Config]:
    app = application(url, directory)
    database: Database = app.extensions["wbs"]
    try:
        with app.app_context():
            yield app.extensions["migrate"].migrate.get_config()
    finally:
        database.close()
