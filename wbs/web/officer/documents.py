"""Evidence documents: the list, the file of one, filing a new one, withdrawing one."""

from collections.abc import Mapping
from typing import cast

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid, InvalidForm, NotFound, Problem, Stale, Unavailable
from wbs.domain.evidence_document import Circumstances, DocumentKind, NewDocument, WithdrawalReason
from wbs.domain.form import Reason, read_day
from wbs.domain.span import ReportingPeriod
from wbs.services.documents.documents import ListedDocument, Shelf, list_documents, open_document
from wbs.services.documents.file_document import file_received
from wbs.services.documents.withdraw_document import withdraw_document
from wbs.services.intake.receive_attachment import Intake
from wbs.web.languages import gettext
from wbs.web.officer.attachment import handed_out
from wbs.web.officer.document_page import (
    FIELDS,
    choices,
    groups_of,
    labels,
    line_of,
    takes_names,
)
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.figure_words import figure_message
from wbs.web.officer.news import tell
from wbs.web.officer.period_choice import offered_periods
from wbs.web.officer.problems import Problems, answer, problems_of, require_filled
from wbs.web.officer.requests import OfficerRequest
from wbs.web.refused_files import of_refused
from wbs.web.shell import context
from wbs.web.words import label, message

bp = Blueprint("documents", __name__)


@bp.errorhandler(Unavailable)
def without_key(_: Unavailable) -> Response:
    """The server has no key for documents; whoever runs it can make one."""
    return answer(render_template("officer/documents_keyless.html"), 503)


@bp.get("/bukti")
def show() -> Response:
    """The documents of a unit, of all periods or of one."""
    slug, period = request.args.get("unit", ""), request.args.get("period", "")
    problems: Problems = {}
    try:
        asked = ReportingPeriod.parse(period) if period else None
    except Invalid as error:
        asked, problems = None, {p.field: figure_message(p) for p in error.problems}
    shelf = _shelf(slug, asked)
    page = render_template(
        "officer/documents.html",
        shelf=shelf,
        groups=groups_of(shelf),
        units=[(unit.slug, unit.name) for unit in shelf.units],
        periods=offered_periods(period if asked else ""),
        period=period,
        problems=problems,
        may_file=shelf.unit.id in shelf.reach.filed,
    )
    return answer(page, 422 if problems else 200)


@bp.get("/bukti/<document_id>/berkas")
def download(document_id: str) -> Response:
    """The file, decrypted while it leaves."""
    return handed_out(open_document(context(), actor(), document_id))


@bp.get("/bukti/baru")
def form() -> Response:
    """The form; empty but for the row, kind and period a link to it names."""
    return _form({name: request.args.get(name, "") for name in FIELDS}, {})


@bp.post("/bukti/baru")
def file() -> AnyResponse:
    """The document is filed, or the form is given back with everything typed."""
    intake = cast(OfficerRequest, request).intake
    typed = {name: request.form.get(name, "") for name in FIELDS}
    again = {"attachments": gettext("Please add the file again; it was not kept.")}
    unfilled, wrong = _unfilled(), _without_one_file(intake)
    if unfilled or wrong:
        return _form(typed, unfilled | (wrong or again))
    (received,) = intake.settle()
    try:
        document = file_received(context(), actor(), _own().unit.slug, _new(typed), received)
    except InvalidForm as error:
        return _form(typed, problems_of(error) | again)
    intake.commit({received.ref.blob_id})
    period = document.filing.period.code
    return tell("documents.show", "disimpan", period=period)


@bp.get("/bukti/<document_id>/tarik")
def ask_why(document_id: str) -> Response:
    """The question why a document is withdrawn."""
    return _why(_withdrawable(document_id), {})


@bp.post("/bukti/<document_id>/tarik")
def withdraw(document_id: str) -> AnyResponse:
    """The document is withdrawn and its file gone."""
    line = _withdrawable(document_id)
    try:
        reason = WithdrawalReason(request.form.get("reason", ""))
    except ValueError:
        return _why(line, {"reason": message(Problem("reason", Reason.REQUIRED))})
    try:
        withdraw_document(context(), actor(), document_id, reason)
    except Stale:
        raise NotFound("withdrawn meanwhile") from None
    return tell("documents.show", "ditarik")


def _shelf(slug: str = "", period: ReportingPeriod | None = None) -> Shelf:
    return list_documents(context(), actor().officer, slug, period)


def _own() -> Shelf:
    """The officer's own unit, where they file.

    Raises:
        NotFound: they file nothing there.
    """
    shelf = _shelf()
    if shelf.unit.id not in shelf.reach.filed:
        raise NotFound("no unit to file at")
    return shelf


def _withdrawable(document_id: str) -> ListedDocument:
    for line in _own().lines:
        if line.filing.id == document_id and line.may_withdraw:
            return line
    raise NotFound("no such document")


def _unfilled() -> Problems:
    try:
        require_filled("lke_code", "kind", "period", "title")
    except InvalidForm as error:
        return problems_of(error)
    return {}


def _without_one_file(intake: Intake) -> Problems:
    """What is wrong with the files that came: there must be exactly one."""
    if told := of_refused(intake.refused):
        return {"attachments": " ".join(told)}
    if len(intake.settle()) == 1:
        return {}
    return {"attachments": gettext("Please add one file. Each file is a document of its own.")}


def _new(typed: Mapping[str, str]) -> NewDocument:
    """What was typed.

    Raises:
        Invalid: kind, period or day cannot be read.
    """
    try:
        kind = DocumentKind(typed["kind"])
    except ValueError:
        raise Invalid("kind", Reason.UNKNOWN) from None
    held_on = typed["held_on"].strip()
    return NewDocument(
        lke_code=typed["lke_code"],
        kind=kind,
        period=ReportingPeriod.parse(typed["period"]),
        title=typed["title"],
        held_on=read_day("held_on", held_on, context().today()) if held_on else None,
        circumstances=Circumstances(typed["occasion"], typed["place"], typed["participants"]),
    )


def _form(typed: Mapping[str, str], problems: Problems) -> Response:
    shelf = _own()
    offered = choices(shelf, typed)
    page = render_template(
        "officer/document.html",
        unit=shelf.unit,
        typed={**dict.fromkeys(FIELDS, ""), **typed},
        problems=problems,
        labels=labels(),
        offered=offered,
        takes_names=takes_names(offered["kind"]),
    )
    return answer(page, 422 if problems else 200)


def _why(line: ListedDocument, problems: Problems) -> Response:
    page = render_template(
        "officer/document_withdraw.html",
        line=line_of(line),
        document_id=line.filing.id,
        reasons=[(reason.value, label(reason)) for reason in WithdrawalReason],
        problems=problems,
    )
    return answer(page, 422 if problems else 200)
