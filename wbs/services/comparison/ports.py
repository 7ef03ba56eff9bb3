"""What other rooms tell of units for the comparison: each a function that asks once for all units, or None.

Of what nobody knows the page says nothing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wbs.domain.comparison import Beside
from wbs.domain.unit_profile import ZiStage
from wbs.services.comparison.beside import last_monev, points_said, stage_reached
from wbs.store.database import Work
from wbs.store.rules.law import Law

UnitIds = Collection[str]


@dataclass(frozen=True)
class Ports:
    """By unit id, as known at the end of a day: last monev, points of the area as last said, ZI stage reached last."""

    last_monev: Callable[[Work, Law, UnitIds, date], Mapping[str, date]] | None = None
    area_points: Callable[[Work, Law, UnitIds, date], Mapping[str, Decimal]] | None = None
    zi_stage: Callable[[Work, Law, UnitIds, date], Mapping[str, ZiStage]] | None = None

    def ask(self, work: Work, law: Law, unit_ids: UnitIds, as_of: date) -> Beside:
        """What the rooms know of these units."""
        return Beside(
            self.last_monev and self.last_monev(work, law, unit_ids, as_of),
            self.area_points and self.area_points(work, law, unit_ids, as_of),
            self.zi_stage and self.zi_stage(work, law, unit_ids, as_of),
        )


PORTS = Ports(last_monev, points_said, stage_reached)
