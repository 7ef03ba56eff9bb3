"""The promise of inclusion, handed out from the page of the own case. Nothing of it is kept."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Expired, Unavailable
from wbs.services.tracking.take_promise import take_promise
from wbs.services.tracking.track_case import resume
from wbs.web.limits import LimitReached, spend
from wbs.web.reporter import sentences
from wbs.web.reporter.tracking_acts import (
    NOT_NOW,
    ask,
    case_answer,
    problems_of_request,
    session_token,
    slowed,
)
from wbs.web.reporter.tracking_page import Typed
from wbs.web.shell import context

bp = Blueprint("promise", __name__)
ACT = "janji"
FILE = "catatan.txt"  # a name that says nothing on somebody's disk


@bp.post("/lacak/janji")
def take() -> ResponseReturnValue:
    """The file, or the case with the reason why there is none."""
    try:
        tracking = resume(context(), session_token())
    except Expired:
        return ask(410, ended=True)
    problems = problems_of_request(tracking, ACT)
    if problems:
        return case_answer(tracking, Typed(problems=problems, act=ACT, fields=request.form), 422)
    try:
        spend("drafts")
        file = take_promise(context(), tracking)
    except LimitReached as limit:
        typed = Typed(problems={ACT: sentences.of_limit(limit.retry_after)}, act=ACT)
        return slowed(case_answer(tracking, typed, 429), limit)
    except Unavailable:
        return case_answer(tracking, Typed(problems={ACT: str(NOT_NOW)}, act=ACT), 409)
    answer = Response(file, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return answer
