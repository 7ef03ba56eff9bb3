"""Changing a unit: its name, its place in the tree, its head, how many people work there."""

from dataclasses import dataclass, replace

from wbs.domain.access import Permission
from wbs.domain.agency import read_employees, read_unit
from wbs.domain.errors import Invalid, NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer
from wbs.domain.unit import Unit
from wbs.services import custody
from wbs.services.context import Context
from wbs.store import units
from wbs.store.database import Work


@dataclass(frozen=True)
class UnitChange:
    """What is to be different; None leaves a thing as it is, an empty text takes it away."""

    name: str | None = None
    parent_slug: str | None = None
    head_name: str | None = None
    employees: tuple[int, int] | None = None  # year, number


def set_unit(context: Context, by: Officer | None, slug: str, change: UnitChange) -> Unit:
    """The unit is as *change* says; each thing that changed is named in the custody log.

    Raises:
        NotAllowed: *by* manages no units.
        NotFound: there is no such unit.
        InvalidForm: with every problem, at its field.
    """
    custody.require_if_officer(by, Permission.MANAGE_UNITS)
    with context.database.transaction() as work:
        before = units.unit_by_slug(work, slug)
        if before is None:
            raise NotFound("no such unit")
        after = read_unit(_changed(work, before, change), units.all_units(work))
        if change.employees is not None:
            read_employees(*change.employees)
            units.set_employees(work, before.id, *change.employees)
        units.change_unit(work, after)
        what = _what_changed(before, after, change)
        if what:
            custody.record(
                context, work, CustodyAct.UNIT_CHANGED, by, unit_id=after.id, reason=what
            )
    return after


def _changed(work: Work, unit: Unit, change: UnitChange) -> Unit:
    if change.name is not None:
        unit = replace(unit, name=change.name)
    if change.head_name is not None:
        unit = replace(unit, head_name=change.head_name)
    if change.parent_slug is None:
        return unit
    parent = units.unit_by_slug(work, change.parent_slug)
    if change.parent_slug and parent is None:
        raise Invalid("parent", "unknown")
    return replace(unit, parent_id=parent.id if parent else None)


def _what_changed(before: Unit, after: Unit, change: UnitChange) -> str:
    changed = {
        "name": before.name != after.name,
        "parent": before.parent_id != after.parent_id,
        "head": before.head_name != after.head_name,
        "employees": change.employees is not None,
    }
    return " ".join(name for name, is_changed in changed.items() if is_changed)
