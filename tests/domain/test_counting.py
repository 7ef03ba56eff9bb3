"""What harus, sedang, selesai and tidak diproses mean, case by case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from wbs.domain.case import Stage
from wbs.domain.clocks import Clock
from wbs.domain.counting import breakdowns, clock_figures, figures
from wbs.domain.errors import Tampered
from wbs.domain.event import Act
from wbs.domain.figures import (
    COUNTED_KINDS,
    ClockFigures,
    Dimension,
    Figures,
    FollowUp,
    Question,
    open_stages,
)
from wbs.domain.history import MOVING_NOTHING, CountedSpan, History, Step, stage_after
from wbs.domain.kinds import Anonymity, Kind
from wbs.domain.span import ReportingPeriod

UNIT = "a" * 32
Q3 = ReportingPeriod.parse("2026-Q3")


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def case(
    *spans: tuple[str, str | None],
    steps: tuple[Step, ...] = (),
    received: str = "07-01",
    kind: Kind = Kind.COMPLAINT,
    clocks: tuple[Clock, ...] = (),
) -> History:
    closings = tuple(Step(Act.CLOSED, day(end), "resolved") for _, end in spans if end is not None)
    return History(
        log_id="0",
        unit_id=UNIT,
        kind=kind,
        category="pungli",
        complaint_class=None,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        received_on=day(received),
        spans=tuple(CountedSpan(day(begin), day(end) if end else None) for begin, end in spans),
        steps=(Step(Act.RECEIVED, day(received)), *steps, *closings),
        clocks=clocks,
    )


def asked(*histories: History, period: str = "2026-Q3", as_of: str = "09-30") -> Figures:
    question = Question(frozenset({UNIT}), ReportingPeriod.parse(period), day(as_of))
    return figures(histories, question)


def numbers(*histories: History, period: str = "2026-Q3", as_of: str = "09-30") -> FollowUp:
    return asked(*histories, period=period, as_of=as_of).kinds[Kind.COMPLAINT].total.follow_up


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((("08-01", None),), FollowUp(0, 1, 1, 1, 0)),
        ((("08-01", "09-01"),), FollowUp(0, 1, 1, 0, 1)),
        ((("06-01", None),), FollowUp(1, 0, 1, 1, 0)),
        ((("06-01", "07-01"),), FollowUp(1, 0, 1, 0, 1)),
        ((("06-01", "06-30"),), FollowUp(0, 0, 0, 0, 0)),
        ((("10-01", None),), FollowUp(0, 0, 0, 0, 0)),
        ((("08-01", "10-01"),), FollowUp(0, 1, 1, 1, 0)),
        ((("09-30", "09-30"),), FollowUp(0, 1, 1, 0, 1)),
        ((("08-01", "08-01"), ("08-01", None)), FollowUp(0, 1, 1, 1, 0)),
        ((("08-01", "08-01"), ("08-01", "08-01")), FollowUp(0, 1, 1, 0, 1)),
        ((("06-01", "07-10"), ("08-01", None)), FollowUp(1, 0, 1, 1, 0)),
        ((("06-01", "06-10"), ("08-01", "09-01")), FollowUp(0, 1, 1, 0, 1)),
        ((("06-30", "07-01"), ("07-01", None)), FollowUp(1, 0, 1, 1, 0)),
    ],
    ids=[
        "counted within and open",
        "counted and closed within",
        "brought forward and open",
        "brought forward and closed on the first day",
        "closed the day before",
        "counted the day after",
        "closed after the day looked from",
        "counted and closed on the last day",
        "closed and reopened on one day",
        "closed twice on one day",
        "brought forward, closed, reopened",
        "closed before, reopened and closed within",
        "closed and reopened on the first day",
    ],
)
def test_each_case_is_counted_once_and_stands_where_the_day_finds_it(
    spans: tuple[tuple[str, str | None], ...], expected: FollowUp
) -> None:
    assert numbers(case(*spans)) == expected


def test_a_case_never_looked_into_is_not_to_be_followed_up() -> None:
    assert numbers(case()) == FollowUp(0, 0, 0, 0, 0)


def test_a_case_reopened_after_the_period_is_in_process_when_looked_at_later() -> None:
    reopened = case(("08-01", "08-20"), ("10-05", None))

    assert numbers(reopened, as_of="09-30") == FollowUp(0, 1, 1, 0, 1)
    assert numbers(reopened, as_of="10-05") == FollowUp(0, 1, 1, 1, 0)


def test_the_day_looked_from_cuts_off_what_came_later() -> None:
    assert numbers(case(("08-01", "08-20")), as_of="07-31") == FollowUp(0, 0, 0, 0, 0)
    assert numbers(case(("08-01", "08-20")), as_of="08-10") == FollowUp(0, 1, 1, 1, 0)


def test_months_do_not_add_up_to_the_quarter() -> None:
    found = asked(case(("07-10", "09-05"))).kinds[Kind.COMPLAINT]

    assert [line.follow_up.harus for line in found.months.values()] == [1, 1, 1]
    assert [line.follow_up.sedang for line in found.months.values()] == [1, 1, 0]
    assert found.total.follow_up.harus == 1


def test_only_complaints_stand_in_the_row_of_complaints() -> None:
    found = asked(case(("08-01", None), kind=Kind.WBS))

    assert found.kinds[Kind.COMPLAINT].is_nihil
    assert found.kinds[Kind.WBS].total.follow_up.harus == 1


def test_a_case_closed_before_it_counted_stands_apart_with_its_reason() -> None:
    refused = case(steps=(Step(Act.CLOSED, day("07-20"), "not_actionable", "incomplete"),))

    found = asked(refused).kinds[Kind.COMPLAINT]

    assert found.total.not_processed == 1
    assert found.not_processed == {("not_actionable", "incomplete"): 1}
    assert found.total.follow_up.harus == 0
    assert found.outcomes == {}


def test_a_case_closed_before_it_counted_and_then_reopened_is_counted_after_all() -> None:
    steps = (Step(Act.CLOSED, day("07-20"), "duplicate"), Step(Act.REOPENED, day("08-02")))
    mistaken = case(("08-02", None), steps=steps)

    assert asked(mistaken, as_of="08-01").kinds[Kind.COMPLAINT].total.not_processed == 1
    assert asked(mistaken, as_of="08-02").kinds[Kind.COMPLAINT].total.not_processed == 0


def test_outcomes_are_those_of_the_cases_completed() -> None:
    steps = (Step(Act.CLOSED, day("08-10"), "unsubstantiated", None, "<=14"),)
    reclosed = case(("07-20", "08-10"), ("08-11", "09-02"), steps=steps)

    found = asked(reclosed, case(("08-01", None))).kinds[Kind.COMPLAINT]

    assert found.outcomes == {("resolved", None): 1}
    assert found.days_open == {}


def test_stages_are_those_on_the_day_of_cases_still_open() -> None:
    steps = (
        Step(Act.REVIEW, day("07-05")),
        Step(Act.INVESTIGATION, day("07-20")),
        Step(Act.OVERDUE, day("08-20")),
        Step(Act.CLOSED, day("09-01"), "resolved"),
    )
    moving = case(steps=steps)

    def stages(as_of: str) -> dict[Stage, int]:
        return dict(asked(moving, as_of=as_of).kinds[Kind.COMPLAINT].stages)

    assert stages("07-04") == {Stage.RECEIVED: 1}
    assert stages("07-05") == {Stage.REVIEW: 1}
    assert stages("08-31") == {Stage.INVESTIGATION: 1}
    assert stages("09-01") == {}


def test_an_erased_case_stands_at_no_stage() -> None:
    erased = case(steps=(Step(Act.ERASED, day("07-02")),))

    assert asked(erased).kinds[Kind.COMPLAINT].stages == {}


@pytest.mark.parametrize(
    ("due", "met", "expected"),
    [
        ("08-10", "08-10", ClockFigures(1, 0, 0, 0)),
        ("08-10", "08-11", ClockFigures(0, 1, 0, 0)),
        ("08-10", None, ClockFigures(0, 1, 0, 0)),
        ("06-29", "07-05", None),
        ("06-30", None, ClockFigures(0, 1, 0, 0)),
        ("09-29", None, ClockFigures(0, 1, 0, 0)),
        ("09-30", None, ClockFigures(0, 0, 1, 0)),
        ("10-10", "10-01", ClockFigures(0, 0, 1, 0)),
        ("06-30", "06-30", None),
        (None, None, ClockFigures(0, 0, 0, 1)),
        (None, "08-01", ClockFigures(0, 0, 0, 1)),
    ],
)
def test_a_clock_is_decided_once_on_the_day_it_is_met_or_the_day_after_it_ran_out(
    due: str | None, met: str | None, expected: ClockFigures | None
) -> None:
    clock = Clock("c", day("06-01"), day(due) if due else None, day(met) if met else None)
    window = Question(frozenset({UNIT}), Q3, day("09-30")).window

    found = clock_figures([case(clocks=(clock,), received="06-01")], window)
    assert found.get("c") == expected


@pytest.mark.parametrize(
    ("received", "counted_in_june", "counted_in_july"),
    [
        ("06-11", ClockFigures(0, 1, 0, 0), None),
        ("06-30", ClockFigures(0, 1, 0, 0), None),
        ("07-01", None, ClockFigures(0, 1, 0, 0)),
    ],
)
def test_a_clock_that_ran_out_before_anybody_disclosed_is_missed_when_the_case_came_in(
    received: str, counted_in_june: ClockFigures | None, counted_in_july: ClockFigures | None
) -> None:
    clock = Clock("recipient_to_upg", day("06-01"), day("06-10"), day(received))
    disclosed = case(clocks=(clock,), received=received, kind=Kind.GRATIFICATION)

    for code, expected in (("2026-06", counted_in_june), ("2026-07", counted_in_july)):
        period = ReportingPeriod.parse(code)
        window = Question(frozenset({UNIT}), period, day("09-30")).window
        assert clock_figures([disclosed], window).get("recipient_to_upg") == expected


def test_a_disclosure_is_shown_by_kind_but_is_none_of_the_sheets_three_numbers() -> None:
    disclosed = case(("07-01", "08-01"), kind=Kind.GRATIFICATION)

    found = asked(disclosed, case(("07-01", None)))

    assert found.kinds[Kind.COMPLAINT].total.follow_up == FollowUp(0, 1, 1, 1, 0)
    assert found.kinds[Kind.GRATIFICATION].total.received == 1
    assert found.kinds[Kind.GRATIFICATION].outcomes == {("resolved", None): 1}
    assert COUNTED_KINDS == (Kind.COMPLAINT, Kind.WBS)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("kind", Kind)
def test_a_case_stands_only_where_its_kind_can_stand(kind: Kind, act: Act) -> None:
    stage = stage_after(kind, act)

    own = {*open_stages(kind), Stage.CLOSED}
    belongs = act.value in {s.value for s in own} or act in {Act.RECEIVED, Act.REOPENED}
    assert not belongs or stage in own
    assert (stage is None) is (act in {*MOVING_NOTHING, Act.ERASED})


def test_a_clock_not_started_yet_is_not_running() -> None:
    clock = Clock("c", day("10-01"), day("10-10"))
    window = Question(frozenset({UNIT}), Q3, day("09-30")).window

    assert clock_figures([case(clocks=(clock,))], window) == {}


def test_breakdowns_reach_over_the_whole_quarter_and_stop_at_the_day() -> None:
    question = Question(frozenset({UNIT}), ReportingPeriod.parse("2026-08"), day("08-15"))
    received = ("06-30", "07-31", "08-01", "08-15", "08-16")

    found = breakdowns([case(received=r) for r in received], question)

    cells = found[Kind.COMPLAINT, Dimension.CATEGORY]
    assert {(m.code, v): n for (m, v), n in cells.items()} == {
        ("2026-07", "pungli"): 1,
        ("2026-08", "pungli"): 2,
    }
    assert (Kind.WBS, Dimension.COMPLAINT_CLASS) not in found


@pytest.mark.parametrize(
    ("selesai", "harus", "percentage"),
    [(157, 170, "92.35"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (0, 5, "0.00"),
     (7, 7, "100.00"), (1, 800, "0.13"), (1, 16000, "0.01"), (1, 32000, "0.00")],
)  # fmt: skip
def test_the_percentage_has_two_decimals_and_rounds_halves_up(
    selesai: int, harus: int, percentage: str
) -> None:
    assert FollowUp(0, harus, harus, harus - selesai, selesai).percentage == Decimal(percentage)


def test_nothing_to_follow_up_has_no_percentage() -> None:
    found = asked()

    assert found.kinds[Kind.COMPLAINT].is_nihil
    assert found.kinds[Kind.COMPLAINT].total.follow_up.percentage is None


def test_numbers_that_do_not_add_up_are_not_shown() -> None:
    two_open_spans = case(("07-01", None), ("07-05", "08-01"))
    no_closing = case(("07-01", None))
    closed_without_event = History(
        **{**vars(no_closing), "spans": (CountedSpan(day("07-01"), day("08-01")),)}
    )

    with pytest.raises(Tampered, match="three numbers"):
        asked(two_open_spans).verify()
    with pytest.raises(Tampered, match="outcomes"):
        asked(closed_without_event).verify()
    assert asked(no_closing).verify() is None  # type: ignore[func-returns-value]


def test_reasons_that_do_not_add_up_are_not_shown() -> None:
    refused = case(steps=(Step(Act.CLOSED, day("07-20"), "duplicate"),))
    found = asked(refused).kinds[Kind.COMPLAINT]

    with pytest.raises(Tampered, match="reasons"):
        replace(found, not_processed={}).verify()
