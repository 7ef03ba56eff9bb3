"""A confidential reporter's identity: asked for and opened from the page of their case."""

from functools import partial

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Refused
from wbs.services.custodians.open_identity import open_identity
from wbs.services.custodians.request_opening import request_identity
from wbs.web.languages import gettext
from wbs.web.officer.case_acts import act_on_case, case_answer
from wbs.web.officer.case_forms import Sent
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import answer
from wbs.web.officer.references import reference
from wbs.web.shell import context

bp = Blueprint("identity", __name__)
ACT = "identity"


@bp.post("/kasus/<case_id>/identitas")
def ask(case_id: str) -> AnyResponse:
    """The custodians are asked in writing."""
    typed = request.form.get("reason", "")
    return act_on_case(case_id, ACT, partial(request_identity, context(), actor(), case_id, typed))


@bp.post("/kasus/<case_id>/identitas/buka")
def open_(case_id: str) -> Response:
    """Who reported, on this answer alone: looking again is opening again."""
    try:
        identity = open_identity(context(), actor(), case_id)
    except Refused:
        sentence = gettext("The identity cannot be opened any more: the time for it is over.")
        return case_answer(case_id, Sent(), refusal=sentence, status=409)
    page = render_template(
        "officer/identity.html",
        identity=identity,
        case_id=case_id,
        reference=reference(case_id),
    )
    return answer(page)
