"""The guide "must this be disclosed?": two pages of questions. Nothing is stored."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from wbs.domain.errors import InvalidForm
from wbs.domain.kinds import Answer
from wbs.services.intake.gratuity_guide import Beginning, Guidance, begin, finish, refuse
from wbs.web.reporter import sentences
from wbs.web.reporter.gratification_page import (
    FIELDS,
    LABELS,
    conflict_options,
    kind_options,
    result_page,
    rules_in_words,
)
from wbs.web.shell import context

bp = Blueprint("gratification", __name__)

NONE: Mapping[str, str] = {}


@bp.get("/gratifikasi/panduan")
def guide() -> ResponseReturnValue:
    """The first questions of the guide."""
    return _first(dict.fromkeys(FIELDS, ""))


@bp.post("/gratifikasi/panduan")
def step() -> ResponseReturnValue:
    """The next questions, or how the guide ends."""
    typed = {name: request.form.get(name, "") for name in FIELDS}
    if "change" in request.form:
        return _first(typed)
    try:
        beginning = begin(context(), typed)
    except InvalidForm as error:
        return _first(typed, sentences.of_problems(error.problems), 422)
    if beginning.conflict is Answer.YES:
        return _result(typed, refuse(context(), beginning))
    if "second" not in request.form:
        return _second(beginning, typed)
    try:
        found = finish(context(), beginning, typed)
    except InvalidForm as error:
        return _second(beginning, typed, sentences.of_problems(error.problems), 422)
    return _result(typed, found)


def _first(
    typed: Mapping[str, str], problems: Mapping[str, str] = NONE, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "reporter/gratification_first.html",
        typed=typed,
        problems=problems,
        labels=LABELS,
        answers=conflict_options(),
    )
    return page, status


def _second(
    beginning: Beginning,
    typed: Mapping[str, str],
    problems: Mapping[str, str] = NONE,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "reporter/gratification_second.html",
        typed=typed,
        problems=problems,
        labels=LABELS,
        rules=rules_in_words(beginning.rules),
        received_on=beginning.received_on,
        kinds=kind_options(beginning),
    )
    return page, status


def _result(typed: Mapping[str, str], found: Guidance) -> ResponseReturnValue:
    return render_template("reporter/gratification_result.html", page=result_page(typed, found))
