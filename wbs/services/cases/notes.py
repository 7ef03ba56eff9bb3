"""What officers write for each other into a case: notes, and tasks with a day."""

from datetime import date

from wbs.domain.access import Permission
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import read_date
from wbs.domain.record import Author, RecordKind
from wbs.domain.task import Task, TaskKind
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.assign_case import require_member
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.officer_text import read_note
from wbs.services.cases.record_content import MessageContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.cases import tasks
from wbs.store.database import Work

TOO_EARLY = "past_date"


def write_note(context: Context, actor: Actor, case_id: str, text: str) -> int:
    """The note stands at the end of the case's chain, for officers alone; its number.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Unavailable: the officer holds no key of that case.
        Invalid: `note` is empty, too long or not to be read.
        Busy: others were faster too many times in a row; nothing was written.
    """
    content = read_note(context, "note", text)

    def write(work: Work) -> int:
        return _append(context, work, actor, case_id, RecordKind.NOTE, content)

    return in_turn(context, write)


def add_task(
    context: Context, actor: Actor, case_id: str, text: str, due_text: str, officer_id: str
) -> None:
    """The case has the task, due on that day, for a member of its desk or, without an officer, for anybody.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Unavailable: the officer holds no key of that case.
        Invalid: `task`, `task_due` or `task_officer` cannot be taken.
        Busy: others were faster too many times in a row; nothing was written.
    """
    content, due_on = read_task(context, text, due_text)

    def add(work: Work) -> None:
        case = case_for(work, actor, Permission.MOVE_CASE, case_id)
        responsible = require_member(work, case, officer_id, "task_officer")
        number = _append(context, work, actor, case_id, RecordKind.TASK, content)
        kind = TaskKind.MANUAL
        task = Task(
            context.new_id(), case_id, case.desk_id, kind, due_on, responsible, None, number
        )
        if not any(_is_same(task, known) for known in tasks.of_case(work, case_id)):
            tasks.add(work, task)

    in_turn(context, add)


def read_task(context: Context, text: str, due_text: str) -> tuple[MessageContent, date]:
    """What is to be done, and until when: today or later.

    Raises:
        InvalidForm: `task` or `task_due` cannot be taken.
    """
    problems: list[Problem] = []
    content, due_on = MessageContent(""), context.today()
    try:
        content = read_note(context, "task", text)
    except Invalid as error:
        problems += error.problems
    try:
        due_on = read_date("task_due", due_text)
        if due_on < context.today():
            raise Invalid("task_due", TOO_EARLY)
    except Invalid as error:
        problems += error.problems
    if problems:
        raise InvalidForm(tuple(problems))
    return content, due_on


def _append(
    context: Context,
    work: Work,
    actor: Actor,
    case_id: str,
    kind: RecordKind,
    content: MessageContent,
) -> int:
    case = case_for(work, actor, Permission.OPEN_CASE, case_id)
    key = open_key(context, work, actor, case)
    return append_within(
        context, work, case_id, key, kind=kind, author=Author.OFFICER, content=content
    )


def _is_same(task: Task, known: Task) -> bool:
    """Whether a button was pressed twice: the same record, day and officer, not done yet."""
    return known.is_open and (task.record, task.due_on, task.officer_id) == (
        known.record,
        known.due_on,
        known.officer_id,
    )
