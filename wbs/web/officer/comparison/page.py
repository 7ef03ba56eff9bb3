"""Units side by side on one page, and as workbook or CSV."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, render_template, request, url_for

from wbs.domain.errors import Invalid, InvalidForm, NotFound
from wbs.domain.span import ReportingPeriod
from wbs.evidence.register import ListSheet, list_workbook
from wbs.evidence.spreadsheet import rows_as_csv
from wbs.services.comparison.compare import Comparison, Wish, compare, take_comparison
from wbs.web.languages import gettext, speaking
from wbs.web.officer.comparison.content import Column, columns, quarter_columns, shown
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.figure_words import figure_message
from wbs.web.officer.period_choice import offered_periods
from wbs.web.periods import period_name
from wbs.web.shell import context
from wbs.web.words import day

bp = Blueprint("comparison", __name__)
ON_A_PAGE = 15
QUARTERS = ((3, 9),)
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BY_QUARTER = "quarters"
QUARTER_MONTHS = 3
LONGEST_NUMBER = 4


@dataclass(frozen=True)
class Asked:
    """The form of the page, as typed."""

    top: str
    period: str
    view: str

    def wish(self) -> Wish:
        """What the form asks for.

        Raises:
            Invalid: the period is no quarter.
        """
        quarter = ReportingPeriod.parse(self.period) if self.period else None
        if quarter is not None and quarter.months_long != QUARTER_MONTHS:
            raise Invalid("period", "unknown")
        return Wish(self.top, quarter)


@bp.get("/perbandingan")
def show() -> tuple[str, int]:
    """The units the officer may have figures of; the running quarter if nothing is asked."""
    asked = _asked(request.args.get)
    try:
        found = compare(context(), actor().officer, asked.wish())
    except InvalidForm as error:
        problems = {problem.field: figure_message(problem) for problem in error.problems}
        return _page(asked, None, problems), 422
    return _page(asked, found, {}), 200


@bp.post("/perbandingan/unduh")
def download() -> Response | tuple[str, int]:
    """Every unit and both tables as a workbook, or the one looked at as CSV; the custody log says who took it along."""
    asked, wanted = _asked(request.form.get), request.form.get("format", "")
    if wanted not in {"csv", "xlsx"}:
        raise NotFound("no such file")
    try:
        found = take_comparison(context(), actor().officer, asked.wish())
    except InvalidForm as error:
        problems = {problem.field: figure_message(problem) for problem in error.problems}
        return _page(asked, None, problems), 422
    name = f"perbandingan-unit-{found.quarter.code}.{wanted}"
    with speaking("id"):
        if wanted == "xlsx":
            sheets = [_sheet(found, view) for view in ("", BY_QUARTER)]
            return sent_file(list_workbook(sheets, found.as_of), name, XLSX)
        sheet = _sheet(found, asked.view)
    return sent_file(rows_as_csv(sheet.heads, sheet.rows), name, CSV)


def _asked(given: Callable[[str, str], str]) -> Asked:
    return Asked(*(given(name, "").strip() for name in ("unit", "period", "lihat")))


def _columns(found: Comparison, view: str, *, in_file: bool = False) -> tuple[Column, ...]:
    rules = context().law.comparison
    return quarter_columns(found) if view == BY_QUARTER else columns(found, rules, in_file=in_file)


def _sheet(found: Comparison, view: str) -> ListSheet:
    """Every unit, with its place in the agency's tree by slug."""
    of, rules = _columns(found, view, in_file=True), context().law.comparison
    units = (shown(line, of, rules) for line in found.lines)
    heads = (f"{c.group}: {c.head}" if c.group else c.head for c in of)
    title = gettext("Units side by side, %(quarter)s", quarter=period_name(found.quarter))
    return ListSheet(
        name=gettext("By quarter") if view == BY_QUARTER else gettext("Units"),
        title=title,
        about=gettext("As of %(day)s.", day=day(found.as_of)),
        heads=(gettext("Unit"), gettext("Slug"), gettext("What presses"), *heads),
        rows=tuple((u.name, u.slug, "; ".join(u.alerts), *u.cells) for u in units),
        widths=(30, 18, 36),
    )


def _page(asked: Asked, found: Comparison | None, problems: dict[str, str]) -> str:
    here = _page_number()
    of = _columns(found, asked.view) if found else ()
    lines = found.lines[(here - 1) * ON_A_PAGE : here * ON_A_PAGE] if found else ()
    count = len(found.lines) if found else 0
    rules = context().law.comparison
    period = found.quarter.code if found else asked.period
    return render_template(
        "officer/comparison.html",
        asked=asked,
        problems=problems,
        tops=[(unit.slug, unit.name) for unit in found.tops] if found else [],
        periods=offered_periods(period, QUARTERS),
        period=period,
        quarter=period_name(found.quarter) if found else "",
        views=(("", gettext("figures and alerts")), (BY_QUARTER, gettext("quarter by quarter"))),
        as_of=day(found.as_of) if found else "",
        groups=[
            (name, [column.head for column in its]) for name, its in groupby(of, lambda c: c.group)
        ],
        width=len(of),
        units=[shown(line, of, rules) for line in lines],
        count=count,
        pressing=sum(bool(line.alerts) for line in found.lines) if found else 0,
        before_url=_url(asked, here - 1) if here > 1 else "",
        after_url=_url(asked, here + 1) if count > here * ON_A_PAGE else "",
        bars=rules if found and found.knows.area_points else None,
    )


def _page_number() -> int:
    typed = request.args.get("hal", "1")
    return (
        max(1, int(typed))
        if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
        else 1
    )


def _url(asked: Asked, number: int) -> str:
    return url_for(
        "comparison.show",
        unit=asked.top or None,
        period=asked.period or None,
        lihat=asked.view or None,
        hal=number,
    )
