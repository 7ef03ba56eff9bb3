"""What a unit is told of the cases above it says nothing of one case, nothing of a conflict, and nothing twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import product

import pytest

from wbs.domain.event import CustodyAct
from wbs.domain.handled_above import (
    Act,
    Way,
    Withheld,
    alone,
    counts_beside,
    due_quarters,
    frozen_on,
    line_of,
    step_of,
    steps,
)
from wbs.domain.kinds import DeskKind, Kind, UnitKind
from wbs.domain.publication import BASE, rounded
from wbs.domain.routing import RoutingReason
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Desk, Unit, by_id

Q3 = ReportingPeriod.parse("2026-Q3")
Q4 = ReportingPeriod.parse("2026-Q4")
CAME = date(2026, 8, 4)
FROZEN = date(2026, 10, 31)
ROUTED = Act(CustodyAct.CASE_ROUTED, CAME, RoutingReason.NO_DESK_ALONE, "u")
# Written a second time: what a desk does with a case in the course of its work.
DAILY_WORK = {
    *("case_entered", "case_opened", "attachment_opened", "case_listed", "case_printed"),
    *("case_linked", "class_set", "case_assigned", "reprisal_feared", "reprisal_not_feared"),
    *("shares_sealed", "shares_resplit", "resplit_prepared", "resplit_given"),
    *("hold_set", "hold_lifted", "case_erased"),
    *("erasure_proposed", "erasure_confirmed", "erasure_dropped"),
}
WHO_REPORTED = {
    *("opening_requested", "opening_approved", "opening_refused", "opening_expired"),
    "identity_opened",
}


def found(*acts: Act, kind: Kind = Kind.WBS) -> bool:
    return bool(alone([Way("l", kind, acts)], Q3))


@pytest.mark.parametrize("reason", [*RoutingReason, "no_active_desk", "handed_over", "", None])
def test_only_a_case_that_went_up_for_want_of_a_desk_alone_is_counted(reason: str | None) -> None:
    assert found(Act(CustodyAct.CASE_ROUTED, CAME, reason, "u")) is (reason == "no_desk_alone")


@pytest.mark.parametrize("reason", [*RoutingReason, "no_active_desk", "handed_over"])
def test_a_second_way_for_another_reason_takes_it_out(reason: str) -> None:
    second = Act(CustodyAct.CASE_ROUTED, CAME, reason, "u")

    assert found(ROUTED, second) is (reason == "no_desk_alone")


@pytest.mark.parametrize("act", [act for act in CustodyAct if act != "case_routed"])
@pytest.mark.parametrize("reason", [None, "identity", "escrow", "misfiled"])
def test_whatever_is_not_the_daily_work_of_its_desk_takes_the_case_out(
    act: CustodyAct, reason: str | None
) -> None:
    is_ordinary = act in DAILY_WORK or (act in WHO_REPORTED and reason == "identity")

    assert found(ROUTED, Act(act, date(2026, 10, 30), reason)) is is_ordinary


@pytest.mark.parametrize("kind", Kind)
def test_disclosures_and_declarations_are_not_counted(kind: Kind) -> None:
    assert found(ROUTED, kind=kind) is (kind in {Kind.WBS, Kind.COMPLAINT})


@pytest.mark.parametrize(
    ("day", "counts"),
    [("06-30", False), ("07-01", True), ("09-30", True), ("10-01", False)],
)
def test_a_case_counts_in_the_quarter_in_which_it_was_routed(day: str, counts: bool) -> None:
    on = date.fromisoformat(f"2026-{day}")

    assert found(Act(ROUTED.act, on, ROUTED.reason, "u")) is counts


def test_a_quarter_is_frozen_at_the_end_of_the_month_after_it() -> None:
    assert frozen_on(Q3) == FROZEN
    assert frozen_on(Q4) == date(2027, 1, 31)
    assert due_quarters(CAME, None, (), date(2026, 10, 30)) == ()
    assert due_quarters(CAME, None, (), FROZEN) == (Q3,)
    assert due_quarters(CAME, None, (Q3,), date(2027, 1, 31)) == (Q4,)


@pytest.mark.parametrize("untold", ["2026-07-01", "2026-09-30"])
def test_a_quarter_of_which_not_every_reason_is_known_is_never_frozen(untold: str) -> None:
    until = date.fromisoformat(untold)

    assert due_quarters(CAME, until, (), date(2027, 1, 31)) == (Q4,)
    assert due_quarters(CAME, date(2026, 6, 30), (), date(2027, 1, 31)) == (Q3, Q4)


def test_every_unit_has_a_step_for_each_kind_also_where_nothing_came_in() -> None:
    cases = [("u", Kind.WBS, str(n)) for n in range(7)]

    assert steps(cases, ["u", "v"]) == {
        ("u", Kind.COMPLAINT): 0,
        ("u", Kind.WBS): 5,
        ("v", Kind.COMPLAINT): 0,
        ("v", Kind.WBS): 0,
    }


def test_none_and_four_read_the_same_in_every_word() -> None:
    lines = {
        line_of(kind, Q3, FROZEN, {(Q3, kind): step_of(n)}) for n in range(5) for kind in [Kind.WBS]
    }

    (line,) = lines
    assert (line.least, line.most, line.withheld) == (None, None, Withheld.FEW)


def test_a_number_is_a_step_of_five() -> None:
    shown = [line_of(Kind.WBS, Q3, FROZEN, {(Q3, Kind.WBS): step_of(n)}) for n in (5, 9, 10, 23)]

    assert [(line.least, line.most) for line in shown] == [(5, 9), (5, 9), (10, 14), (20, 24)]


def test_nothing_is_said_before_the_day_of_freezing_whatever_is_there() -> None:
    cells = {(Q3, Kind.WBS): 20}

    assert line_of(Kind.WBS, Q3, date(2026, 10, 30), cells).withheld is Withheld.NOT_FROZEN
    assert line_of(Kind.WBS, Q3, date(2026, 10, 30), {}).withheld is Withheld.NOT_FROZEN
    assert line_of(Kind.WBS, Q3, FROZEN, {}).withheld is Withheld.NOT_KEPT


LARGEST = 25
Told = Callable[[int], object]


def exactly(count: int) -> object:
    return count if count >= 5 else "few"


def in_steps(count: int) -> object:
    line = line_of(Kind.WBS, Q3, FROZEN, {(Q3, Kind.WBS): step_of(count)})
    return line.least, line.withheld


def left_open(told: Told, *, hidden: int) -> Iterator[set[int]]:
    """For everything that two units below a third can read with the public: which counts the hidden one may have.

    The unit above has cases of its own and those of the others, and one public number for all. *hidden* is which of the
    two has fewer than five. Beyond the largest public number looked at, own cases that are not tried would be missing.
    """
    seen: defaultdict[object, set[int]] = defaultdict(set)
    for counts in product(range(15), repeat=2):
        if counts[hidden] >= 5:
            continue
        for own, chance in product(range(LARGEST + BASE), range(BASE)):
            public = rounded(sum(counts) + own, chance)
            if public <= LARGEST:
                seen[*map(told, counts), public].add(counts[hidden])
    yield from seen.values()


def test_no_public_number_of_the_unit_above_narrows_what_is_hidden() -> None:
    for hidden in (0, 1):
        assert all(counts == set(range(5)) for counts in left_open(in_steps, hidden=hidden))


def test_exact_numbers_would_be_narrowed_by_the_public_one() -> None:
    assert any(counts == {0} for counts in left_open(exactly, hidden=1))


def test_two_numbers_that_are_shown_and_the_public_one_leave_a_third_open() -> None:
    seen: defaultdict[object, set[int]] = defaultdict(set)
    for first, second, third in product(range(5, 15), range(5, 15), range(5)):
        for own, chance in product(range(LARGEST), range(BASE)):
            public = rounded(first + second + third + own, chance)
            if public <= LARGEST:
                seen[in_steps(first), in_steps(second), public].add(third)

    assert all(counts == set(range(5)) for counts in seen.values())


MINISTRY = Unit("m", "kementerian", "Kementerian", UnitKind.REGIONAL_OFFICE, None)
INSPECTORATE = Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, "m")
REGIONAL = Unit("r", "kanwil", "Kanwil", UnitKind.REGIONAL_OFFICE, "m")
OWN = Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "r")
BELOW = Unit("b", "pos", "Pos", UnitKind.WORK_UNIT, "w")
UNITS = by_id([MINISTRY, INSPECTORATE, REGIONAL, OWN, BELOW])


def desk(unit: Unit, kind: DeskKind = DeskKind.WBS, *, is_closed: bool = False) -> Desk:
    return Desk(f"{unit.id}-{kind}", unit.id, kind, 0, None, is_closed)


@pytest.mark.parametrize(
    ("reach", "desks", "beside"),
    [
        ("w b", [desk(REGIONAL), desk(INSPECTORATE, DeskKind.INSPECTORATE)], False),
        ("w b", [desk(OWN), desk(BELOW)], False),
        ("r w b", [desk(REGIONAL)], True),
        ("r w b", [desk(REGIONAL, is_closed=True)], True),
        ("r w b", [desk(INSPECTORATE, DeskKind.INSPECTORATE)], False),
        ("m i r w b", [desk(INSPECTORATE, DeskKind.INSPECTORATE)], True),
        ("w b", [desk(BELOW, DeskKind.INSPECTORATE)], True),
        ("w b", [desk(OWN, DeskKind.INSPECTORATE)], False),
    ],
    ids=str,
)
def test_whoever_may_read_the_cases_as_exact_numbers_is_told_apart(
    reach: str, desks: Iterable[Desk], beside: bool
) -> None:
    assert counts_beside(reach.split(), OWN.id, UNITS, desks) is beside
