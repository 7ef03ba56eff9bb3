"""Who may be the second person, for every kind of change and every kind of officer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wbs.domain.kinds import Role
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.proposal import (
    LASTS,
    Change,
    Proposal,
    ProposalKind,
    ProposalState,
    may_approve,
    may_give_first_key,
)

DAY = date(2026, 8, 3)
DESK, OTHER = "d" * 32, "e" * 32
OF_DESKS = (
    ProposalKind.MEMBER_REMOVED,
    ProposalKind.OFFICER_DISABLED,
    ProposalKind.OFFICER_RESET,
)


def officer(
    role: Role, desk_ids: frozenset[str] = frozenset(), *, inspects: bool = False
) -> Officer:
    roles = frozenset({role})
    state = OfficerState.ACTIVE
    return Officer("o" * 32, "o", "O", "u", roles, state, b"", desk_ids, at_inspectorate=inspects)


def proposal(kind: ProposalKind, by: str = "r" * 32) -> Proposal:
    desks = frozenset({DESK}) if kind in OF_DESKS else frozenset()
    return Proposal("p" * 32, Change(kind, "u", "x", desks), by, DAY, DAY + LASTS)


@pytest.mark.parametrize("kind", ProposalKind)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("inspects", [True, False])
@pytest.mark.parametrize("desk", [DESK, OTHER, None])
def test_the_second_person_is_of_the_inspectorate_or_of_the_desk_that_would_be_empty(
    kind: ProposalKind, role: Role, inspects: bool, desk: str | None
) -> None:
    person = officer(role, frozenset({desk} if desk else ()), inspects=inspects)
    works_at_desks = role in {Role.DESK_MEMBER, Role.DESK_HEAD, Role.INSPECTORATE}

    is_of_the_desk = desk == DESK and kind in OF_DESKS
    assert may_approve(person, proposal(kind)) is (works_at_desks and (inspects or is_of_the_desk))
    assert may_give_first_key(person) is (works_at_desks and inspects)


@pytest.mark.parametrize("state", [OfficerState.INVITED, OfficerState.DISABLED])
def test_nobody_but_an_active_officer_is_a_second_person(state: OfficerState) -> None:
    person = replace(officer(Role.INSPECTORATE, inspects=True), state=state)

    assert not may_approve(person, proposal(ProposalKind.UNIT_HEAD))
    assert not may_give_first_key(person)


@pytest.mark.parametrize("kind", ProposalKind)
def test_nobody_approves_what_they_proposed(kind: ProposalKind) -> None:
    person = officer(Role.INSPECTORATE, frozenset({DESK}), inspects=True)

    assert not may_approve(person, proposal(kind, by=person.id))


@pytest.mark.parametrize("state", ProposalState)
def test_a_proposal_is_decided_until_its_last_day_and_once(state: ProposalState) -> None:
    found = replace(proposal(ProposalKind.UNIT_HEAD), state=state)

    is_waiting = state is ProposalState.WAITING
    assert found.is_waiting(found.expires_on) is is_waiting
    assert not found.is_waiting(found.expires_on + timedelta(days=1))


def test_two_changes_are_about_the_same_whatever_they_want_of_it() -> None:
    first = Change(ProposalKind.UNIT_HEAD, "u", after="A")

    assert first.is_about_the_same(replace(first, after="B"))
    assert not first.is_about_the_same(replace(first, unit_id="v"))
    assert not first.is_about_the_same(replace(first, kind=ProposalKind.UNIT_PARENT))
    leaves = Change(ProposalKind.MEMBER_REMOVED, "u", "x", frozenset({DESK}))
    assert not leaves.is_about_the_same(replace(leaves, desk_ids=frozenset({OTHER})))
