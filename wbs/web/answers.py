"""What the domain's errors become on the web: one row each. A test fails for a class without a row."""

import logging

from flask import Flask, Response, make_response, render_template
from werkzeug.exceptions import HTTPException, SecurityError

from wbs.domain.errors import (
    Busy,
    CalendarGap,
    Expired,
    Invalid,
    InvalidForm,
    NotAllowed,
    NotFound,
    Refused,
    Stale,
    Tampered,
    Unavailable,
    WbsError,
)
from wbs.web.languages import gettext

LOG = logging.getLogger("wbs.web")

# Not allowed answers as not found: a stranger does not learn that there is something.
STATUS: dict[type[WbsError], int] = {
    Invalid: 422,
    InvalidForm: 422,
    NotFound: 404,
    NotAllowed: 404,
    Refused: 409,
    Stale: 409,
    Expired: 410,
    Busy: 503,
    CalendarGap: 503,
    Unavailable: 503,
    Tampered: 500,
}
BUSY_SECONDS = 5


def problem_page(status: int) -> Response:
    """A page that says in plain words what happened and what to do now."""
    titles = {
        400: (gettext("The request could not be read"), gettext("Please go back and try again.")),
        404: (
            gettext("Page not found"),
            gettext("The page does not exist, or it is not open to you."),
        ),
        405: (gettext("This cannot be opened like that"), gettext("Please start again.")),
        409: (
            gettext("This is not possible now"),
            gettext("Something has changed in the meantime. Please look again and then decide."),
        ),
        410: (gettext("The time is over"), gettext("Please start again.")),
        413: (
            gettext("Too large"),
            gettext("What was sent is larger than this service accepts. Nothing was stored."),
        ),
        422: (gettext("Something needs mending"), gettext("Please go back and check the form.")),
        429: (gettext("Please wait a little"), gettext("Then try again. Nothing was lost.")),
        503: (
            gettext("Not available at the moment"),
            gettext("Please try again in a moment. Nothing was stored."),
        ),
    }
    title, advice = titles.get(
        status,
        (
            gettext("Something went wrong on our side"),
            gettext("Please try again later."),
        ),
    )
    answer = make_response(render_template("shared/problem.html", title=title, advice=advice))
    answer.status_code = status
    if status == 503:  # noqa: PLR2004 (a status code is its own name)
        answer.headers["Retry-After"] = str(BUSY_SECONDS)
    return answer


def _from_domain(error: WbsError) -> Response:
    status = next(STATUS[c] for c in type(error).__mro__ if c in STATUS)
    if isinstance(error, Tampered):
        LOG.critical("stored bytes were altered")
    return problem_page(status)


def _from_http(error: HTTPException) -> Response:
    if isinstance(error, SecurityError):
        # A host that is none of ours has no addresses, so there is no page to build.
        return Response(status=400, content_type="text/plain")
    if error.code is None or error.code < 400:  # noqa: PLR2004 (a redirect is no problem)
        return make_response(error.get_response())
    return problem_page(error.code)


def _unexpected(error: Exception) -> Response:
    # The class and the place, never the message: a message may quote what somebody typed.
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    LOG.error("unexpected %s at %s", type(error).__name__, place)
    return problem_page(500)


def install(app: Flask) -> None:
    """Answer every error with a page of the house."""
    app.register_error_handler(WbsError, _from_domain)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _unexpected)
