"""A case filed under the wrong unit: where it may go, over every unit, kind of case, answer and desk in charge."""

from dataclasses import replace
from itertools import product

import pytest

from tests.domain.test_hand_over import DESKS, NAMES, UNITS, around, case_at, desk
from wbs.domain.hand_over import TAKES, has_any
from wbs.domain.kinds import Answer, DeskKind, Kind, UnitKind
from wbs.domain.misfiled import as_about, owner_route, owners
from wbs.domain.routing import RoutingQuestion, choose_desk, may_take
from wbs.domain.unit import Desk, Unit

TREE = {
    **UNITS,
    "q": Unit("q", "kanwil-2", "Kanwil Dua", UnitKind.REGIONAL_OFFICE, "i", "Nina Kartika"),
    "v": Unit("v", "kantor-2", "Kantor Dua", UnitKind.WORK_UNIT, "q", "Putu Wirawan"),
}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("answers", list(product(Answer, ["", *NAMES.values()])), ids=str)
@pytest.mark.parametrize("out", [(), ("officer-i",), ("officer-s", "officer-r")], ids=str)
def test_over_all_combinations_it_goes_where_its_report_would_have_gone(
    kind: Kind, answers: tuple[Answer, str], out: tuple[str, ...]
) -> None:
    head, exclude = answers
    here = around(RoutingQuestion(kind, "w", "korupsi", head, Answer.NO, exclude), DESKS, *out)
    for now in (each for each in DESKS if each.kind in TAKES[kind]):
        case = case_at(now, kind)
        offered = dict(owners(case, here, ()))
        for unit in UNITS.values():
            route = owner_route(case, here, unit.id, ())
            assert offered.get(unit) == route
            if route is None:
                continue
            there = as_about(here, unit.id)
            assert unit.id != "w"
            assert route.desk != now
            assert route.desk.kind in TAKES[kind]
            assert not has_any(route.desk, out)
            assert route.desk in may_take(here.question, UNITS, DESKS)
            assert route.desk in may_take(there.question, UNITS, DESKS)
            assert route == choose_desk(there.question, UNITS, there.eligible)


def test_it_goes_across_the_tree_and_above_where_nobody_sits() -> None:
    desks = (desk("w", DeskKind.WBS), desk("i", DeskKind.INSPECTORATE), _far("q"))
    here = replace(around(RoutingQuestion(Kind.WBS, "w", "korupsi"), desks), units=TREE)

    found = {unit.id: route.desk for unit, route in owners(case_at(desks[0]), here, ())}

    assert found == {"q": desks[2], "v": desks[2], "i": desks[1], "r": desks[1], "s": desks[1]}


def test_a_category_of_the_inspectorates_goes_there_whatever_the_unit() -> None:
    here = around(RoutingQuestion(Kind.WBS, "w", "korupsi"))

    found = owners(case_at(desk("w", DeskKind.WBS)), here, {"korupsi"})

    assert {unit.id for unit, _ in found} == {"i", "r", "s"}
    assert {route.desk.kind for _, route in found} == {DeskKind.INSPECTORATE}


def _far(unit_id: str) -> Desk:
    return replace(desk("w", DeskKind.WBS), id=f"{unit_id}-wbs", unit_id=unit_id)
