"""A form that could not be taken: what stands at its fields, and how its page is answered."""

from flask import Response, make_response, request

from wbs.domain.errors import InvalidForm, Problem
from wbs.services.keys.leaving import Leaving
from wbs.web.languages import gettext
from wbs.web.problem_list import with_problems_in_order
from wbs.web.words import message

Problems = dict[str, str]
MENDED = {422, 429, 503}  # how a page is answered that holds a form to be sent again


def problems_of(error: InvalidForm) -> Problems:
    """Field name → sentence; of two problems at one field the first."""
    found: Problems = {}
    for problem in error.problems:
        found.setdefault(problem.field, message(problem))
    return found


def too_many(field: str = "username") -> Problems:
    """Too many attempts came from there."""
    return {
        field: gettext("Too many attempts from here. Please wait a few minutes, then try again.")
    }


def try_again(field: str = "username") -> Problems:
    """Too many others sign in at this moment."""
    return {field: gettext("Many people are signing in right now. Please try again in a moment.")}


def link_over() -> str:
    """The invitation cannot be used, for whatever reason."""
    return str(
        gettext(
            "This invitation cannot be used: it is over, was used already, or was not copied "
            "whole. Please ask your administrator for a new one."
        )
    )


def unaccepted(meant: Leaving) -> Problems:
    """What is wrong with a form by which somebody leaves: the number it loses was not ticked, or grew."""
    if request.form.get("sure") != "yes" or not meant.lost_cases:
        return {}
    if request.form.get("accepts") == str(meant.lost_cases):
        return {}
    return {"accepts": gettext("Please tick that you know what is lost.")}


def require_filled(*fields: str) -> None:
    """Pass where each of these fields holds something.

    Raises:
        InvalidForm: with every field that does not.
    """
    missing = tuple(Problem(n, "required") for n in fields if not request.form.get(n, "").strip())
    if missing:
        raise InvalidForm(missing)


def typed(*fields: str) -> dict[str, str]:
    """What was typed into these fields; nothing on the first visit."""
    return {field: request.form.get(field, "") for field in fields}


def answer(page: str, status: int = 200, retry_after: int | None = None) -> Response:
    """The page as an answer; `retry_after` are the seconds after which trying again makes sense."""
    response = make_response(with_problems_in_order(page) if status in MENDED else page, status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response
