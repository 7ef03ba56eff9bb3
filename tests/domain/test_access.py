"""Access: every permission of every role, and to whose cases and figures it reaches."""

from datetime import date
from itertools import product

import pytest

from wbs.domain.access import (
    TABLE,
    Permission,
    answering_units,
    assessing_units,
    custody_units,
    exportable_units,
    is_evidence_clerk,
    may,
    may_be_mailed,
    require,
    require_at_desk,
    require_export,
    sees_every_cell,
)
from wbs.domain.errors import NotAllowed, NotFound
from wbs.domain.kinds import Role, UnitKind
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.unit import Unit, by_id

UNITS = by_id(
    [
        Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None),
        Unit("r", "kanwil", "Kanwil", UnitKind.REGIONAL_OFFICE, "i"),
        Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "r"),
        Unit("o", "kantor-lain", "Kantor Lain", UnitKind.WORK_UNIT, "i"),
    ]
)
MONTH_END = date(2026, 6, 30)
ANY_DAY = date(2026, 6, 29)
DESK_ROLES = {Role.DESK_MEMBER, Role.DESK_HEAD, Role.INSPECTORATE}
OPENING = {
    Permission.READ_INBOX,
    Permission.OPEN_CASE,
    Permission.MOVE_CASE,
    Permission.SEND_MESSAGE,
    Permission.CONFIRM_MEMBER,
    Permission.HOLD_CASE,
    Permission.ERASE_CASE,
    Permission.ENTER_CASE,
}
MANAGING = {
    Permission.MANAGE_UNITS,
    Permission.MANAGE_DESKS,
    Permission.MANAGE_OFFICERS,
    Permission.MANAGE_CUSTODIANS,
}


def officer(
    *roles: Role, unit: str = "r", state: OfficerState = OfficerState.ACTIVE, desks: str = ""
) -> Officer:
    return Officer(
        "p",
        "petugas",
        "Petugas",
        unit,
        frozenset(roles),
        state,
        b"k",
        frozenset(desks.split()),
        at_inspectorate=any(desk.startswith("inspectorate") for desk in desks.split()),
    )


OF_FEW: dict[Permission, set[Role]] = {
    Permission.READ_CUSTODY: {Role.AUDITOR, Role.INSPECTORATE},
    Permission.ANSWER_REQUESTS: {Role.CUSTODIAN},
    Permission.SEE_ESCALATED: {Role.INSPECTORATE},
    Permission.ANSWER_SHEET: {Role.DESK_HEAD, Role.EVIDENCE},
    Permission.ASSESS_SHEET: {Role.INSPECTORATE},
    Permission.ACCOMPANY: {Role.INSPECTORATE},
    Permission.KEEP_LETTERHEAD: {Role.ADMINISTRATOR, Role.EVIDENCE},
}


def expected(role: Role, permission: Permission) -> bool:
    """The table once more, told the other way round: by permission."""
    if permission is Permission.OWN_ACCOUNT:
        return True
    if permission in OPENING or permission is Permission.EXPORT_ANY_DAY:
        return role in DESK_ROLES
    if permission in MANAGING:
        return role is Role.ADMINISTRATOR
    return role in OF_FEW.get(permission, DESK_ROLES | {Role.EVIDENCE})


PAIRS = list(product(Role, Permission))


@pytest.mark.parametrize(("role", "permission"), PAIRS, ids=str)
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    role: Role, permission: Permission
) -> None:
    holder = officer(role)

    assert may(holder, permission) is expected(role, permission)
    if expected(role, permission):
        require(holder, permission)
    else:
        with pytest.raises(NotAllowed, match=permission):
            require(holder, permission)


def test_every_role_stands_in_the_table() -> None:
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("permission", sorted(OPENING), ids=str)
@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.CUSTODIAN, Role.AUDITOR, Role.EVIDENCE], ids=str
)
def test_who_works_at_no_desk_opens_nothing(role: Role, permission: Permission) -> None:
    assert not may(officer(role, desks="d"), permission)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("state", [OfficerState.INVITED, OfficerState.DISABLED], ids=str)
def test_an_officer_who_is_not_active_may_nothing(
    state: OfficerState, permission: Permission
) -> None:
    assert not may(officer(*Role, state=state), permission)


@pytest.mark.parametrize("permission", Permission)
def test_an_officer_without_a_role_may_nothing(permission: Permission) -> None:
    assert not may(officer(), permission)


def test_roles_add_up() -> None:
    both = officer(Role.ADMINISTRATOR, Role.DESK_MEMBER)

    assert may(both, Permission.MANAGE_UNITS)
    assert may(both, Permission.OPEN_CASE)


