"""The report: form, review, code. Works without script and sets no cookie."""

from typing import cast

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from wbs.domain.errors import Invalid, Unavailable
from wbs.domain.kinds import Kind
from wbs.domain.report import FIELDS, Report
from wbs.services.intake_directory import Directory, read_directory
from wbs.services.submit_report import Receipt, shown_again, submit_report
from wbs.web.limits import LimitReached, spend
from wbs.web.qr import qr
from wbs.web.reporter import sentences
from wbs.web.reporter.report_page import report_page, review_page
from wbs.web.reporter.report_step import Step, first_step, read_step, sent_step
from wbs.web.reporter.requests import SealingRequest
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


def _empty_form(kind: Kind) -> ResponseReturnValue:
    typed = {field.name: "" for field in FIELDS[kind]}
    typed["unit"] = request.values.get("unit", "")
    return _form(first_step(kind, typed), read_directory(context()))


def _next_step(kind: Kind) -> ResponseReturnValue:
    cast(SealingRequest, request).accept_files()
    if "start" in request.form:  # the unit was chosen on the front page
        return _empty_form(kind)
    directory = read_directory(context())
    step = sent_step(kind)
    if step.submitted is not None:
        return _receipt(shown_again(context(), step.submitted))
    try:
        if "confirm" not in request.form:
            spend("drafts")
            if "change" in request.form:
                return _form(step, directory, 422 if step.problems else 200)
        return _read(step, directory)
    except LimitReached as limit:
        return _slowed(step, directory, limit)


def _read(step: Step, directory: Directory) -> ResponseReturnValue:
    step, report = read_step(step, directory)
    if report is None or step.problems:
        return _form(step, directory, 422)
    if "confirm" not in request.form or step.files_came:
        return _review(step, directory)
    return _submit(step, directory, report)


def _submit(step: Step, directory: Directory, report: Report) -> ResponseReturnValue:
    spend("submissions")
    try:
        receipt = submit_report(context(), step.token, report, len(step.files), directory)
    except Invalid as error:
        return _form(step.with_problems(**sentences.of_problems(error.problems)), directory, 422)
    except Unavailable:
        return _form(step.with_problems(unit=sentences.no_desk()), directory, 422)
    return _receipt(receipt)


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
    return render_template("reporter/report.html", page=report_page(step, directory)), status


def _review(step: Step, directory: Directory) -> ResponseReturnValue:
    return render_template("reporter/review.html", page=review_page(step, directory))


def _receipt(receipt: Receipt) -> ResponseReturnValue:
    if not receipt.code:
        return render_template("reporter/received.html")
    return render_template("reporter/code.html", code=receipt.code, qr=qr(receipt.code))
