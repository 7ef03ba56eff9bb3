"""How long a case is kept: counted from closing, moved by what is written afterwards, stopped by a hold."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law_at_hand import shipped_law
from wbs.domain.case import OUTCOMES_OF, Case, Outcome, Stage, procedures_of
from wbs.domain.errors import Refused
from wbs.domain.kinds import Anonymity, Channel, Kind
from wbs.domain.retention import (
    ErasureProposal,
    ErasureReason,
    HoldReason,
    Keeping,
    LegalHold,
    require_erasable,
    require_second,
    retention_of,
)

RULES = shipped_law().retention
CLOSED_ON = date(2026, 8, 31)
HOLD = LegalHold(HoldReason.PROCEEDINGS, CLOSED_ON, "o")
ONE_DAY = timedelta(days=1)


def a_case(kind: Kind = Kind.WBS, outcome: Outcome = Outcome.NOT_ACTIONABLE) -> Case:
    return Case(
        id="c",
        log_id="l",
        kind=kind,
        unit_id="u",
        counting_unit_id="u",
        desk_id="d",
        category="lainnya",
        complaint_class=None,
        channel=Channel.WEB,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        stage=Stage.CLOSED,
        outcome=outcome,
        outcome_detail=None,
        received_on=date(2026, 8, 3),
        reviewed=True,
        counted_on=None,
        closed_on=CLOSED_ON,
    )


ENDS = {
    (Kind.WBS, Outcome.SUBSTANTIATED): date(2031, 8, 31),
    (Kind.COMPLAINT, Outcome.PARTLY_SUBSTANTIATED): date(2031, 8, 31),
    (Kind.WBS, Outcome.NOT_ACTIONABLE): date(2028, 8, 31),
    (Kind.COMPLAINT, Outcome.WITHDRAWN): date(2028, 8, 31),
    (Kind.WBS, Outcome.UNSUBSTANTIATED): date(2029, 8, 31),
    (Kind.GRATIFICATION, Outcome.STATE_PROPERTY): date(2031, 8, 31),
    (Kind.GRATIFICATION, Outcome.DUPLICATE): date(2028, 8, 31),
}


@pytest.mark.parametrize(("kind", "outcome"), ENDS, ids=str)
def test_the_period_is_that_of_kind_and_outcome_from_the_day_of_closing(
    kind: Kind, outcome: Outcome
) -> None:
    ends_on = ENDS[kind, outcome]
    case = a_case(kind, outcome)

    for today, keeping in {
        CLOSED_ON: Keeping.KEPT,
        ends_on - timedelta(days=31): Keeping.KEPT,
        ends_on - timedelta(days=30): Keeping.NEAR,
        ends_on: Keeping.NEAR,
        ends_on + ONE_DAY: Keeping.OVER,
    }.items():
        found = retention_of(case, None, None, RULES, today)
        assert (found.keeping, found.ends_on) == (keeping, ends_on), today


@pytest.mark.parametrize("kind", Kind)
def test_every_outcome_of_every_kind_has_exactly_one_period(kind: Kind) -> None:
    outcomes = {o for procedure in procedures_of(kind) for o in OUTCOMES_OF[procedure]}
    for outcome in outcomes:
        named = [r for r in RULES.rules if kind in r.kinds and outcome in r.outcomes]
        assert len(named) <= 1
        assert RULES.rule_for(kind, outcome).months >= 24


def test_what_is_written_after_closing_begins_the_period_anew() -> None:
    later = CLOSED_ON + timedelta(days=200)

    found = retention_of(a_case(), later, None, RULES, CLOSED_ON)

    assert (found.since, found.ends_on) == (later, date(2029, 3, 19))


def test_what_was_written_before_closing_moves_nothing() -> None:
    found = retention_of(a_case(), date(2026, 8, 4), None, RULES, CLOSED_ON)

    assert found.since == CLOSED_ON


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_an_open_case_is_never_near_its_end_however_old_it_is(stage: Stage) -> None:
    case = replace(a_case(), stage=stage, closed_on=None, outcome=None)

    found = retention_of(case, case.received_on, None, RULES, date(2099, 1, 1))

    assert (found.keeping, found.ends_on) == (Keeping.OPEN, None)
    with pytest.raises(Refused):
        require_erasable(found)


@pytest.mark.parametrize("is_open", [True, False])
def test_a_held_case_is_never_erased(is_open: bool) -> None:
    case = replace(a_case(), stage=Stage.REVIEW, closed_on=None) if is_open else a_case()

    found = retention_of(case, None, HOLD, RULES, date(2099, 1, 1))

    assert found.keeping is Keeping.HELD
    with pytest.raises(Refused):
        require_erasable(found)


@pytest.mark.parametrize("keeping", Keeping)
def test_only_what_is_past_its_period_may_be_erased(keeping: Keeping) -> None:
    found = replace(retention_of(a_case(), None, None, RULES, CLOSED_ON), keeping=keeping)

    if keeping is Keeping.OVER:
        require_erasable(found)
    else:
        with pytest.raises(Refused):
            require_erasable(found)


def test_nobody_confirms_twice_or_what_they_proposed() -> None:
    proposed = ErasureProposal("c", ErasureReason.SCHEDULE, CLOSED_ON, "budi")
    confirmed = replace(proposed, confirmed_on=CLOSED_ON, confirmed_by="indah")

    require_second(proposed, "indah")
    for found, who in product([proposed, confirmed], ["budi", "indah"]):
        if (found, who) != (proposed, "indah"):
            with pytest.raises(Refused):
                require_second(found, who)


def test_a_confirmed_erasure_is_due_from_the_next_day_on_and_an_unconfirmed_one_never() -> None:
    proposed = ErasureProposal("c", ErasureReason.SCHEDULE, CLOSED_ON, "budi")
    confirmed = replace(proposed, confirmed_on=CLOSED_ON, confirmed_by="indah")

    assert not proposed.is_due(date(2099, 1, 1))
    assert not confirmed.is_due(CLOSED_ON)
    assert confirmed.is_due(CLOSED_ON + ONE_DAY)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
def test_no_case_near_its_end_was_closed_after_the_day_from_which_the_list_is_read(
    today: date, days: int
) -> None:
    closed_on = today - timedelta(days=days)
    for kind, outcome in ENDS:
        case = replace(a_case(kind, outcome), closed_on=closed_on)
        if retention_of(case, None, None, RULES, today).keeping in {Keeping.NEAR, Keeping.OVER}:
            assert closed_on <= RULES.nothing_ends_before(today)
