"""Following a report by its code: enter, read, write, leave. The cookie holds a token and no code."""

from typing import cast

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Expired, Invalid, NotFound
from wbs.services.tracking.leave_tracking import leave_tracking
from wbs.services.tracking.reporter_message import write_message
from wbs.services.tracking.track_case import Tracking, enter, resume
from wbs.web.limits import LimitReached, spend
from wbs.web.refused_files import of_refused
from wbs.web.reporter import news, sentences
from wbs.web.reporter.tracking_acts import (
    ask,
    case_answer,
    done,
    problems_of_request,
    session_token,
    slowed,
    with_cookie,
    without_cookie,
)
from wbs.web.reporter.tracking_page import Typed
from wbs.web.requests import SealingRequest
from wbs.web.shell import context

bp = Blueprint("tracking", __name__)


@bp.get("/lacak")
def show() -> ResponseReturnValue:
    """The case of the open session, or the question for a code."""
    if not session_token():
        return ask()
    try:
        return case_answer(resume(context(), session_token()))
    except Expired:
        return ask(ended=True)


@bp.post("/lacak")
def send() -> ResponseReturnValue:
    """A code, or a message with files."""
    cast(SealingRequest, request).accept_files()
    if "tracking_code" in request.form:
        return _enter(request.form["tracking_code"])
    try:
        tracking = resume(context(), session_token())
        return _write(tracking)
    except Expired:
        return ask(410, ended=True)


@bp.post("/lacak/keluar")
def leave() -> ResponseReturnValue:
    """The session is over, and the cookie is gone."""
    leave_tracking(context(), session_token())
    return without_cookie(make_response(render_template("reporter/left.html")))


def _enter(typed: str) -> ResponseReturnValue:
    """Security: a code sent by another site would show the visitor somebody else's case."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return ask(422, code=typed, problem=str(sentences.FORM["unknown"]))
    try:
        spend("codes")
        tracking = enter(context(), typed)
    except LimitReached as limit:
        return slowed(ask(429, code=typed, problem=sentences.of_limit(limit.retry_after)), limit)
    except Invalid as error:
        return ask(422, code=typed, problem=str(sentences.CODE[error.reason]))
    except NotFound:
        return ask(422, code=typed, problem=str(sentences.CODE["not_found"]))
    leave_tracking(context(), session_token())
    if request.form.get("message"):  # given back after a session ended, and carried in again
        return with_cookie(
            make_response(case_answer(tracking, Typed(request.form["message"]))), tracking
        )
    return with_cookie(cast(Response, redirect(url_for("tracking.show"), 303)), tracking)


def _write(tracking: Tracking) -> ResponseReturnValue:
    """A message that cannot be taken is given back; one that was taken is never lost for a file."""
    sent, message = cast(SealingRequest, request), request.form.get("message", "")
    problems = problems_of_request(tracking, "message", at_cut="attachments")
    if problems:
        return case_answer(tracking, Typed(message, problems), 422)
    files = sent.intake.settle()
    try:
        spend("drafts")
        write_message(context(), tracking, message, files)
    except LimitReached as limit:
        told = {"message": sentences.of_limit(limit.retry_after)} | sentences.add_again(files)
        return slowed(case_answer(tracking, Typed(message, told), 429), limit)
    except Invalid as error:
        told = sentences.of_problems(error.problems) | sentences.add_again(files)
        return case_answer(tracking, Typed(message, told), 422)
    sent.intake.commit({file.ref.blob_id for file in files})
    if refused := of_refused(sent.intake.refused):
        told = {"attachments": sentences.sent_without(refused)}
        return case_answer(tracking, Typed("", told), 422)
    return done(tracking, news.WITH_FILES if files else news.MESSAGE)
