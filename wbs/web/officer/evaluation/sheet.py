"""The evaluation sheet: every row at `/petugas/lke`, and a page for each where people answer."""

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid, InvalidForm, NotAllowed, NotFound, Stale, Unavailable
from wbs.domain.evaluation.answers import EvaluatedRow, Side
from wbs.domain.evaluation.typed_figures import TYPED, fields_of
from wbs.domain.span import ReportingPeriod, last_month_end
from wbs.services.accompaniment.remarks import remarks_on
from wbs.services.documents.documents import ListedDocument, list_documents
from wbs.services.documents.export_figures import Reach, Wish, reach
from wbs.services.evaluation.say import say, type_figures
from wbs.services.evaluation.sheet import SheetView, view_sheet
from wbs.web.languages import gettext
from wbs.web.officer.above_words import deskless_text
from wbs.web.officer.accompaniment import Panel, panel
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.evaluation.row_forms import RowForms
from wbs.web.officer.evaluation.sheet_page import (
    groups_of,
    neighbours_heading,
    number,
    row_page,
)
from wbs.web.officer.figure_words import figure_message
from wbs.web.officer.news import tell
from wbs.web.officer.period_choice import offered_periods
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.periods import period_name
from wbs.web.shell import context

bp = Blueprint("evaluation", __name__)


@bp.get("/lke")
def show() -> Response:
    """Every row of a unit's sheet; of the own unit and the running year if nothing is asked for."""
    may = reach(context(), actor().officer)
    slug, period = _asked(may)
    problems: Problems = {}
    view: SheetView | None = None
    try:
        view = _view(slug, period)
    except InvalidForm as error:
        problems = {p.field: figure_message(p) for p in error.problems}
    page = render_template(
        "officer/evaluation.html",
        view=view,
        groups=groups_of(view) if view else (),
        heading=_heading(view) if view else "",
        deskless=deskless_text(view.export.above) if view else "",
        units=[(unit.slug, unit.name) for unit in may.units],
        periods=offered_periods(period),
        slug=slug,
        period=period,
        problems=problems,
    )
    return answer(page, 422 if problems else 200)


@bp.get("/lke/baris/<code>")
def row(code: str) -> Response:
    """One row: what its evidence supports, what is missing, its documents, and what people said."""
    return _row(code, RowForms())


@bp.post("/lke/baris/<code>/jawaban")
def reply(code: str) -> AnyResponse:
    """The unit's answer stands, or the page comes back with everything typed."""
    return _said(code, Side.UNIT)


@bp.post("/lke/baris/<code>/jawaban-tpi")
def assess(code: str) -> AnyResponse:
    """The assessors' answer stands, or the page comes back with everything typed."""
    return _said(code, Side.ASSESSOR)


@bp.post("/lke/baris/<code>/angka")
def count(code: str) -> AnyResponse:
    """The typed numbers stand, or the page comes back with everything typed."""
    if code not in TYPED:
        raise NotFound("the row takes no numbers")
    names = fields_of(TYPED[code])
    typed = {name: request.form.get(name, "") for name in names}
    slug, period = _asked(reach(context(), actor().officer))
    try:
        at = (slug, code, _period(period))
        type_figures(context(), actor().officer, at, typed, _seen())
    except InvalidForm as error:
        return _row(code, RowForms(counted=typed, count_problems=problems_of(error)))
    except Stale:
        return _row(code, RowForms(counted=typed, count_problems=_faster(names[0])))
    return _back(code, slug, period)


def _said(code: str, side: Side) -> AnyResponse:
    typed = {name: request.form.get(name, "") for name in ("answer", "note")}
    slug, period = _asked(reach(context(), actor().officer))
    try:
        at = (slug, code, _period(period))
        say(context(), actor().officer, at, side, typed, _seen())
    except InvalidForm as error:
        return _row(code, RowForms(side=side, said=typed, said_problems=problems_of(error)))
    except Stale:
        return _row(code, RowForms(side=side, said=typed, said_problems=_faster("answer")))
    return _back(code, slug, period)


def _row(code: str, forms: RowForms) -> Response:
    may = reach(context(), actor().officer)
    slug, period = _asked(may)
    try:
        view = _view(slug, period)
    except InvalidForm:
        raise NotFound("no such period") from None
    each = view.row(code)
    if each is None:
        raise NotFound("no such row")
    listed = _documents(view)
    page = render_template(
        "officer/evaluation_row.html",
        view=view,
        row=each.row,
        weight=number(each.row.points),
        apart=_apart(view, each),
        page=row_page(view, each, listed or ()),
        keyless=listed is None,
        heading=_heading(view),
        slug=view.export.unit.slug,
        period=period,
        forms=forms.shown(view, each),
        remarks=_remarks(view, code),
        problems=forms.problems,
        problems_at=forms.at,
    )
    return answer(page, 422 if forms.problems else 200)


def _apart(view: SheetView, each: EvaluatedRow) -> str:
    """The heading of the other area whose row it is; nothing of the sheet's own."""
    beside = view.export.sheet.neighbours
    return neighbours_heading(beside) if beside and each in view.export.neighbours else ""


def _documents(view: SheetView) -> tuple[ListedDocument, ...] | None:
    """The documents of the unit; None where the server has no key for them."""
    try:
        return list_documents(context(), actor().officer, view.export.unit.slug).lines
    except Unavailable:
        return None


def _remarks(view: SheetView, code: str) -> Panel | None:
    """What the accompanying inspectorate and the unit wrote; None where the server has no key for it."""
    export = view.export
    period = export.figures.question.period
    try:
        found = remarks_on(context(), actor().officer, export.unit.slug, period)
    except Unavailable:
        return None
    return panel(found, code, period)


def _view(slug: str, period: str) -> SheetView:
    wish = Wish(unit_slug=slug, period=_period(period))
    try:
        return view_sheet(context(), actor().officer, wish)
    except NotAllowed:
        raise NotFound("no such sheet") from None


def _period(text: str) -> ReportingPeriod:
    """The period asked for.

    Raises:
        Invalid: it cannot be read.
    """
    return ReportingPeriod.parse(text)


def _asked(may: Reach) -> tuple[str, str]:
    """Unit and period, as asked for or as proposed: the own unit, and the year of which something is seen."""
    given: Mapping[str, str] = request.values
    today = context().today()
    year = (today if may.on_any_day else last_month_end(today)).year
    own = [unit.slug for unit in may.units if unit.id == actor().officer.unit_id]
    proposed = (own or [unit.slug for unit in may.units] or [""])[0]
    return given.get("unit", "").strip() or proposed, given.get("period", "").strip() or str(year)


def _seen() -> int:
    text = request.form.get("seen", "")
    if not (text.isascii() and text.isdigit() and len(text) < 7):  # noqa: PLR2004
        raise Invalid("answer", "unknown")
    return int(text)


def _faster(name: str) -> Problems:
    told = gettext(
        "Somebody else wrote here meanwhile. What they wrote is shown below; please look, then send again."
    )
    return {name: told}


def _back(code: str, slug: str, period: str) -> AnyResponse:
    return tell("evaluation.row", "disimpan", code=code, unit=slug, period=period)


def _heading(view: SheetView) -> str:
    return f"{view.export.unit.name}, {period_name(view.export.figures.question.period)}"
