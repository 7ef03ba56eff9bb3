"""Which documents each role sees, opens and files: the table once more, enumerated."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from tests.domain.test_access import UNITS, officer
from wbs.domain.errors import NotAllowed, NotFound
from wbs.domain.evidence_access import DocumentReach, document_reach, reach_of_operator
from wbs.domain.evidence_document import OF_THE_UPG, DocumentKind, Filing, is_within
from wbs.domain.kinds import DeskKind, Role
from wbs.domain.officer import OfficerState
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Desk

DESKS = tuple(
    Desk(f"{kind}-{unit}", unit, kind, 1, b"k")
    for unit in UNITS
    for kind in (DeskKind.UPG, DeskKind.WBS, DeskKind.INSPECTORATE)
)
KEY_MADE, FILED = date(2026, 9, 30), date(2026, 10, 1)
DESK_ROLES = (Role.DESK_MEMBER, Role.DESK_HEAD)


def filing(unit: str, kind: DocumentKind, on: date = FILED, by: str = "another") -> Filing:
    period = ReportingPeriod.parse("2026-Q3")
    return Filing("d", unit, "A.1.V.i.a", kind, period, on, by)


def reach(*roles: Role, unit: str = "r", desks: str = "") -> DocumentReach:
    at = officer(*roles, unit=unit, desks=desks)
    return document_reach(at, UNITS, DESKS, dict.fromkeys(at.desk_ids, KEY_MADE))


@pytest.mark.parametrize(
    ("role", "at"), list(product(Role, ("upg", "wbs", "inspectorate", "none"))), ids=str
)
def test_what_each_role_reaches_at_its_own_unit(role: Role, at: str) -> None:
    found = reach(role, desks="" if at == "none" else f"{at}-r")

    works = at != "none" and role in (*DESK_ROLES, Role.INSPECTORATE)
    sees = works or role is Role.EVIDENCE
    for kind in DocumentKind:
        named = kind in OF_THE_UPG
        of_the_upg = sees and at == "upg"  # the key of its desk is of the day before
        inspects = role is Role.INSPECTORATE and at == "inspectorate"
        opens = of_the_upg or inspects if named else sees
        assert ("r" in found.listed) is sees
        assert found.may_open(filing("r", kind)) is opens, kind
        assert found.may_file("r", kind) is (of_the_upg if named else sees), kind


@pytest.mark.parametrize("role", DESK_ROLES, ids=str)
def test_a_desk_reaches_no_other_unit(role: Role) -> None:
    found = reach(role, desks="upg-r wbs-r")

    for unit, kind in product(set(UNITS) - {"r"}, DocumentKind):
        assert not found.may_open(filing(unit, kind))
        assert not found.may_file(unit, kind)
        with pytest.raises(NotFound):
            found.require_open(filing(unit, kind))
        with pytest.raises(NotFound):
            found.require_file(unit, kind)


def test_an_evidence_clerk_sees_the_units_below_and_files_at_the_own() -> None:
    found = reach(Role.EVIDENCE)

    assert found.listed == {"r", "w"}
    assert found.may_open(filing("w", DocumentKind.PHOTO))
    with pytest.raises(NotAllowed):
        found.require_open(filing("w", DocumentKind.RECAP))
    with pytest.raises(NotAllowed):
        found.require_file("w", DocumentKind.PHOTO)
    found.require_file("r", DocumentKind.PHOTO)


def test_the_inspectorate_opens_everything_and_files_at_the_own_unit() -> None:
    found = reach(Role.INSPECTORATE, unit="i", desks="inspectorate-i")

    for unit, kind in product(UNITS, DocumentKind):
        found.require_open(filing(unit, kind))
        assert found.may_file(unit, kind) is (unit == "i" and kind not in OF_THE_UPG)


@pytest.mark.parametrize("at", ["wbs-r", "upg-r"])
def test_the_inspectorates_role_at_a_desk_of_another_kind_reaches_its_own_unit_alone(
    at: str,
) -> None:
    found = reach(Role.INSPECTORATE, desks=at)

    assert found.listed == {"r"}
    assert set(found.upg_since) == ({"r"} if at == "upg-r" else set())


@pytest.mark.parametrize(
    ("roles", "at"),
    [
        ((Role.DESK_MEMBER,), "upg-r"),
        ((Role.INSPECTORATE,), "inspectorate-i"),
        ((Role.INSPECTORATE, Role.DESK_MEMBER), "inspectorate-i upg-r"),
    ],
    ids=str,
)
def test_what_was_filed_before_the_key_was_made_or_on_its_day_stays_sealed(
    roles: tuple[Role, ...], at: str
) -> None:
    found = reach(*roles, desks=at)

    for kind in OF_THE_UPG:
        assert found.may_open(filing("r", kind))
        for day in (KEY_MADE, date(2026, 9, 29)):
            with pytest.raises(NotAllowed):
                found.require_open(filing("r", kind, day))


def test_the_oldest_key_counts_and_presence_without_a_key_does_not() -> None:
    at = officer(Role.INSPECTORATE, Role.DESK_MEMBER, desks="inspectorate-i upg-r")
    held = {"inspectorate-i": date(2026, 9, 1), "upg-r": KEY_MADE}

    assert document_reach(at, UNITS, DESKS, held).upg_since["r"] == date(2026, 9, 1)
    assert document_reach(at, UNITS, DESKS, {}).upg_since == {}


def test_whoever_filed_it_opens_it_while_they_are_of_the_upg() -> None:
    own = filing("r", DocumentKind.RECAP, KEY_MADE, by="p")

    assert reach(Role.DESK_MEMBER, desks="upg-r").may_open(own)
    assert not reach(Role.DESK_MEMBER, desks="wbs-r").may_open(own)


def test_an_administrators_puppet_whom_no_desk_let_in_reaches_nothing() -> None:
    for role in (*DESK_ROLES, Role.INSPECTORATE):
        assert reach(role) == DocumentReach(frozenset(), officer_id="p")


def test_an_officer_who_is_not_active_reaches_nothing() -> None:
    for state in (OfficerState.INVITED, OfficerState.DISABLED):
        gone = replace(officer(*Role, desks="upg-r"), state=state)
        held = {"upg-r": KEY_MADE}
        nothing = DocumentReach(frozenset(), officer_id="p")
        assert document_reach(gone, UNITS, DESKS, held) == nothing


def test_the_operator_opens_what_is_not_the_upgs_and_files_nothing() -> None:
    found = reach_of_operator(UNITS)

    for unit, kind in product(UNITS, DocumentKind):
        assert found.may_open(filing(unit, kind)) is (kind not in OF_THE_UPG)
        with pytest.raises(NotAllowed):
            found.require_file(unit, kind)


@pytest.mark.parametrize(
    ("period", "wider", "within"),
    [
        ("2026-07", "2026-Q3", True),
        ("2026-Q3", "2026-Q3", True),
        ("2026-Q3", "2026-S2", True),
        ("2026-Q3", "2026", True),
        ("2026-Q3", "2026-07", False),
        ("2026-Q2", "2026-S2", False),
        ("2025", "2026", False),
    ],
)
def test_a_period_is_within_another(period: str, wider: str, within: bool) -> None:
    assert is_within(ReportingPeriod.parse(period), ReportingPeriod.parse(wider)) is within
