"""A case on paper: made when asked for, sent to the officer's browser, kept nowhere; that it was made is recorded."""

from flask import Blueprint, Response, request

from wbs.domain.event import CustodyAct
from wbs.evidence.papers.press import pdf_bytes
from wbs.services.cases.open_case import open_case
from wbs.web.languages import speaking
from wbs.web.officer.casework.case_content import case_paper
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.references import reference
from wbs.web.shell import context

bp = Blueprint("case_paper", __name__)


@bp.post("/kasus/<case_id>/cetak")
def make(case_id: str) -> Response:
    """The case as PDF."""
    case_file = open_case(context(), actor(), case_id, act=CustodyAct.CASE_PRINTED)
    with speaking("id"):
        paper = case_paper(
            case_file,
            with_grounds="grounds" in request.form,
            with_notes="notes" in request.form,
        )
    # Neutral, as it lies in a folder of downloads: neither kind nor matter.
    return sent_file(pdf_bytes(paper), f"berkas-{reference(case_id)}.pdf", "application/pdf")
