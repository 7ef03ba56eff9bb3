"""Leave a case: its session is over at once."""

from wbs.sealing.errors import Malformed
from wbs.sealing.session_token import SessionToken
from wbs.services.context import Context
from wbs.store import reporter


def leave_tracking(context: Context, token_text: str) -> None:
    """The token opens nothing any more; one that never did is no error."""
    try:
        token = SessionToken.parse(token_text)
    except Malformed:
        return
    with context.database.transaction() as work:
        reporter.end_session(work, token.lookup)
