"""The procedure of reports: all pairs of stages, all outcomes before and after review."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from wbs.domain.case import (
    DETAILS,
    NEXT_STAGES,
    OUTCOMES_BEFORE_REVIEW,
    OUTCOMES_OF,
    Case,
    Outcome,
    OutcomeDetail,
    Procedure,
    Stage,
)
from wbs.domain.errors import Invalid, Refused
from wbs.domain.kinds import Anonymity, Channel, Kind

RECEIVED_ON = date(2026, 8, 3)
LATER = date(2026, 8, 20)
STAGES = NEXT_STAGES[Procedure.REPORT]
STAGE_PAIRS = list(product(Stage, Stage))
ALLOWED = [
    (before, after)
    for before, after in STAGE_PAIRS
    if after in STAGES.get(before, ()) and after is not Stage.CLOSED
]
FORBIDDEN = [pair for pair in STAGE_PAIRS if pair not in ALLOWED]
ENDINGS = list(product(Outcome, [None, *OutcomeDetail]))


def case(stage: Stage = Stage.RECEIVED, *, reviewed: bool | None = None) -> Case:
    """A case at this stage; reviewed if it can only have come there through review."""
    if reviewed is None:
        reviewed = stage not in {Stage.RECEIVED, Stage.CLARIFICATION}
    is_closed = stage is Stage.CLOSED
    return Case(
        id="c",
        log_id="l",
        kind=Kind.WBS,
        unit_id="u",
        counting_unit_id="u",
        desk_id="d",
        category="korupsi",
        complaint_class=None,
        channel=Channel.WEB,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        stage=stage,
        outcome=Outcome.UNSUBSTANTIATED if is_closed else None,
        outcome_detail=None,
        received_on=RECEIVED_ON,
        reviewed=reviewed,
        counted_on=RECEIVED_ON if reviewed else None,
        closed_on=RECEIVED_ON if is_closed else None,
    )


def test_the_procedure_is_the_one_that_was_written_down() -> None:
    assert {(str(before), str(after)) for before, after in ALLOWED} == {
        ("received", "clarification"),
        ("received", "review"),
        ("clarification", "review"),
        ("review", "clarification"),
        ("review", "investigation"),
        ("investigation", "follow_up"),
        ("closed", "review"),
    }
    assert {stage for stage in STAGES if Stage.CLOSED in STAGES[stage]} == set(STAGES) - {
        Stage.CLOSED
    }


@pytest.mark.parametrize(("before", "after"), ALLOWED, ids=str)
def test_a_move_of_the_procedure_changes_the_stage_and_opens_the_case(
    before: Stage, after: Stage
) -> None:
    moved = case(before).move(after, LATER)

    assert moved.stage is after
    assert moved.is_open
    assert (moved.outcome, moved.outcome_detail, moved.closed_on) == (None, None, None)


@pytest.mark.parametrize(("before", "after"), FORBIDDEN, ids=str)
def test_every_other_move_is_refused(before: Stage, after: Stage) -> None:
    with pytest.raises(Refused, match=f"{before} cannot become {after}"):
        case(before).move(after, LATER)


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.CLARIFICATION])
def test_a_case_counts_from_the_day_it_enters_review(stage: Stage) -> None:
    moved = case(stage).move(Stage.REVIEW, LATER)

    assert moved.reviewed
    assert moved.counted_on == LATER


def test_a_case_that_counts_already_keeps_its_day() -> None:
    overdue = replace(case(), counted_on=date(2026, 8, 7))

    assert overdue.move(Stage.REVIEW, LATER).counted_on == date(2026, 8, 7)


def test_a_case_that_returns_from_clarification_keeps_its_day() -> None:
    asked_again = case(Stage.REVIEW).move(Stage.CLARIFICATION, LATER)

    assert asked_again.move(Stage.REVIEW, LATER).counted_on == RECEIVED_ON


def test_clarification_alone_neither_reviews_nor_counts_a_case() -> None:
    moved = case().move(Stage.CLARIFICATION, LATER)

    assert not moved.reviewed
    assert moved.counted_on is None


@pytest.mark.parametrize("reviewed", [True, False])
def test_a_reopened_case_counts_again_from_that_day(reviewed: bool) -> None:
    reopened = case(Stage.CLOSED, reviewed=reviewed).move(Stage.REVIEW, LATER)

    assert reopened.counted_on == LATER
    assert reopened.reviewed
    assert reopened.possible_outcomes() == OUTCOMES_OF[Procedure.REPORT]


def is_possible(outcome: Outcome, detail: OutcomeDetail | None, *, reviewed: bool) -> bool:
    belongs = detail in DETAILS[outcome] if outcome in DETAILS else detail is None
    possible = OUTCOMES_OF[Procedure.REPORT] if reviewed else OUTCOMES_BEFORE_REVIEW
    return belongs and outcome in possible


@pytest.mark.parametrize("reviewed", [True, False], ids=["reviewed", "before review"])
@pytest.mark.parametrize(("outcome", "detail"), ENDINGS, ids=str)
def test_a_case_closes_with_the_outcomes_it_can_have_and_no_other(
    outcome: Outcome, detail: OutcomeDetail | None, reviewed: bool
) -> None:
    open_case = case(Stage.REVIEW, reviewed=reviewed)

    if is_possible(outcome, detail, reviewed=reviewed):
        closed = open_case.close(outcome, detail, LATER)
        assert (closed.stage, closed.outcome, closed.outcome_detail, closed.closed_on) == (
            Stage.CLOSED,
            outcome,
            detail,
            LATER,
        )
        assert not closed.is_open
    else:
        with pytest.raises((Refused, Invalid)):
            open_case.close(outcome, detail, LATER)


def test_before_review_nothing_can_have_been_found() -> None:
    assert case().possible_outcomes() == {
        Outcome.NOT_ACTIONABLE,
        Outcome.FORWARDED,
        Outcome.DUPLICATE,
        Outcome.WITHDRAWN,
    }


@pytest.mark.parametrize(
    ("outcome", "detail", "reason"),
    [
        (Outcome.FORWARDED, None, "not_chosen"),
        (Outcome.FORWARDED, OutcomeDetail.ILLOGICAL, "unknown"),
        (Outcome.NOT_ACTIONABLE, None, "not_chosen"),
        (Outcome.NOT_ACTIONABLE, OutcomeDetail.KPK, "unknown"),
        (Outcome.SUBSTANTIATED, OutcomeDetail.KPK, "unknown"),
    ],
    ids=str,
)
def test_a_missing_detail_and_a_wrong_one_are_told_apart(
    outcome: Outcome, detail: OutcomeDetail | None, reason: str
) -> None:
    with pytest.raises(Invalid) as caught:
        case(Stage.REVIEW).close(outcome, detail, LATER)

    assert (caught.value.field, caught.value.reason) == ("outcome_detail", reason)


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {Stage.CLOSED}), ids=str)
def test_work_can_end_at_every_stage(stage: Stage) -> None:
    assert case(stage).close(Outcome.WITHDRAWN, None, LATER).closed_on == LATER


def test_a_closed_case_cannot_be_closed_again() -> None:
    with pytest.raises(Refused):
        case(Stage.CLOSED).close(Outcome.WITHDRAWN, None, LATER)


@pytest.mark.parametrize("is_counted", [True, False])
def test_closing_leaves_the_day_from_which_a_case_counted(is_counted: bool) -> None:
    before = case(Stage.REVIEW) if is_counted else case()

    assert before.close(Outcome.DUPLICATE, None, LATER).counted_on == before.counted_on
