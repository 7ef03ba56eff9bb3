"""A document that counts for one more row or period: the question where, and ending it."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm, NotFound, Stale, Unavailable
from wbs.domain.evidence_document import DocumentState
from wbs.domain.span import ReportingPeriod
from wbs.services.documents.documents import ListedDocument, Shelf, list_documents
from wbs.services.documents.reuse_document import end_use, reuse_document
from wbs.web.officer.document_page import choices, labels, line_of
from wbs.web.officer.documents import without_key
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.figure_words import figure_message
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer
from wbs.web.shell import context

bp = Blueprint("document_uses", __name__)
bp.register_error_handler(Unavailable, without_key)
FIELDS = ("lke_code", "period")


@bp.get("/bukti/<document_id>/pakai")
def form(document_id: str) -> Response:
    """The question for which row and period it counts besides."""
    return _form(document_id, {name: request.args.get(name, "") for name in FIELDS}, {})


@bp.post("/bukti/<document_id>/pakai")
def add(document_id: str) -> AnyResponse:
    """It counts there too."""
    typed = {name: request.form.get(name, "") for name in FIELDS}
    try:
        period = ReportingPeriod.parse(typed["period"])
        reuse_document(context(), actor(), document_id, typed["lke_code"], period)
    except InvalidForm as error:
        return _form(document_id, typed, {p.field: figure_message(p) for p in error.problems})
    return tell("documents.show", "dipakai")


@bp.post("/bukti/<document_id>/pakai/<use_id>/akhiri")
def end(document_id: str, use_id: str) -> AnyResponse:
    """It counts there no more."""
    try:
        end_use(context(), actor(), document_id, use_id)
    except Stale:
        raise NotFound("ended meanwhile") from None
    return tell("documents.show", "tidak-dipakai")


def _form(document_id: str, typed: dict[str, str], problems: Problems) -> Response:
    shelf = list_documents(context(), actor().officer)
    page = render_template(
        "officer/document_use.html",
        line=line_of(_own(shelf, document_id)),
        document_id=document_id,
        typed=typed,
        problems=problems,
        labels=labels(),
        offered=choices(shelf, typed),
    )
    return answer(page, 422 if problems else 200)


def _own(shelf: Shelf, document_id: str) -> ListedDocument:
    """A document that counts and that the officer may withdraw, and so reuse.

    Raises:
        NotFound: there is none.
    """
    for line in shelf.lines:
        if line.filing.id == document_id and line.may_withdraw:
            if line.filing.state is DocumentState.FILED:
                return line
    raise NotFound("no such document")
