"""The custody log, read: what was done with the keys of a case."""

from collections.abc import Collection

from sqlalchemy import select

from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.store.database import Work
from wbs.store.schema.ledger import CustodyRow


def custody_of(
    work: Work, log_ids: Collection[str], acts: Collection[str]
) -> tuple[CustodyEntry, ...]:
    """What the custody log says of a case, by these of its names, as far as it is one of these acts."""
    query = select(CustodyRow).where(CustodyRow.log_id.in_(log_ids), CustodyRow.act.in_(acts))
    return tuple(
        CustodyEntry(
            CustodyAct(row.act),
            row.logged_on,
            row.officer_id,
            row.desk_id,
            row.unit_id,
            row.subject_id,
            row.log_id,
            row.reason,
        )
        for row in work.scalars(query.order_by(CustodyRow.logged_on))
    )
