"""What a reporter may do about the desk of their case: both by their own session, which holds the case's key."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wbs.services.routing.ask_inspectorate import FIELD, ask_inspectorate
from wbs.services.routing.reroute_case import reroute
from wbs.services.tracking.track_case import Tracking
from wbs.web.reporter import news
from wbs.web.reporter.desk_panels import WRONG_DESK
from wbs.web.reporter.tracking_acts import act_on_own_case
from wbs.web.shell import context

bp = Blueprint("desk_rights", __name__)


@bp.post("/lacak/inspektorat")
def ask() -> ResponseReturnValue:
    """The inspectorate looks into the case."""
    return act_on_own_case(FIELD, _ask)


@bp.post("/lacak/salah-alamat")
def wrong_desk() -> ResponseReturnValue:
    """The case lies where nobody works whom it concerns."""
    return act_on_own_case(WRONG_DESK, _reroute)


def _ask(tracking: Tracking) -> str:
    ask_inspectorate(context(), tracking)
    return news.INSPECTORATE


def _reroute(tracking: Tracking) -> str:
    reroute(context(), tracking, request.form)
    return news.ELSEWHERE
