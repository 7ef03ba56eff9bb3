"""Cases that lie above for want of a desk: which they are, once a quarter, and what was frozen of them."""

from datetime import date

from sqlalchemy import and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from wbs.domain.escalation import FORMERLY_NO_DESK
from wbs.domain.event import CustodyAct
from wbs.domain.figures import COUNTED_KINDS
from wbs.domain.handled_above import OF_OPENINGS, ORDINARY, Alone, Frozen, Place
from wbs.domain.kinds import Kind
from wbs.domain.opening import Matter
from wbs.domain.routing import RoutingReason
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.handled_above import HandledAboveRow
from wbs.store.schema.ledger import CustodyRow, TallyRow
from wbs.store.schema.people import DeskKeyRow, DeskRow

_CELL = plain.table_of(HandledAboveRow).c
_KINDS = [kind.value for kind in COUNTED_KINDS]


def alone(work: Work, quarter: ReportingPeriod) -> frozenset[Alone]:
    """The cases that came in the quarter for want of a desk alone, and with which nothing else was done since.

    Security: exact, and by log id; must not leave the services.
    """
    routed, other = CustodyRow, aliased(CustodyRow)
    is_ordinary = or_(
        other.act.in_([act.value for act in ORDINARY]),
        and_(
            other.act.in_([act.value for act in OF_OPENINGS]),
            func.coalesce(other.reason, "") == Matter.IDENTITY.value,
        ),
        and_(
            other.act == CustodyAct.CASE_ROUTED.value,
            func.coalesce(other.reason, "") == RoutingReason.NO_DESK_ALONE.value,
        ),
    )
    query = (
        select(routed.unit_id, TallyRow.kind, routed.log_id)
        .join(TallyRow, TallyRow.log_id == routed.log_id)
        .where(routed.act == CustodyAct.CASE_ROUTED.value)
        .where(routed.reason == RoutingReason.NO_DESK_ALONE.value)
        .where(routed.logged_on.between(quarter.start, quarter.end), TallyRow.kind.in_(_KINDS))
        .where(~exists().where(other.log_id == routed.log_id, not_(is_ordinary)))
    )
    return frozenset(
        (unit, Kind(kind), log_id) for unit, kind, log_id in work.execute(query) if unit and log_id
    )


def untold_until(work: Work) -> date | None:
    """The last day on which a case was routed without its being known whether the want of a desk was all."""
    return work.scalar(
        select(func.max(CustodyRow.logged_on)).where(
            CustodyRow.act == CustodyAct.CASE_ROUTED.value,
            CustodyRow.reason == FORMERLY_NO_DESK,
        )
    )


def frozen_quarters(work: Work) -> frozenset[ReportingPeriod]:
    """The quarters that are frozen."""
    codes = work.scalars(select(_CELL.quarter).distinct())
    return frozenset(map(ReportingPeriod.parse, codes))


def add_frozen(work: Work, quarter: ReportingPeriod, cells: dict[Place, int]) -> None:
    """The quarter is frozen.

    Raises:
        Conflict: it was before.
    """
    for (unit_id, kind), least in cells.items():
        row = {"unit_id": unit_id, "quarter": quarter.code, "kind": kind.value, "least": least}
        plain.add(work, HandledAboveRow, **row)


def frozen_of(work: Work, unit_id: str) -> Frozen:
    """What was frozen of the unit."""
    rows = work.execute(
        select(_CELL.quarter, _CELL.kind, _CELL.least).where(_CELL.unit_id == unit_id)
    )
    return {(ReportingPeriod.parse(code), Kind(kind)): least for code, kind, least in rows}


def first_keys(work: Work, unit_id: str) -> dict[str, date]:
    """When each desk of the unit had its first key, by the desk's id; one that never had any is absent."""
    query = (
        select(DeskKeyRow.desk_id, func.min(DeskKeyRow.made_on))
        .join(DeskRow, DeskRow.id == DeskKeyRow.desk_id)
        .where(DeskRow.unit_id == unit_id)
        .group_by(DeskKeyRow.desk_id)
    )
    return {desk_id: day for desk_id, day in work.execute(query)}
