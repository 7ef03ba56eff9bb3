"""A case that was filed under the wrong unit: to which units it may go, and to which desk there.

It goes where its report would have gone, had it been filed under that unit; but for whoever was shut out
of it meanwhile, and for those its reporter may have meant by what was asked of the first unit.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from wbs.domain.case import Case
from wbs.domain.errors import Unavailable
from wbs.domain.hand_over import Circumstances
from wbs.domain.kinds import DeskKind
from wbs.domain.routing import Route, choose_desk
from wbs.domain.unit import Desk, Unit, ancestors


@dataclass(frozen=True)
class _Eligible:
    """The desks that may take the case, as they stand in the tree."""

    of_unit: Mapping[str, list[Desk]]
    inspectorates: tuple[Desk, ...]

    def for_unit(self, unit_id: str, units: Mapping[str, Unit]) -> Iterator[Desk]:
        """Those that a report about the unit may be routed to."""
        for place in (unit_id, *(unit.id for unit in ancestors(unit_id, units))):
            yield from (d for d in self.of_unit[place] if d.kind is not DeskKind.INSPECTORATE)
        yield from self.inspectorates


def as_about(around: Circumstances, unit_id: str) -> Circumstances:
    """The same circumstances, were the case about that unit.

    Security: whoever was out for working in a unit that it was filed under before stays out.
    """
    asked = around.question
    before = asked.formerly_about | {asked.unit_id}
    return replace(around, question=replace(asked, unit_id=unit_id, formerly_about=before))


def owners(
    case: Case, around: Circumstances, marked: Collection[str]
) -> tuple[tuple[Unit, Route], ...]:
    """The units the case may be handed to, by name, each with the desk that takes it.

    A unit is among them if another desk than the one in charge would take the case there. *marked*: the
    categories of its kind that go to the inspectorate.
    """
    eligible = _eligible(around)
    found = (
        (unit, _route(case, around, unit.id, eligible, marked))
        for unit in sorted(around.units.values(), key=lambda unit: unit.name)
        if unit.id != case.unit_id
    )
    return tuple((unit, route) for unit, route in found if route is not None)


def owner_route(
    case: Case, around: Circumstances, unit_id: str, marked: Collection[str]
) -> Route | None:
    """The desk that takes the case if it belongs to that unit, and why; None where none other may."""
    if unit_id == case.unit_id or unit_id not in around.units:
        return None
    return _route(case, around, unit_id, _eligible(around), marked)


def _eligible(around: Circumstances) -> _Eligible:
    of_unit: defaultdict[str, list[Desk]] = defaultdict(list)
    for desk in around.eligible:
        of_unit[desk.unit_id].append(desk)
    above = (d for d in around.eligible if d.kind is DeskKind.INSPECTORATE)
    return _Eligible(of_unit, tuple(above))


def _route(
    case: Case, around: Circumstances, unit_id: str, eligible: _Eligible, marked: Collection[str]
) -> Route | None:
    question = as_about(around, unit_id).question
    near = eligible.for_unit(unit_id, around.units)
    try:
        route = choose_desk(question, around.units, near, marked)
    except Unavailable:
        return None
    return None if route.desk.id == case.desk_id else route
