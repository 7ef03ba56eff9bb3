"""Units side by side: what presses, in words, and what presses most."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.comparison import Alert, Beside, UnitLine, alerts_of, by_pressure
from wbs.domain.figures import NOTHING, FollowUp, Line
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit

RULES = shipped_law().comparison
QUARTERS = [ReportingPeriod.parse(f"2026-Q{n}") for n in (3, 2, 1)]
END_OF_Q3 = date(2026, 9, 30)
BUSY = Line(3, FollowUp(0, 3, 3, 1, 2), 0)
QUIET = Line(0, NOTHING, 0)
NOBODY = Beside()


def unit(slug: str) -> Unit:
    return Unit(slug * 32, slug, slug.title(), UnitKind.WORK_UNIT, None)


def line(
    slug: str = "a",
    *,
    came: tuple[bool, ...] = (True, True, True),
    overdue: int = 0,
    fewest: int | None = 2,
    last_monev: date | None = None,
    points: str = "",
    alerts: tuple[Alert, ...] = (),
) -> UnitLine:
    quarters: Mapping[ReportingPeriod, Mapping[Kind, Line]] = {
        quarter: {Kind.COMPLAINT: BUSY if busy else QUIET, Kind.WBS: QUIET}
        for quarter, busy in zip(QUARTERS, came, strict=True)
    }
    share = Decimal(points) if points else None
    return UnitLine(unit(slug), quarters, overdue, fewest, last_monev, share, None, alerts)


def alerts(
    found: UnitLine,
    beside: Beside = NOBODY,
    as_of: date = END_OF_Q3,
    since: date = date(2025, 1, 1),
) -> tuple[Alert, ...]:
    return alerts_of(found, beside, RULES, as_of, since)


def test_a_unit_that_works_has_no_alert() -> None:
    assert alerts(line()) == ()


def test_what_is_late_and_who_sits_alone_is_told_the_worst_first() -> None:
    assert alerts(line(overdue=2, fewest=1)) == (Alert.OVERDUE, Alert.ONE_AT_DESK)
    assert alerts(line(fewest=0)) == (Alert.NOBODY_AT_DESK,)
    assert alerts(line(fewest=None)) == ()  # worked on above: nothing is missing


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("8.99", (Alert.BELOW_WBK,)),
        ("9", (Alert.BELOW_WBBM,)),
        ("11.24", (Alert.BELOW_WBBM,)),
        ("11.25", ()),
        ("", ()),
    ],
)
def test_the_bars_are_those_of_the_rules(points: str, expected: tuple[Alert, ...]) -> None:
    assert alerts(line(points=points)) == expected


@pytest.mark.parametrize(
    ("last", "presses"),
    [(None, True), (date(2026, 3, 31), True), (date(2026, 4, 1), False), (END_OF_Q3, False)],
)
def test_a_unit_without_monev_in_two_quarters_presses(last: date | None, presses: bool) -> None:
    found = alerts(line(last_monev=last), Beside(last_monev={}))

    assert (Alert.NO_MONEV in found) is presses


def test_where_no_room_knows_of_monev_nothing_is_told_of_it() -> None:
    assert alerts(line(last_monev=None), NOBODY) == ()


def test_nihil_presses_after_two_quarters_that_are_over() -> None:
    assert alerts(line(came=(False, False, True))) == (Alert.NIHIL_AGAIN,)
    assert alerts(line(came=(False, True, False))) == ()
    # The running quarter does not count yet: the two before it do.
    running = date(2026, 8, 3)
    assert alerts(line(came=(False, False, True)), as_of=running) == ()
    assert alerts(line(came=(True, False, False)), as_of=running) == (Alert.NIHIL_AGAIN,)


def test_of_quarters_before_the_house_began_nothing_is_missing() -> None:
    quiet, none = line(came=(False, False, False)), Beside(last_monev={})

    for since, expected in (
        (date(2026, 4, 1), (Alert.NO_MONEV, Alert.NIHIL_AGAIN)),
        (date(2026, 4, 2), ()),
        (date(2026, 8, 3), ()),
    ):
        assert alerts(quiet, none, since=since) == expected


def test_a_case_that_was_brought_forward_is_no_nihil() -> None:
    waiting = Line(0, FollowUp(1, 0, 1, 1, 0), 0)
    found = line(came=(False, False, False))
    quarters = {q: {Kind.COMPLAINT: waiting, Kind.WBS: QUIET} for q in found.quarters}

    assert alerts(UnitLine(found.unit, quarters, 0, 2)) == ()


def test_what_presses_most_comes_first() -> None:
    units = [
        line("a"),
        line("b", overdue=1, alerts=(Alert.OVERDUE,)),
        line("c", alerts=(Alert.NIHIL_AGAIN,)),
        line("d", overdue=5, alerts=(Alert.OVERDUE,)),
        line("e", overdue=1, alerts=(Alert.OVERDUE, Alert.NIHIL_AGAIN)),
        line("f", alerts=(Alert.ONE_AT_DESK,)),
        line("g", came=(False, True, True)),
    ]

    assert [found.unit.slug for found in by_pressure(units)] == ["d", "e", "b", "f", "c", "a", "g"]
