"""Papers on a disclosure as PDF: made when asked for, sent to the officer's browser, kept nowhere."""

from collections.abc import Callable

from flask import Blueprint, Response

from wbs.evidence.papers.press import pdf_bytes
from wbs.services.cases.open_case import CaseFile, open_case
from wbs.web.languages import speaking
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.upg.paper_content import PaperFile, disclosure_paper, transfer_paper
from wbs.web.shell import context

bp = Blueprint("papers", __name__)


@bp.get("/kasus/<case_id>/dokumen/laporan.pdf")
def disclosure(case_id: str) -> Response:
    """The disclosure with the fields of KPK's form."""
    return _printed(case_id, disclosure_paper)


@bp.get("/kasus/<case_id>/dokumen/lembar-<int:number>.pdf")
def transfer(case_id: str, number: int) -> Response:
    """The receipt, handover record or donation record of a sheet."""
    return _printed(case_id, lambda case_file: transfer_paper(case_file, number))


def _printed(case_id: str, content: Callable[[CaseFile], PaperFile]) -> Response:
    case_file = open_case(context(), actor(), case_id)
    with speaking("id"):
        found = content(case_file)
    return sent_file(pdf_bytes(found.paper), found.name, "application/pdf")
