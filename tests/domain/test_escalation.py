"""Which desk hears of a case nobody works on, over every way in which it may have been routed."""

from itertools import chain, combinations

import pytest

from wbs.domain.escalation import FORMERLY_NO_DESK, HANDED_OVER, escalation_desk
from wbs.domain.kinds import DeskKind, UnitKind
from wbs.domain.officer import Person
from wbs.domain.routing import RoutingReason
from wbs.domain.unit import Desk, Unit

UNITS = {
    "top": Unit("top", "top", "Top", UnitKind.INSPECTORATE, None),
    "middle": Unit("middle", "middle", "Middle", UnitKind.REGIONAL_OFFICE, "top"),
    "unit": Unit("unit", "unit", "Unit", UnitKind.WORK_UNIT, "middle"),
    "aside": Unit("aside", "aside", "Aside", UnitKind.INSPECTORATE, "top"),
}
OWN = Desk("own", "unit", DeskKind.WBS, 1, b"key", members=(Person("o", "unit", "Ani", "ani"),))
ABOVE = Desk("above", "middle", DeskKind.WBS, 1, b"key")
TOP = Desk(
    "top desk", "top", DeskKind.INSPECTORATE, 1, b"key", members=(Person("o", "top", "Ani", "ani"),)
)
MIDDLE = Desk("middle desk", "middle", DeskKind.INSPECTORATE, 1, b"key")
ASIDE = Desk("aside desk", "aside", DeskKind.INSPECTORATE, 1, b"key")
OPEN = {
    RoutingReason.OWN_DESK,
    RoutingReason.CATEGORY,
    RoutingReason.NO_DESK_ALONE,
    FORMERLY_NO_DESK,
    HANDED_OVER,
}
ALL = [*RoutingReason, HANDED_OVER, FORMERLY_NO_DESK, "a reason of tomorrow"]


def told(in_charge: Desk, reasons: set[str], *desks: Desk, concerned: str = "unit") -> str | None:
    found = escalation_desk(concerned, in_charge, reasons, UNITS, desks)
    return found.id if found else None


@pytest.mark.parametrize(
    "reasons",
    [set(chosen) for chosen in chain.from_iterable(combinations(ALL, n) for n in range(4))],
    ids=lambda reasons: "+".join(sorted(map(str, reasons))) or "none",
)
def test_over_all_reasons_only_those_that_exclude_nobody_unknown_are_told(
    reasons: set[str],
) -> None:
    known = OPEN | {RoutingReason.HEAD_CONCERNED, RoutingReason.DESK_CONCERNED}

    assert told(OWN, reasons, OWN, TOP) == ("top desk" if reasons and reasons <= known else None)


def test_the_nearest_above_hears_of_it_and_none_aside() -> None:
    assert told(OWN, {RoutingReason.OWN_DESK}, OWN, TOP, MIDDLE, ASIDE) == "middle desk"
    assert told(OWN, {RoutingReason.OWN_DESK}, OWN, ASIDE) is None


def test_a_desk_in_charge_does_not_hear_of_itself() -> None:
    assert told(MIDDLE, {RoutingReason.CATEGORY}, MIDDLE, TOP) == "top desk"
    assert told(TOP, {RoutingReason.CATEGORY}, TOP) is None


def test_a_desk_that_is_closed_or_has_no_key_is_passed_over() -> None:
    closed = Desk("middle desk", "middle", DeskKind.INSPECTORATE, 1, b"key", is_closed=True)
    keyless = Desk("middle desk", "middle", DeskKind.INSPECTORATE, 0, None)

    for desk in (closed, keyless):
        assert told(OWN, {RoutingReason.OWN_DESK}, OWN, desk, TOP) == "top desk"


@pytest.mark.parametrize("reason", [RoutingReason.HEAD_CONCERNED, RoutingReason.DESK_CONCERNED])
def test_where_head_or_desk_is_concerned_nobody_of_that_unit_hears_of_it(
    reason: RoutingReason,
) -> None:
    sits_there = Desk(
        "middle desk",
        "middle",
        DeskKind.INSPECTORATE,
        1,
        b"key",
        members=(Person("o", "unit", "Ani", "ani"), Person("p", "middle", "Edi", "edi")),
    )

    assert told(ABOVE, {reason}, ABOVE, sits_there, TOP) == "top desk"
    assert told(ABOVE, {reason}, ABOVE, TOP, concerned="top") is None
    assert told(ABOVE, {RoutingReason.CATEGORY}, ABOVE, sits_there, TOP) == "middle desk"
