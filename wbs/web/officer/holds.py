"""A hold on a case, by two forms of its page: set, and lifted."""

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid
from wbs.domain.retention import HoldReason
from wbs.services.retention.hold_case import lift_hold, set_hold
from wbs.web.officer.case_acts import act_on_case
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import require_filled
from wbs.web.shell import context

bp = Blueprint("holds", __name__)


@bp.post("/kasus/<case_id>/tahan")
def hold(case_id: str) -> AnyResponse:
    """The case is not erased until the hold is lifted."""

    def act() -> None:
        require_filled("hold_reason", "grounds")
        set_hold(context(), actor(), case_id, _reason(), request.form.get("grounds", ""))

    return act_on_case(case_id, "hold", act)


@bp.post("/kasus/<case_id>/lepas-tahan")
def lift(case_id: str) -> AnyResponse:
    """The hold is lifted."""

    def act() -> None:
        lift_hold(context(), actor(), case_id, request.form.get("grounds", ""))

    return act_on_case(case_id, "lift", act)


def _reason() -> HoldReason:
    """The reason that was chosen.

    Raises:
        Invalid: none was, or what is not offered.
    """
    text = request.form.get("hold_reason", "")
    try:
        return HoldReason(text)
    except ValueError:
        raise Invalid("hold_reason", "unknown" if text else "not_chosen") from None
