"""The map of main duties and the counts of yearly statements, as they are kept."""

from collections.abc import Collection

from sqlalchemy import select, update

from wbs.domain.conflict.duty import Finding, MainDuty, MappedDuty
from wbs.domain.conflict.statements import StatementCount
from wbs.domain.errors import NotFound, Stale
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.conflict import MainDutyRow, StatementCountRow

_DUTY = plain.table_of(MainDutyRow)
_COUNT = plain.table_of(StatementCountRow)


def duties_of(work: Work, unit_ids: Collection[str]) -> tuple[MainDuty, ...]:
    """The main duties of these units that have not ended, by unit, name and id."""
    query = (
        select(MainDutyRow)
        .where(MainDutyRow.unit_id.in_(sorted(unit_ids)), MainDutyRow.ended_on.is_(None))
        .order_by(MainDutyRow.unit_id, MainDutyRow.title, MainDutyRow.id)
    )
    return tuple(_duty(row) for row in work.scalars(query))


def duty(work: Work, duty_id: str) -> MainDuty:
    """One main duty.

    Raises:
        NotFound: there is none, or it ended.
    """
    row = work.get(MainDutyRow, duty_id)
    if row is None or row.ended_on is not None:
        raise NotFound("no such duty")
    return _duty(row)


def add_duty(work: Work, new: MainDuty) -> None:
    """The duty is there."""
    plain.add(work, MainDutyRow, **_columns(new))


def replace_duty(work: Work, new: MainDuty) -> None:
    """The duty is as it is now said, if it was at the version before.

    Raises:
        Stale: somebody changed it meanwhile.
    """
    result = work.execute(
        update(_DUTY)
        .where(_DUTY.c.id == new.id, _DUTY.c.version == new.version - 1)
        .where(_DUTY.c.ended_on.is_(None))
        .values(**_columns(new))
        .returning(_DUTY.c.id)
    )
    if result.first() is None:
        raise Stale("the duty was changed")


def counts_of(work: Work, unit_ids: Collection[str]) -> tuple[StatementCount, ...]:
    """The counts of these units that stand, by unit, the latest year first."""
    rows = work.execute(
        select(_COUNT)
        .where(_COUNT.c.unit_id.in_(sorted(unit_ids)))
        .order_by(_COUNT.c.unit_id, _COUNT.c.year.desc(), _COUNT.c.version)
    )
    newest = {(row.unit_id, row.year): StatementCount(**row._mapping) for row in rows}
    return tuple(newest.values())


def add_count(work: Work, count: StatementCount) -> None:
    """The entry is the newest of its unit and year.

    Raises:
        Conflict: somebody else entered one of that number meanwhile.
    """
    plain.add(work, StatementCountRow, **vars(count))


def _duty(row: MainDutyRow) -> MainDuty:
    said = MappedDuty(
        title=row.title,
        finding=Finding(row.finding) if row.finding else None,
        potential=row.potential,
        cause=row.cause,
        relations=row.relations,
        control=row.control,
        responsible=row.responsible,
        reviewed_on=row.reviewed_on,
    )
    return MainDuty(
        row.id, row.unit_id, row.version, said, row.changed_on, row.changed_by, row.ended_on
    )


def _columns(duty: MainDuty) -> dict[str, object]:
    said = vars(duty.said) | {"finding": duty.said.finding.value if duty.said.finding else None}
    return {name: value for name, value in vars(duty).items() if name != "said"} | said
