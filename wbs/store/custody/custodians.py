"""Who is a custodian of which unit, and what a unit decided about them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Integer, cast, delete, func, select

from wbs.domain.custodian import Custodian, CustodyBoard, CustodyRules
from wbs.domain.exclusion import heads_of, seen_in
from wbs.domain.kinds import Role
from wbs.domain.officer import OfficerState, Person
from wbs.domain.opening import Matter
from wbs.domain.unit import Unit
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.custody import CaseIdentityRow, CaseShareRow, CustodianRow, CustodyRulesRow
from wbs.store.schema.people import OfficerRoleRow, OfficerRow

_CUSTODIAN, _DECIDED = plain.table_of(CustodianRow), plain.table_of(CustodyRulesRow).c
_OFFICER, _ROLE = plain.table_of(OfficerRow), plain.table_of(OfficerRoleRow)

# Who can be given a share now: appointed, with the role, active, with a key.
READY = (
    select(
        _OFFICER.c.id,
        _CUSTODIAN.c.unit_id,
        _OFFICER.c.unit_id,
        _OFFICER.c.name,
        _OFFICER.c.username,
        _OFFICER.c.public_key,
    )
    .join(_CUSTODIAN, _CUSTODIAN.c.officer_id == _OFFICER.c.id)
    .join(_ROLE, _ROLE.c.officer_id == _OFFICER.c.id)
    .where(
        _ROLE.c.role == Role.CUSTODIAN.value,
        _OFFICER.c.state == OfficerState.ACTIVE.value,
        _OFFICER.c.public_key.is_not(None),
    )
    .order_by(_OFFICER.c.id)
)
RULES = select(_DECIDED.unit_id, _DECIDED.threshold, _DECIDED.has_escrow)


def board(work: Work, units: Mapping[str, Unit]) -> CustodyBoard:
    """Every custodian who can be given shares now, as they stand in the tree, and every unit's rules."""
    return board_of(work.execute(READY), work.execute(RULES), units)


def board_of(
    ready: Iterable[Sequence[Any]], rules: Iterable[Sequence[Any]], units: Mapping[str, Unit]
) -> CustodyBoard:
    """The board of rows of `READY` and `RULES`."""
    heads = heads_of(units)
    custodians = tuple(
        Custodian(seen_in(units, heads, officer_id, *place), group_id, public_key or b"")
        for officer_id, group_id, *place, public_key in ready
    )
    decided = {
        unit_id: CustodyRules(threshold, has_escrow) for unit_id, threshold, has_escrow in rules
    }
    return CustodyBoard(custodians, decided)


def people(
    work: Work, officer_ids: Collection[str], units: Mapping[str, Unit]
) -> dict[str, Person]:
    """Those officers, as exclusion sees them in the agency's tree: their names, and nothing of their accounts."""
    columns = (_OFFICER.c.id, _OFFICER.c.unit_id, _OFFICER.c.name, _OFFICER.c.username)
    rows = work.execute(select(*columns).where(_OFFICER.c.id.in_(officer_ids)))
    heads = heads_of(units)
    return {officer_id: seen_in(units, heads, officer_id, *place) for officer_id, *place in rows}


def appointed(work: Work, unit_id: str) -> dict[str, date]:
    """The officers whom the unit appointed, ready or not, and since when."""
    rows = work.scalars(select(CustodianRow).where(CustodianRow.unit_id == unit_id))
    return {row.officer_id: row.since for row in rows}


def unit_of(work: Work, officer_id: str) -> str | None:
    """The unit that appointed the officer, if one did."""
    return work.scalar(select(CustodianRow.unit_id).where(CustodianRow.officer_id == officer_id))


def lock_unit(work: Work, unit_id: str) -> None:
    """The unit's custodians stay as they are until the transaction ends."""
    work.execute(
        select(CustodianRow.officer_id).where(CustodianRow.unit_id == unit_id).with_for_update()
    )


def lock_all(work: Work) -> None:
    """All custodians stay as they are until the transaction ends."""
    work.execute(
        select(CustodianRow.officer_id).order_by(CustodianRow.officer_id).with_for_update()
    )


def appoint(work: Work, unit_id: str, officer_id: str, on: date) -> None:
    """The officer is a custodian of the unit.

    Raises:
        Conflict: the officer was made one at the same moment.
    """
    plain.add(work, CustodianRow, officer_id=officer_id, unit_id=unit_id, since=on)


def dismiss(work: Work, officer_id: str) -> None:
    """The officer is no custodian any more, and holds no share of anything.

    Whoever hands out shares holds the rows of custodians: so those are taken first, and the shares are looked for
    once nobody can hand out any more.
    """
    work.execute(delete(CustodianRow).where(CustodianRow.officer_id == officer_id))
    work.execute(delete(CaseShareRow).where(CaseShareRow.officer_id == officer_id))


def rules_of(work: Work, unit_id: str) -> CustodyRules:
    """What the unit decided, or what holds where it decided nothing."""
    row = work.get(CustodyRulesRow, unit_id, populate_existing=True)
    return CustodyRules(row.threshold, row.has_escrow) if row else CustodyRules()


def put_rules(work: Work, unit_id: str, rules: CustodyRules) -> None:
    """The unit decided this, over what it decided before."""
    work.merge(CustodyRulesRow(unit_id=unit_id, **vars(rules)))
    work.flush()


def all_appointed(work: Work) -> tuple[tuple[str, str], ...]:
    """Every custodian and the unit that appointed them: (unit, officer)."""
    rows = work.execute(select(CustodianRow.unit_id, CustodianRow.officer_id))
    return tuple((unit_id, officer_id) for unit_id, officer_id in rows)


def out_of_reach(work: Work) -> int:
    """How many sealed identities and escrow copies nobody can open, for fewer than k hold shares."""
    held = (
        select(func.count().label("holders"), func.max(CaseShareRow.threshold).label("threshold"))
        .group_by(CaseShareRow.case_id, CaseShareRow.matter)
        .subquery()
    )
    thin = select(func.count()).select_from(held).where(held.c.holders < held.c.threshold)
    none = select(func.count()).where(
        CaseIdentityRow.case_id.not_in(
            select(CaseShareRow.case_id).where(CaseShareRow.matter == Matter.IDENTITY.value)
        )
    )
    return (work.scalar(thin) or 0) + (work.scalar(none) or 0)


def out_of_reach_without(work: Work, officer_ids: Collection[str]) -> int:
    """How many identities and escrow copies nobody could open any more if these officers left, that can be now."""
    held = (
        select(
            CaseShareRow.case_id,
            CaseShareRow.matter,
            func.max(CaseShareRow.threshold).label("threshold"),
            func.count().label("holders"),
            func.sum(cast(CaseShareRow.officer_id.in_(officer_ids), Integer)).label("leaving"),
        )
        .group_by(CaseShareRow.case_id, CaseShareRow.matter)
        .subquery()
    )
    lost = (
        select(func.count())
        .select_from(held)
        .where(
            held.c.holders >= held.c.threshold,
            held.c.holders - held.c.leaving < held.c.threshold,
        )
    )
    return work.scalar(lost) or 0
