"""The figures of a unit on a few calm pages, and the same as files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, render_template, request

from wbs.domain.access import MONTH_END_ONLY
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound, Problem, Unavailable
from wbs.domain.span import ReportingPeriod, last_month_end, read_day
from wbs.evidence.pack import issued, pack_name, pack_pieces, pack_signer
from wbs.services.documents.export_figures import Reach, Wish, reach, read_figures
from wbs.services.documents.issue_pack import prepare_pack, record_pack
from wbs.web.officer import figure_page
from wbs.web.officer.attachment import sent
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.figure_page import FigurePage
from wbs.web.officer.figure_parts import NAMES, Part, address, links
from wbs.web.officer.figure_words import figure_message, unsigned_message
from wbs.web.officer.letterheads import signing
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

    def choice(self) -> dict[str, str | None]:
        """The same for the address of another part, without what is not asked."""
        typed = {name: getattr(self, name) or None for name in FIELDS}
        return typed | {"subtree": "yes" if self.subtree == "yes" else None}


@bp.get("/angka")
@bp.get("/angka/<part>")
def show(part: str = Part.OVERVIEW) -> tuple[str, int]:
    """A part of the figures asked for in the address; of the own unit and the running quarter if nothing is.

    Raises:
        NotFound: there is no such part, or the officer may not see the unit's figures.
    """
    if part not in set(Part):
        raise NotFound("no such part of the figures")
    shown = Part(part)
    may = reach(context(), actor().officer)
    asked = _asked(request.args.get, may)
    try:
        export = read_figures(context(), actor().officer, asked.wish())
    except (InvalidForm, NotAllowed) as error:
        return _page(may, asked, shown, None, _sentences(error)), 422
    return _page(may, asked, shown, figure_page.of(export, shown), {}), 200


@bp.post("/angka/unduh")
def download() -> Response | tuple[str, int]:
    """The same as an evidence pack; it is issued, and the custody log says who took it along."""
    may = reach(context(), actor().officer)
    asked = _asked(request.form.get, may)
    try:
        pack = prepare_pack(context(), actor().officer, asked.wish())
    except (InvalidForm, NotAllowed) as error:
        return _page(may, asked, Part.OVERVIEW, None, _sentences(error)), 422
    except Unavailable:
        return _page(may, asked, Part.OVERVIEW, None, {"unit": unsigned_message()}), 503
    pieces = pack_pieces(
        pack.export, pack.documents, pack.logs, pack_signer(pack.signer), signing(pack.export.unit)
    )
    told = issued(pieces, partial(record_pack, context(), pack))
    answer = Response(sent(told), content_type="application/zip")
    name = f"{pack_name(pack.export)}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
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


def _left_out(may: Reach, page: FigurePage | None) -> set[Part]:
    """The pages that would tell nothing: of several units, and of what lies above a unit with desks of its own."""
    units = set() if may.parents else {Part.UNITS}
    return units if page and page.tells_above else units | {Part.ABOVE}


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


def _page(
    may: Reach, asked: Asked, part: Part, page: FigurePage | None, problems: dict[str, str]
) -> str:
    return render_template(
        "officer/figures.html",
        asked=asked,
        problems=problems,
        units=[(unit.slug, unit.name) for unit in may.units],
        has_subtree=bool(may.parents),
        periods=offered_periods(asked.period),
        on_any_day=may.on_any_day,
        page=page,
        name=NAMES[part],
        address=address(part),
        tabs=links(part, without=_left_out(may, page), **asked.choice()),
        above_url=address(Part.ABOVE, **asked.choice()),
        is_overview=part is Part.OVERVIEW,
        takes_names=actor().officer.at_inspectorate or bool(actor().officer.upg_unit_ids),
    )
