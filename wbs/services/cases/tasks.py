"""Tasks the house raises about a case, and tasks that are done."""

from datetime import date

from wbs.domain.access import Permission
from wbs.domain.case import Case
from wbs.domain.errors import NotFound
from wbs.domain.task import Task, TaskKind, due_of_kind
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.cases import tasks
from wbs.store.database import Work


def raise_task(
    context: Context, work: Work, case: Case, kind: TaskKind, due_on: date | None = None
) -> None:
    """Somebody at the case's desk has something to do; an open task of the kind is not raised again.

    Without *due_on* it is due after the working days of its kind.
    """
    if any(task.is_open and task.kind is kind for task in tasks.of_case(work, case.id)):
        return
    day = due_on or due_of_kind(kind, context.today(), context.law.calendar)
    tasks.add(work, Task(context.new_id(), case.id, case.desk_id, kind, day))


def finish_task(context: Context, actor: Actor, case_id: str, task_id: str) -> None:
    """The task is done today; one that was done already stays so.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such task in a case at a desk of the officer's.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def finish(work: Work) -> None:
        case_for(work, actor, Permission.MOVE_CASE, case_id)
        if task_id not in {task.id for task in tasks.of_case(work, case_id)}:
            raise NotFound("no such task")
        tasks.finish(work, task_id, context.today())

    in_turn(context, finish)
