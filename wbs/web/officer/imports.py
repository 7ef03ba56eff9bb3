"""Import an old register: the file is read and looked at, and becomes cases only once that is confirmed."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid, InvalidForm, NotFound
from wbs.domain.register_columns import MOST_ROWS
from wbs.evidence.register_template import register_csv, register_xlsx
from wbs.services.intake.import_register import (
    ImportPlace,
    check_register,
    import_places,
    import_register,
)
from wbs.services.intake.recap_file import recap_text
from wbs.web import words
from wbs.web.held_file import HELD_BYTES
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.import_page import ImportPage, heads, of_the_whole, shown_lines
from wbs.web.officer.news import after_own_act
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.officer.requests import OfficerRequest
from wbs.web.shell import context

bp = Blueprint("imports", __name__)
FIELD = "register_file"
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@bp.get("/impor")
def show() -> Response:
    """The form for a file."""
    done = request.args.get("kabar", "") if after_own_act() else ""
    news = gettext("%(count)s cases were imported.", count=done) if _is_number(done) else ""
    return _page({}, news=news)


@bp.get("/impor/templat.<ending>")
def template(ending: str) -> Response:
    """The table to fill in: the same for everybody, but for the agency's categories."""
    if ending not in TYPES:
        raise NotFound("no such template")
    categories = context().law.categories
    data = register_xlsx(categories) if ending == "xlsx" else register_csv(categories)
    found = Response(data, content_type=TYPES[ending])
    found.headers["Content-Disposition"] = f'attachment; filename="register-lama.{ending}"'
    return found


@bp.post("/impor")
def send() -> AnyResponse:
    """The file as it was read, line by line; or, confirmed, its lines as cases."""
    try:
        text = request.form["register"] if "confirm" in request.form else _text()
    except Invalid as error:
        return _page(problems_of(error), status=422)
    unit = request.form.get("unit", "")
    if "confirm" not in request.form:
        return _preview(unit, text)
    try:
        done = import_register(context(), actor(), unit, text)
    except InvalidForm:
        return _preview(unit, text)
    return redirect(url_for("imports.show", kabar=done), 303)


def _text() -> str:
    """The rows of the file that came.

    Raises:
        Invalid: none came, or it cannot be read.
    """
    file = cast(OfficerRequest, request).held
    if file is None:
        raise Invalid(FIELD, "required")
    if file.is_too_large:
        raise Invalid(FIELD, "file_too_large", words.size(HELD_BYTES))
    return recap_text(file.data, context().law.lengths["register"], FIELD)


def _preview(unit: str, text: str) -> Response:
    register = check_register(context(), actor(), unit, text)
    wrong, good = shown_lines(register)
    problems = of_the_whole(register.problems)
    page = ImportPage(
        units=_options(import_places(context(), actor())),
        unit=unit,
        problems=problems,
        heads=heads(),
        wrong=wrong,
        good=good,
        text="" if register.problems else text,
        most_rows=words.number(MOST_ROWS),
    )
    rendered = render_template("officer/import.html", page=page)
    return answer(rendered, 422 if register.problems else 200)


def _page(problems: Problems, *, news: str = "", status: int = 200) -> Response:
    places = import_places(context(), actor())
    unit = request.form.get("unit", "") or (places[0].unit.slug if places else "")
    page = ImportPage(
        units=_options(places),
        unit=unit,
        problems=problems,
        most_rows=words.number(MOST_ROWS),
        news=news,
    )
    return answer(render_template("officer/import.html", page=page), status)


def _options(places: tuple[ImportPlace, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((place.unit.slug, place.unit.name) for place in places)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4  # noqa: PLR2004 (no more rows)
