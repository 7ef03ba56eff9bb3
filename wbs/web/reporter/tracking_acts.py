"""What a reporter does on the page of their case: the session behind it, and the page again with what was typed."""

import hmac
from collections.abc import Callable, Mapping
from typing import TypedDict, cast

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Expired, InvalidForm, Refused, Stale
from wbs.services.tracking.track_case import Tracking, read_case, remember_act, resume
from wbs.web.form_body import CUT_OFF
from wbs.web.languages import lazy_gettext
from wbs.web.limits import LimitReached, spend
from wbs.web.reporter import sentences
from wbs.web.reporter.tracking_page import NAMES, Typed, tracking_page
from wbs.web.reporter.tracking_panels import panels_of
from wbs.web.requests import SealingRequest
from wbs.web.shell import context, settings

_l = lazy_gettext
NOTHING = Typed()
NOT_NOW = _l("This cannot be done at present. Nothing was changed. What you typed is still here.")


class CookieAttributes(TypedDict):
    """How the session's cookie is set and taken back."""

    path: str
    secure: bool
    httponly: bool
    samesite: str


def act_on_own_case(act: str, do: Callable[[Tracking], str]) -> ResponseReturnValue:
    """The act is done and the case shown; or the case, with what was typed and why it was not done.

    *act* names the form on the page: a problem of the whole act is told at the field of that name. *do* gives
    the word of `news` for what was done.
    """
    try:
        tracking = resume(context(), session_token())
    except Expired:
        return ask(410, ended=True)
    problems = problems_of_request(tracking, act)
    if problems:
        return case_answer(tracking, Typed(problems=problems, act=act, fields=request.form), 422)
    try:
        spend("drafts")
        word = do(tracking)
    except LimitReached as limit:
        told = {act: sentences.of_limit(limit.retry_after)}
        typed = Typed(problems=told, act=act, fields=request.form)
        return slowed(case_answer(tracking, typed, 429), limit)
    except InvalidForm as error:
        told = sentences.of_problems(error.problems)
        return case_answer(tracking, Typed(problems=told, act=act, fields=request.form), 422)
    except (Refused, Stale):
        typed = Typed(problems={act: str(NOT_NOW)}, act=act, fields=request.form)
        return case_answer(tracking, typed, 409)
    return done(tracking, word)


def done(tracking: Tracking, word: str) -> ResponseReturnValue:
    """The case is shown next, and says at its head what was done."""
    remember_act(context(), tracking, word)
    return redirect(url_for("tracking.show"), 303)


def case_answer(tracking: Tracking, typed: Typed = NOTHING, status: int = 200) -> tuple[str, int]:
    """The page of the session's case."""
    tracked = read_case(context(), tracking)
    page = tracking_page(tracking, tracked, typed)
    panels = panels_of(tracked, typed)
    return render_template("reporter/case.html", page=page, panels=panels, names=NAMES), status


def problems_of_request(tracking: Tracking, field: str, at_cut: str = "") -> Mapping[str, str]:
    """Why nothing of this request may be taken, told at *field*; empty if it may.

    A body that broke off is told at *at_cut*, where one is named.
    """
    sent = cast(SealingRequest, request)
    if sent.broken:
        told_at = at_cut if at_cut and sent.broken == CUT_OFF else field
        return {told_at: str(sentences.FORM[sent.broken])}
    if not hmac.compare_digest(sent.form.get("csrf", "").encode(), tracking.csrf.encode()):
        return {field: str(sentences.FORM["csrf"])}
    return {}


def ask(
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
    return without_cookie(answer) if ended else answer


def slowed(answer: ResponseReturnValue, limit: LimitReached) -> ResponseReturnValue:
    """The answer, which says when trying again makes sense."""
    response = make_response(answer)
    response.headers["Retry-After"] = str(limit.retry_after)
    return response


def session_token() -> str:
    """What the session's cookie holds; empty without one."""
    return request.cookies.get(settings().cookie_name, "")


def with_cookie(answer: Response, tracking: Tracking) -> Response:
    """Security: for this host and /lacak alone, out of reach of scripts, never sent from another site."""
    answer.set_cookie(settings().cookie_name, tracking.token, **_attributes())
    return answer


def without_cookie(answer: Response) -> Response:
    """The answer that takes the session's cookie back."""
    answer.delete_cookie(settings().cookie_name, **_attributes())
    return answer


def _attributes() -> CookieAttributes:
    return {
        "path": url_for("tracking.show").partition("?")[0],
        "secure": settings().tls,
        "httponly": True,
        "samesite": "Strict",
    }
