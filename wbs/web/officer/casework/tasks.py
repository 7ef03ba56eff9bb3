"""The tasks that wait for an officer, over all cases of their desks."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from wbs.services.cases.casework import OwnTask, own_tasks
from wbs.web.languages import gettext, language
from wbs.web.officer.deadlines import Due, due_in_words
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.references import reference
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("tasks", __name__)


@dataclass(frozen=True)
class TaskRow:
    """One task in the list; what a member wrote is read at the case alone."""

    url: str
    reference: str
    category: str
    what: str
    is_own: bool
    due: Due


@bp.get("/tugas")
def show() -> str:
    """The officer's tasks, nearest day first."""
    found = own_tasks(context(), actor())
    return render_template("officer/tasks.html", rows=tuple(_row(one) for one in found))


def _row(found: OwnTask) -> TaskRow:
    task, case = found.task, found.case
    is_manual = task.record is not None
    return TaskRow(
        url=url_for("case.show", case_id=case.id, _anchor="tugas"),
        reference=reference(case.id),
        category=context().law.category_label(case.category, language()),
        what=gettext("Written at the case") if is_manual else label(task.kind),
        is_own=task.officer_id == actor().officer.id,
        due=due_in_words(task.due_on, context().today(), awaits_calendar=False),
    )
