"""Tasks: what is to be done about cases, by case and by desk."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select, update

from wbs.domain.task import Task, TaskKind
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.casework import TaskRow


def _task(row: TaskRow) -> Task:
    return Task(
        id=row.id,
        case_id=row.case_id,
        desk_id=row.desk_id,
        kind=TaskKind(row.kind),
        due_on=row.due_on,
        officer_id=row.officer_id,
        done_on=row.done_on,
        record=row.record,
    )


def add(work: Work, task: Task) -> None:
    """The task is there."""
    plain.add(work, TaskRow, **{**vars(task), "kind": task.kind.value})


def of_case(work: Work, case_id: str) -> tuple[Task, ...]:
    """The tasks of the case, open ones first, nearest day first."""
    rows = work.scalars(
        select(TaskRow)
        .where(TaskRow.case_id == case_id)
        .order_by(TaskRow.done_on.is_not(None), TaskRow.due_on, TaskRow.id)
    )
    return tuple(_task(row) for row in rows)


def open_at(work: Work, desk_ids: Collection[str], officer_id: str, size: int) -> tuple[Task, ...]:
    """The open tasks at these desks that are the officer's or anybody's, nearest day first, *size* at most."""
    found = [
        _task(row)
        for desk_id in sorted(desk_ids)
        for row in work.scalars(
            select(TaskRow)
            .where(TaskRow.desk_id == desk_id, TaskRow.done_on.is_(None))
            .where(or_(TaskRow.officer_id == officer_id, TaskRow.officer_id.is_(None)))
            .order_by(TaskRow.due_on, TaskRow.id)
            .limit(size)
        )
    ]
    return tuple(sorted(found, key=lambda task: (task.due_on, task.id))[:size])


def finish(work: Work, task_id: str, on: date) -> None:
    """The task is done since that day; one that was done already keeps its day."""
    work.execute(
        update(TaskRow).where(TaskRow.id == task_id, TaskRow.done_on.is_(None)).values(done_on=on)
    )


def leave(work: Work, desk_id: str, officer_id: str) -> None:
    """What the officer had to do at that desk is for anybody there."""
    work.execute(
        update(TaskRow)
        .where(TaskRow.desk_id == desk_id, TaskRow.officer_id == officer_id)
        .values(officer_id=None)
    )
