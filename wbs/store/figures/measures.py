"""What the international measures ask beyond the figures: who came back, counted from rows that are not sealed."""

from collections.abc import Collection

from sqlalchemy import case, exists, func, select

from wbs.domain.figures import Window
from wbs.domain.kinds import Anonymity, Kind
from wbs.domain.measures import Returned
from wbs.domain.record import Author, RecordKind
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.cases import CaseRow, RecordRow

_CASE = plain.table_of(CaseRow).c
_RECORD = plain.table_of(RecordRow).c


def returned(work: Work, unit_ids: Collection[str], window: Window) -> Returned:
    """Of the anonymous WBS reports these units received in the window: how many reporters wrote again by its day.

    Security: changes with each message; for the inspectorate alone.
    """
    wrote = exists().where(
        _RECORD.case_id == _CASE.id,
        _RECORD.author == Author.REPORTER.value,
        _RECORD.kind == RecordKind.MESSAGE.value,
        _RECORD.written_on <= window.as_of,
    )
    query = (
        select(func.count(), func.coalesce(func.sum(case((wrote, 1), else_=0)), 0))
        .select_from(plain.table_of(CaseRow))
        .where(_CASE.counting_unit_id.in_(sorted(unit_ids)), _CASE.kind == Kind.WBS.value)
        .where(_CASE.anonymity == Anonymity.ANONYMOUS.value)
        .where(_CASE.received_on.between(window.start, window.until))
    )
    anonymous, came_back = work.execute(query).one()
    return Returned(anonymous, int(came_back))
