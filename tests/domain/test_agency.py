"""What may be written down about units and desks, and where a unit may hang."""

from dataclasses import replace

import pytest

from wbs.domain.agency import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_NAME,
    MOST_EMPLOYEES,
    read_desk,
    read_employees,
    read_unit,
)
from wbs.domain.errors import InvalidForm, Problem
from wbs.domain.kinds import DeskKind, UnitKind
from wbs.domain.unit import Desk, Unit, by_id

ROOT = Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None)
MIDDLE = Unit("r", "kanwil", "Kanwil", UnitKind.REGIONAL_OFFICE, "i")
LEAF = Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "r", "Eko Prasetyo")
TREE = by_id([ROOT, MIDDLE, LEAF])
NEW = Unit("n", "kantor-baru", "Kantor Baru", UnitKind.WORK_UNIT, "r")


def problems(unit: Unit) -> tuple[Problem, ...]:
    with pytest.raises(InvalidForm) as caught:
        read_unit(unit, TREE)
    return caught.value.problems


@pytest.mark.parametrize("unit", [NEW, LEAF, ROOT], ids=lambda u: u.slug)
def test_a_unit_that_is_in_order_stays_as_it_is(unit: Unit) -> None:
    assert read_unit(unit, TREE) == unit


def test_blanks_around_and_inside_names_are_tidied() -> None:
    typed = replace(NEW, slug=" kantor-baru ", name=" Kantor \n Baru", head_name="  ")

    assert read_unit(typed, TREE) == NEW


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("", "required"),
        ("Kantor", "slug_form"),
        ("kantor baru", "slug_form"),
        ("-kantor", "slug_form"),
        ("kantor--baru", "slug_form"),
        ("kantor/baru", "slug_form"),
        ("k" * 41, "slug_form"),
        ("kanwil", "taken"),
    ],
)
def test_a_slug_is_short_plain_and_no_other_units(slug: str, reason: str) -> None:
    assert problems(replace(NEW, slug=slug)) == (Problem("slug", reason),)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, Problem("name", "required")),
        ({"name": "K" * (LONGEST_NAME + 1)}, Problem("name", "too_long", LONGEST_NAME)),
        ({"name": "Kantor\x00"}, Problem("name", "control_characters")),
        ({"head_name": "E" * (LONGEST_NAME + 1)}, Problem("head_name", "too_long", LONGEST_NAME)),
        ({"head_name": "Eko\x1b"}, Problem("head_name", "control_characters")),
        ({"parent_id": "nowhere"}, Problem("parent", "unknown")),
    ],
    ids=["blank", "long", "control", "long head", "control in head", "parent"],
)
def test_what_is_wrong_is_told_at_its_field(changes: dict[str, str], problem: Problem) -> None:
    assert problems(replace(NEW, **changes)) == (problem,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "parent_id"),
    [(ROOT, "i"), (ROOT, "r"), (ROOT, "w"), (MIDDLE, "r"), (MIDDLE, "w"), (LEAF, "w")],
    ids=str,
)
def test_a_unit_never_hangs_below_itself(unit: Unit, parent_id: str) -> None:
    assert problems(replace(unit, parent_id=parent_id)) == (Problem("parent", "below_itself"),)


@pytest.mark.parametrize("parent_id", ["i", "r", None])
def test_a_unit_may_move_to_any_place_that_is_not_below_it(parent_id: str | None) -> None:
    assert read_unit(replace(LEAF, parent_id=parent_id), TREE).parent_id == parent_id


def test_all_problems_of_a_unit_come_at_once() -> None:
    found = problems(Unit("n", "", "", UnitKind.WORK_UNIT, "nowhere", "\x00"))

    assert [problem.field for problem in found] == ["slug", "name", "head_name", "parent"]


@pytest.mark.parametrize("kind", DeskKind)
@pytest.mark.parametrize("unit", [ROOT, LEAF], ids=lambda u: u.slug)
def test_only_an_inspectorate_has_the_inspectorates_desk(unit: Unit, kind: DeskKind) -> None:
    desk = Desk("d", unit.id, kind, 0, None)

    if kind is DeskKind.INSPECTORATE and unit is LEAF:
        with pytest.raises(InvalidForm) as caught:
            read_desk(desk, TREE, [])
        assert caught.value.problems == (Problem("kind", "inspectorate_only"),)
    else:
        assert read_desk(desk, TREE, []) is desk


def test_a_unit_has_one_desk_of_a_kind() -> None:
    there = Desk("d", "w", DeskKind.WBS, 1, b"k")

    with pytest.raises(InvalidForm) as caught:
        read_desk(Desk("e", "w", DeskKind.WBS, 0, None), TREE, [there])

    assert caught.value.problems == (Problem("kind", "taken"),)
    read_desk(Desk("e", "w", DeskKind.COMPLAINT, 0, None), TREE, [there])
    read_desk(Desk("e", "r", DeskKind.WBS, 0, None), TREE, [there])


def test_a_desk_stands_in_a_unit_that_exists() -> None:
    with pytest.raises(InvalidForm) as caught:
        read_desk(Desk("d", "nowhere", DeskKind.WBS, 0, None), TREE, [])

    assert caught.value.problems == (Problem("unit", "unknown"),)


@pytest.mark.parametrize(("year", "employees"), [(FIRST_YEAR, 0), (LAST_YEAR, MOST_EMPLOYEES)])
def test_a_number_of_employees_may_be_any_of_a_real_unit(year: int, employees: int) -> None:
    read_employees(year, employees)


@pytest.mark.parametrize(
    ("year", "employees", "fields"),
    [
        (FIRST_YEAR - 1, 5, ["year"]),
        (LAST_YEAR + 1, 5, ["year"]),
        (2026, -1, ["employees"]),
        (2026, MOST_EMPLOYEES + 1, ["employees"]),
        (0, -1, ["year", "employees"]),
    ],
)
def test_years_and_numbers_out_of_reach_are_refused(
    year: int, employees: int, fields: list[str]
) -> None:
    with pytest.raises(InvalidForm) as caught:
        read_employees(year, employees)

    assert [problem.field for problem in caught.value.problems] == fields
