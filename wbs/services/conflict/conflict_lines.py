"""What an export says of a unit's map of duties and of its yearly statements, beside the counted declarations."""

from wbs.domain.conflict.duty import coverage
from wbs.domain.figure_export import ConflictLine
from wbs.domain.unit import Unit
from wbs.store.agency import conflicts
from wbs.store.agency.units import employees_by_unit
from wbs.store.database import Work


def conflict_lines(work: Work, units: tuple[Unit, ...], year: int) -> tuple[ConflictLine, ...]:
    """A line for each unit, in their order: the map as it stands, and the newest count of that year."""
    ids = [unit.id for unit in units]
    duties = conflicts.duties_of(work, ids)
    counts = {c.unit_id: c for c in conflicts.counts_of(work, ids) if c.year == year}
    employees = employees_by_unit(work, year)
    return tuple(
        ConflictLine(
            unit,
            coverage(duty for duty in duties if duty.unit_id == unit.id),
            counts.get(unit.id),
            employees.get(unit.id),
        )
        for unit in units
    )
