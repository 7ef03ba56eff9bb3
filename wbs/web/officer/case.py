"""A case's page: everything in it, and what an officer does with it, each act by one form of the page."""

from collections.abc import Mapping
from enum import Enum
from functools import partial
from typing import TypeVar

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Invalid, Unavailable
from wbs.domain.kinds import ComplaintClass
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.send_message import send_message
from wbs.services.cases.set_class import set_class
from wbs.web.officer.case_acts import act_on_case, case_answer
from wbs.web.officer.case_forms import Sent, read_seen
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import answer
from wbs.web.shell import context

bp = Blueprint("case", __name__)
DIGITS = 20
Word = TypeVar("Word", bound=Enum)


@bp.get("/kasus/<case_id>")
def show(case_id: str) -> Response:
    """The opened case."""
    try:
        return case_answer(case_id, Sent())
    except Unavailable:
        return answer(render_template("officer/keyless.html"), 409)


@bp.post("/kasus/<case_id>")
def decide(case_id: str) -> AnyResponse:
    """One act on the case; what was typed stays on the page if it could not be done."""
    form = request.form
    return act_on_case(case_id, _act(form), partial(_do, case_id, form))


def _do(case_id: str, form: Mapping[str, str]) -> None:
    """The act the form asks for is done."""
    act = _act(form)
    if act == "message":
        send_message(context(), actor(), case_id, form.get("message", ""))
    elif act == "class":
        wanted = _word(ComplaintClass, "complaint_class", form)
        set_class(context(), actor(), case_id, wanted)
    elif act == "close":
        outcome = _chosen(Outcome, "outcome", form)
        detail = _chosen(OutcomeDetail, "outcome_detail", form)
        linked = form.get("linked", "")
        close_case(context(), actor(), case_id, outcome, detail, _words(form), linked=linked)
    else:
        move_case(context(), actor(), case_id, _word(Stage, "stage", form), _words(form))


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
        rests_on=_numbers(request.form.getlist("rests_on")),
    )


def _numbers(texts: list[str]) -> tuple[int, ...]:
    """The numbers of the records chosen.

    Raises:
        Invalid: one is no number.
    """
    # Python reads no number of thousands of digits.
    if not all(text.isascii() and text.isdigit() and len(text) <= DIGITS for text in texts):
        raise Invalid("rests_on", "unknown")
    return tuple(dict.fromkeys(int(text) for text in texts))


def _chosen(words: type[Word], name: str, form: Mapping[str, str]) -> Word | None:
    """The word chosen in a field that may be empty.

    Raises:
        Invalid: what is not offered was chosen.
    """
    return _word(words, name, form) if form.get(name) else None


def _word(words: type[Word], name: str, form: Mapping[str, str]) -> Word:
    """The word chosen in a field.

    Raises:
        Invalid: nothing was chosen, or what is not offered.
    """
    text = form.get(name, "")
    if not text:
        raise Invalid(name, "not_chosen")
    try:
        return words(text)
    except ValueError:
        raise Invalid(name, "unknown") from None
