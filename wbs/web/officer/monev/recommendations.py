"""The tracker of recommendations, and what becomes of one: `/petugas/monev/rekomendasi`."""

from collections.abc import Mapping
from typing import cast

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid, InvalidForm, Unavailable
from wbs.domain.evidence_document import DocumentKind, NewDocument
from wbs.domain.monev import Progress
from wbs.services.documents.file_document import file_received
from wbs.services.monev.meetings import monev_year
from wbs.services.monev.recommendations import NextStep, check_step, next_step, take_step
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.monev.page import (
    LABELS,
    asked_year,
    kind_rows,
    recommendation_lines,
    tabs,
    years,
)
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of, typed
from wbs.web.officer.requests import OfficerRequest
from wbs.web.refused_files import of_refused
from wbs.web.shell import context
from wbs.web.words import day, label

bp = Blueprint("recommendations", __name__)
NAMES = ("progress", "note", "proof")
TITLE = "Bukti tindak lanjut rekomendasi monev: "
TITLE_ROOM = 150


@bp.errorhandler(Unavailable)
def without_key(_: Unavailable) -> Response:
    """The server has no key for recommendations; whoever runs it can make one."""
    return answer(render_template("officer/documents_keyless.html"), 503)


@bp.get("/monev/rekomendasi")
def show() -> Response:
    """Every recommendation of a unit and year, those that wait first."""
    found = monev_year(context(), actor().officer, asked_year(), request.args.get("unit", ""))
    page = render_template(
        "officer/recommendations.html",
        tabs=tabs(),
        found=found,
        rows=kind_rows(found),
        lines=recommendation_lines(found.recommendations, may_write=found.may_write),
        units=[(unit.slug, unit.name) for unit in found.units],
        years=years(),
    )
    return answer(page)


@bp.get("/monev/rekomendasi/<recommendation_id>")
def edit(recommendation_id: str) -> Response:
    """One recommendation, what was done about it, and what may be done next."""
    return _page(recommendation_id, dict.fromkeys(NAMES, ""), {})


@bp.post("/monev/rekomendasi/<recommendation_id>")
def take(recommendation_id: str) -> AnyResponse:
    """The step is taken; a new file is filed as its proof first."""
    officer, sent = actor().officer, typed(*NAMES)
    intake = cast(OfficerRequest, request).intake
    if told := of_refused(intake.refused):
        return _page(recommendation_id, sent, {"attachments": " ".join(told)}, 422)
    try:
        progress = check_step(context(), officer, recommendation_id, sent)
        document_id = sent["proof"]
        if intake.settle():
            if progress is not Progress.DONE:
                raise Invalid("attachments", "proof_of_done_alone")
            document_id = _filed(recommendation_id)
        take_step(context(), officer, recommendation_id, sent, document_id)
    except InvalidForm as error:
        return _page(recommendation_id, sent, problems_of(error), 422)
    return tell("recommendations.show", "disimpan")


def _filed(recommendation_id: str) -> str:
    """The file that came, filed as evidence under the row that asks what was followed up; the document's id."""
    intake = cast(OfficerRequest, request).intake
    (received,) = intake.settle()[:1]
    step = next_step(context(), actor().officer, recommendation_id)
    new = NewDocument(
        lke_code=step.proof_row,
        kind=DocumentKind.OTHER,
        period=step.opened.recommendation.quarter,
        title=TITLE + " ".join(step.opened.text.split())[:TITLE_ROOM],
    )
    document = file_received(context(), actor(), step.unit.slug, new, received)
    intake.commit({received.ref.blob_id})
    return document.filing.id


def _page(
    recommendation_id: str, sent: Mapping[str, str], problems: Problems, status: int = 200
) -> Response:
    step = next_step(context(), actor().officer, recommendation_id)
    page = render_template(
        "officer/recommendation.html",
        step=step,
        said=step.opened.recommendation,
        kind=label(step.opened.recommendation.kind),
        progress=label(step.progress),
        done=_done(step),
        next_progress=[(p.value, label(p), _explained(p)) for p in step.next_progress],
        proofs=[(c.document_id, f"{c.lke_code} · {c.title}") for c in step.choices],
        labels={name: str(text) for name, text in LABELS.items()},
        typed=sent,
        problems=problems,
    )
    return answer(page, status)


def _done(step: NextStep) -> list[tuple[str, str, str]]:
    """What was done: day, status, remark."""
    said = step.opened.recommendation
    return [
        (day(taken.taken_on), _status(taken.progress, gone=taken.proof_gone_on is not None), note)
        for taken, note in zip(said.steps, step.opened.notes, strict=True)
    ]


def _status(progress: Progress, *, gone: bool) -> str:
    return (
        gettext("%(status)s; its proof was withdrawn", status=label(progress))
        if gone
        else label(progress)
    )


def _explained(progress: Progress) -> str:
    explained = {
        Progress.IN_PROGRESS: gettext("Somebody works on it."),
        Progress.DONE: gettext("It is finished, and a document proves it."),
        Progress.CANCELLED: gettext(
            "It is not done; the remark says why. It counts for neither side."
        ),
    }
    return explained.get(progress, "")
