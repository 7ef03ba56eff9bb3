"""What a custodian is asked: `/petugas/amanah`. No content of any case stands here."""

from dataclasses import dataclass
from enum import Enum

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Refused, Stale
from wbs.domain.opening import Reply
from wbs.services.custodians.answer_request import answer_request
from wbs.services.custodians.requests_to_me import RequestToMe, requests_to_me
from wbs.services.custodians.resplit import give_parts, wanted_of
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer
from wbs.web.officer.references import reference
from wbs.web.shell import context

bp = Blueprint("openings", __name__)
LISTED = 50


@dataclass(frozen=True)
class Line:
    """A request with the short name of its case."""

    asked: RequestToMe
    reference: str

    @property
    def status(self) -> Enum:
        """What the custodian answered, else what became of the request without them."""
        return self.asked.own_reply or self.asked.state


@bp.get("/amanah")
def show() -> Response:
    """The requests that wait, and those that do not any more."""
    return _list({})


@bp.post("/amanah/pengganti")
def give() -> AnyResponse:
    """What the custodian holds is split anew, among those whose fingerprints they compared."""
    if request.form.get("compared") != "yes":
        sentence = gettext(
            "Please compare the fingerprints with their custodians first, then tick the box."
        )
        return _list({"compared-pengganti": sentence}, 422)
    done = give_parts(context(), actor(), frozenset(request.form.getlist("fingerprint")))
    if not done:
        sentence = gettext("The custodians changed meanwhile. Please look at the list again.")
        return _list({"compared-pengganti": sentence}, 409)
    return tell("openings.show", "dibagi")


@bp.post("/amanah/<request_id>")
def reply(request_id: str) -> AnyResponse:
    """Approve, after comparing the fingerprint, or refuse."""
    field = f"compared-{request_id}"
    wish = _reply(request.form.get("reply", ""))
    if wish is None:
        return _list({field: gettext("Please choose what you answer.")}, 422)
    if wish is Reply.APPROVE and request.form.get("compared") != "yes":
        sentence = gettext(
            "Please compare the fingerprint with the officer first, then tick the box."
        )
        return _list({field: sentence}, 422)
    seen = request.form.get("fingerprint", "")
    try:
        answer_request(context(), actor(), request_id, wish, seen)
    except Stale:
        sentence = gettext(
            "This request changed meanwhile: it was answered, ended, or the officer has another key."
        )
        return _list({field: sentence}, 409)
    except Refused:
        sentence = gettext("This request cannot be approved any more.")
        return _list({field: sentence}, 409)
    return tell("openings.show", wish.value)


def _reply(word: str) -> Reply | None:
    try:
        return Reply(word)
    except ValueError:
        return None


def _list(problems: Problems, status: int = 200) -> Response:
    view = requests_to_me(context(), actor())
    lines = [Line(each, reference(each.case_id)) for each in view.requests]
    page = render_template(
        "officer/openings.html",
        unit_name=view.unit_name,
        waiting=[line for line in lines if line.asked.is_mine_to_answer],
        done=[line for line in lines if not line.asked.is_mine_to_answer][:LISTED],
        wanted=wanted_of(context(), actor()),
        problems=problems,
    )
    return answer(page, status)
