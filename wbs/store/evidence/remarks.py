"""What the inspectorate and a unit wrote to each other about rows of the evaluation sheet."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import func, select

from wbs.domain.remark import Remark, Side
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.monev import RemarkRow

_REMARK = plain.table_of(RemarkRow).c


@dataclass(frozen=True)
class StoredRemark:
    """A remark as the database holds it."""

    remark: Remark
    sealed: bytes = field(repr=False)


def remarks_of(
    work: Work, unit_ids: Collection[str], period: ReportingPeriod | None = None
) -> tuple[StoredRemark, ...]:
    """What was written about these units, by unit, period and row, in order."""
    query = select(*_REMARK).where(_REMARK.unit_id.in_(sorted(unit_ids)))
    if period is not None:
        query = query.where(_REMARK.period == period.code)
    query = query.order_by(_REMARK.unit_id, _REMARK.period, _REMARK.lke_code, _REMARK.number)
    return tuple(
        StoredRemark(
            Remark(
                id=row.id,
                unit_id=row.unit_id,
                lke_code=row.lke_code,
                period=ReportingPeriod.parse(row.period),
                number=row.number,
                side=Side(row.side),
                written_on=row.written_on,
                written_by=row.written_by,
            ),
            row.sealed,
        )
        for row in work.execute(query)
    )


def next_number(work: Work, unit_id: str, lke_code: str, period: ReportingPeriod) -> int:
    """The number of the next remark on that row."""
    newest = select(func.max(_REMARK.number)).where(
        _REMARK.unit_id == unit_id,
        _REMARK.lke_code == lke_code,
        _REMARK.period == period.code,
    )
    return (work.scalar(newest) or 0) + 1


def add(work: Work, new: StoredRemark) -> None:
    """The remark is there.

    Raises:
        Conflict: somebody else wrote one of that number meanwhile.
    """
    columns = vars(new.remark) | {
        "period": new.remark.period.code,
        "side": new.remark.side.value,
        "sealed": new.sealed,
    }
    plain.add(work, RemarkRow, **columns)
