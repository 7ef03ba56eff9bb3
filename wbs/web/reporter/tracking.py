"""Following a report by its code: enter, read, write, leave. The cookie holds a token and no code."""

import hmac
from typing import TypedDict, cast

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Expired, Invalid, NotFound
from wbs.services.leave_tracking import leave_tracking
from wbs.services.reporter_message import write_message
from wbs.services.track_case import Tracking, enter, read_case, resume
from wbs.web.limits import LimitReached, spend
from wbs.web.reporter import sentences
from wbs.web.reporter.form_body import CUT_OFF
from wbs.web.reporter.requests import SealingRequest
from wbs.web.reporter.tracking_page import Typed, tracking_page
from wbs.web.shell import context, settings

bp = Blueprint("tracking", __name__)

NOTHING = Typed()


class CookieAttributes(TypedDict):
    """How the session's cookie is set and taken back."""

    path: str
    secure: bool
    httponly: bool
    samesite: str


@bp.get("/lacak")
def show() -> ResponseReturnValue:
    """The case of the open session, or the question for a code."""
    if not _token():
        return _ask()
    try:
        return _case(resume(context(), _token()))
    except Expired:
        return _ask(ended=True)


@bp.post("/lacak")
def send() -> ResponseReturnValue:
    """A code, or a message with files."""
    cast(SealingRequest, request).accept_files()
    if "tracking_code" in request.form:
        return _enter(request.form["tracking_code"])
    try:
        tracking = resume(context(), _token())
        return _write(tracking)
    except Expired:
        return _ask(410, ended=True)


@bp.post("/lacak/keluar")
def leave() -> ResponseReturnValue:
    """The session is over, and the cookie is gone."""
    leave_tracking(context(), _token())
    return _without_cookie(make_response(render_template("reporter/left.html")))


def _enter(typed: str) -> ResponseReturnValue:
    """Security: a code sent by another site would show the visitor somebody else's case."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return _ask(422, code=typed, problem=str(sentences.FORM["unknown"]))
    try:
        spend("codes")
        tracking = enter(context(), typed)
    except LimitReached as limit:
        return _slowed(_ask(429, code=typed, problem=sentences.of_limit(limit.retry_after)), limit)
    except Invalid as error:
        return _ask(422, code=typed, problem=str(sentences.CODE[error.reason]))
    except NotFound:
        return _ask(422, code=typed, problem=str(sentences.CODE["not_found"]))
    leave_tracking(context(), _token())
    if request.form.get("message"):  # given back after a session ended, and carried in again
        return _with_cookie(
            make_response(_case(tracking, Typed(request.form["message"]))), tracking
        )
    return _with_cookie(cast(Response, redirect(url_for("tracking.show"), 303)), tracking)


def _write(tracking: Tracking) -> ResponseReturnValue:
    """A message that cannot be taken is given back; one that was taken is never lost for a file."""
    sent, message = cast(SealingRequest, request), request.form.get("message", "")
    problems = _problems(sent, tracking)
    if problems:
        return _case(tracking, Typed(message, problems), 422)
    files = sent.intake.settle()
    try:
        spend("drafts")
        write_message(context(), tracking, message, files)
    except LimitReached as limit:
        told = {"message": sentences.of_limit(limit.retry_after)} | sentences.add_again(files)
        return _slowed(_case(tracking, Typed(message, told), 429), limit)
    except Invalid as error:
        told = sentences.of_problems(error.problems) | sentences.add_again(files)
        return _case(tracking, Typed(message, told), 422)
    sent.intake.commit({file.ref.blob_id for file in files})
    if refused := sentences.of_refused(sent.intake.refused):
        told = {"attachments": sentences.sent_without(refused)}
        return _case(tracking, Typed("", told), 422)
    return redirect(url_for("tracking.show", _anchor="pesan"), 303)


def _problems(sent: SealingRequest, tracking: Tracking) -> dict[str, str]:
    """Why nothing of this request may be taken; empty if it may."""
    if sent.broken:
        field = "attachments" if sent.broken == CUT_OFF else "message"
        return {field: str(sentences.FORM[sent.broken])}
    if not hmac.compare_digest(sent.form.get("csrf", "").encode(), tracking.csrf.encode()):
        return {"message": str(sentences.FORM["csrf"])}
    return {}


def _case(tracking: Tracking, typed: Typed = NOTHING, status: int = 200) -> tuple[str, int]:
    page = tracking_page(tracking, read_case(context(), tracking), typed)
    return render_template("reporter/case.html", page=page), status


def _ask(
    status: int = 200, *, code: str = "", problem: str = "", ended: bool = False
) -> ResponseReturnValue:
    """The question for a code; a message that was typed into an ended session is given back."""
    page = render_template(
        "reporter/track.html",
        code=code,
        problems={"tracking_code": problem} if problem else {},
        ended=ended,
        message=request.form.get("message", ""),
    )
    answer = make_response(page, status)
    return _without_cookie(answer) if ended else answer


def _slowed(answer: ResponseReturnValue, limit: LimitReached) -> ResponseReturnValue:
    response = make_response(answer)
    response.headers["Retry-After"] = str(limit.retry_after)
    return response


def _token() -> str:
    return request.cookies.get(settings().cookie_name, "")


def _with_cookie(answer: Response, tracking: Tracking) -> Response:
    """Security: for this host and /lacak alone, out of reach of scripts, never sent from another site."""
    answer.set_cookie(settings().cookie_name, tracking.token, **_attributes())
    return answer


def _without_cookie(answer: Response) -> Response:
    answer.delete_cookie(settings().cookie_name, **_attributes())
    return answer


def _attributes() -> CookieAttributes:
    return {
        "path": url_for("tracking.show").partition("?")[0],
        "secure": settings().tls,
        "httponly": True,
        "samesite": "Strict",
    }
