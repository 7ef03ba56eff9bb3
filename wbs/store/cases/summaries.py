"""The sealed summaries of cases, by which a desk finds them."""

from collections.abc import Collection

from sqlalchemy import delete, select

from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.cases import CaseKeyBoxRow
from wbs.store.schema.casework import SummaryRow


def put(work: Work, case_id: str, sealed: bytes) -> None:
    """The case has this summary and no other."""
    work.execute(delete(SummaryRow).where(SummaryRow.case_id == case_id))
    plain.add(work, SummaryRow, case_id=case_id, sealed=sealed)


def of_case(work: Work, case_id: str) -> bytes | None:
    """The summary of the case, if one was made."""
    return work.scalar(select(SummaryRow.sealed).where(SummaryRow.case_id == case_id))


def with_boxes(
    work: Work, desk_ids: Collection[str], case_ids: Collection[str]
) -> dict[tuple[str, str], tuple[int, bytes, bytes | None]]:
    """By case and desk the epoch and box of the desk, and the case's summary, if one was made."""
    boxes = CaseKeyBoxRow
    query = (
        select(boxes.case_id, boxes.desk_id, boxes.epoch, boxes.box, SummaryRow.sealed)
        .outerjoin(SummaryRow, SummaryRow.case_id == boxes.case_id)
        .where(boxes.case_id.in_(case_ids), boxes.desk_id.in_(desk_ids))
    )
    return {
        (case_id, desk_id): (epoch, box, sealed)
        for case_id, desk_id, epoch, box, sealed in work.execute(query)
    }
