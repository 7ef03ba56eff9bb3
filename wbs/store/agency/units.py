"""Units of the agency: the tree, and how many people work in each."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from wbs.domain.kinds import UnitKind
from wbs.domain.unit import Unit
from wbs.store.database import Work
from wbs.store.plain import table_of
from wbs.store.schema.people import UnitEmployeesRow, UnitRow

_UNIT = table_of(UnitRow).c
TREE = select(
    _UNIT.id, _UNIT.slug, _UNIT.name, _UNIT.kind, _UNIT.parent_id, _UNIT.head_name
).order_by(_UNIT.slug)


def _unit(row: UnitRow) -> Unit:
    return Unit(row.id, row.slug, row.name, UnitKind(row.kind), row.parent_id, row.head_name)


def all_units(work: Work) -> dict[str, Unit]:
    """Every unit by id, ordered by slug."""
    return tree_of(work.execute(TREE))


def tree_of(rows: Iterable[Sequence[Any]]) -> dict[str, Unit]:
    """The units of rows of `TREE`, by id, in their order."""
    return {
        id_: Unit(id_, slug, name, UnitKind(kind), parent_id, head_name)
        for id_, slug, name, kind, parent_id, head_name in rows
    }


def lock_tree(work: Work) -> None:
    """Nobody else moves a unit until the transaction ends. SQLite has locked everything already."""
    rows = select(UnitRow.id).order_by(UnitRow.id)
    work.execute(rows.with_for_update(key_share=True))
    work.expire_all()


def unit_by_id(work: Work, unit_id: str) -> Unit | None:
    """The unit, if there is one."""
    row = work.get(UnitRow, unit_id)
    return _unit(row) if row else None


def unit_by_slug(work: Work, slug: str) -> Unit | None:
    """The unit with that slug, if there is one."""
    row = work.scalar(select(UnitRow).where(UnitRow.slug == slug))
    return _unit(row) if row else None


def add_unit(work: Work, unit: Unit) -> None:
    """Stores a new unit."""
    work.add(
        UnitRow(
            id=unit.id,
            slug=unit.slug,
            name=unit.name,
            kind=unit.kind.value,
            parent_id=unit.parent_id,
            head_name=unit.head_name,
        )
    )
    work.flush()


def change_unit(work: Work, unit: Unit) -> None:
    """Stores name, parent and head of a unit that exists; slug and kind stay as they are."""
    row = work.get_one(UnitRow, unit.id)
    row.name = unit.name
    row.parent_id = unit.parent_id
    row.head_name = unit.head_name
    work.flush()


def set_employees(work: Work, unit_id: str, year: int, employees: int) -> None:
    """Stores how many people work in the unit in *year*, over what was stored before."""
    work.merge(UnitEmployeesRow(unit_id=unit_id, year=year, employees=employees))
    work.flush()


def employees_of(work: Work, unit_id: str) -> dict[int, int]:
    """How many people work in the unit, by year, as far as numbers are known."""
    rows = work.scalars(select(UnitEmployeesRow).where(UnitEmployeesRow.unit_id == unit_id))
    return {row.year: row.employees for row in rows}


def employees_by_unit(work: Work, year: int) -> dict[str, int]:
    """How many people work in each unit in *year*; a unit without a number is absent."""
    rows = work.scalars(select(UnitEmployeesRow).where(UnitEmployeesRow.year == year))
    return {row.unit_id: row.employees for row in rows}
