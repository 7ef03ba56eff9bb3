"""The register of declarations: a list of clear facts, a file with names for the officer, one without as evidence."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.conflict.statements import STATEMENT_ROW
from wbs.domain.errors import Invalid, InvalidForm, NotFound, Refused
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.register import list_workbook
from wbs.services.cases.register_desks import RegisterDesk
from wbs.services.conflict.declaration_register import (
    DeclarationLine,
    declaration_desks,
    list_declarations,
    read_declarations,
)
from wbs.services.conflict.file_lists import ConflictList, file_list, may_file
from wbs.services.documents.file_document import MadeFile
from wbs.web.languages import gettext, language, speaking
from wbs.web.officer.conflict.lists import (
    desk_name,
    outcome_of,
    recap_list,
    register_list,
    timeliness,
)
from wbs.web.officer.conflict.tabs import tabs
from wbs.web.officer.deadlines import due_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.news import tell
from wbs.web.officer.period_choice import offered_periods
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.officer.references import reference
from wbs.web.periods import period_name
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("declarations", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 2_000  # declarations opened for one file, or shown on one page
LENGTHS = ((12, 3), (6, 5), (3, 9))  # how many months long, how many are offered


@dataclass(frozen=True)
class Asked:
    """Which desk, which period; the first and the running year if nothing is asked."""

    desk: RegisterDesk
    period: ReportingPeriod


@bp.get("/konflik-kepentingan")
def show() -> Response:
    """The declarations of a period at a desk; nothing is opened."""
    return _page({})


@bp.post("/konflik-kepentingan/daftar")
def make() -> Response:
    """The register as a file, with names, for the officer alone."""
    try:
        asked = _asked(request.form.get)
        _lines(asked)
    except InvalidForm as error:
        return _page(problems_of(error), 422)
    first, last, today = asked.period.start, asked.period.end, context().today()
    entries = read_declarations(context(), actor(), asked.desk.code, first, last)
    with speaking("id"):
        body = list_workbook((register_list(asked.desk, entries, asked.period, today),), today)
    whose = asked.desk.code.replace(":", "-")
    return sent_file(body, f"register-konflik-{whose}-{asked.period.code}.xlsx", XLSX)


@bp.post("/konflik-kepentingan/arsip")
def archive() -> AnyResponse:
    """The recap of the unit's own desk, without any name, filed as evidence for the period."""
    try:
        asked = _asked(request.form.get)
        if not asked.desk.is_own:
            raise NotFound("only the unit's own desk files its recap")
        lines = _lines(asked)
    except InvalidForm as error:
        return _page(problems_of(error), 422)
    today, slug = context().today(), asked.desk.unit.slug
    with speaking("id"):
        body = list_workbook((recap_list(asked.desk, lines, asked.period, today),), today)
        title = f"Rekapitulasi deklarasi konflik kepentingan, {period_name(asked.period)}"
    name = f"rekap-konflik-kepentingan-{slug}-{asked.period.code}.xlsx"
    made = ConflictList(
        STATEMENT_ROW, DocumentKind.DECLARATIONS, title, MadeFile(name, XLSX, (body,))
    )
    try:
        file_list(context(), actor(), slug, asked.period, made)
    except Refused:
        return _page({"period": no_room()}, 409)
    return tell("documents.show", "disimpan", unit=slug, period=asked.period.code)


def no_room() -> str:
    """That a file could not be filed."""
    return gettext("There is no room for it at the moment. Please ask whoever keeps the machine.")


def _asked(given: Callable[[str, str], str]) -> Asked:
    offered = declaration_desks(context(), actor())
    code = given("unit", "").strip()
    desk = next((d for d in offered if not code or d.code == code), None)
    if desk is None:
        raise Invalid("unit", "unknown" if code else "not_chosen")
    typed = given("period", "").strip() or str(context().today().year)
    return Asked(desk, ReportingPeriod.parse(typed))


def _lines(asked: Asked) -> tuple[DeclarationLine, ...]:
    """The declarations of the period.

    Raises:
        Invalid: there are too many to be listed at once.
    """
    first, last = asked.period.start, asked.period.end
    found = list_declarations(context(), actor(), asked.desk.code, first, last)
    if len(found) > MOST:
        raise Invalid("period", "too_many_declarations", MOST)
    return found


def _page(problems: Problems, status: int = 200) -> Response:
    offered = declaration_desks(context(), actor())
    given = request.form.get if request.method == "POST" else request.args.get
    lines: tuple[DeclarationLine, ...] = ()
    asked = None
    try:
        asked = _asked(given) if offered else None
        lines = _lines(asked) if asked else ()
    except InvalidForm as error:
        problems, status = problems | problems_of(error), 422
    page = render_template(
        "officer/declarations.html",
        tabs=tabs(),
        units=[(desk.code, desk_name(desk)) for desk in offered],
        asked=asked,
        desk_name=desk_name(asked.desk) if asked else "",
        period_name=period_name(asked.period) if asked else "",
        periods=offered_periods(asked.period.code, LENGTHS) if asked else [],
        rows=[_row(line) for line in lines],
        may_archive=asked is not None
        and asked.desk.is_own
        and may_file(context(), actor(), asked.desk.unit.slug),
        row_code=STATEMENT_ROW,
        problems=problems,
    )
    return answer(page, status)


def _row(line: DeclarationLine) -> dict[str, object]:
    case = line.case
    return {
        "url": url_for("case.show", case_id=case.id),
        "reference": reference(case.id),
        "source": context().law.category_label(case.category, language()),
        "stage": label(case.stage),
        "outcome": outcome_of(case),
        "timeliness": timeliness(line),
        "due": due_of(case, context().today()),
        "received_on": case.received_on,
    }
