"""Who at a desk has which case."""

from collections.abc import Collection

from sqlalchemy import delete, select

from wbs.domain.case import Case
from wbs.store import plain
from wbs.store.cases.cases import due_sort
from wbs.store.database import Work
from wbs.store.schema.casework import AssignmentRow


def assigned_to(work: Work, case_ids: Collection[str]) -> dict[str, str]:
    """The officer who has each of these cases; a case nobody has is left out."""
    query = select(AssignmentRow.case_id, AssignmentRow.officer_id).where(
        AssignmentRow.case_id.in_(case_ids)
    )
    return {case_id: officer_id for case_id, officer_id in work.execute(query)}


def assign(work: Work, case: Case, officer_id: str | None) -> None:
    """The officer has the case, or nobody."""
    work.execute(delete(AssignmentRow).where(AssignmentRow.case_id == case.id))
    if officer_id is not None:
        plain.add(
            work,
            AssignmentRow,
            case_id=case.id,
            desk_id=case.desk_id,
            officer_id=officer_id,
            due_sort=due_sort(case),
        )


def leave(work: Work, desk_id: str, officer_id: str) -> None:
    """What the officer had at that desk nobody has."""
    work.execute(
        delete(AssignmentRow).where(
            AssignmentRow.desk_id == desk_id, AssignmentRow.officer_id == officer_id
        )
    )
