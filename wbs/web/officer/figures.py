"""The figures of a unit on one calm page, and the same as files."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from wbs.domain.access import MONTH_END_ONLY
from wbs.domain.errors import InvalidForm, NotAllowed, Problem
from wbs.domain.figure_export import FigureExport
from wbs.domain.span import ReportingPeriod, last_month_end, read_day
from wbs.evidence.pack import pack_name, pack_pieces
from wbs.services.documents.export_figures import Reach, Wish, export_figures, reach, read_figures
from wbs.services.documents.packed_documents import packed_documents
from wbs.services.evaluation.sheet import evaluated
from wbs.web.officer import figure_page
from wbs.web.officer.attachment import sent
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.figure_words import figure_message
from wbs.web.officer.period_choice import offered_periods
from wbs.web.shell import context

bp = Blueprint("figures", __name__)
FIELDS = ("unit", "period", "as_of", "subtree")


@dataclass(frozen=True)
class Asked:
    """The form of the page, as typed or as proposed."""

    unit: str
    period: str
    as_of: str
    subtree: str

    def wish(self) -> Wish:
        """What the form asks for.

        Raises:
            Invalid: period or day cannot be read.
        """
        return Wish(
            unit_slug=self.unit,
            period=ReportingPeriod.parse(self.period),
            as_of=read_day(self.as_of),
            with_subtree=self.subtree == "yes",
        )


@bp.get("/angka")
def show() -> tuple[str, int]:
    """The figures asked for in the address; of the own unit and the running quarter if nothing is."""
    may = reach(context(), actor().officer)
    asked = _asked(request.args.get, may)
    try:
        export = read_figures(context(), actor().officer, asked.wish())
    except (InvalidForm, NotAllowed) as error:
        return _page(may, asked, None, _sentences(error)), 422
    return _page(may, asked, export, {}), 200


@bp.post("/angka/unduh")
def download() -> Response | tuple[str, int]:
    """The same as a zip of files; the custody log says who took it along."""
    may = reach(context(), actor().officer)
    asked = _asked(request.form.get, may)
    try:
        export = evaluated(context(), export_figures(context(), actor().officer, asked.wish()))
    except (InvalidForm, NotAllowed) as error:
        return _page(may, asked, None, _sentences(error)), 422
    documents = packed_documents(context(), actor().officer, export)
    answer = Response(sent(pack_pieces(export, documents)), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{pack_name(export)}"'
    return answer


def _asked(given: Callable[[str, str], str], may: Reach) -> Asked:
    typed = {name: given(name, "").strip() for name in FIELDS}
    own = [unit.slug for unit in may.units if unit.id == actor().officer.unit_id]
    proposed_unit = (own or [unit.slug for unit in may.units] or [""])[0]
    return Asked(
        unit=typed["unit"] or proposed_unit,
        period=typed["period"] or _proposed_period(may).code,
        as_of=typed["as_of"],
        subtree=typed["subtree"],
    )


def _proposed_period(may: Reach) -> ReportingPeriod:
    """The running quarter, or the one of the last month that ended where only those are shown."""
    today = context().today()
    return ReportingPeriod.quarter_of(today if may.on_any_day else last_month_end(today))


def _sentences(error: InvalidForm | NotAllowed) -> dict[str, str]:
    if isinstance(error, InvalidForm):
        return {problem.field: figure_message(problem) for problem in error.problems}
    if error.rule != MONTH_END_ONLY:
        raise error
    return {"as_of": figure_message(Problem("as_of", error.rule))}


def _page(may: Reach, asked: Asked, export: FigureExport | None, problems: dict[str, str]) -> str:
    return render_template(
        "officer/figures.html",
        asked=asked,
        problems=problems,
        units=[(unit.slug, unit.name) for unit in may.units],
        has_subtree=bool(may.parents),
        periods=offered_periods(asked.period),
        on_any_day=may.on_any_day,
        page=figure_page.of(export) if export is not None else None,
        takes_names=actor().officer.at_inspectorate or bool(actor().officer.upg_unit_ids),
    )
