"""Filters of the inbox that officers keep."""

from sqlalchemy import delete, select

from wbs.domain.case import Stage
from wbs.domain.inbox import Assigned, SavedFilter, Standing
from wbs.domain.kinds import Kind
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.casework import SavedFilterRow


def of_officer(work: Work, officer_id: str) -> tuple[SavedFilter, ...]:
    """What the officer keeps."""
    rows = work.scalars(
        select(SavedFilterRow)
        .where(SavedFilterRow.officer_id == officer_id)
        .order_by(SavedFilterRow.standing, SavedFilterRow.stage, SavedFilterRow.id)
    )
    return tuple(
        SavedFilter(
            id=row.id,
            standing=Standing(row.standing),
            stage=Stage(row.stage) if row.stage else None,
            kind=Kind(row.kind) if row.kind else None,
            unit_id=row.unit_id,
            assigned=Assigned(row.assigned) if row.assigned else None,
        )
        for row in rows
    )


def add(work: Work, officer_id: str, kept: SavedFilter) -> None:
    """The officer keeps it."""
    words = {
        name: word.value if word else None
        for name, word in (("stage", kept.stage), ("kind", kept.kind), ("assigned", kept.assigned))
    }
    plain.add(
        work,
        SavedFilterRow,
        id=kept.id,
        officer_id=officer_id,
        standing=kept.standing.value,
        unit_id=kept.unit_id,
        **words,
    )


def remove(work: Work, officer_id: str, filter_id: str) -> None:
    """The officer keeps it no more."""
    work.execute(
        delete(SavedFilterRow).where(
            SavedFilterRow.id == filter_id, SavedFilterRow.officer_id == officer_id
        )
    )
