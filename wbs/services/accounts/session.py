"""An officer's login: begun once, taken up by each request, ended by time or by a change of the account."""

from wbs.domain.errors import Expired, Tampered
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key
from wbs.sealing.session_token import SessionToken, open_session, seal_session
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import officers, sessions
from wbs.store.database import Work

IDLE_SECONDS = 30 * 60
WHOLE_SECONDS = 12 * 60 * 60
# A request that comes sooner does not write: the idle end may be that much too early.
RENEW_SECONDS = 60
LABEL = "officer"


def begin(context: Context, work: Work, officer_id: str, version: int, seed: Key) -> SessionToken:
    """The token of a new login, whose row holds the seed for that token alone."""
    token = SessionToken.new(context.random_bytes)
    now = context.now()
    sessions.add_session(
        work,
        sessions.OfficerSession(
            lookup=token.lookup,
            officer_id=officer_id,
            version=version,
            sealed=seal_session(token, seed.raw, LABEL),
            idle_ends_at=now + IDLE_SECONDS,
            ends_at=now + WHOLE_SECONDS,
        ),
    )
    return token


def resume(context: Context, token_text: str) -> Actor:
    """The officer behind the cookie. Renews the idle time.

    Raises:
        Expired: no such login, 30 minutes without a request, 12 hours in all, or password, role,
            factor or state of the account changed since; the caller may not know which.
        Tampered: the stored login was altered.
    """
    token = read_token(token_text)
    now = context.now()
    with context.database.reading() as work:
        session = sessions.session_by_lookup(work, token.lookup)
        officer = officers.officer_by_id(work, session.officer_id) if session else None
    if session is None or officer is None:
        raise Expired("no such session")
    if now >= min(session.idle_ends_at, session.ends_at):
        raise Expired("session over")
    if now + IDLE_SECONDS - session.idle_ends_at >= RENEW_SECONDS:
        with context.database.transaction() as work:
            sessions.put_idle_end(work, session.lookup, now + IDLE_SECONDS)
    try:
        return Actor(officer, Key(open_session(token, session.sealed, LABEL)))
    except sealing.Tampered as error:
        raise Tampered("an officer's session was altered") from error


def read_token(text: str) -> SessionToken:
    """The token a cookie or link holds.

    Raises:
        Expired: it is none of ours.
    """
    try:
        return SessionToken.parse(text)
    except sealing.Malformed:
        raise Expired("no token") from None
