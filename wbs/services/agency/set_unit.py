"""Changing a unit: its name, its place in the tree, its head, how many people work there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wbs.domain.access import Permission
from wbs.domain.agency import read_employees, read_unit
from wbs.domain.errors import Invalid, InvalidForm, NotFound, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer
from wbs.domain.proposal import Change, ProposalKind, read_year_count, year_count
from wbs.domain.publication import lifts_over_the_bar
from wbs.domain.unit import Unit
from wbs.services import custody
from wbs.services.approvals.propose import propose
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency import units
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

    Another head or parent waits for a second person, where it is not the operator at the server's
    command line who sets it: the unit that is returned has the old one. So does a number of employees with which
    the unit would be shown alone in the public figures: until then it is not known.

    Raises:
        NotAllowed: *by* manages no units.
        NotFound: there is no such unit.
        InvalidForm: with every problem, at its field.
    """
    custody.require_if_officer(by, Permission.MANAGE_UNITS)

    def act(work: Work) -> Unit:
        units.lock_tree(work)
        before = units.unit_by_slug(work, slug)
        if before is None:
            raise NotFound("no such unit")
        wanted = read_unit(_changed(work, before, change), units.all_units(work))
        employees = change.employees and _employees(context, work, by, before, *change.employees)
        after = wanted
        if by is not None:
            after = replace(wanted, parent_id=before.parent_id, head_name=before.head_name)
            for each in _for_two(before, wanted):
                propose(context, work, by, each)
        told = replace(change, employees=employees)
        _write(context, work, by, before, after, what=_what_changed(before, after, told))
        return after

    return in_turn(context, act)


def _employees(
    context: Context, work: Work, by: Officer | None, unit: Unit, year: int, number: int
) -> tuple[int, int] | None:
    """What was stored; None where it waits for a second person."""
    read_employees(year, number)
    known = units.employees_of(work, unit.id)
    if by is not None and lifts_over_the_bar(known, year, number, context.law.publication):
        before, after = year_count(year, known.get(year)), year_count(year, number)
        kind = ProposalKind.UNIT_EMPLOYEES
        propose(context, work, by, Change(kind, unit.id, before=before, after=after))
        return None
    units.set_employees(work, unit.id, year, number)
    return year, number


def set_employees_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """So many people work in the unit as was proposed.

    Raises:
        Stale: another number is known by now than when it was proposed.
    """
    units.lock_tree(work)
    unit = units.unit_by_id(work, change.unit_id or "")
    year, number = read_year_count(change.after)
    if unit is None or number is None:
        raise Stale("unit gone")
    if year_count(year, units.employees_of(work, unit.id).get(year)) != change.before:
        raise Stale("unit changed")
    units.set_employees(work, unit.id, year, number)
    what = _what_changed(unit, unit, UnitChange(employees=(year, number)))
    _write(context, work, by, unit, unit, what=what)


def set_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """The unit has the head or the parent that was proposed.

    Raises:
        Stale: it has another one by now than when it was proposed, or the unit cannot have this one.
    """
    units.lock_tree(work)
    before = units.unit_by_id(work, change.unit_id or "")
    if before is None:
        raise Stale("unit gone")
    if change.kind is ProposalKind.UNIT_HEAD:
        known, wanted = before.head_name, replace(before, head_name=change.after)
    else:
        known, wanted = before.parent_id, replace(before, parent_id=change.after)
    if known != change.before:
        raise Stale("unit changed")
    try:
        after = read_unit(wanted, units.all_units(work))
    except InvalidForm:
        raise Stale("unit cannot be so any more") from None
    _write(context, work, by, before, after, what=_what_changed(before, after, UnitChange()))


def _for_two(before: Unit, wanted: Unit) -> Iterator[Change]:
    """What of it needs a second person."""
    head, parent = ProposalKind.UNIT_HEAD, ProposalKind.UNIT_PARENT
    if before.head_name != wanted.head_name:
        yield Change(head, before.id, before=before.head_name, after=wanted.head_name)
    if before.parent_id != wanted.parent_id:
        yield Change(parent, before.id, before=before.parent_id, after=wanted.parent_id)


def _write(
    context: Context, work: Work, by: Officer | None, before: Unit, after: Unit, *, what: str
) -> None:
    if before != after:
        units.change_unit(work, after)
    if what:
        act = CustodyAct.UNIT_CHANGED
        custody.record(context, work, act, by, unit_id=after.id, reason=what)


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
