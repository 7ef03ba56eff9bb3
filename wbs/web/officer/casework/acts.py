"""The acts of working together on a case: each by one form of its page."""

from functools import partial

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.services.cases.assign_case import assign_case
from wbs.services.cases.case_summary import set_summary
from wbs.services.cases.link_cases import link_cases
from wbs.services.cases.notes import add_task, write_note
from wbs.services.cases.tasks import finish_task
from wbs.web.officer.case_acts import act_on_case
from wbs.web.officer.doorkeeper import actor
from wbs.web.shell import context

bp = Blueprint("casework", __name__)


@bp.post("/kasus/<case_id>/penanggung-jawab")
def assign(case_id: str) -> AnyResponse:
    """A member of the desk has the case, or nobody."""
    do = partial(assign_case, context(), actor(), case_id, request.form.get("officer", ""))
    return act_on_case(case_id, "assign", do)


@bp.post("/kasus/<case_id>/catatan")
def note(case_id: str) -> AnyResponse:
    """A note for the officers."""

    def do() -> None:
        write_note(context(), actor(), case_id, request.form.get("note", ""))

    return act_on_case(case_id, "note", do)


@bp.post("/kasus/<case_id>/tugas")
def task(case_id: str) -> AnyResponse:
    """A task until a day."""
    typed = (request.form.get(name, "") for name in ("task", "task_due", "task_officer"))
    return act_on_case(case_id, "task", partial(add_task, context(), actor(), case_id, *typed))


@bp.post("/kasus/<case_id>/tugas/<task_id>")
def finish(case_id: str, task_id: str) -> AnyResponse:
    """The task is done."""
    do = partial(finish_task, context(), actor(), case_id, task_id)
    return act_on_case(case_id, "finish", do)


@bp.post("/kasus/<case_id>/kaitan")
def link(case_id: str) -> AnyResponse:
    """Another case is the same matter, or is not after all."""
    is_linked = request.form.get("unlink") is None
    named = request.form.get("linked", "") if is_linked else request.form.get("unlink", "")
    do = partial(link_cases, context(), actor(), case_id, named, is_linked=is_linked)
    return act_on_case(case_id, "link" if is_linked else "unlink", do)


@bp.post("/kasus/<case_id>/ringkasan")
def summary(case_id: str) -> AnyResponse:
    """The case is found by these words from now on."""
    typed = (request.form.get(name, "") for name in ("summary_title", "summary_names"))
    do = partial(set_summary, context(), actor(), case_id, *typed)
    return act_on_case(case_id, "summary", do)
