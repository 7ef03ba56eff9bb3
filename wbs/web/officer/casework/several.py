"""One thing done to several cases of the inbox; each is decided alone, and what failed is listed."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, render_template, request, url_for

from wbs.domain.errors import (
    Busy,
    Invalid,
    InvalidForm,
    NotFound,
    Refused,
    Stale,
    Tampered,
    Unavailable,
)
from wbs.domain.kinds import ComplaintClass
from wbs.services.cases.assign_case import assign_case
from wbs.services.cases.notes import add_task, read_task
from wbs.services.cases.set_class import set_class
from wbs.services.cases.several_cases import MOST, Done, for_each
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.inbox import inbox_answer
from wbs.web.officer.problems import answer, problems_of
from wbs.web.officer.references import reference
from wbs.web.shell import context

bp = Blueprint("several", __name__)

ACTS = ("assign", "task", "class")


@bp.post("/kasus/beberapa")
def act() -> Response:
    """The act is done to every case that was chosen, and told."""
    chosen = request.form.getlist("case")
    try:
        do = _act()
        if not chosen:
            raise Invalid("case", "not_chosen")
        done = for_each(chosen, do)
    except InvalidForm as error:
        return inbox_answer(request.form, problems_of(error), 422)
    except Refused:
        told = gettext("At most %(most)s cases at once.", most=MOST)
        return inbox_answer(request.form, {"case": told}, 422)
    return _told(done)


def _act() -> Callable[[str], None]:
    """What is to be done to each case.

    Raises:
        InvalidForm: the form lacks something that every case needs.
    """
    form = request.form
    wanted = form.get("act", "")
    if wanted == "assign":
        return lambda case_id: assign_case(context(), actor(), case_id, form.get("officer", ""))
    if wanted == "task":
        text, due, officer = (form.get(n, "") for n in ("task", "task_due", "officer"))
        read_task(context(), text, due)
        return lambda case_id: add_task(context(), actor(), case_id, text, due, officer)
    if wanted == "class":
        try:
            chosen = ComplaintClass(form.get("complaint_class", ""))
        except ValueError:
            raise Invalid("complaint_class", "not_chosen") from None
        return partial(set_class, context(), actor(), complaint_class=chosen)
    raise Invalid("act", "not_chosen")


def _told(done: Done) -> Response:
    failed = tuple(
        (reference(case_id), url_for("case.show", case_id=case_id), _why(error))
        for case_id, error in done.failed
    )
    page = render_template("officer/several.html", done=len(done.done), failed=failed)
    return answer(page, 200 if not failed else 409)


def _why(error: Exception) -> str:
    match error:
        case NotFound():
            return str(gettext("It is not at your desks."))
        case Invalid():
            return str(gettext("This officer is not at the desk of the case."))
        case Unavailable():
            return str(gettext("You hold no key of it."))
        case Tampered():
            return str(
                gettext(
                    "It is not as it was stored: somebody altered it. Tell the inspectorate before you work on it."
                )
            )
        case Busy() | Stale():
            return str(gettext("It was being written to. Please try again."))
        case _:
            return str(gettext("The procedure does not allow this at the present stage."))
