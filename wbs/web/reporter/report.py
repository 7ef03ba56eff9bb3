"""The report: form, review, code. Works without script and sets no cookie."""

from typing import cast

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from wbs.domain.directory import Directory
from wbs.domain.errors import Invalid, Unavailable
from wbs.domain.form import Report
from wbs.domain.kinds import Kind
from wbs.services.intake.intake_directory import read_directory
from wbs.services.intake.known import Known
from wbs.services.intake.submit_report import Receipt, shown_again, submit_report
from wbs.web.limits import LimitReached, spend
from wbs.web.qr import qr_of_code
from wbs.web.reporter import sentences
from wbs.web.reporter.declaration_page import declaration_page, declaration_review
from wbs.web.reporter.disclosure_page import disclosure_page, disclosure_review
from wbs.web.reporter.empty_form import empty_forms, is_asked_plainly, untouched
from wbs.web.reporter.recap_step import filled_from_file, is_recap_sent
from wbs.web.reporter.report_page import report_page, report_sections, review_page
from wbs.web.reporter.report_step import Step, first_step, read_step, reshaped, sent_step
from wbs.web.requests import SealingRequest
from wbs.web.shell import context

bp = Blueprint("report", __name__)


@bp.get("/lapor/wbs")
def wbs() -> ResponseReturnValue:
    """The form for what an employee of the agency saw."""
    return _empty_form(Kind.WBS)


@bp.post("/lapor/wbs")
def send_wbs() -> ResponseReturnValue:
    """The next step of that form."""
    return _next_step(Kind.WBS)


@bp.get("/lapor/pengaduan")
def complaint() -> ResponseReturnValue:
    """The form for what a citizen has to complain about."""
    return _empty_form(Kind.COMPLAINT)


@bp.post("/lapor/pengaduan")
def send_complaint() -> ResponseReturnValue:
    """The next step of that form."""
    return _next_step(Kind.COMPLAINT)


@bp.get("/lapor/gratifikasi")
def disclosure() -> ResponseReturnValue:
    """The form for a gratuity received or refused."""
    return _empty_form(Kind.GRATIFICATION)


@bp.post("/lapor/gratifikasi")
def send_disclosure() -> ResponseReturnValue:
    """The next step of that form."""
    return _next_step(Kind.GRATIFICATION)


@bp.get("/lapor/konflik-kepentingan")
def declaration() -> ResponseReturnValue:
    """The form for a conflict of interest of one's own."""
    return _empty_form(Kind.CONFLICT_OF_INTEREST)


@bp.post("/lapor/konflik-kepentingan")
def send_declaration() -> ResponseReturnValue:
    """The next step of that form."""
    return _next_step(Kind.CONFLICT_OF_INTEREST)


def _empty_form(kind: Kind) -> ResponseReturnValue:
    directory = read_directory(context())
    if is_asked_plainly():
        return empty_forms().page(kind, directory, _page)
    asked = request.values.get("unit", "")
    typed = untouched(kind) | {"unit": asked if asked in directory.slugs else ""}
    return _form(first_step(kind, typed), directory)


def _next_step(kind: Kind) -> ResponseReturnValue:
    cast(SealingRequest, request).accept_files()
    if "start" in request.form:  # the unit was chosen on the front page
        return _empty_form(kind)
    step, known = sent_step(kind)
    if step.submitted is not None:
        return _receipt(shown_again(context(), step.submitted), kind)
    try:
        if "confirm" not in request.form:
            spend("drafts")
            if (form := _given_back(step, known.directory)) is not None:
                return form
        return _read(step, known)
    except LimitReached as limit:
        return _slowed(step, known.directory, limit)


def _given_back(step: Step, directory: Directory) -> ResponseReturnValue | None:
    """The form once more, where that is what the button or the file asks for."""
    if is_recap_sent(step):
        step = filled_from_file(step, directory)
    elif "add" in request.form or "without" in request.form:
        return _form(reshaped(step), directory)
    elif "change" not in request.form:
        return None
    return _form(step, directory, 422 if step.problems else 200)


def _read(step: Step, known: Known) -> ResponseReturnValue:
    step, report = read_step(step, known.directory)
    if report is None or step.problems:
        return _form(step, known.directory, 422)
    if "confirm" not in request.form or step.files_came:
        return _review(step, known.directory)
    return _submit(step, known, report)


def _submit(step: Step, known: Known, report: Report) -> ResponseReturnValue:
    spend("submissions")
    directory = known.directory
    try:
        receipt = submit_report(context(), step.token, report, len(step.files), known)
    except Invalid as error:
        return _form(step.with_problems(**sentences.of_problems(error.problems)), directory, 422)
    except Unavailable:
        return _form(step.with_problems(unit=sentences.no_desk()), directory, 422)
    return _receipt(receipt, step.kind)


def _slowed(step: Step, directory: Directory, limit: LimitReached) -> ResponseReturnValue:
    """Everything typed, the files in the draft, and how long to wait."""
    told = step.with_problems(form=sentences.of_limit(limit.retry_after))
    answer = make_response(
        _review(told, directory) if "confirm" in request.form else _form(told, directory)
    )
    answer.status_code = 429
    answer.headers["Retry-After"] = str(limit.retry_after)
    return answer


def _form(step: Step, directory: Directory, status: int = 200) -> ResponseReturnValue:
    return _page(step, directory), status


def _page(step: Step, directory: Directory) -> str:
    if step.kind is Kind.GRATIFICATION:
        return render_template("reporter/disclosure.html", page=disclosure_page(step, directory))
    if step.kind is Kind.CONFLICT_OF_INTEREST:
        declared = declaration_page(step, directory)
        return render_template("reporter/declaration.html", page=declared)
    return render_template("reporter/report.html", page=report_page(step, directory))


def _review(step: Step, directory: Directory) -> ResponseReturnValue:
    if step.kind is Kind.GRATIFICATION:
        page = disclosure_review(step, directory)
    elif step.kind is Kind.CONFLICT_OF_INTEREST:
        page = declaration_review(step, directory)
    else:
        page = review_page(step, report_sections(step, directory))
    return render_template("reporter/review.html", page=page)


def _receipt(receipt: Receipt, kind: Kind) -> ResponseReturnValue:
    if not receipt.code:
        return render_template("reporter/received.html")
    return render_template(
        "reporter/code.html", code=receipt.code, qr=qr_of_code(receipt.code), kind=kind.value
    )
