"""The custody log, read back: rows of a span of days at given units, without what a case is."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, or_, select

from wbs.domain.custody_log import CaseActs, DoorEntry
from wbs.domain.event import CustodyAct
from wbs.store.database import Work
from wbs.store.schema.ledger import CustodyRow
from wbs.store.schema.people import DeskRow, OfficerRow

# Where a case was sent tells the unit it concerns, and why; nobody reads that back.
UNREAD = tuple(
    act.value
    for act in (
        CustodyAct.CASE_ROUTED,
        CustodyAct.CASE_REROUTED,
        CustodyAct.CASE_HANDED_OVER,
        CustodyAct.CASE_SHARED,
        CustodyAct.CASE_TAKEN_OVER,
        CustodyAct.OFFICER_SHUT_OUT,
    )
)


def doors(
    work: Work, unit_ids: Collection[str], since: date, until: date, size: int
) -> tuple[DoorEntry, ...]:
    """The rows about keys, accounts, units and documents of these units, the newest first, *size* at most."""
    here = select(OfficerRow.id).where(OfficerRow.unit_id.in_(unit_ids))
    query = (
        select(CustodyRow)
        .where(CustodyRow.logged_on.between(since, until), CustodyRow.log_id.is_(None))
        .where(CustodyRow.act.not_in(UNREAD))
        .where(
            or_(
                CustodyRow.unit_id.in_(unit_ids),
                CustodyRow.unit_id.is_(None) & CustodyRow.officer_id.in_(here),
            )
        )
        .order_by(CustodyRow.logged_on.desc(), CustodyRow.act, CustodyRow.leaf_hash)
        .limit(size)
    )
    return tuple(
        DoorEntry(
            CustodyAct(row.act),
            row.logged_on,
            row.officer_id,
            row.desk_id,
            row.unit_id,
            row.subject_id,
        )
        for row in work.scalars(query)
    )


def case_acts(
    work: Work, unit_ids: Collection[str], since: date, until: date
) -> tuple[CaseActs, ...]:
    """What was done with cases at the desks that stand in these units, by officer, act and desk.

    Security: by the desk's unit, never by the unit a case concerns: a case that was routed away shows
    only where the desk stands that took it.
    """
    group = (CustodyRow.act, CustodyRow.officer_id, CustodyRow.desk_id)
    query = (
        select(*group, func.count())
        .join(DeskRow, DeskRow.id == CustodyRow.desk_id)
        .where(DeskRow.unit_id.in_(unit_ids), CustodyRow.log_id.is_not(None))
        .where(CustodyRow.logged_on.between(since, until), CustodyRow.act.not_in(UNREAD))
        .group_by(*group)
    )
    return tuple(
        CaseActs(CustodyAct(act), officer_id, desk_id or "", times)
        for act, officer_id, desk_id, times in work.execute(query)
    )
