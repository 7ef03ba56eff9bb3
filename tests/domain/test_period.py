"""Periods: to what they apply, since when, and when they end."""

from datetime import date

import pytest

from tests.law_at_hand import NO_CALENDAR, period, shipped_law
from wbs.domain.case import Outcome
from wbs.domain.errors import Unavailable
from wbs.domain.event import Act
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.period import Party, Periods, PeriodUnit, Trigger, triggers_of

PERIODS = shipped_law().periods
CALENDAR = shipped_law().calendar
MONDAY = date(2026, 8, 3)


@pytest.mark.parametrize("act", Act)
def test_it_is_settled_for_every_act_what_it_does_to_clocks(act: Act) -> None:
    triggers = triggers_of(act, None)

    decides_nothing = act in {Act.OVERDUE, Act.ERASED}
    assert (not triggers) is decides_nothing
    assert act is Act.FORWARDED or all(trigger.value == act.value for trigger in triggers)


def test_a_case_forwarded_within_the_house_closes_at_the_desk_it_leaves() -> None:
    assert triggers_of(Act.FORWARDED, Outcome.FORWARDED) == (Trigger.CLOSED,)


DECISIONS = {
    (Act.REVIEWED, Outcome.RECORDED): Trigger.NOT_FORWARDED,
    (Act.REVIEWED, Outcome.HANDLED_BY_AGENCY): Trigger.NOT_FORWARDED,
    (Act.DETERMINED, Outcome.STATE_PROPERTY): Trigger.STATE_PROPERTY,
    (Act.DETERMINED, Outcome.RECIPIENT_PROPERTY): Trigger.RECIPIENT_PROPERTY,
    (Act.DETERMINED, Outcome.NOT_PROCESSED): Trigger.NOT_PROCESSED,
}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("act", Act)
def test_an_outcome_adds_a_trigger_to_the_decision_that_gave_it_and_to_no_other(
    act: Act, outcome: Outcome
) -> None:
    more = DECISIONS.get((act, outcome))

    assert triggers_of(act, outcome) == triggers_of(act, None) + ((more,) if more else ())


def test_no_act_is_the_day_on_which_the_gratuity_was_received_or_its_object_would_spoil() -> None:
    entered = {Trigger.PERISHABLE, Trigger.GRATUITY}

    assert not entered & {t for act in Act for o in Outcome for t in triggers_of(act, o)}


@pytest.mark.parametrize(
    ("complaint_class", "completion"),
    [
        (None, "complaint_complete_normal"),
        (ComplaintClass.NORMAL, "complaint_complete_normal"),
        (ComplaintClass.INFORMATION, "complaint_complete_information"),
        (ComplaintClass.SUPERVISION, "complaint_complete_supervision"),
    ],
)
def test_each_class_of_complaint_has_one_period_of_completion(
    complaint_class: ComplaintClass | None, completion: str
) -> None:
    found = [p.id for p in PERIODS.in_force(Kind.COMPLAINT, complaint_class, MONDAY)]

    assert [name for name in found if name.startswith("complaint_complete")] == [completion]


def test_no_period_is_shared_between_kinds() -> None:
    of_kind = {k: {p.id for p in PERIODS.in_force(k, None, MONDAY)} for k in Kind}

    assert of_kind[Kind.WBS] == {"wbs_acknowledge", "wbs_review", "wbs_reply", "wbs_feedback"}
    assert of_kind[Kind.COMPLAINT] == {
        "complaint_verify",
        "complaint_first_reply",
        "complaint_complete_normal",
        "reporter_silence",
    }
    assert of_kind[Kind.CONFLICT_OF_INTEREST] == {"conflict_superior_decision"}
    assert of_kind[Kind.GRATIFICATION] == {
        *("recipient_to_upg", "recipient_to_kpk", "upg_to_kpk", "completeness"),
        *("kpk_determination", "decree_delivery", "object_handover", "unclaimed_object"),
        "perishable_recap_to_kpk",
    }


@pytest.mark.parametrize(
    ("unit", "last_day"),
    [
        (PeriodUnit.WORKING_DAYS, date(2026, 8, 6)),
        (PeriodUnit.DAYS, date(2026, 8, 6)),
        (PeriodUnit.MONTHS, date(2026, 11, 3)),
    ],
)
def test_a_period_ends_by_its_own_unit(unit: PeriodUnit, last_day: date) -> None:
    assert period(amount=3, unit=unit).due_on(MONDAY, CALENDAR) == last_day


def test_only_working_days_wait_for_a_calendar() -> None:
    assert period(unit=PeriodUnit.WORKING_DAYS).due_on(MONDAY, NO_CALENDAR) is None
    assert period(unit=PeriodUnit.DAYS).due_on(MONDAY, NO_CALENDAR) is not None
    assert period(unit=PeriodUnit.MONTHS).due_on(MONDAY, NO_CALENDAR) is not None


@pytest.mark.parametrize(
    ("day", "amount"),
    [(date(2025, 12, 31), 7), (date(2026, 1, 1), 5), (date(2027, 3, 3), 5)],
    ids=str,
)
def test_a_clock_runs_by_the_version_in_force_on_the_day_it_started(day: date, amount: int) -> None:
    old = period(amount=7, effective_to=date(2025, 12, 31))
    new = period(amount=5, effective_from=date(2026, 1, 1))

    assert Periods((new, old)).find("verify", day).amount == amount


@pytest.mark.parametrize(
    ("name", "day"), [("verify", date(2019, 12, 31)), ("another", MONDAY)], ids=str
)
def test_a_period_that_is_not_in_the_rules_is_named(name: str, day: date) -> None:
    with pytest.raises(Unavailable, match=name):
        Periods((period(),)).find(name, day)


def test_it_is_settled_who_has_to_keep_each_period() -> None:
    waits = {p.id: p.waits_for for p in PERIODS.all if not p.binds_office}

    assert waits == {
        "reporter_silence": Party.REPORTER,
        "completeness": Party.REPORTER,
        "kpk_determination": Party.KPK,
        "decree_delivery": Party.KPK,
    }
