"""Saying that one fears reprisal, or no longer does, on the page of the own case."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Invalid
from wbs.services.tracking.fear_of_reprisal import say_fear
from wbs.services.tracking.track_case import Tracking
from wbs.web.reporter import news
from wbs.web.reporter.tracking_acts import act_on_own_case
from wbs.web.shell import context

bp = Blueprint("fear", __name__)
ACT = "takut"
ANSWERS = {"yes": True, "no": False}


@bp.post("/lacak/takut")
def say() -> ResponseReturnValue:
    """The case says so from now on."""

    def do(tracking: Tracking) -> str:
        answer = request.form.get("fear", "")
        if answer not in ANSWERS:
            raise Invalid(ACT, "unknown")
        say_fear(context(), tracking, is_feared=ANSWERS[answer])
        return news.FEARED if ANSWERS[answer] else news.NOT_FEARED

    return act_on_own_case(ACT, do)
