"""What stands between cases and their erasure, for whoever keeps the machine: clear facts alone."""

from dataclasses import dataclass

from wbs.domain.kinds import DeskKind
from wbs.domain.retention import Keeping
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.services.retention.kept_cases import KeptCase, near_or_over
from wbs.store.agency import desks, units
from wbs.store.cases import tombstones


@dataclass(frozen=True)
class DueErasure:
    """A case whose period is over, and the desk that has it."""

    unit: Unit
    desk: DeskKind
    kept: KeptCase


@dataclass(frozen=True)
class DueErasures:
    """Every case whose period is over, the longest first, and how many erased ones a backup brought back."""

    over: tuple[DueErasure, ...]
    brought_back: int


def due_erasures(context: Context) -> DueErasures:
    """What is over, and what of it is proposed or confirmed. Reads only."""
    with context.database.reading() as work:
        tree = units.all_units(work)
        over = [
            DueErasure(tree[desk.unit_id], desk.kind, each)
            for desk in desks.all_desks(work)
            for each in near_or_over(context, work, [desk.id])
            if each.retention.keeping is Keeping.OVER
        ]
        back = len(tombstones.brought_back(work))
    over.sort(key=lambda due: (due.kept.retention.ends_on, due.kept.case.id))
    return DueErasures(tuple(over), back)
