"""Who may be invited as an officer: every field, every role, every desk."""

from itertools import combinations

import pytest

from wbs.domain.account import LONGEST_NAME, NewOfficer, read_new_officer, works_at_desks
from wbs.domain.errors import InvalidForm, Problem
from wbs.domain.kinds import Role

UNITS = {"u"}
DESKS = {"d", "e"}
TAKEN = {"citra"}
AT_DESKS = {Role.DESK_MEMBER, Role.DESK_HEAD, Role.INSPECTORATE}


def new(**changes: object) -> NewOfficer:
    fields: dict[str, object] = {
        "username": "budi.santoso",
        "name": "Budi Santoso",
        "unit_id": "u",
        "roles": frozenset({Role.DESK_MEMBER}),
        "desk_ids": frozenset({"d"}),
    }
    return NewOfficer(**{**fields, **changes})  # type: ignore[arg-type]


def problems(officer: NewOfficer) -> tuple[Problem, ...]:
    with pytest.raises(InvalidForm) as caught:
        read_new_officer(officer, TAKEN, UNITS, DESKS)
    return caught.value.problems


def test_an_officer_is_read_with_a_plain_name() -> None:
    read = read_new_officer(
        new(username=" Budi.Santoso ", name="  Budi \n Santoso "), TAKEN, UNITS, DESKS
    )

    assert read == new()


@pytest.mark.parametrize(
    ("username", "reason"),
    [
        ("", "required"),
        ("  ", "required"),
        ("bu", "username_form"),
        ("1budi", "username_form"),
        ("budi santoso", "username_form"),
        ("budi\x00", "username_form"),
        ("büdi", "username_form"),
        ("b" * 41, "username_form"),
        ("citra", "taken"),
        ("CITRA", "taken"),
    ],
)
def test_a_user_name_is_short_plain_and_nobody_elses(username: str, reason: str) -> None:
    assert problems(new(username=username)) == (Problem("username", reason),)


@pytest.mark.parametrize("username", ["bud", "b" * 40, "a1._-"])
def test_a_user_name_of_the_right_form_is_taken(username: str) -> None:
    assert read_new_officer(new(username=username), TAKEN, UNITS, DESKS).username == username


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (" \t", Problem("name", "required")),
        ("Budi\x07", Problem("name", "control_characters")),
        ("Budi\u202e", Problem("name", "control_characters")),
        ("B" * (LONGEST_NAME + 1), Problem("name", "too_long", LONGEST_NAME)),
    ],
    ids=["blank", "control", "direction", "long"],
)
def test_a_name_can_be_read_by_people(name: str, problem: Problem) -> None:
    assert problems(new(name=name)) == (problem,)


def test_the_unit_must_exist() -> None:
    assert problems(new(unit_id="nowhere")) == (Problem("unit", "unknown"),)


def test_an_officer_without_a_role_could_do_nothing() -> None:
    found = problems(new(roles=frozenset(), desk_ids=frozenset()))

    assert found == (Problem("roles", "not_chosen"),)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}), ids=str)
def test_an_administrator_has_no_other_role(role: Role) -> None:
    both = frozenset({Role.ADMINISTRATOR, role})

    assert problems(new(roles=both, desk_ids=frozenset())) == (
        Problem("roles", "administrator_alone"),
    )


@pytest.mark.parametrize("roles", [{r} for r in Role] + [set(c) for c in combinations(Role, 2)])
def test_only_who_works_on_cases_sits_at_a_desk(roles: set[Role]) -> None:
    assert works_at_desks(roles) is bool(roles & AT_DESKS)


@pytest.mark.parametrize("role", sorted(set(Role) - AT_DESKS), ids=str)
def test_nobody_else_is_proposed_at_a_desk(role: Role) -> None:
    assert problems(new(roles=frozenset({role}))) == (Problem("desks", "desk_needs_role"),)


def test_a_desk_must_be_one_of_those_offered() -> None:
    assert problems(new(desk_ids=frozenset({"d", "x"}))) == (Problem("desks", "unknown"),)


def test_all_problems_of_an_officer_come_at_once() -> None:
    found = problems(NewOfficer("", "", "nowhere", frozenset({Role.AUDITOR}), frozenset({"d"})))

    assert [problem.field for problem in found] == ["username", "name", "unit", "desks"]
