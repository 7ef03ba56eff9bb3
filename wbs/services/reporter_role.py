"""The PostgreSQL role of the reporters' application: given what it needs, renewed, and looked at (ADR 0145)."""

from contextlib import closing
from dataclasses import dataclass

from wbs.domain.errors import NotFound, Refused, Unavailable
from wbs.store.database import Database, open_database
from wbs.store.reporter_role import examine, give

__all__ = ["RoleState", "give_role", "open_told", "renew_role", "role_state", "written"]


@dataclass(frozen=True)
class RoleState:
    """A role, and what it may beyond what it is to (`more`) or lacks (`less`)."""

    role: str
    more: tuple[str, ...]
    less: tuple[str, ...]


def written(role: str) -> tuple[str, ...]:
    """What `give_role` would ask of a database in the schema `public`, as SQL."""
    return tuple(give.statements(role, "public"))


def give_role(database: Database, role: str) -> RoleState:
    """The role is the reporters', and the one before is not; how it stands after that.

    Security: it may what `wbs.store.reporter_role.reach` says, by what this database can give or take.

    Raises:
        Unavailable: the database is no PostgreSQL, or this one's role is the reporters' itself.
        NotFound: the server knows no such role.
        Refused: the role is or owns what no taking away of rights would change; nothing changed.
        Busy, Conflict: somebody is at work on a table; nothing changed.
    """
    if not _has_roles(database) or database.is_told:
        raise Unavailable("no roles to give here")
    with database.transaction() as work:
        if not examine.is_role(work, role):
            raise NotFound(role)
        above = examine.stands_above(work, role)
        if above:
            raise Refused(", ".join(above))
        give.give(work, role)
        return _state(role, examine.examine(work, role))


def renew_role(url: str) -> None:
    """The reporters' role, if there is one, may what this version needs; nothing is touched where it may already."""
    with closing(open_database(url)) as database:
        state = role_state(database)
        if state is not None and (state.more or state.less):
            with database.transaction() as work:
                give.give(work, state.role)


def role_state(database: Database) -> RoleState | None:
    """How the reporters' role stands; None where there is none. Reads only."""
    if not _has_roles(database):
        return None
    with database.reading() as work:
        role = examine.who(work) if database.is_told else give.role_of(work)
        return _state(role, examine.examine(work, role)) if role else None


def open_told(url: str) -> Database:
    """The database at *url*, whose role is shown nothing but what a transaction says it holds.

    Raises:
        Unavailable: that role is shown every row; nothing stays open.
    """
    database = open_database(url, is_told=True)
    with database.reading() as work:
        is_bound = examine.is_bound(work)
    if not is_bound:
        database.close()
        raise Unavailable("that role is shown every row")
    return database


def _has_roles(database: Database) -> bool:
    return database.engine.dialect.name == "postgresql"


def _state(role: str, fit: examine.Fit) -> RoleState:
    return RoleState(role, fit.more, fit.less)
