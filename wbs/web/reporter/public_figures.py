"""Public figures: what came in, quarter by quarter, rounded so that it points at nobody. Frozen rows alone are read."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from wbs.domain.errors import NotFound
from wbs.domain.publication import Publication
from wbs.domain.unit import Unit, subtree
from wbs.services.publication.public_figures import PublicFigures, public_figures
from wbs.web.languages import gettext
from wbs.web.periods import period_name
from wbs.web.reporter import public_tables as tables
from wbs.web.shell import context
from wbs.web.words import day

bp = Blueprint("public_figures", __name__)


@bp.get("/angka")
def show() -> ResponseReturnValue:
    """The agency: every unit in one quarter, and all of them quarter by quarter."""
    figures = public_figures(context())
    ids = frozenset(figures.units)
    publication = _asked(figures)
    return render_template(
        "reporter/public_figures.html",
        **_frame(figures, ids),
        csv="public_figures.download",
        by_unit=publication and tables.units_grid(figures, publication, ids),
        by_quarter=tables.quarters_grid(
            figures.publications, ids, gettext("Came in, all units together")
        ),
        per_hundred=publication and tables.per_hundred(publication),
        quarters=[(p.quarter.code, period_name(p.quarter)) for p in figures.publications],
        chosen=publication.quarter.code if publication else "",
    )


@bp.get("/angka/<slug>")
def of_unit(slug: str) -> ResponseReturnValue:
    """One unit quarter by quarter, and with all units below where there are any."""
    figures = public_figures(context())
    unit = _unit(figures, slug)
    below = subtree(unit.id, figures.units)
    return render_template(
        "reporter/public_unit.html",
        **_frame(figures, frozenset({unit.id})),
        csv="public_figures.download_unit",
        unit=unit,
        by_quarter=tables.quarters_grid(
            figures.publications, {unit.id}, gettext("Came in, this unit alone")
        ),
        with_below=tables.quarters_grid(
            figures.publications, below, gettext("Came in, with all units below")
        )
        if len(below) > 1
        else None,
    )


@bp.get("/angka.csv")
def download() -> Response:
    """Every published cell of the quarters shown, as a table."""
    figures = public_figures(context())
    return _csv("angka-publik", tables.csv_of(figures, frozenset(figures.units)))


@bp.get("/angka/<slug>.csv")
def download_unit(slug: str) -> Response:
    """The published cells of one unit, as a table."""
    figures = public_figures(context())
    unit = _unit(figures, slug)
    return _csv(f"angka-publik-{unit.slug}", tables.csv_of(figures, {unit.id}))


def _frame(figures: PublicFigures, ids: frozenset[str]) -> dict[str, object]:
    return {
        "is_empty": not figures.publications,
        "chart": tables.quarters_chart(figures.publications, ids),
        "next_quarter": period_name(figures.next_quarter),
        "next_on": day(figures.next_on),
        "rules": context().law.publication,
    }


def _asked(figures: PublicFigures) -> Publication | None:
    """The quarter that was asked for; the newest where none or an unknown one was."""
    code = request.args.get("period", "")
    found = [p for p in figures.publications if p.quarter.code == code]
    return next(iter((*found, *figures.publications)), None)


def _unit(figures: PublicFigures, slug: str) -> Unit:
    for unit in figures.units.values():
        if unit.slug == slug:
            return unit
    raise NotFound("no such unit")


def _csv(name: str, body: bytes) -> Response:
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
