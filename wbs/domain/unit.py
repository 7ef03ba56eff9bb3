"""The agency's tree: units, and the desks that stand in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wbs.domain.kinds import DeskKind, UnitKind
from wbs.domain.officer import Person


@dataclass(frozen=True)
class Unit:
    """A node of the agency's tree."""

    id: str
    slug: str
    name: str
    kind: UnitKind
    parent_id: str | None
    head_name: str | None = None


@dataclass(frozen=True)
class Desk:
    """Who handles a kind of case in a unit. `epoch` and `public_key` are those in force; 0 and None: no key yet.

    `members` are those present at it, where whoever asked needs them.
    """

    id: str
    unit_id: str
    kind: DeskKind
    epoch: int
    public_key: bytes | None
    is_closed: bool = False
    members: tuple[Person, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether a case can be sealed to it."""
        return self.public_key is not None and not self.is_closed


def ancestors(unit_id: str, units: Mapping[str, Unit]) -> Iterator[Unit]:
    """The units above, nearest first."""
    parent_id = units[unit_id].parent_id
    while parent_id is not None:
        parent = units[parent_id]
        yield parent
        parent_id = parent.parent_id


def subtree(unit_id: str, units: Mapping[str, Unit]) -> frozenset[str]:
    """The ids of the unit and of all units below it."""
    below = {unit_id}
    return frozenset(
        u.id
        for u in units.values()
        if u.id in below or any(a.id in below for a in ancestors(u.id, units))
    )


def by_id(units: Iterable[Unit]) -> dict[str, Unit]:
    """The units, reachable by id."""
    return {unit.id: unit for unit in units}
