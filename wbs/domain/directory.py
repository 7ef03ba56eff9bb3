"""What a reporter may choose from: the units, and what each of them can take at the moment."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from wbs.domain.custodian import CustodyBoard, offering_units
from wbs.domain.intake import FORM_KINDS
from wbs.domain.kinds import DeskKind, Kind
from wbs.domain.officer import Person
from wbs.domain.routing import intake_open, intake_open_if_concerned
from wbs.domain.unit import Desk, Unit, ancestors


@dataclass(frozen=True)
class UnitEntry:
    """A unit as a reporter sees it: no desk, no officer. `depth` counts the units above it.

    `takes`: the kinds of report it takes at the moment; `takes_about_head`: also if its head is concerned.
    """

    slug: str
    name: str
    depth: int
    takes: frozenset[Kind]
    takes_about_head: frozenset[Kind]


@dataclass(frozen=True)
class Directory:
    """The agency as it stands in one reading: what a request decides about a report by.

    `near`: people of the unit a report is about and of those above it; nobody before one is sent.
    """

    units: Mapping[str, Unit]
    desks: tuple[Desk, ...]
    custody: CustodyBoard
    near: tuple[Person, ...] = ()

    @cached_property
    def offers_confidential(self) -> bool:
        """Whether about some unit one may report confidentially."""
        return bool(offering_units(self.units, self.custody))

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The names by which forms call the units."""
        return frozenset(unit.slug for unit in self.units.values())

    @cached_property
    def entries(self) -> tuple[UnitEntry, ...]:
        """Every unit, each followed by those below it."""
        standing = defaultdict(list)
        for desk in self.desks:
            if desk.is_active:
                standing[desk.unit_id].append(desk)
        inspectorates = [desk for desk in self.desks if desk.kind is DeskKind.INSPECTORATE]
        return tuple(
            self._entry(unit, depth, standing, inspectorates)
            for unit, depth in _in_tree_order(self.units)
        )

    def _entry(
        self, unit: Unit, depth: int, standing: Mapping[str, list[Desk]], inspectorates: list[Desk]
    ) -> UnitEntry:
        # Routing looks at no other desks; asking it about all would cost units times desks.
        above = (unit, *ancestors(unit.id, self.units))
        near = [desk for u in above for desk in standing[u.id]] + inspectorates
        takes = frozenset(k for k in FORM_KINDS if intake_open(k, unit.id, self.units, near))
        about_head = frozenset(
            k for k in FORM_KINDS if intake_open_if_concerned(k, unit.id, self.units, near)
        )
        return UnitEntry(unit.slug, unit.name, depth, takes, about_head)


def _in_tree_order(units: Mapping[str, Unit]) -> Iterator[tuple[Unit, int]]:
    below: defaultdict[str | None, list[Unit]] = defaultdict(list)
    for unit in sorted(units.values(), key=lambda u: (u.kind, u.name)):
        below[unit.parent_id].append(unit)

    def walk(parent_id: str | None, depth: int) -> Iterator[tuple[Unit, int]]:
        for unit in below[parent_id]:
            yield unit, depth
            yield from walk(unit.id, depth + 1)

    return walk(None, 0)
