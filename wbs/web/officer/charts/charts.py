"""The page of charts, and the data of each as a file."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for

from wbs.domain.access import MONTH_END_ONLY
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Problem
from wbs.domain.span import ReportingPeriod, last_month_end
from wbs.evidence.spreadsheet import rows_as_csv
from wbs.services.documents.export_figures import Reach, Wish, reach
from wbs.services.measures.read_measures import Charted, read_charted, take_charted
from wbs.web.languages import gettext, speaking
from wbs.web.officer.charts import content
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.downloads import sent_file
from wbs.web.officer.figure_words import figure_message
from wbs.web.officer.period_choice import offered_periods
from wbs.web.shell import context
from wbs.web.words import day

bp = Blueprint("charts", __name__)
FIELDS = ("unit", "period", "subtree", "by", "lihat")
LENGTHS = ((12, 3), (6, 4), (3, 6))
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """The form of the page, as typed or as proposed."""

    unit: str
    period: str
    subtree: str
    by: str
    lihat: str

    @property
    def view(self) -> content.View:
        """Which page of charts; the first where none or an unknown one is named."""
        known = set(content.View)
        return content.View(self.lihat) if self.lihat in known else content.View.FLOW

    def wish(self) -> Wish:
        """What the form asks for.

        Raises:
            Invalid: the period cannot be read.
        """
        period = ReportingPeriod.parse(self.period)
        return Wish(self.unit, period, with_subtree=self.subtree == "yes")


@bp.get("/grafik")
def show() -> tuple[str, int]:
    """The charts asked for in the address; of the own unit and the running year if nothing is."""
    may = reach(context(), actor().officer)
    asked = _asked(request.args.get, may)
    try:
        charted = read_charted(context(), actor().officer, asked.wish())
    except (InvalidForm, NotAllowed) as error:
        return _page(may, asked, None, _sentences(error)), 422
    return _page(may, asked, charted, {}), 200


@bp.post("/grafik/unduh")
def download() -> Response | tuple[str, int]:
    """The table behind one chart, in Indonesian; the custody log says who took it along."""
    may = reach(context(), actor().officer)
    asked = _asked(request.form.get, may)
    wanted = request.form.get("chart", "")
    if wanted not in set(content.ChartId):
        raise NotFound("no such chart")
    try:
        charted = take_charted(context(), actor().officer, asked.wish())
    except (InvalidForm, NotAllowed) as error:
        return _page(may, asked, None, _sentences(error)), 422
    with speaking("id"):
        view = content.view_of(content.ChartId(wanted))
        chart = next(c for c in _charts(charted, asked, view) if c.id == wanted)
    body = rows_as_csv(chart.heads, (row.cells for row in chart.rows))
    export = charted.export
    name = f"{chart.id}-{export.unit.slug}-{export.figures.question.period.code}.csv"
    return sent_file(body, name, CSV)


def _charts(charted: Charted, asked: Asked, view: content.View) -> tuple[content.Chart, ...]:
    definitions = context().law.measures
    return content.charts(charted, definitions, view, by_quarter=asked.by == "quarter")


def _asked(given: Callable[[str, str], str], may: Reach) -> Asked:
    typed = {name: given(name, "").strip() for name in FIELDS}
    own = [unit.slug for unit in may.units if unit.id == actor().officer.unit_id]
    today = context().today()
    until = today if may.on_any_day else last_month_end(today)
    return Asked(
        unit=typed["unit"] or (own or [unit.slug for unit in may.units] or [""])[0],
        period=typed["period"] or ReportingPeriod(until.year, 1, 12).code,
        subtree=typed["subtree"],
        by=typed["by"] or "month",
        lihat=typed["lihat"],
    )


def _sentences(error: InvalidForm | NotAllowed) -> dict[str, str]:
    if isinstance(error, InvalidForm):
        return {problem.field: figure_message(problem) for problem in error.problems}
    if error.rule != MONTH_END_ONLY:
        raise error
    return {"period": figure_message(Problem("period", error.rule))}


def _page(may: Reach, asked: Asked, charted: Charted | None, problems: dict[str, str]) -> str:
    export = charted.export if charted else None
    return render_template(
        "officer/charts.html",
        asked=asked,
        problems=problems,
        units=[(unit.slug, unit.name) for unit in may.units],
        has_subtree=bool(may.parents),
        periods=offered_periods(asked.period, LENGTHS),
        steps=(("month", gettext("by month")), ("quarter", gettext("by quarter"))),
        heading=content.heading(export) if export else "",
        as_of=day(export.figures.question.as_of) if export else "",
        charts=_charts(charted, asked, asked.view) if charted else (),
        views=_views(asked),
        is_full=export.is_full if export else False,
    )


def _views(asked: Asked) -> list[tuple[str, str, bool]]:
    """The pages of charts: what each is called, its address, whether it is the one shown."""
    names = {
        content.View.FLOW: gettext("What comes in and is completed"),
        content.View.WORK: gettext("How the work goes"),
        content.View.MEASURES: gettext("International measures"),
    }
    return [(name, _url(asked, view), view is asked.view) for view, name in names.items()]


def _url(asked: Asked, view: content.View) -> str:
    return url_for(
        "charts.show",
        unit=asked.unit,
        period=asked.period,
        subtree=asked.subtree or None,
        by=asked.by,
        lihat=view.value,
    )
