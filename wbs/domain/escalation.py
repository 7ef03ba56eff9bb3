"""Which inspectorate's desk hears of a case that nobody works on: none that the reporter may have shut out."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from wbs.domain.kinds import DeskKind
from wbs.domain.routing import RoutingReason
from wbs.domain.unit import Desk, Unit, ancestors

# Given to the desk later, by an officer; nobody whom its reporter keeps away is known of.
HANDED_OVER = "handed_over"
# What both wants of a desk were called before they were told apart.
FORMERLY_NO_DESK = "no_active_desk"
OPEN_REASONS: frozenset[str] = frozenset(
    {
        RoutingReason.OWN_DESK,
        RoutingReason.CATEGORY,
        RoutingReason.NO_DESK_ALONE,
        FORMERLY_NO_DESK,
        HANDED_OVER,
    }
)
APART_REASONS: frozenset[str] = frozenset(
    {RoutingReason.HEAD_CONCERNED, RoutingReason.DESK_CONCERNED}
)


def escalation_desk(
    concerned_unit_id: str,
    in_charge: Desk,
    reasons: Collection[str],
    units: Mapping[str, Unit],
    desks: Iterable[Desk],
) -> Desk | None:
    """The nearest desk of the inspectorate at or above the desk in charge that may hear of the case.

    *reasons* are those for which the case was ever routed; without one, and with one that is not known here,
    nobody hears of it.

    Security: where the reporter excluded somebody, whom is sealed, and it may be somebody of the inspectorate:
        no clock tells then. Where head or desk of a unit is concerned, no desk in that unit is told, nor
        one at which somebody of that unit sits.
    """
    known = frozenset(reasons)
    if not known or not known <= OPEN_REASONS | APART_REASONS:
        return None
    inspectorates = [
        desk
        for desk in desks
        if desk.kind is DeskKind.INSPECTORATE and desk.is_active and desk.id != in_charge.id
    ]
    if known & APART_REASONS:
        inspectorates = [d for d in inspectorates if _is_apart(d, concerned_unit_id)]
    by_unit = {desk.unit_id: desk for desk in inspectorates}
    return next((by_unit[u] for u in _upwards(in_charge.unit_id, units) if u in by_unit), None)


def _is_apart(desk: Desk, unit_id: str) -> bool:
    return desk.unit_id != unit_id and all(member.unit_id != unit_id for member in desk.members)


def _upwards(unit_id: str, units: Mapping[str, Unit]) -> Iterator[str]:
    yield unit_id
    yield from (unit.id for unit in ancestors(unit_id, units))
