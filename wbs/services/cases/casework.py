"""What a desk has before it about a case besides its records: who has it, tasks, what is the same matter."""

from dataclasses import dataclass

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.officer import Officer
from wbs.domain.task import Task
from wbs.services.actor import Actor
from wbs.services.cases.assign_case import present_members
from wbs.services.cases.inbox import MOST_TASKS
from wbs.services.cases.open_case import CaseFile
from wbs.services.cases.read_records import linked_ids
from wbs.services.context import Context
from wbs.store.agency import officers
from wbs.store.cases import assignments, cases, routing, tasks
from wbs.store.database import Work


@dataclass(frozen=True)
class Casework:
    """Of one case. `members` may have it; `linked` are other cases, None those that are not the officer's.

    `names` are those of the officers who have the case or a task, also where they are no longer present.
    """

    assigned: str | None
    members: tuple[Officer, ...]
    tasks: tuple[Task, ...]
    linked: tuple[tuple[str, Case | None], ...]
    names: dict[str, str]


@dataclass(frozen=True)
class OwnTask:
    """An open task with its case."""

    task: Task
    case: Case


def casework_of(context: Context, actor: Actor, case_file: CaseFile) -> Casework:
    """What stands beside the opened case.

    Raises:
        NotAllowed: no role of the officer opens cases.
    """
    officer, case = actor.officer, case_file.case
    require(officer, Permission.OPEN_CASE)
    with context.database.reading() as work:
        found = tasks.of_case(work, case.id)
        assigned = assignments.assigned_to(work, [case.id]).get(case.id)
        ids = {task.officer_id for task in found} | {assigned}
        linked = linked_ids(case_file.opened)
        return Casework(
            assigned=assigned,
            members=present_members(work, case.desk_id),
            tasks=found,
            linked=tuple((each, _own(work, officer, each)) for each in linked),
            names=names_of(work, {each for each in ids if each}),
        )


def own_tasks(context: Context, actor: Actor) -> tuple[OwnTask, ...]:
    """The open tasks of the officer and those for anybody at their desks, nearest day first, fifty at most.

    Raises:
        NotAllowed: no role of the officer works on cases.
    """
    officer = actor.officer
    require(officer, Permission.READ_INBOX)
    with context.database.reading() as work:
        hidden = routing.closed_to(work, officer.id)
        waiting = tasks.open_at(work, officer.desk_ids, officer.id, MOST_TASKS)
        found = [task for task in waiting if task.case_id not in hidden]
        return tuple(OwnTask(task, cases.get(work, task.case_id)) for task in found)


def names_of(work: Work, officer_ids: set[str]) -> dict[str, str]:
    """The officers' names by their ids."""
    return {officer.id: officer.name for officer in officers.officers_by_ids(work, officer_ids)}


def _own(work: Work, officer: Officer, case_id: str) -> Case | None:
    """The case, if it is still there and at a desk of the officer's."""
    found = cases.find(work, case_id)
    if found is None or case_id in routing.closed_to(work, officer.id):
        return None
    return found if found.desk_id in officer.desk_ids else None
