"""The superior's decision and its carrying out, written down by forms of the case's page."""

from functools import partial

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.conflict.superior_sheet import SuperiorSheet
from wbs.services.conflict.superior_sheets import SentDecision, write_superior_sheet
from wbs.web.officer.case_acts import act_on_case
from wbs.web.officer.case_forms import read_seen
from wbs.web.officer.doorkeeper import actor
from wbs.web.shell import context

bp = Blueprint("superior", __name__)


@bp.post("/kasus/<case_id>/keputusan-atasan")
def decide(case_id: str) -> AnyResponse:
    """What the superior decided about the declaration."""
    return _write(case_id, SuperiorSheet.DECISION)


@bp.post("/kasus/<case_id>/pengendalian")
def control(case_id: str) -> AnyResponse:
    """How it was carried out."""
    return _write(case_id, SuperiorSheet.CONTROL)


def _write(case_id: str, sheet: SuperiorSheet) -> AnyResponse:
    sent = SentDecision(sheet, request.form, read_seen(request.form.get("seen", "")))
    do = partial(write_superior_sheet, context(), actor(), case_id, sent)
    return act_on_case(case_id, sheet.value, do)
