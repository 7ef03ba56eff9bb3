"""Leaving: this login, or every login and every known browser of the officer."""

from wbs.services.accounts.session import read_token
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import officers, sessions


def log_out(context: Context, token_text: str) -> None:
    """The login behind the cookie is over.

    Raises:
        Expired: the cookie holds no token.
    """
    token = read_token(token_text)
    with context.database.transaction() as work:
        sessions.end_session(work, token.lookup)


def log_out_everywhere(context: Context, actor: Actor) -> None:
    """Every login of the officer is over, and no browser is known as theirs any more."""
    with context.database.transaction() as work:
        officers.raise_version(work, actor.officer.id)
        sessions.end_sessions_of(work, actor.officer.id)
        sessions.forget_devices_of(work, actor.officer.id)
