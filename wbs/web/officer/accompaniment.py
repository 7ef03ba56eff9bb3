"""Remarks on the rows of a unit's evaluation sheet: `/petugas/pendampingan`.

`panel` is for another page that shows the rows: one call for each row, and the template
`officer/_remarks.html`.
"""

from dataclasses import dataclass, field

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid, InvalidForm, NotFound, Unavailable
from wbs.domain.lke import SheetRow
from wbs.domain.remark import Side
from wbs.domain.span import ReportingPeriod
from wbs.services.accompaniment.remarks import (
    LENGTH,
    Accompaniment,
    RowRemarks,
    remarks_on,
    write_remark,
)
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.figure_words import figure_message
from wbs.web.officer.news import tell
from wbs.web.officer.period_choice import offered_periods
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.periods import period_name
from wbs.web.shell import context
from wbs.web.words import day, label

bp = Blueprint("accompaniment", __name__)


@dataclass(frozen=True)
class RemarkLine:
    """One remark as it is shown."""

    by: str
    is_units: bool
    text: str = field(repr=False)


@dataclass(frozen=True)
class Panel:
    """What was written about a row. Without `url` there is no page on which whoever looks could go on."""

    code: str
    lines: tuple[RemarkLine, ...]
    waits: bool
    url: str


@bp.errorhandler(Unavailable)
def without_key(_: Unavailable) -> Response:
    """The server has no key for remarks; whoever runs it can make one."""
    return answer(render_template("officer/documents_keyless.html"), 503)


@bp.get("/pendampingan")
def show() -> Response:
    """Every row with what was written about it for one period."""
    text, problems = request.args.get("periode", ""), Problems()
    period = ReportingPeriod(context().today().year, 1, 12)
    try:
        period = ReportingPeriod.parse(text) if text else period
    except Invalid as error:
        problems = {"periode": figure_message(error.problems[0])}
    found = remarks_on(context(), actor().officer, request.args.get("unit", ""), period)
    page = render_template(
        "officer/accompaniment.html",
        found=found,
        rows=[(row, panel(found, row.code, period)) for row in _rows()],
        waiting=sum(row.waits_for_unit for row in found.rows),
        units=[(unit.slug, unit.name) for unit in found.units],
        period=period,
        periods=offered_periods(period.code),
        period_name=period_name(period),
        problems=problems,
    )
    return answer(page, 422 if problems else 200)


@bp.get("/pendampingan/<slug>/<period>/<code>")
def one(slug: str, period: str, code: str) -> Response:
    """One row with what was written about it, and room for more."""
    return _one(slug, _period(period), code, "", {})


@bp.post("/pendampingan/<slug>/<period>/<code>")
def write(slug: str, period: str, code: str) -> AnyResponse:
    """The remark, or the answer, is written."""
    text, about = request.form.get("remark", ""), _period(period)
    try:
        write_remark(context(), actor().officer, slug, code, about, text)
    except InvalidForm as error:
        return _one(slug, about, code, text, problems_of(error), 422)
    return tell("accompaniment.one", "ditulis", slug=slug, period=about.code, code=code)


def panel(found: Accompaniment, code: str, period: ReportingPeriod) -> Panel:
    """What was written about that row for that period, for `officer/_remarks.html`."""
    row = found.on(code, period)
    url = url_for("accompaniment.one", slug=found.unit.slug, period=period.code, code=code)
    return Panel(code, _lines(row), row.waits_for_unit, url)


def _lines(row: RowRemarks) -> tuple[RemarkLine, ...]:
    return tuple(
        RemarkLine(
            by=f"{label(each.remark.side)}, {each.by}, {day(each.remark.written_on)}",
            is_units=each.remark.side is Side.UNIT,
            text=each.text,
        )
        for each in row.remarks
    )


def _rows() -> tuple[SheetRow, ...]:
    return context().law.sheet.all_rows


def _period(text: str) -> ReportingPeriod:
    try:
        return ReportingPeriod.parse(text)
    except Invalid:
        raise NotFound("no such period") from None


def _one(
    slug: str, period: ReportingPeriod, code: str, text: str, problems: Problems, status: int = 200
) -> Response:
    row = context().law.sheet.row(code)
    found = remarks_on(context(), actor().officer, slug, period)
    page = render_template(
        "officer/remarks_of_row.html",
        found=found,
        row=row,
        panel=panel(found, code, period),
        period=period,
        period_name=period_name(period),
        is_unit=found.side is Side.UNIT,
        text=text,
        length=context().law.lengths[LENGTH],
        problems=problems,
    )
    return answer(page, status)
