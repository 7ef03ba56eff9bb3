"""Looking for a case by words: asked by a form, answered at once, nothing of it in an address."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request, url_for

from wbs.domain.errors import InvalidForm
from wbs.domain.inbox import Position
from wbs.services.cases.search_cases import (
    MOST,
    Match,
    SearchPlace,
    SearchResult,
    search_cases,
    search_words,
)
from wbs.web.languages import gettext, language
from wbs.web.officer.deadlines import Due, due_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import answer, problems_of
from wbs.web.officer.references import reference
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("search", __name__)


@dataclass(frozen=True)
class Found:
    """One case that was found."""

    url: str
    reference: str
    title: str
    names: tuple[str, ...]
    about: str
    due: Due

    def __repr__(self) -> str:
        return "Found(…)"


@bp.get("/cari")
def ask() -> Response:
    """The question."""
    return _page("", None, {})


@bp.post("/cari")
def look() -> Response:
    """What was found in the next portion of cases."""
    typed = request.form.get("search", "")
    try:
        words = search_words(context(), typed)
    except InvalidForm as error:
        return _page(typed, None, problems_of(error), status=422)
    return _page(typed, search_cases(context(), actor(), words, _place()), {})


def _page(
    typed: str, result: SearchResult | None, problems: dict[str, str], status: int = 200
) -> Response:
    page = render_template(
        "officer/search.html",
        typed=typed,
        problems=problems,
        result=result,
        found=tuple(_found(result, match) for match in result.matches) if result else (),
        told=_told(result) if result else (),
        place=_written(result.goes_on) if result and result.goes_on else "",
    )
    return answer(page, status)


def _found(result: SearchResult, match: Match) -> Found:
    case = match.case
    category = context().law.category_label(case.category, language())
    return Found(
        url=url_for("case.show", case_id=case.id),
        reference=reference(case.id),
        title=match.summary.title or category,
        names=tuple(match.summary.names.splitlines()),
        about=" · ".join((label(case.kind), result.units[case.unit_id].name, label(case.stage))),
        due=due_of(case, context().today()),
    )


def _told(result: SearchResult) -> tuple[str, ...]:
    """What could not be looked into, and where the search stands."""
    told = []
    if result.unwritten:
        told.append(
            gettext(
                "%(cases)s cases are from before there was a search. Each is found once it was opened.",
                cases=result.unwritten,
            )
        )
    if result.sealed:
        told.append(
            gettext(
                "%(cases)s cases could not be looked into: you hold no key of them.",
                cases=result.sealed,
            )
        )
    if result.broken:
        told.append(
            gettext(
                "%(cases)s cases do not open as they were stored. Please tell whoever keeps the server.",
                cases=result.broken,
            )
        )
    if result.is_at_bound:
        told.append(
            gettext(
                "%(most)s cases or more were looked at. Going on takes long; a rarer word, or the filters "
                "of the list of cases, lead there sooner.",
                most=MOST,
            )
        )
    return tuple(told)


def _written(place: SearchPlace) -> str:
    return f"{place.after.due_sort.isoformat()}_{place.after.case_id}_{place.looked_at}"


def _place() -> SearchPlace | None:
    """Where the form says that the search goes on; the beginning if it says nothing that can be read."""
    try:
        day, case_id, looked_at = request.form.get("place", "").split("_")
        return SearchPlace(Position(date.fromisoformat(day), case_id), int(looked_at))
    except ValueError:
        return None