@pytest.mark.parametrize("role", sorted(DESK_ROLES), ids=str)
def test_a_case_of_an_own_desk_is_reached(role: Role) -> None:
    require_at_desk(officer(role, desks="d e"), Permission.OPEN_CASE, "d")


@pytest.mark.parametrize("role", sorted(DESK_ROLES), ids=str)
def test_a_case_of_another_desk_is_not_there_not_even_for_the_inspectorate(role: Role) -> None:
    with pytest.raises(NotFound):
        require_at_desk(officer(role, desks="d e"), Permission.OPEN_CASE, "f")


def test_sitting_at_a_desk_gives_no_permission_without_the_role() -> None:
    with pytest.raises(NotAllowed):
        require_at_desk(officer(Role.ADMINISTRATOR, desks="d"), Permission.OPEN_CASE, "d")


@pytest.mark.parametrize(
    ("roles", "on_any_day", "at_month_end"),
    [
        ((Role.INSPECTORATE,), "irwo", "irwo"),
        ((Role.DESK_MEMBER,), "r", "r"),
        ((Role.DESK_HEAD,), "r", "r"),
        ((Role.EVIDENCE,), "", "rw"),
        ((Role.EVIDENCE, Role.DESK_MEMBER), "r", "rw"),
        ((Role.EVIDENCE, Role.INSPECTORATE), "irwo", "irwo"),
        ((Role.ADMINISTRATOR,), "", ""),
        ((Role.AUDITOR,), "", ""),
        ((Role.CUSTODIAN,), "", ""),
        ((), "", ""),
    ],
    ids=str,
)
def test_figures_are_exported_within_the_roles_reach(
    roles: tuple[Role, ...], on_any_day: str, at_month_end: str
) -> None:
    holder = officer(*roles, desks="inspectorate-i")

    assert exportable_units(holder, UNITS, on_any_day=True) == set(on_any_day)
    assert exportable_units(holder, UNITS, on_any_day=False) == set(at_month_end)


@pytest.mark.parametrize("role", sorted(DESK_ROLES), ids=str)
def test_an_officer_whom_no_member_let_in_exports_nothing_by_the_role_of_a_desk(role: Role) -> None:
    puppet = officer(role)

    assert exportable_units(puppet, UNITS, on_any_day=True) == frozenset()
    assert exportable_units(puppet, UNITS, on_any_day=False) == frozenset()
    assert not sees_every_cell(puppet)
    assert not sees_every_cell(officer(role, Role.EVIDENCE))


def test_only_the_inspectorate_at_its_own_desk_sees_every_cell() -> None:
    seeing = [role for role in Role if sees_every_cell(officer(role, desks="inspectorate-i"))]

    assert seeing == [Role.INSPECTORATE]


def test_the_inspectorates_role_at_another_desk_sees_guarded_figures_of_the_own_unit() -> None:
    puppet = officer(Role.INSPECTORATE, desks="d")

    assert not sees_every_cell(puppet)
    assert exportable_units(puppet, UNITS, on_any_day=True) == {"r"}
    assert exportable_units(puppet, UNITS, on_any_day=False) == {"r"}


def test_a_disabled_officer_exports_nothing() -> None:
    gone = officer(Role.INSPECTORATE, state=OfficerState.DISABLED)

    assert exportable_units(gone, UNITS, on_any_day=False) == frozenset()


@pytest.mark.parametrize("day", [MONTH_END, date(2028, 2, 29), date(2026, 12, 31)], ids=str)
def test_an_evidence_clerk_exports_the_own_unit_and_those_below_at_the_end_of_a_month(
    day: date,
) -> None:
    require_export(officer(Role.EVIDENCE), {"r", "w"}, day, UNITS)


def test_an_evidence_clerk_exports_nothing_as_of_another_day() -> None:
    with pytest.raises(NotAllowed, match="month_end_only"):
        require_export(officer(Role.EVIDENCE), {"r"}, ANY_DAY, UNITS)


@pytest.mark.parametrize("day", [MONTH_END, ANY_DAY], ids=str)
@pytest.mark.parametrize("role", [Role.EVIDENCE, Role.DESK_MEMBER], ids=str)
def test_a_unit_out_of_reach_is_not_there(role: Role, day: date) -> None:
    with pytest.raises(NotFound):
        require_export(officer(role, desks="d"), {"r", "o"}, day, UNITS)


def test_desk_members_export_their_own_unit_as_of_any_day() -> None:
    require_export(officer(Role.DESK_MEMBER, desks="d"), {"r"}, ANY_DAY, UNITS)


