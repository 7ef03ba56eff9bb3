"""What it would mean if an officer left a desk, or every desk: told before it happens."""

from dataclasses import dataclass

from wbs.domain.officer import Membership
from wbs.domain.unit import Desk, Unit
from wbs.services.context import Context
from wbs.store.agency import desk_members, desks, units
from wbs.store.custody import custodians, openers


@dataclass(frozen=True)
class Leaving:
    """The desks at which nobody would be present, and the open cases nobody could open any more.

    `ends_custody`: the officer is a custodian, and would be none.
    """

    emptied: tuple[tuple[Desk, Unit], ...]
    lost_cases: int
    ends_custody: bool = False

    @property
    def needs_two(self) -> bool:
        """Whether an administrator alone cannot do it."""
        return bool(self.emptied) or self.ends_custody


def leaving(context: Context, officer_id: str, desk_id: str | None = None) -> Leaving:
    """What would be without the officer at that desk, or at all of theirs."""
    with context.database.reading() as work:
        tree = units.all_units(work)
        own = desk_members.memberships_of(work, officer_id)
        asked = [m.desk_id for m in own if desk_id in (None, m.desk_id)]
        emptied = []
        for each in asked:
            members = desk_members.members_of(work, each)
            present = {m.officer_id for m in members if m.state is Membership.PRESENT}
            desk = desks.desk_by_id(work, each)
            if desk is not None and present == {officer_id}:
                emptied.append((desk, tree[desk.unit_id]))
        is_custodian = desk_id is None and custodians.unit_of(work, officer_id) is not None
        lost = openers.lost_with(work, officer_id, asked)
        return Leaving(tuple(emptied), lost, ends_custody=is_custodian)
