"""The circular on gratuities that everybody reads, for those who write it: `/petugas/edaran`."""

import re

from flask import Blueprint, Response, render_template, request
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm, Stale
from wbs.domain.gratification.circular import FIELDS, Standing, length_name
from wbs.services.upg.circular import Shelf, shelf, shelves, starting_text, write_circular
from wbs.web.languages import lazy_gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of, typed
from wbs.web.shell import context

bp = Blueprint("circulars", __name__)

SEEN = re.compile(r"[0-9]{1,9}")
_l = lazy_gettext
LABELS: dict[str, LazyString] = {
    "title": _l("Title"),
    "number": _l("Number"),
    "dated_on": _l("Date of the circular"),
    "valid_from": _l("Valid from"),
    "valid_to": _l("Valid to"),
    "text": _l("Text"),
}
STANDINGS: dict[Standing, tuple[LazyString, str]] = {
    Standing.TO_COME: (_l("To come"), "tag--deep"),
    Standing.IN_FORCE: (_l("In force"), "tag--good"),
    Standing.OVER: (_l("Over"), ""),
    Standing.SUPERSEDED: (_l("Superseded"), ""),
}


@bp.get("/edaran")
def show() -> Response:
    """The units whose circular one may write."""
    page = render_template("officer/circulars.html", shelves=shelves(context(), actor().officer))
    return answer(page)


@bp.get("/edaran/<slug>")
def edit(slug: str) -> Response:
    """The versions of a unit, and a form that begins with the newest or with a text to start from."""
    here = shelf(context(), actor().officer, slug)
    return _page(here, _beginning(here), {})


@bp.post("/edaran/<slug>")
def write(slug: str) -> AnyResponse:
    """One more version, as typed."""
    form = typed(*FIELDS)
    by = actor().officer
    try:
        write_circular(context(), by, slug, form, _seen(request.form.get("seen", "")))
    except InvalidForm as error:
        return _page(shelf(context(), by, slug), form, problems_of(error), 422)
    except Stale:
        return _page(shelf(context(), by, slug), form, {}, 409, is_stale=True)
    return tell("circulars.edit", "terbit", slug=slug)


def _seen(text: str) -> int:
    """The version the form was made from; what is no number is none."""
    return int(text) if SEEN.fullmatch(text) else 0


def _beginning(here: Shelf) -> dict[str, str]:
    if here.newest is not None:
        return {name: str(value) for name, value in vars(here.newest.wording).items()}
    title, text = starting_text(context(), here.unit)
    today = context().today().isoformat()
    return dict.fromkeys(FIELDS, "") | {
        "title": title,
        "dated_on": today,
        "valid_from": today,
        "text": text,
    }


def _page(
    here: Shelf,
    form: dict[str, str],
    problems: Problems,
    status: int = 200,
    *,
    is_stale: bool = False,
) -> Response:
    page = render_template(
        "officer/circular.html",
        here=here,
        standings=STANDINGS,
        labels=LABELS,
        typed=form,
        problems=problems,
        is_stale=is_stale,
        lengths={name: context().law.lengths[length_name(name)] for name in ("title", "number")},
    )
    return answer(page, status)
