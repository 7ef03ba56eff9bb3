"""Setting up a desk in a unit. It takes cases once a second person gave its first member a key."""

from wbs.domain.access import Permission
from wbs.domain.agency import read_desk
from wbs.domain.errors import Invalid
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Officer
from wbs.domain.unit import Desk
from wbs.services import custody
from wbs.services.context import Context
from wbs.store.agency import desks, units
from wbs.store.database import Conflict


def add_desk(context: Context, by: Officer | None, unit_slug: str, kind: DeskKind) -> Desk:
    """The desk stands in the unit, without a key.

    Raises:
        NotAllowed: *by* manages no desks.
        InvalidForm: the unit is unknown or has such a desk.
    """
    custody.require_if_officer(by, Permission.MANAGE_DESKS)
    try:
        with context.database.transaction() as work:
            unit = units.unit_by_slug(work, unit_slug)
            typed = Desk(context.new_id(), unit.id if unit else "", kind, 0, None)
            desk = read_desk(typed, units.all_units(work), desks.all_desks(work))
            desks.add_desk(work, desk)
            custody.record(
                context, work, CustodyAct.DESK_ADDED, by, unit_id=desk.unit_id, desk_id=desk.id
            )
    except Conflict:
        raise Invalid("kind", "taken") from None
    return desk
