"""Enter a case for somebody who wrote, called or came: the form, and the slip with the tracking code."""

from flask import Blueprint, Response, render_template, request

from wbs.domain.directory import Directory
from wbs.domain.errors import InvalidForm, Unavailable
from wbs.domain.kinds import DeskKind, Kind
from wbs.services.agency.overview import desks_of
from wbs.services.intake.enter_report import Entered, enter_report, entered_again, require_entry
from wbs.services.intake.intake_directory import read_directory
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.entry_page import KINDS, entry_page
from wbs.web.officer.entry_step import (
    NO_DESK,
    EntryStep,
    first_step,
    problems_in,
    read_step,
    sent_step,
)
from wbs.web.officer.problems import answer, problems_of
from wbs.web.qr import qr_of_code
from wbs.web.shell import context

bp = Blueprint("entry", __name__)


@bp.get("/kasus/baru")
def show() -> Response:
    """The empty form; without a desk the page that says why there is none."""
    officer = actor().officer
    if not officer.desk_ids:
        return answer(render_template("officer/entry_deskless.html"))
    directory = read_directory(context())
    own_unit = directory.units[officer.unit_id].slug
    return _form(first_step(_asked_kind(), own_unit), directory)


@bp.post("/kasus/baru")
def send() -> Response:
    """The case is saved and its slip shown, or the form is given back with everything typed."""
    require_entry(actor().officer)
    step = sent_step(_kind(request.form.get("kind", "")) or Kind.COMPLAINT)
    if step.submitted is not None:
        return _slip(entered_again(context(), actor(), step.submitted))
    directory = read_directory(context())
    read = read_step(step, directory)
    if read is None:
        return _form(problems_in(step, directory), directory, 422)
    step, report, arrival = read
    try:
        entered = enter_report(context(), actor(), step.token, report, arrival, len(step.files))
    except InvalidForm as error:
        return _form(step.with_problems(problems_of(error)), directory, 422)
    except Unavailable:
        return _form(step.with_problems({"unit": str(NO_DESK)}), directory, 422)
    return _slip(entered)


def _asked_kind() -> Kind:
    """The kind the address asks for; else what the officer's desks handle."""
    asked = _kind(request.args.get("kind", ""))
    if asked is not None:
        return asked
    kinds = {desk.kind for desk in desks_of(context(), actor().officer)}
    return Kind.COMPLAINT if DeskKind.COMPLAINT in kinds else Kind.WBS


def _kind(text: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.value == text), None)


def _form(step: EntryStep, directory: Directory, status: int = 200) -> Response:
    page = render_template("officer/entry.html", page=entry_page(step, directory))
    return answer(page, status)


def _slip(entered: Entered) -> Response:
    if not entered.code:
        return answer(render_template("officer/entry_received.html"))
    page = render_template(
        "officer/entry_slip.html",
        code=entered.code,
        qr=qr_of_code(entered.code),
        case_id=entered.case_id,
    )
    return answer(page)
