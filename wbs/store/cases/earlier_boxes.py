"""Case keys that lie under an earlier key of a desk, and their exchange for boxes under the one in force."""

from collections.abc import Collection

from sqlalchemy import select, update

from wbs.store.database import Work
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow


def earlier_boxes(
    work: Work, desk_id: str, epochs: Collection[int], limit: int
) -> tuple[tuple[str, int, bytes], ...]:
    """Up to *limit* boxes (case, epoch, box) of the desk under these epochs; open cases come first."""
    query = (
        select(CaseKeyBoxRow)
        .join(CaseRow, CaseRow.id == CaseKeyBoxRow.case_id)
        .where(CaseKeyBoxRow.desk_id == desk_id, CaseKeyBoxRow.epoch.in_(epochs))
        .order_by(CaseRow.due_sort, CaseRow.id)
        .limit(limit)
    )
    return tuple((row.case_id, row.epoch, row.box) for row in work.scalars(query))


def exchange_box(
    work: Work, case_id: str, desk_id: str, earlier: int, epoch: int, box: bytes
) -> bool:
    """The desk holds *box* instead of the one of *earlier*; False where that one is gone.

    A case that was taken from the desk, or erased, does not come back by it.
    """
    exchanged = work.scalar(
        update(CaseKeyBoxRow)
        .where(
            CaseKeyBoxRow.case_id == case_id,
            CaseKeyBoxRow.desk_id == desk_id,
            CaseKeyBoxRow.epoch == earlier,
        )
        .values(epoch=epoch, box=box)
        .returning(CaseKeyBoxRow.case_id)
    )
    return exchanged is not None
