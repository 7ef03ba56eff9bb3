"""Custodians of units, for the administrator: `/petugas/pemegang-amanah`."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.custodian import MAX_CUSTODIANS, MIN_THRESHOLD, read_rules
from wbs.domain.errors import Invalid, InvalidForm, Refused
from wbs.domain.proposal import Proposal
from wbs.services.agency.overview import agency
from wbs.services.custodians.appoint_custodian import (
    appoint_custodian,
    dismiss_custodian,
    set_custody_rules,
)
from wbs.services.custodians.custody_overview import (
    CustodyDesk,
    custody_of_unit,
    custody_overview,
)
from wbs.services.custodians.leave_custody import what_is_lost
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.shell import context

bp = Blueprint("custodians", __name__)
THRESHOLDS = [(str(n), str(n)) for n in range(MIN_THRESHOLD, MAX_CUSTODIANS + 1)]


@bp.get("/pemegang-amanah")
def show() -> Response:
    """Every unit, and whether reports about it can be confidential."""
    return answer(render_template("officer/custodians.html", lines=custody_overview(context())))


@bp.get("/pemegang-amanah/<slug>")
def edit(slug: str) -> Response:
    """The unit's custodians and rules."""
    return _edit(custody_of_unit(context(), slug), {})


@bp.post("/pemegang-amanah/<slug>/angkat")
def appoint(slug: str) -> AnyResponse:
    """One more officer is given shares of what comes in, once a second person approves."""
    here = custody_of_unit(context(), slug)
    officer_id = request.form.get("officer", "")
    if not officer_id:
        return _edit(here, problems_of(Invalid("officer", "not_chosen")), 422)
    try:
        proposed = appoint_custodian(context(), actor().officer, here.custody.unit.id, officer_id)
    except Refused:
        sentence = gettext(
            "This officer cannot be appointed: not active, without the role, a custodian already, "
            "or the unit has seven."
        )
        return _edit(here, {"officer": sentence}, 409)
    return _after(proposed, slug)


@bp.post("/pemegang-amanah/<slug>/lepas/<officer_id>")
def dismiss(slug: str, officer_id: str) -> AnyResponse:
    """An officer holds nothing any more, once a second person approves; it is said what nobody could open then."""
    here = custody_of_unit(context(), slug)
    if request.form.get("sure") != "yes":
        page = render_template(
            "officer/custodian_leave.html",
            here=here.custody,
            officer=agency(context()).officer_by_id(officer_id),
            lost=what_is_lost(context(), officer_id),
        )
        return answer(page)
    return _after(
        dismiss_custodian(context(), actor().officer, here.custody.unit.id, officer_id), slug
    )


@bp.post("/pemegang-amanah/<slug>/aturan")
def rule(slug: str) -> AnyResponse:
    """That many must agree, with an escrow copy or without, once a second person approves."""
    here = custody_of_unit(context(), slug)
    form = request.form
    try:
        rules = read_rules(form.get("threshold", ""), has_escrow=form.get("escrow") == "yes")
        proposed = set_custody_rules(context(), actor().officer, here.custody.unit.id, rules)
    except InvalidForm as error:
        return _edit(here, problems_of(error), 422)
    return _after(proposed, slug)


def _after(proposed: Proposal | None, slug: str) -> AnyResponse:
    """What waits for a second person now, or the unit where nothing had to change."""
    if proposed is not None:
        return tell("proposals.show", "menunggu")
    return tell("custodians.edit", "sama", slug=slug)


def _edit(here: CustodyDesk, problems: Problems, status: int = 200) -> Response:
    names = {unit.id: unit.name for unit in agency(context()).units.values()}
    page = render_template(
        "officer/custodian_unit.html",
        here=here.custody,
        candidates=[(o.id, f"{o.name} ({names[o.unit_id]})") for o in here.candidates],
        thresholds=THRESHOLDS,
        problems=problems,
    )
    return answer(page, status)
