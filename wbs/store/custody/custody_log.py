"""The custody log, read: what was done with the keys of a case."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from wbs.domain.event import CustodyAct
from wbs.store.database import Work
from wbs.store.schema.ledger import CustodyRow


def custody_of(
    work: Work, log_ids: Collection[str], acts: Collection[str]
) -> tuple[tuple[CustodyAct, date, str | None], ...]:
    """What the custody log says of a case, by these of its names, as far as it is one of these acts.

    Act, day and reason: by whom and at which desk is not read, since reporters are not told.
    """
    query = select(CustodyRow.act, CustodyRow.logged_on, CustodyRow.reason)
    query = query.where(CustodyRow.log_id.in_(log_ids), CustodyRow.act.in_(acts))
    rows = work.execute(query.order_by(CustodyRow.logged_on))
    return tuple((CustodyAct(act), on, reason) for act, on, reason in rows)
