"""Adding a unit to the agency's tree."""

from wbs.domain.access import Permission
from wbs.domain.agency import read_unit
from wbs.domain.errors import Invalid
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import UnitKind
from wbs.domain.officer import Officer
from wbs.domain.unit import Unit
from wbs.services import custody
from wbs.services.context import Context
from wbs.store.agency import units
from wbs.store.database import Conflict


def add_unit(
    context: Context,
    by: Officer | None,
    slug: str,
    name: str,
    kind: UnitKind,
    parent_slug: str | None = None,
    *,
    head_name: str | None = None,
) -> Unit:
    """The unit stands in the tree.

    Raises:
        NotAllowed: *by* manages no units.
        InvalidForm: with every problem, at its field.
    """
    custody.require_if_officer(by, Permission.MANAGE_UNITS)
    try:
        with context.database.transaction() as work:
            parent = units.unit_by_slug(work, parent_slug) if parent_slug else None
            if parent_slug and parent is None:
                raise Invalid("parent", "unknown")
            parent_id = parent.id if parent else None
            typed = Unit(context.new_id(), slug, name, kind, parent_id, head_name)
            unit = read_unit(typed, units.all_units(work))
            units.add_unit(work, unit)
            custody.record(context, work, CustodyAct.UNIT_ADDED, by, unit_id=unit.id)
    except Conflict:
        raise Invalid("slug", "taken") from None
    return unit