def test_the_inspectorate_exports_every_unit_as_of_any_day() -> None:
    require_export(
        officer(Role.INSPECTORATE, unit="i", desks="inspectorate-i"), set(UNITS), ANY_DAY, UNITS
    )


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.CUSTODIAN], ids=str)
def test_who_may_not_export_is_told_nothing_about_units(role: Role) -> None:
    with pytest.raises(NotAllowed):
        require_export(officer(role), {"nowhere"}, MONTH_END, UNITS)


# The officer works in r: w lies below it, o elsewhere, i above all.
RELATIONS = {"own": "r", "child": "w", "other": "o", "above": "i"}
SEATS = ("present", "proposed", "none")


@pytest.mark.parametrize(("role", "permission"), PAIRS, ids=str)
def test_a_case_opens_to_who_is_present_at_its_desk_and_to_no_unit_above_or_beside_it(
    role: Role, permission: Permission
) -> None:
    """Every permission × role × unit of the case × seat at its desk."""
    for unit_id, seat in product(RELATIONS.values(), SEATS):
        # Whoever is only proposed holds nothing: such a desk is not among their desks.
        seated = f"desk-{unit_id}" if seat == "present" else "desk-elsewhere"
        holder = officer(role, desks=seated)
        if not expected(role, permission):
            with pytest.raises(NotAllowed):
                require_at_desk(holder, permission, f"desk-{unit_id}")
        elif seat == "present":
            require_at_desk(holder, permission, f"desk-{unit_id}")
        else:
            with pytest.raises(NotFound):
                require_at_desk(holder, permission, f"desk-{unit_id}")


# Whose figures as of a month's end, and whose custody log, one reaches who is present nowhere, at a desk, at the inspectorate's.
REACH: dict[Role, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    Role.ADMINISTRATOR: (("", "", ""), ("", "", "")),
    Role.DESK_MEMBER: (("", "r", "r"), ("", "", "")),
    Role.DESK_HEAD: (("", "r", "r"), ("", "", "")),
    Role.CUSTODIAN: (("", "", ""), ("", "", "")),
    Role.INSPECTORATE: (("", "r", "irwo"), ("", "", "irwo")),
    Role.AUDITOR: (("", "", ""), ("rw", "rw", "rw")),
    Role.EVIDENCE: (("rw", "rw", "rw"), ("", "", "")),
}


@pytest.mark.parametrize("role", Role)
def test_what_a_role_reaches_of_own_other_and_child_units(role: Role) -> None:
    figures, log = REACH[role]
    for n, desks in enumerate(("", "d", "inspectorate-i")):
        holder = officer(role, desks=desks)
        assert exportable_units(holder, UNITS, on_any_day=False) == set(figures[n])
        assert custody_units(holder, UNITS) == set(log[n])
        for unit_id in RELATIONS.values():
            is_reached = unit_id in figures[n]
            try:
                require_export(holder, {unit_id}, MONTH_END, UNITS)
            except (NotAllowed, NotFound):
                assert not is_reached
            else:
                assert is_reached


@pytest.mark.parametrize("state", [OfficerState.INVITED, OfficerState.DISABLED], ids=str)
def test_who_is_not_active_reads_no_custody_log(state: OfficerState) -> None:
    assert custody_units(officer(Role.AUDITOR, state=state), UNITS) == frozenset()


@pytest.mark.parametrize(
    ("holder", "answers", "assesses"),
    [
        (officer(Role.EVIDENCE), {"r"}, set()),
        (officer(Role.DESK_HEAD, desks="wbs-r"), {"r"}, set()),
        (officer(Role.DESK_HEAD), set(), set()),
        (officer(Role.DESK_MEMBER, desks="wbs-r"), set(), set()),
        (officer(Role.INSPECTORATE, unit="i", desks="inspectorate-i"), set(), set(UNITS)),
        (officer(Role.INSPECTORATE, desks="wbs-r"), set(), set()),
        (officer(Role.INSPECTORATE, unit="i"), set(), set()),
        (officer(Role.ADMINISTRATOR), set(), set()),
        (officer(Role.AUDITOR), set(), set()),
    ],
)
def test_the_unit_answers_for_itself_and_the_inspectorate_at_its_desk_assesses_every_one(
    holder: Officer, answers: set[str], assesses: set[str]
) -> None:
    assert answering_units(holder, UNITS) == answers
    assert assessing_units(holder, UNITS) == assesses


@pytest.mark.parametrize("role", Role)
def test_mail_is_for_who_works_on_cases_or_looks_after_evidence(role: Role) -> None:
    assert may_be_mailed(officer(role)) is (role in DESK_ROLES | {Role.EVIDENCE})
    assert is_evidence_clerk(officer(role)) is (role is Role.EVIDENCE)
    assert not may_be_mailed(officer(role, state=OfficerState.DISABLED))
