"""Routing: over every answer, every desk and every tree, nobody it concerns gets the report."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.domain.errors import Unavailable
from wbs.domain.kinds import DESK_FOR_KIND, Answer, DeskKind, Kind, UnitKind
from wbs.domain.officer import Person
from wbs.domain.routing import (
    Route,
    RoutingQuestion,
    RoutingReason,
    choose_desk,
    intake_open,
    intake_open_if_concerned,
)
from wbs.domain.unit import Desk, Unit, ancestors, by_id

INSPECTORATE = Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None)
REGIONAL = Unit("r", "kanwil", "Kanwil", UnitKind.REGIONAL_OFFICE, "i")
WORK_UNIT = Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "r")
SIBLING = Unit("s", "tetangga", "Tetangga", UnitKind.WORK_UNIT, "r")
TREE = by_id([INSPECTORATE, REGIONAL, WORK_UNIT, SIBLING])

MINISTRY = Unit("m", "kementerian", "Kementerian", UnitKind.REGIONAL_OFFICE, None)
BESIDE = Unit("b", "itjen", "Itjen", UnitKind.INSPECTORATE, "m")
UNDER_MINISTRY = Unit("u", "satker", "Satker", UnitKind.WORK_UNIT, "m")
FLAT_TREE = by_id([MINISTRY, BESIDE, UNDER_MINISTRY])

ANSWERS = list(product(Answer, Answer, ["", "  ", "Eko Prasetyo"]))
LEAVES = [a for a in ANSWERS if a[0] is not Answer.NO or a[1] is not Answer.NO or a[2].strip()]


def desk(unit: Unit, kind: DeskKind, *, has_key: bool = True, is_closed: bool = False) -> Desk:
    key = b"key" if has_key else None
    return Desk(f"{unit.id}-{kind}", unit.id, kind, int(has_key), key, is_closed)


def person(unit: Unit) -> Person:
    return Person(f"officer-of-{unit.id}", unit.id, "Wayan Sutama", "wayan")


def question(unit: Unit, *answers: Answer | str, kind: Kind = Kind.WBS) -> RoutingQuestion:
    head, own_desk, exclude = answers or (Answer.NO, Answer.NO, "")
    return RoutingQuestion(kind, unit.id, "korupsi", Answer(head), Answer(own_desk), str(exclude))


INSPECTORATE_DESK = desk(INSPECTORATE, DeskKind.INSPECTORATE)
REGIONAL_DESK = desk(REGIONAL, DeskKind.WBS)
OWN_DESK = desk(WORK_UNIT, DeskKind.WBS)
ALL_DESKS = (INSPECTORATE_DESK, REGIONAL_DESK, OWN_DESK, desk(SIBLING, DeskKind.WBS))


def test_a_report_that_concerns_nobody_there_goes_to_the_units_own_desk() -> None:
    route = choose_desk(question(WORK_UNIT), TREE, ALL_DESKS)

    assert route == Route(OWN_DESK, RoutingReason.OWN_DESK)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ((Answer.YES, Answer.NO, ""), RoutingReason.HEAD_CONCERNED),
        ((Answer.UNKNOWN, Answer.NO, ""), RoutingReason.HEAD_CONCERNED),
        ((Answer.NO, Answer.YES, ""), RoutingReason.DESK_CONCERNED),
        ((Answer.NO, Answer.UNKNOWN, ""), RoutingReason.DESK_CONCERNED),
        ((Answer.NO, Answer.NO, "Eko"), RoutingReason.EXCLUSION),
        ((Answer.YES, Answer.YES, "Eko"), RoutingReason.HEAD_CONCERNED),
    ],
    ids=str,
)
def test_a_report_that_concerns_somebody_there_goes_to_the_nearest_desk_above(
    answers: tuple[Answer | str, ...], reason: RoutingReason
) -> None:
    route = choose_desk(question(WORK_UNIT, *answers), TREE, ALL_DESKS)

    assert route == Route(REGIONAL_DESK, reason)


@pytest.mark.parametrize(
    "own",
    [
        (),
        (desk(WORK_UNIT, DeskKind.WBS, has_key=False),),
        (desk(WORK_UNIT, DeskKind.WBS, is_closed=True),),
        (desk(WORK_UNIT, DeskKind.COMPLAINT),),
    ],
    ids=["no desk", "no key", "closed", "another kind"],
)
def test_a_unit_without_an_active_desk_is_served_from_above(own: tuple[Desk, ...]) -> None:
    route = choose_desk(question(WORK_UNIT), TREE, (*own, REGIONAL_DESK, INSPECTORATE_DESK))

    assert route == Route(REGIONAL_DESK, RoutingReason.NO_DESK_ALONE)


def test_where_nobody_nearer_has_a_desk_the_inspectorate_takes_it() -> None:
    route = choose_desk(question(WORK_UNIT), TREE, (INSPECTORATE_DESK,))

    assert route.desk is INSPECTORATE_DESK


def test_an_inspectorate_that_is_not_above_the_unit_takes_it_last() -> None:
    beside = desk(BESIDE, DeskKind.INSPECTORATE)
    ministry = desk(MINISTRY, DeskKind.WBS)
    concerned = question(UNDER_MINISTRY, Answer.YES, Answer.NO, "")

    assert choose_desk(concerned, FLAT_TREE, (beside, ministry)).desk is ministry
    assert choose_desk(concerned, FLAT_TREE, (beside,)).desk is beside


def test_a_report_on_the_head_of_the_highest_unit_goes_to_an_inspectorate_below_it() -> None:
    beside = desk(BESIDE, DeskKind.INSPECTORATE)
    concerned = question(MINISTRY, Answer.YES, Answer.NO, "")

    assert choose_desk(concerned, FLAT_TREE, (desk(MINISTRY, DeskKind.WBS), beside)).desk is beside


def test_a_desk_of_a_unit_beside_never_takes_it() -> None:
    with pytest.raises(Unavailable):
        choose_desk(question(WORK_UNIT), TREE, (desk(SIBLING, DeskKind.WBS),))


def test_a_report_on_the_inspectorates_own_head_finds_nobody() -> None:
    desks = (INSPECTORATE_DESK, desk(INSPECTORATE, DeskKind.WBS))

    with pytest.raises(Unavailable):
        choose_desk(question(INSPECTORATE, Answer.YES, Answer.NO, ""), TREE, desks)


def test_an_inspectorate_without_a_desk_of_the_kind_reads_its_own_reports_itself() -> None:
    route = choose_desk(question(INSPECTORATE), TREE, (INSPECTORATE_DESK,))

    assert route == Route(INSPECTORATE_DESK, RoutingReason.OWN_DESK)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_goes_to_its_own_kind_of_desk(kind: Kind) -> None:
    desks = tuple(desk(WORK_UNIT, desk_kind) for desk_kind in DeskKind)

    route = choose_desk(question(WORK_UNIT, kind=kind), TREE, desks)

    assert route.desk.kind is DESK_FOR_KIND[kind]


def test_categories_the_agency_names_go_to_the_inspectorate() -> None:
    named = {"korupsi"}

    route = choose_desk(question(WORK_UNIT), TREE, ALL_DESKS, named)
    concerned = choose_desk(question(WORK_UNIT, *LEAVES[0]), TREE, ALL_DESKS, named)
    alone = choose_desk(question(WORK_UNIT), TREE, (OWN_DESK,), named)

    assert route == Route(INSPECTORATE_DESK, RoutingReason.CATEGORY)
    assert concerned.desk is REGIONAL_DESK
    assert alone == Route(OWN_DESK, RoutingReason.OWN_DESK)


def test_of_several_inspectorates_the_highest_takes_it() -> None:
    lower = Unit("l", "itwil", "Itwil", UnitKind.INSPECTORATE, "b")
    units = FLAT_TREE | {"l": lower}
    high, low = desk(BESIDE, DeskKind.INSPECTORATE), desk(lower, DeskKind.INSPECTORATE)
    astray = desk(MINISTRY, DeskKind.INSPECTORATE)
    from_below = question(UNDER_MINISTRY)

    assert choose_desk(from_below, units, (low, high)).desk is high
    assert choose_desk(from_below, units, (low, high, astray), {"korupsi"}).desk is high


def test_what_a_reporter_excludes_is_not_printed() -> None:
    assert "Eko" not in repr(question(WORK_UNIT, Answer.NO, Answer.NO, "Eko Prasetyo"))


# Every unit of both trees may have no desk, one of the kind, the inspectorate's, or both; each of
# these with a key, without one, or closed.
STATES = ("absent", "active", "no key", "closed")
DESK_KINDS = (DeskKind.WBS, DeskKind.INSPECTORATE)


def desks_of(units: list[Unit], states: tuple[str, ...]) -> list[Desk]:
    places = [(unit, kind) for unit in units for kind in DESK_KINDS]
    return [
        desk(unit, kind, has_key=state != "no key", is_closed=state == "closed")
        for (unit, kind), state in zip(places, states, strict=True)
        if state != "absent"
    ]


@pytest.mark.parametrize("unit", [INSPECTORATE, REGIONAL, WORK_UNIT], ids=lambda u: u.slug)
def test_over_all_combinations_no_report_that_concerns_a_unit_stays_there(unit: Unit) -> None:
    chain = [INSPECTORATE, REGIONAL, WORK_UNIT]
    for states in product(STATES, repeat=6):
        desks = desks_of(chain, states)
        outside = [d for d in desks if d.is_active and d.unit_id != unit.id]
        expected = bool(
            {d.unit_id for d in outside} & {a.id for a in ancestors(unit.id, TREE)}
            or any(d.kind is DeskKind.INSPECTORATE for d in outside)
        )
        for answers in LEAVES:
            try:
                route = choose_desk(question(unit, *answers), TREE, desks)
            except Unavailable:
                assert not expected
            else:
                assert expected
                assert route.desk in outside


@pytest.mark.parametrize("unit", list(TREE.values()), ids=lambda u: u.slug)
def test_intake_is_open_exactly_where_a_report_finds_a_desk(unit: Unit) -> None:
    for states in product(("absent", "active"), repeat=8):
        desks = desks_of(list(TREE.values()), states)
        found = {answers: finds(question(unit, *answers), desks) for answers in ANSWERS}

        assert intake_open(Kind.WBS, unit.id, TREE, desks) is found[Answer.NO, Answer.NO, ""]
        concerned = intake_open_if_concerned(Kind.WBS, unit.id, TREE, desks)
        assert {found[answers] for answers in LEAVES} == {concerned}


def finds(asked: RoutingQuestion, desks: list[Desk]) -> bool:
    try:
        choose_desk(asked, TREE, desks)
    except Unavailable:
        return False
    return True


@st.composite
def agencies(draw: st.DrawFn) -> dict[str, Unit]:
    """Any tree: each unit hangs below an earlier one, or below none."""
    size = draw(st.integers(1, 7))
    return by_id(
        Unit(
            str(n),
            f"unit-{n}",
            f"Unit {n}",
            draw(st.sampled_from(UnitKind)),
            draw(st.sampled_from([None, *map(str, range(n))])),
        )
        for n in range(size)
    )


@given(data=st.data(), units=agencies())
def test_whatever_the_tree_a_report_that_must_leave_its_unit_leaves_it(
    data: st.DataObject, units: dict[str, Unit]
) -> None:
    unit = data.draw(st.sampled_from(list(units.values())))
    kind = data.draw(st.sampled_from(Kind))
    answers = data.draw(st.sampled_from(ANSWERS))
    named = data.draw(st.sampled_from([set(), {"korupsi"}]))
    desks = [
        desk(at, of, has_key=data.draw(st.booleans()), is_closed=data.draw(st.booleans()))
        for at in units.values()
        for of in data.draw(st.sets(st.sampled_from(DeskKind)))
    ]

    try:
        route = choose_desk(question(unit, *answers, kind=kind), units, desks, named)
    except Unavailable:
        assert not any(
            d.is_active and d.kind is DeskKind.INSPECTORATE and d.unit_id != unit.id for d in desks
        )
        return

    assert route.desk.is_active
    assert route.desk.kind in {DESK_FOR_KIND[kind], DeskKind.INSPECTORATE}
    if answers in LEAVES:
        assert route.desk.unit_id != unit.id


@pytest.mark.parametrize("answers", LEAVES)
def test_a_desk_above_at_which_somebody_of_the_unit_sits_is_passed_over(
    answers: tuple[Answer, Answer, str],
) -> None:
    above = replace(REGIONAL_DESK, members=(person(REGIONAL), person(WORK_UNIT)))

    route = choose_desk(question(WORK_UNIT, *answers), TREE, (INSPECTORATE_DESK, above, OWN_DESK))

    assert route.desk == INSPECTORATE_DESK


def test_whoever_sits_above_keeps_out_no_report_that_concerns_nobody() -> None:
    above = replace(REGIONAL_DESK, members=(person(WORK_UNIT),))

    assert choose_desk(question(WORK_UNIT), TREE, (above, OWN_DESK)).desk == OWN_DESK


def test_where_somebody_of_the_unit_sits_at_every_desk_above_nobody_may_take_it() -> None:
    above = replace(INSPECTORATE_DESK, members=(person(WORK_UNIT),))

    with pytest.raises(Unavailable):
        choose_desk(question(WORK_UNIT, *LEAVES[0]), TREE, (above, OWN_DESK))
