"""What other rooms tell of units for the comparison: each a function that asks once for all units, or None.

A room that knows one sets it here; of what nobody knows the page says nothing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wbs.domain.comparison import Beside
from wbs.domain.unit_profile import ZiStage
from wbs.services.comparison import rooms
from wbs.store.database import Work

UnitIds = Collection[str]


@dataclass(frozen=True)
class Ports:
    """By unit id, as known at the end of a day: last monev, points of the area as last said, ZI stage."""

    last_monev: Callable[[Work, UnitIds, date], Mapping[str, date]] | None = None
    area_points: Callable[[Work, UnitIds, date], Mapping[str, Decimal]] | None = None
    zi_stage: Callable[[Work, UnitIds, date], Mapping[str, ZiStage]] | None = None

    def ask(self, work: Work, unit_ids: UnitIds, as_of: date) -> Beside:
        """What the rooms know of these units."""
        return Beside(
            self.last_monev and self.last_monev(work, unit_ids, as_of),
            self.area_points and self.area_points(work, unit_ids, as_of),
            self.zi_stage and self.zi_stage(work, unit_ids, as_of),
        )


PORTS = Ports(last_monev=rooms.last_monev, zi_stage=rooms.zi_stage)
