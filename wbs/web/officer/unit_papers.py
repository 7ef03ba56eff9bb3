"""What stands on a unit's papers, and its stage of the Zona Integritas: `/petugas/kop-surat`."""

from typing import cast

from flask import Blueprint, Response, render_template, request
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.access import may
from wbs.domain.errors import Busy, Invalid, InvalidForm, Stale
from wbs.domain.unit_profile import HEAD_FIELDS, LARGEST_LOGO_BYTES, LETTERHEAD_FIELDS, ZiStage
from wbs.evidence.papers.press import pdf_bytes
from wbs.evidence.papers.sample import SamplePaper, sample_paper
from wbs.services.agency.overview import agency
from wbs.services.agency.unit_profile import (
    UnitPapers,
    enter_stage,
    picture_of,
    put_logo,
    set_profile,
    unit_papers,
)
from wbs.web.languages import gettext, lazy_gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.letterheads import head_of, letterhead_of
from wbs.web.officer.news import tell
from wbs.web.officer.permissions import PERMISSIONS
from wbs.web.officer.problems import Problems, answer, problems_of, typed
from wbs.web.officer.requests import OfficerRequest
from wbs.web.refused_files import of_refused
from wbs.web.shell import context
from wbs.web.words import day, label

bp = Blueprint("unit_papers", __name__)
_l = lazy_gettext
NAMES = tuple(f.name for f in (*LETTERHEAD_FIELDS, *HEAD_FIELDS))
LABELS: dict[str, LazyString] = {
    "letterhead": _l("Lines of the letterhead"),
    "address": _l("Address and the like"),
    "head_nip": _l("NIP of the head"),
    "head_title": _l("Title of the head's position"),
    "head_rank": _l("Rank of the head"),
    "attachments": _l("Logo"),
    "zi_stage": _l("Stage"),
    "zi_on": _l("Reached on"),
}


@bp.get("/kop-surat")
def show() -> Response:
    """What is told of a unit: the officer's own, or the one an administrator chooses."""
    papers = unit_papers(context(), actor().officer, request.args.get("unit", ""))
    return _page(papers, {name: getattr(papers.profile, name) for name in NAMES}, {})


@bp.post("/kop-surat")
def change() -> AnyResponse:
    """The papers say what was typed."""
    papers, sent = _papers(), typed(*NAMES)
    asked = {f.name: sent[f.name] for f in papers.fields}
    try:
        set_profile(context(), actor().officer, papers.unit.slug, asked, _seen())
    except InvalidForm as error:
        return _page(papers, sent, problems_of(error), 422)
    except Stale:
        told = gettext("Somebody changed this meanwhile. Please look at it again.")
        return _page(papers, sent, {"letterhead": told}, 409)
    return _back(papers, "disimpan")


@bp.post("/kop-surat/logo")
def picture() -> AnyResponse:
    """The picture stands on the papers, if it can be set on one; the file itself is not kept."""
    papers = _papers()
    intake = cast(OfficerRequest, request).intake
    told = of_refused(intake.refused)
    came = intake.settle()
    if told or len(came) != 1:
        missing = gettext("Please add one picture.")
        return _shown(papers, {"attachments": " ".join(told) or missing}, 422)
    try:
        logo = picture_of(context(), came[0])
        _try(papers, logo)
        put_logo(context(), actor().officer, papers.unit.slug, logo)
    except InvalidForm as error:
        return _shown(papers, problems_of(error), 422)
    return _back(papers, "logo")


@bp.post("/kop-surat/logo/hapus")
def remove() -> AnyResponse:
    """No picture stands on the papers."""
    papers = _papers()
    put_logo(context(), actor().officer, papers.unit.slug, None)
    return _back(papers, "tanpa-logo")


@bp.post("/kop-surat/zona-integritas")
def stage() -> AnyResponse:
    """The unit reached a stage; what it was before stays as its history."""
    papers, sent = _papers(), typed("zi_stage", "zi_on")
    try:
        enter_stage(context(), actor().officer, papers.unit.slug, sent["zi_stage"], sent["zi_on"])
    except InvalidForm as error:
        return _shown(papers, problems_of(error), 422)
    return _back(papers, "tahap")


@bp.get("/kop-surat/contoh.pdf")
def sample() -> Response:
    """A paper as it looks, with nothing on it."""
    papers = unit_papers(context(), actor().officer, request.args.get("unit", ""))
    return sent_file(
        pdf_bytes(_sample(papers)), f"contoh-{papers.unit.slug}.pdf", "application/pdf"
    )


def _papers() -> UnitPapers:
    return unit_papers(context(), actor().officer, request.form.get("unit", ""))


def _seen() -> int:
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0  # noqa: PLR2004


def _try(papers: UnitPapers, logo: bytes) -> None:
    """Return if a paper with the picture can be made: no paper of the unit is to fail because of it.

    Raises:
        Invalid: it cannot.
    """
    try:
        pdf_bytes(_sample(papers, logo))
    except Busy:
        raise Invalid("attachments", "logo_not_set") from None


def _sample(papers: UnitPapers, logo: bytes | None = None) -> SamplePaper:
    head = head_of(papers.unit)
    return sample_paper(
        letterhead_of(papers.unit, papers.profile, logo),
        context().today(),
        (head,) if head else (),
    )


def _back(papers: UnitPapers, news: str) -> AnyResponse:
    return tell("unit_papers.show", news, unit=papers.unit.slug)


def _shown(papers: UnitPapers, problems: Problems, status: int) -> Response:
    return _page(papers, {n: getattr(papers.profile, n) for n in NAMES}, problems, status)


def _page(
    papers: UnitPapers, sent: dict[str, str], problems: Problems, status: int = 200
) -> Response:
    stages = [
        (label(reached.stage), day(reached.reached_on), day(reached.entered_on))
        for reached in reversed(papers.stages)
    ]
    every_unit = may(actor().officer, PERMISSIONS["unit_papers.stage"])
    page = render_template(
        "officer/unit_papers.html",
        papers=papers,
        units=[(u.slug, u.name) for u in agency(context()).units.values()] if every_unit else [],
        typed=sent,
        labels={name: str(text) for name, text in LABELS.items()},
        stages=stages,
        zi_stages=[(stage.value, label(stage)) for stage in ZiStage],
        chosen_stage=typed("zi_stage", "zi_on"),
        logo_kilobytes=LARGEST_LOGO_BYTES // 1000,
        problems=problems,
    )
    return answer(page, status)
