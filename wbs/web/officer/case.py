"""A case's page: everything in it, and what an officer does with it, each act by one form of the page."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Invalid, InvalidForm, Refused, Stale, Unavailable
from wbs.domain.kinds import ComplaintClass
from wbs.services.move_case import Words, close_case, move_case
from wbs.services.open_case import open_case
from wbs.services.send_message import send_message
from wbs.services.set_class import set_class
from wbs.web.languages import gettext
from wbs.web.officer.case_forms import NAMES, Sent, read_seen
from wbs.web.officer.case_page import page_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import answer, problems_of
from wbs.web.shell import context

bp = Blueprint("case", __name__)
Word = TypeVar("Word", bound=Enum)


@bp.get("/kasus/<case_id>")
def show(case_id: str) -> Response:
    """The opened case."""
    try:
        return _page(case_id, Sent(), news=request.args.get("kabar", ""))
    except Unavailable:
        return answer(render_template("officer/keyless.html"), 409)


@bp.post("/kasus/<case_id>")
def decide(case_id: str) -> AnyResponse:
    """One act on the case; what was typed stays on the page if it could not be done."""
    form = request.form
    try:
        done = _do(case_id, form)
    except InvalidForm as error:
        return _page(case_id, Sent(_act(form), form, problems_of(error)), status=422)
    except Stale:
        sentence = gettext(
            "The case changed while you were deciding: somebody moved it, or the reporter wrote. "
            "Please look at it again, then decide."
        )
        return _page(case_id, Sent(_act(form), form), refusal=sentence, status=409)
    except Refused:
        sentence = gettext("The procedure does not allow this at the present stage.")
        return _page(case_id, Sent(_act(form), form), refusal=sentence, status=409)
    return redirect(url_for("case.show", case_id=case_id, kabar=done, _anchor="isi"), 303)


def _do(case_id: str, form: Mapping[str, str]) -> str:
    """The act the form asks for, done; its name."""
    act = _act(form)
    if act == "message":
        send_message(context(), actor(), case_id, form.get("message", ""))
    elif act == "class":
        wanted = _word(ComplaintClass, "complaint_class", form)
        set_class(context(), actor(), case_id, wanted)
    elif act == "close":
        outcome = _word(Outcome, "outcome", form)
        detail = (
            _word(OutcomeDetail, "outcome_detail", form) if form.get("outcome_detail") else None
        )
        close_case(context(), actor(), case_id, outcome, detail, _words(form))
    else:
        move_case(context(), actor(), case_id, _word(Stage, "stage", form), _words(form))
    return act


def _act(form: Mapping[str, str]) -> str:
    """Which of the page's forms was sent."""
    if "complaint_class" in form:
        return "class"
    stage = form.get("stage", "")
    if stage == Stage.CLOSED.value or form.get("outcome") or ("outcome" in form and not stage):
        return "close"
    if "grounds" in form:
        return "reopen"
    return "stage" if stage or form.get("act") == "stage" else "message"


def _words(form: Mapping[str, str]) -> Words:
    return Words(
        message=form.get("message", ""),
        grounds=form.get("grounds", ""),
        seen=read_seen(form.get("seen", "")),
    )


def _word(words: type[Word], name: str, form: Mapping[str, str]) -> Word:
    """The word chosen in a field.

    Raises:
        Invalid: nothing was chosen, or what is not offered.
    """
    text = form.get(name, "")
    if not text:
        raise Invalid(name, "required")
    try:
        return words(text)
    except ValueError:
        raise Invalid(name, "unknown") from None


def _page(
    case_id: str, sent: Sent, *, news: str = "", refusal: str = "", status: int = 200
) -> Response:
    page = render_template(
        "officer/case.html",
        page=page_of(open_case(context(), actor(), case_id)),
        sent=sent,
        names=NAMES,
        news=news,
        refusal=refusal,
    )
    return answer(page, status)
