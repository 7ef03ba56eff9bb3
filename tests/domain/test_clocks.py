"""Clocks: every trigger in every life of a case, kept on the last day and missed the day after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law_at_hand import NO_CALENDAR, period, shipped_law
from wbs.domain.clocks import (
    Clock,
    ClockRules,
    decide,
    nearest_due,
    starting_clocks,
    turn,
    verification_ran_out,
    with_calendar,
    with_class,
)
from wbs.domain.errors import Unavailable
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.period import Periods, Trigger

LAW = shipped_law()
PERIODS = LAW.periods
WBS = LAW.clock_rules(Kind.WBS, None)
COMPLAINT = LAW.clock_rules(Kind.COMPLAINT, None)
MONDAY = date(2026, 8, 3)
VERIFY_DUE = date(2026, 8, 6)  # three working days
REVIEW_DUE = date(2026, 9, 16)  # thirty, past 17 and 25 August

Step = tuple[Trigger, date]


def lived(rules: ClockRules, *steps: Step) -> dict[str, Clock]:
    """The clocks after these triggers, by period; the newest of a period."""
    clocks: tuple[Clock, ...] = ()
    for trigger, on in steps:
        clocks = turn(clocks, trigger, on, rules).clocks
    return {clock.period: clock for clock in sorted(clocks, key=lambda c: c.started_on)}


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def running(clocks: dict[str, Clock]) -> set[str]:
    return {name for name, clock in clocks.items() if clock.is_open}


def test_a_wbs_report_starts_with_its_three_clocks() -> None:
    clocks = lived(WBS, (Trigger.RECEIVED, MONDAY))

    assert {name: clock.due_on for name, clock in clocks.items()} == {
        "wbs_acknowledge": after(7),
        "wbs_review": REVIEW_DUE,
        "wbs_reply": after(30),
    }


def test_a_complaint_starts_with_verification_and_completion() -> None:
    clocks = lived(COMPLAINT, (Trigger.RECEIVED, MONDAY))

    assert {name: clock.due_on for name, clock in clocks.items()} == {
        "complaint_verify": VERIFY_DUE,
        "complaint_complete_normal": date(2026, 8, 24),
    }


def test_a_declaration_starts_with_the_superiors_decision() -> None:
    rules = LAW.clock_rules(Kind.CONFLICT_OF_INTEREST, None)

    clocks = lived(rules, (Trigger.DECLARED, MONDAY), (Trigger.DECIDED, after(9)))

    assert clocks["conflict_superior_decision"].due_on == date(2026, 8, 12)
    assert clocks["conflict_superior_decision"].met_on == after(9)


@pytest.mark.parametrize("trigger", Trigger)
@pytest.mark.parametrize("kind", Kind)
def test_a_trigger_ends_exactly_the_clocks_that_name_it(kind: Kind, trigger: Trigger) -> None:
    rules = LAW.clock_rules(kind, None)
    clocks = tuple(
        Clock(p.id, MONDAY, p.due_on(MONDAY, LAW.calendar))
        for p in PERIODS.in_force(kind, None, MONDAY)
    )

    decided = decide(clocks, trigger, after(1), rules.periods)

    ended = {clock.period for clock in decided.clocks if not clock.is_open}
    named = [
        p for p in PERIODS.in_force(kind, None, MONDAY) if trigger in p.ended_by | p.dropped_by
    ]
    assert ended == {p.id for p in named}
    dropped = {clock.period for clock in decided.clocks if clock.is_dropped}
    assert dropped == {p.id for p in named if trigger in p.dropped_by}


@pytest.mark.parametrize(
    ("review_on", "kept", "missed"),
    [
        (MONDAY, ("complaint_verify",), ()),
        (VERIFY_DUE, ("complaint_verify",), ()),
        (VERIFY_DUE + timedelta(days=1), (), ("complaint_verify",)),
    ],
    ids=str,
)
def test_a_clock_is_kept_on_its_last_day_and_missed_from_the_next(
    review_on: date, kept: tuple[str, ...], missed: tuple[str, ...]
) -> None:
    received = turn((), Trigger.RECEIVED, MONDAY, COMPLAINT)

    reviewed = turn(received.clocks, Trigger.REVIEW, review_on, COMPLAINT)

    assert (reviewed.kept, reviewed.missed) == (kept, missed)


def test_a_clock_whose_day_nobody_knows_is_ended_but_neither_kept_nor_missed() -> None:
    rules = ClockRules(Kind.COMPLAINT, None, PERIODS, NO_CALENDAR)
    received = turn((), Trigger.RECEIVED, MONDAY, rules)

    closed = turn(received.clocks, Trigger.CLOSED, after(400), rules)

    assert all(not clock.is_open for clock in closed.clocks)
    assert (closed.kept, closed.missed) == ((), ())


def test_closing_ends_every_clock_of_every_kind() -> None:
    for rules in (WBS, COMPLAINT):
        clocks = lived(
            rules,
            (Trigger.RECEIVED, MONDAY),
            (Trigger.REVIEW, after(1)),
            (Trigger.OFFICER_MESSAGE, after(2)),
            (Trigger.CLOSED, after(3)),
        )
        assert running(clocks) == set()


def test_the_reporters_silence_counts_from_the_last_message_of_the_office() -> None:
    clocks = lived(
        COMPLAINT,
        (Trigger.RECEIVED, MONDAY),
        (Trigger.OFFICER_MESSAGE, after(1)),
        (Trigger.OFFICER_MESSAGE, after(2)),
    )

    assert clocks["reporter_silence"].started_on == after(2)
    assert running(clocks) >= {"reporter_silence"}


def test_a_restarted_clock_leaves_no_other_of_its_period_running() -> None:
    clocks: tuple[Clock, ...] = ()
    for days in (0, 0, 1, 2):
        clocks = turn(clocks, Trigger.OFFICER_MESSAGE, after(days), COMPLAINT).clocks

    assert [c.started_on for c in clocks if c.period == "reporter_silence"] == [after(2)]


def test_the_reporters_answer_ends_the_silence_and_the_next_message_begins_another() -> None:
    clocks: tuple[Clock, ...] = ()
    for trigger, days in (
        (Trigger.OFFICER_MESSAGE, 0),
        (Trigger.REPORTER_MESSAGE, 3),
        (Trigger.OFFICER_MESSAGE, 4),
    ):
        clocks = turn(clocks, trigger, after(days), COMPLAINT).clocks

    silences = [c for c in clocks if c.period == "reporter_silence"]
    assert [(c.started_on, c.met_on) for c in silences] == [(MONDAY, after(3)), (after(4), None)]


def test_messages_of_one_day_leave_one_clock_and_it_runs() -> None:
    clocks: tuple[Clock, ...] = ()
    for trigger in (Trigger.OFFICER_MESSAGE, Trigger.REPORTER_MESSAGE, Trigger.OFFICER_MESSAGE):
        clocks = turn(clocks, trigger, MONDAY, COMPLAINT).clocks

    silences = [c for c in clocks if c.period == "reporter_silence"]
    assert [(c.started_on, c.met_on) for c in silences] == [(MONDAY, None)]


@pytest.mark.parametrize("days", [10, 40])
def test_the_reporters_silence_is_never_called_kept_or_missed(days: int) -> None:
    asked = turn((), Trigger.OFFICER_MESSAGE, MONDAY, COMPLAINT)

    for trigger in (Trigger.REPORTER_MESSAGE, Trigger.CLOSED):
        decided = turn(asked.clocks, trigger, after(days), COMPLAINT)
        assert (decided.kept, decided.missed) == ((), ())


def test_the_first_reply_is_asked_for_once_however_often_a_case_comes_back_to_review() -> None:
    clocks = lived(
        COMPLAINT,
        (Trigger.RECEIVED, MONDAY),
        (Trigger.REVIEW, after(1)),
        (Trigger.OFFICER_MESSAGE, after(2)),
        (Trigger.CLARIFICATION, after(2)),
        (Trigger.REVIEW, after(7)),
    )

    assert clocks["complaint_first_reply"].started_on == after(1)
    assert clocks["complaint_first_reply"].met_on == after(2)


@pytest.mark.parametrize("reopened_on", [after(3), after(30)], ids=["same day", "later"])
def test_a_reopened_complaint_owes_a_reply_again(reopened_on: date) -> None:
    clocks = lived(
        COMPLAINT,
        (Trigger.RECEIVED, MONDAY),
        (Trigger.REVIEW, after(3)),
        (Trigger.CLOSED, after(3)),
        (Trigger.REOPENED, reopened_on),
    )

    assert clocks["complaint_first_reply"].started_on == reopened_on
    assert running(clocks) == {"complaint_first_reply"}


@pytest.mark.parametrize(
    "trigger", [Trigger.OFFICER_MESSAGE, Trigger.CLARIFICATION, Trigger.REVIEW], ids=str
)
@pytest.mark.parametrize(
    ("days", "counted_from"), [(0, 0), (5, 5), (7, 7), (8, 7), (60, 7)], ids=str
)
def test_feedback_is_due_three_months_after_the_acknowledgement_or_the_end_of_its_period(
    days: int, counted_from: int, trigger: Trigger
) -> None:
    clocks = lived(WBS, (Trigger.RECEIVED, MONDAY), (trigger, after(days)))

    assert clocks["wbs_feedback"].started_on == after(counted_from)
    assert clocks["wbs_feedback"].due_on == date(2026, 11, after(counted_from).day)
    assert clocks["wbs_feedback"].is_open


def test_feedback_starts_once() -> None:
    clocks: tuple[Clock, ...] = ()
    for trigger, days in (
        (Trigger.RECEIVED, 0),
        (Trigger.OFFICER_MESSAGE, 2),
        (Trigger.REVIEW, 4),
        (Trigger.OFFICER_MESSAGE, 5),
    ):
        clocks = turn(clocks, trigger, after(days), WBS).clocks

    assert [c.started_on for c in clocks if c.period == "wbs_feedback"] == [after(2)]


@pytest.mark.parametrize(
    ("days", "kept", "missed"),
    [
        (2, {"wbs_acknowledge", "wbs_review", "wbs_reply", "wbs_feedback"}, set()),
        (20, {"wbs_review", "wbs_reply", "wbs_feedback"}, {"wbs_acknowledge"}),
        (200, set(), {"wbs_acknowledge", "wbs_review", "wbs_reply", "wbs_feedback"}),
    ],
)
def test_closing_a_report_nobody_answered_decides_the_feedback_too(
    days: int, kept: set[str], missed: set[str]
) -> None:
    received = turn((), Trigger.RECEIVED, MONDAY, WBS)

    closed = turn(received.clocks, Trigger.CLOSED, after(days), WBS)

    assert (set(closed.kept), set(closed.missed)) == (kept, missed)
    assert all(not clock.is_open for clock in closed.clocks)


def test_a_period_that_follows_one_without_a_known_day_starts_when_that_one_ended() -> None:
    follower = period("follower", counted_from=None, follows="first")
    first = period("first", ended_by=frozenset({Trigger.REVIEW}))
    rules = ClockRules(Kind.WBS, None, Periods((first, follower)), NO_CALENDAR)

    done = turn((Clock("first", MONDAY, None),), Trigger.REVIEW, after(9), rules)

    assert done.clocks[-1] == Clock("follower", after(9), after(12))


def test_a_period_that_is_not_in_force_does_not_follow() -> None:
    first = period("first", ended_by=frozenset({Trigger.REVIEW}))
    over = period("over", counted_from=None, follows="first", effective_to=date(2025, 1, 1))
    rules = ClockRules(Kind.WBS, None, Periods((first, over)), NO_CALENDAR)

    done = turn((Clock("first", MONDAY, after(3)),), Trigger.REVIEW, after(1), rules)

    assert [clock.period for clock in done.clocks] == ["first"]


@pytest.mark.parametrize("before", [None, *ComplaintClass], ids=str)
@pytest.mark.parametrize("decided", ComplaintClass)
def test_the_class_the_desk_sets_brings_its_period_as_if_known_from_the_start(
    before: ComplaintClass | None, decided: ComplaintClass
) -> None:
    received = turn((), Trigger.RECEIVED, MONDAY, LAW.clock_rules(Kind.COMPLAINT, before))
    rules = LAW.clock_rules(Kind.COMPLAINT, decided)

    clocks = with_class(received.clocks, MONDAY, rules)

    as_if = starting_clocks(Trigger.RECEIVED, MONDAY, rules)
    assert {(c.period, c.started_on, c.due_on) for c in clocks} == {
        (c.period, c.started_on, c.due_on) for c in as_if
    }


def test_a_class_leaves_ended_clocks_and_those_of_every_class_as_they_are() -> None:
    reviewed = tuple(
        lived(
            COMPLAINT,
            (Trigger.RECEIVED, MONDAY),
            (Trigger.REVIEW, after(1)),
            (Trigger.OFFICER_MESSAGE, after(2)),
        ).values()
    )

    clocks = with_class(
        reviewed, MONDAY, LAW.clock_rules(Kind.COMPLAINT, ComplaintClass.SUPERVISION)
    )

    stay = {clock for clock in reviewed if clock.period != "complaint_complete_normal"}
    assert stay < set(clocks)
    assert {c.period for c in set(clocks) - stay} == {"complaint_complete_supervision"}


def test_clocks_learn_their_day_when_the_year_becomes_known() -> None:
    blind = ClockRules(Kind.WBS, None, PERIODS, NO_CALENDAR)
    received = turn((), Trigger.RECEIVED, MONDAY, blind).clocks
    assert nearest_due(received) == (after(7), True)

    clocks = with_calendar(received, WBS)

    assert {c.period: c.due_on for c in clocks}["wbs_review"] == REVIEW_DUE
    assert nearest_due(clocks) == (after(7), False)


def test_what_is_ended_is_not_judged_anew_by_another_calendar() -> None:
    clock = Clock("wbs_review", MONDAY, after(1), met_on=after(1))

    assert with_calendar((clock,), WBS) == (clock,)


def test_nothing_is_due_where_nothing_runs() -> None:
    assert nearest_due(()) == (None, False)
    assert nearest_due((Clock("wbs_review", MONDAY, after(1), met_on=after(1)),)) == (None, False)


@pytest.mark.parametrize(
    ("today", "ran_out_on"),
    [
        (MONDAY, None),
        (VERIFY_DUE, None),
        (VERIFY_DUE + timedelta(days=1), VERIFY_DUE + timedelta(days=1)),
        (VERIFY_DUE + timedelta(days=50), VERIFY_DUE + timedelta(days=1)),
    ],
    ids=str,
)
def test_verification_runs_out_on_the_day_after_its_last(
    today: date, ran_out_on: date | None
) -> None:
    clocks = turn((), Trigger.RECEIVED, MONDAY, COMPLAINT).clocks

    assert verification_ran_out(clocks, today, PERIODS) == ran_out_on


@pytest.mark.parametrize(
    ("rules", "trigger"),
    [(COMPLAINT, Trigger.REVIEW), (COMPLAINT, Trigger.CLOSED), (WBS, Trigger.INVESTIGATION)],
    ids=["complaint reviewed", "complaint closed", "report investigated"],
)
def test_a_verification_that_was_done_never_runs_out(rules: ClockRules, trigger: Trigger) -> None:
    clocks = tuple(lived(rules, (Trigger.RECEIVED, MONDAY), (trigger, after(1))).values())

    assert verification_ran_out(clocks, after(300), PERIODS) is None


def test_a_verification_without_a_known_day_has_not_run_out() -> None:
    clocks = turn((), Trigger.RECEIVED, MONDAY, ClockRules(Kind.WBS, None, PERIODS, NO_CALENDAR))

    assert verification_ran_out(clocks.clocks, after(300), PERIODS) is None


@pytest.mark.parametrize(
    ("clock", "today", "is_late"),
    [
        (Clock("p", MONDAY, after(1)), after(1), False),
        (Clock("p", MONDAY, after(1)), after(2), True),
        (Clock("p", MONDAY, after(1), met_on=after(5)), after(6), False),
        (Clock("p", MONDAY, None), after(900), False),
    ],
    ids=["last day", "the day after", "ended", "unknown day"],
)
def test_only_a_running_clock_is_overdue(clock: Clock, today: date, is_late: bool) -> None:
    assert clock.is_overdue(today) is is_late


def test_a_clock_of_a_period_that_was_taken_out_of_the_rules_is_named() -> None:
    with pytest.raises(Unavailable, match="gone"):
        decide((Clock("gone", MONDAY, None),), Trigger.CLOSED, MONDAY, PERIODS)


LIVES = st.lists(
    st.tuples(st.sampled_from(list(Trigger)), st.integers(0, 40)), min_size=1, max_size=12
)


@given(kind=st.sampled_from([Kind.WBS, Kind.COMPLAINT]), life=LIVES)
def test_whatever_happens_no_clock_is_doubled_and_none_runs_twice(
    kind: Kind, life: list[tuple[Trigger, int]]
) -> None:
    rules = LAW.clock_rules(kind, None)
    clocks: tuple[Clock, ...] = ()
    day = MONDAY
    for trigger, days in life:
        day += timedelta(days=days)
        clocks = turn(clocks, trigger, day, rules).clocks

    names = [(clock.period, clock.started_on) for clock in clocks]
    running_periods = [clock.period for clock in clocks if clock.is_open]
    assert len(names) == len(set(names))
    assert len(running_periods) == len(set(running_periods))
    assert all(clock.met_on is None or clock.met_on >= clock.started_on for clock in clocks)
