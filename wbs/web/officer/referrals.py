"""A case was referred to somebody outside, or an answer came: two acts on the case's page."""

from functools import partial

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.services.cases.refer_case import note_reply, refer_case
from wbs.web.officer.case_acts import act_on_case
from wbs.web.officer.doorkeeper import actor
from wbs.web.shell import context

bp = Blueprint("referrals", __name__)


@bp.post("/kasus/<case_id>/rujukan")
def refer(case_id: str) -> AnyResponse:
    """The case was referred."""
    return act_on_case(
        case_id, "refer", partial(refer_case, context(), actor(), case_id, request.form)
    )


@bp.post("/kasus/<case_id>/jawaban")
def reply(case_id: str) -> AnyResponse:
    """The answer to a referral came."""
    return act_on_case(
        case_id, "reply", partial(note_reply, context(), actor(), case_id, request.form)
    )
