"""The map of a unit's main duties: the matrix, its coverage, its file, and the form of one duty."""

from flask import Blueprint, Response, render_template, request
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.conflict.duty import CRITERIA, FIELDS, MAPPING_ROW, Finding, MainDuty, length_name
from wbs.domain.errors import InvalidForm, Refused, Stale
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.register import list_workbook
from wbs.services.conflict.duties import (
    DutyMap,
    duty_map,
    end_duty,
    own_duty,
    write_duty,
)
from wbs.services.conflict.file_lists import ConflictList, file_list, may_file
from wbs.services.documents.file_document import MadeFile
from wbs.web.languages import lazy_gettext, speaking
from wbs.web.officer.conflict.declarations import XLSX, no_room
from wbs.web.officer.conflict.lists import map_list
from wbs.web.officer.conflict.tabs import share_text, tabs
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of, typed
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("duties", __name__)
_l = lazy_gettext
LABELS: dict[str, LazyString] = {
    "title": _l("Main duty or function"),
    "finding": _l("What was found"),
    "potential": _l("Which conflict of interest may come"),
    "cause": _l("What causes it"),
    "relations": _l("Relations to look out for"),
    "control": _l("How it is controlled"),
    "responsible": _l("Who is responsible"),
    "reviewed_on": _l("Last looked at on"),
}
NAMES = tuple(f.name for f in FIELDS)


@bp.get("/konflik-kepentingan/pemetaan")
def show() -> Response:
    """The matrix of a unit, and of how many of its duties it speaks."""
    return _page({})


@bp.get("/konflik-kepentingan/pemetaan.xlsx")
def download() -> Response:
    """The matrix as a file."""
    found = duty_map(context(), actor().officer, request.args.get("unit", ""))
    return sent_file(_workbook(found), f"pemetaan-konflik-{found.unit.slug}.xlsx", XLSX)


@bp.post("/konflik-kepentingan/pemetaan/arsip")
def archive() -> AnyResponse:
    """The matrix filed as evidence for the running year."""
    found = duty_map(context(), actor().officer)
    period = ReportingPeriod.parse(str(context().today().year))
    name = f"pemetaan-konflik-kepentingan-{found.unit.slug}-{period.code}.xlsx"
    title = f"Matriks pemetaan benturan/konflik kepentingan {period.code}"
    file = MadeFile(name, XLSX, (_workbook(found),))
    made = ConflictList(MAPPING_ROW, DocumentKind.MAPPING, title, file)
    try:
        file_list(context(), actor(), found.unit.slug, period, made)
    except Refused:
        return _page({"unit": no_room()}, 409)
    return tell("documents.show", "disimpan", unit=found.unit.slug)


@bp.get("/konflik-kepentingan/pemetaan/baru")
def form() -> Response:
    """The empty form of a duty."""
    return _form(None, dict.fromkeys(NAMES, ""), {})


@bp.post("/konflik-kepentingan/pemetaan/baru")
def add() -> AnyResponse:
    """One more duty."""
    return _write(None)


@bp.get("/konflik-kepentingan/pemetaan/<duty_id>")
def edit(duty_id: str) -> Response:
    """A duty as it was last mapped."""
    duty = own_duty(context(), actor().officer, duty_id)
    said = {name: getattr(duty.said, name) for name in NAMES}
    return _form(duty, {n: "" if v is None else str(v) for n, v in said.items()}, {})


@bp.post("/konflik-kepentingan/pemetaan/<duty_id>")
def change(duty_id: str) -> AnyResponse:
    """The duty as typed."""
    return _write(own_duty(context(), actor().officer, duty_id))


@bp.post("/konflik-kepentingan/pemetaan/<duty_id>/akhiri")
def end(duty_id: str) -> AnyResponse:
    """The duty is none of the unit's any more."""
    duty = own_duty(context(), actor().officer, duty_id)
    try:
        end_duty(context(), actor().officer, duty_id, _seen())
    except Stale:
        return _form(duty, typed(*NAMES), {}, 409, is_stale=True)
    return tell("duties.show", "berakhir")


def _write(duty: MainDuty | None) -> AnyResponse:
    sent = typed(*NAMES)
    duty_id = duty.id if duty else ""
    try:
        write_duty(context(), actor().officer, sent, duty_id, _seen())
    except InvalidForm as error:
        return _form(duty, sent, problems_of(error), 422)
    except Stale:
        return _form(duty, sent, {}, 409, is_stale=True)
    return tell("duties.show", "disimpan")


def _seen() -> int:
    """The version the form was made from; what is no number is none."""
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0  # noqa: PLR2004


def _workbook(found: DutyMap) -> bytes:
    with speaking("id"):
        return list_workbook((map_list(found, context().today()),), context().today())


def _page(problems: Problems, status: int = 200) -> Response:
    slug = request.values.get("unit", "")
    found = duty_map(context(), actor().officer, slug)
    coverage = found.coverage
    row = context().law.sheet.row(MAPPING_ROW)
    page = render_template(
        "officer/duties.html",
        tabs=tabs(),
        found=found,
        units=[(unit.slug, unit.name) for unit in found.units],
        labels=LABELS,
        findings={f.value: label(f) for f in Finding},
        coverage=coverage,
        extent=label(coverage.extent),
        percentage=share_text(coverage.percentage),
        answer_code=CRITERIA[coverage.extent],
        row=row,
        criterion=row.criteria[CRITERIA[coverage.extent]],
        may_archive=found.may_write and may_file(context(), actor(), found.unit.slug),
        problems=problems,
    )
    return answer(page, status)


def _form(
    duty: MainDuty | None,
    sent: dict[str, str],
    problems: Problems,
    status: int = 200,
    *,
    is_stale: bool = False,
) -> Response:
    found = duty_map(context(), actor().officer)
    page = render_template(
        "officer/duty.html",
        unit=found.unit,
        duty=duty,
        typed=sent,
        labels={name: str(text) for name, text in LABELS.items()},
        findings=[(f.value, label(f)) for f in Finding],
        problems=problems,
        is_stale=is_stale,
        title_length=context().law.lengths[length_name("title")],
    )
    return answer(page, status)
