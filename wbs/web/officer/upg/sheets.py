"""The sheets of the UPG: the form of each, with the disclosure beside it."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm, NotFound, Refused, Stale, Unavailable
from wbs.domain.gratification.disclosed import givers_of
from wbs.domain.gratification.gift import Relation
from wbs.domain.gratification.upg_sheet import WITH_FILES, SheetKind
from wbs.services.cases.open_case import CaseFile, open_case
from wbs.services.upg.disclosure_register import totals_beside
from wbs.services.upg.upg_effects import gratuity_day
from wbs.services.upg.upg_sheets import SentSheet, rules_of, write_sheet
from wbs.web.languages import gettext
from wbs.web.officer.case_forms import read_seen
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.officer.requests import OfficerRequest
from wbs.web.officer.upg.sheet_page import Typed, first_page, sheet_page
from wbs.web.officer.upg.year_lines import YearLine, year_lines
from wbs.web.refused_files import of_refused
from wbs.web.shell import context

bp = Blueprint("sheets", __name__)
MOST = 500  # disclosures opened for the totals beside a review


@bp.get("/kasus/<case_id>/lembar/<sheet>")
def show(case_id: str, sheet: str) -> AnyResponse:
    """The empty sheet; where the procedure has no place for it, the case."""
    kind = _kind(sheet)
    try:
        case_file = open_case(context(), actor(), case_id)
        page = first_page(
            case_file, kind, rules_of(context(), case_file, kind), _totals(case_file, kind)
        )
    except Unavailable:
        return answer(render_template("officer/keyless.html"), 409)
    except Refused:
        return redirect(url_for("case.show", case_id=case_id), 303)
    return answer(render_template("officer/sheet.html", page=page))


@bp.post("/kasus/<case_id>/lembar/<sheet>")
def write(case_id: str, sheet: str) -> AnyResponse:
    """The sheet is written, or given back with everything typed."""
    kind = _kind(sheet)
    intake = cast(OfficerRequest, request).intake
    form = request.form
    if kind in WITH_FILES and (told := of_refused(intake.refused)):
        return _again(case_id, kind, {"attachments": " ".join(told)}, 422)
    files = intake.settle() if kind in WITH_FILES else ()
    sent = SentSheet(kind, form, files, read_seen(form.get("seen", "")))
    try:
        write_sheet(context(), actor(), case_id, sent)
    except InvalidForm as error:
        problems = problems_of(error)
        if files:
            problems["attachments"] = gettext("Please add the files again; they were not kept.")
        return _again(case_id, kind, problems, 422)
    except (Stale, Refused):
        return _again(case_id, kind, {}, 409)
    intake.commit({file.ref.blob_id for file in files})
    return tell("case.show", kind.value, case_id=case_id, anchor="isi")


def _again(case_id: str, kind: SheetKind, problems: Problems, status: int) -> Response:
    """The sheet with what was typed, and why it was not taken."""
    case_file = open_case(context(), actor(), case_id)
    try:
        rules = rules_of(context(), case_file, kind)
    except Refused:
        rules = None
    refusal = status == 409  # noqa: PLR2004 (the status of both refusals)
    typed = Typed(request.form, problems, refusal)
    page = sheet_page(case_file, kind, rules, typed, _totals(case_file, kind))
    return answer(render_template("officer/sheet.html", page=page), status)


def _totals(case_file: CaseFile, kind: SheetKind) -> tuple[YearLine, ...] | None:
    """What colleagues among the givers gave within a year, for whoever reviews; there is a limit to it.

    None where that year has too many disclosures to be opened for a page.
    """
    givers = givers_of(case_file.opened.report.fields)
    if kind is not SheetKind.REVIEW or Relation.COLLEAGUE not in {g.relation for g in givers}:
        return ()
    totals = totals_beside(context(), actor(), case_file, MOST)
    if totals is None:
        return None
    return year_lines(totals, gratuity_day(case_file.opened.report.fields))


def _kind(sheet: str) -> SheetKind:
    try:
        return SheetKind(sheet)
    except ValueError:
        raise NotFound("no such sheet") from None
