"""The map of a unit's main duties: read by whoever exports its figures, written at the own unit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wbs.domain.access import Permission, exportable_units, may, require
from wbs.domain.conflict.duty import Coverage, MainDuty, coverage, read_duty
from wbs.domain.errors import NotAllowed, NotFound
from wbs.domain.officer import Officer
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store.agency import conflicts
from wbs.store.agency.units import all_units
from wbs.store.database import Work


@dataclass(frozen=True)
class DutyMap:
    """The duties of one unit, the units that may be looked at, and whether this one may be written."""

    unit: Unit
    units: tuple[Unit, ...]
    duties: tuple[MainDuty, ...]
    may_write: bool

    @property
    def coverage(self) -> Coverage:
        """How many of them are mapped."""
        return coverage(self.duties)


def duty_map(context: Context, by: Officer, unit_slug: str = "") -> DutyMap:
    """The map of the unit; without a slug of the officer's own, or of the first they see.

    Raises:
        NotAllowed: no role of the officer exports figures.
        NotFound: there is no such unit, or it is not the officer's to see.
    """
    with context.database.reading() as work:
        units = units_seen(work, by)
        unit = chosen(units, by, unit_slug)
        duties = conflicts.duties_of(work, [unit.id])
    return DutyMap(unit, units, duties, may_write=_writes(by, unit.id))


def units_seen(work: Work, by: Officer) -> tuple[Unit, ...]:
    """The units whose map and counts the officer sees: those whose figures they export.

    Raises:
        NotAllowed: no role of the officer exports figures.
    """
    require(by, Permission.EXPORT_FIGURES)
    tree = all_units(work)
    seen = exportable_units(by, tree, on_any_day=False)
    return tuple(unit for unit in tree.values() if unit.id in seen)


def chosen(units: tuple[Unit, ...], by: Officer, slug: str) -> Unit:
    """The unit of that slug, the own one first.

    Raises:
        NotFound: it is none of them.
    """
    for unit in sorted(units, key=lambda u: u.id != by.unit_id):
        if slug in ("", unit.slug):
            return unit
    raise NotFound("no such unit")


def require_own(work: Work, by: Officer) -> Unit:
    """The officer's own unit, where they write.

    Raises:
        NotAllowed: no role of the officer files evidence there.
    """
    require(by, Permission.FILE_EVIDENCE)
    for unit in units_seen(work, by):
        if _writes(by, unit.id):
            return unit
    raise NotAllowed(Permission.FILE_EVIDENCE.value)


def write_duty(
    context: Context, by: Officer, raw: Mapping[str, str], duty_id: str = "", seen: int = 0
) -> MainDuty:
    """The duty is said as typed: a new one of the own unit, or one that was at version *seen*.

    Raises:
        NotAllowed: the officer writes no unit's map.
        NotFound: there is no such duty at the officer's unit.
        InvalidForm: with every problem of every field.
        Stale: somebody changed it meanwhile.
    """
    today = context.today()
    with context.database.transaction() as work:
        unit = require_own(work, by)
        before = _own(work, unit, duty_id) if duty_id else None
        said = read_duty(raw, context.law.lengths, today)
        if before is None:
            new = MainDuty(context.new_id(), unit.id, 1, said, today, by.id)
            conflicts.add_duty(work, new)
            return new
        new = MainDuty(before.id, unit.id, seen + 1, said, today, by.id)
        conflicts.replace_duty(work, new)
    return new


def end_duty(context: Context, by: Officer, duty_id: str, seen: int) -> None:
    """The duty is no main duty of the unit any more.

    Raises:
        NotAllowed: the officer writes no unit's map.
        NotFound: there is no such duty at the officer's unit.
        Stale: somebody changed it meanwhile.
    """
    with context.database.transaction() as work:
        before = _own(work, require_own(work, by), duty_id)
        today = context.today()
        conflicts.replace_duty(
            work,
            replace(before, version=seen + 1, changed_on=today, changed_by=by.id, ended_on=today),
        )


def own_duty(context: Context, by: Officer, duty_id: str) -> MainDuty:
    """A duty of the officer's unit, to be changed.

    Raises:
        NotAllowed: the officer writes no unit's map.
        NotFound: there is no such duty at the officer's unit.
    """
    with context.database.reading() as work:
        return _own(work, require_own(work, by), duty_id)


def _own(work: Work, unit: Unit, duty_id: str) -> MainDuty:
    found = conflicts.duty(work, duty_id)
    if found.unit_id != unit.id:
        raise NotFound("no such duty")
    return found


def _writes(by: Officer, unit_id: str) -> bool:
    return may(by, Permission.FILE_EVIDENCE) and by.unit_id == unit_id
