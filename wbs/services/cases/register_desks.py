"""The desks of an officer's that keep a register of cases of one kind.

A unit's own desk and its inspectorate have a register each: what one took is not for the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.errors import NotFound
from wbs.domain.kinds import DESK_FOR_KIND, DeskKind, Kind
from wbs.domain.unit import Unit
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import desks, units
from wbs.store.cases import cases
from wbs.store.database import Work

OF_THE_INSPECTORATE = ":inspektorat"
# Cases opened in one transaction: while it lasts nobody else writes.
AT_ONCE = 25


@dataclass(frozen=True)
class RegisterDesk:
    """A unit's own desk for the kind, or its inspectorate; *desk_ids* the officer's there."""

    unit: Unit
    kind: DeskKind
    desk_ids: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is the unit's own desk, whose register alone is filed."""
        return self.kind is not DeskKind.INSPECTORATE

    @property
    def code(self) -> str:
        """Its name in forms: the unit's slug, `slug:inspektorat` for the inspectorate."""
        return self.unit.slug if self.is_own else f"{self.unit.slug}{OF_THE_INSPECTORATE}"


def register_desks(context: Context, actor: Actor, kind: Kind) -> tuple[RegisterDesk, ...]:
    """The officer's desks that take cases of *kind*, the units' own first.

    Raises:
        NotAllowed: no role of the officer opens cases.
    """
    require(actor.officer, Permission.OPEN_CASE)
    with context.database.reading() as work:
        return _desks_of(work, actor, kind)


def registered(
    work: Work, actor: Actor, kind: Kind, code: str, days: tuple[date, date]
) -> tuple[RegisterDesk, Sequence[Case]]:
    """The desk of that code, and the cases of *kind* that came in there from the first of *days* to the last.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: it is no desk of the officer's that takes such cases.
    """
    require(actor.officer, Permission.OPEN_CASE)
    for desk in _desks_of(work, actor, kind):
        if desk.code == code:
            return desk, cases.of_kind_at(work, kind, desk.desk_ids, *days)
    raise NotFound("no such desk")


def in_portions(found: Sequence[Case]) -> Iterator[Sequence[Case]]:
    """The cases, so many at a time as are opened in one transaction."""
    return (found[at : at + AT_ONCE] for at in range(0, len(found), AT_ONCE))


def _desks_of(work: Work, actor: Actor, kind: Kind) -> tuple[RegisterDesk, ...]:
    taking = {DESK_FOR_KIND[kind], DeskKind.INSPECTORATE}
    tree = units.all_units(work)
    found: dict[tuple[DeskKind, str], list[str]] = {}
    for desk in desks.all_desks(work):
        if desk.kind in taking and desk.id in actor.officer.desk_ids:
            found.setdefault((desk.kind, desk.unit_id), []).append(desk.id)
    theirs = (RegisterDesk(tree[u], desk, tuple(ids)) for (desk, u), ids in found.items())
    return tuple(sorted(theirs, key=lambda desk: not desk.is_own))
