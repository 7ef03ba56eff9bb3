"""Publications: what is counted for them once, and what was frozen. Rows are added, never changed."""

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select

from wbs.domain.event import Act
from wbs.domain.kinds import Kind
from wbs.domain.publication import COUNTED_BEFORE, PUBLISHED_KINDS, Place, Publication
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.ledger import CustodyRow, EventRow, TallyRow
from wbs.store.schema.publication import PublicationRow, PublicCellRow

_PUBLICATION = plain.table_of(PublicationRow).c
_CELL = plain.table_of(PublicCellRow).c


def began_on(work: Work) -> date | None:
    """The day of the first account: the house's figures begin in its quarter, whatever was reported since."""
    return work.scalar(select(func.min(CustodyRow.logged_on)))


def frozen_quarters(work: Work) -> frozenset[ReportingPeriod]:
    """The quarters that are frozen."""
    return frozenset(map(ReportingPeriod.parse, work.scalars(select(_PUBLICATION.quarter))))


def entered(work: Work, quarter: ReportingPeriod) -> dict[Place, int]:
    """How many cases were entered in the quarter, by counting unit and kind; not those counted before.

    Security: exact; must not leave the services.
    """
    group = (TallyRow.unit_id, TallyRow.kind)
    query = (
        select(*group, func.count(TallyRow.log_id.distinct()))
        .join(EventRow, EventRow.log_id == TallyRow.log_id)
        .where(EventRow.act == Act.RECEIVED.value)
        .where(EventRow.logged_on.between(quarter.start, quarter.end))
        .where(TallyRow.channel.not_in([channel.value for channel in COUNTED_BEFORE]))
        .where(TallyRow.kind.in_([kind.value for kind in PUBLISHED_KINDS]))
        .group_by(*group)
    )
    return {(unit, Kind(kind)): n for unit, kind, n in work.execute(query)}


def add(work: Work, publication: Publication) -> None:
    """The quarter is frozen.

    Raises:
        Conflict: it was before.
    """
    code = publication.quarter.code
    plain.add(
        work,
        PublicationRow,
        quarter=code,
        frozen_on=publication.frozen_on,
        employees=publication.employees,
    )
    for (unit_id, kind), published in publication.cells.items():
        row = {"quarter": code, "unit_id": unit_id, "kind": kind.value, "published": published}
        plain.add(work, PublicCellRow, **row)


def latest(work: Work, how_many: int) -> tuple[Publication, ...]:
    """The last quarters that were frozen, the newest first."""
    # Codes of quarters sort as their quarters do.
    heads = work.execute(
        select(_PUBLICATION.quarter, _PUBLICATION.frozen_on, _PUBLICATION.employees)
        .order_by(_PUBLICATION.quarter.desc())
        .limit(how_many)
    ).all()
    cells: defaultdict[str, dict[Place, int]] = defaultdict(dict)
    rows = select(_CELL.quarter, _CELL.unit_id, _CELL.kind, _CELL.published)
    for code, unit_id, kind, published in work.execute(
        rows.where(_CELL.quarter.in_([code for code, _, _ in heads]))
    ):
        cells[code][unit_id, Kind(kind)] = published
    return tuple(
        Publication(ReportingPeriod.parse(code), frozen_on, employees, cells[code])
        for code, frozen_on, employees in heads
    )
