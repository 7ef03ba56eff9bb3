"""What follows from custodians' answers, for every number of them that may be."""

from datetime import date
from itertools import product

import pytest

from wbs.domain import custodian
from wbs.domain.opening import Answers, RequestState, ends_on
from wbs.sealing import shares

SPLITS = [(k, n) for n in range(2, 6) for k in range(2, n + 1)]
TODAY = date(2026, 8, 3)


def expected(threshold: int, holders: int, approved: int, refused: int) -> RequestState:
    if approved >= threshold:
        return RequestState.APPROVED
    if holders - refused < threshold:
        return RequestState.REFUSED
    return RequestState.WAITING


@pytest.mark.parametrize(("threshold", "holders"), SPLITS)
def test_k_approve_and_too_many_refusals_refuse(threshold: int, holders: int) -> None:
    names = [str(n) for n in range(holders)]
    for replies in product((None, True, False), repeat=holders):
        approved = frozenset(n for n, r in zip(names, replies, strict=True) if r)
        refused = frozenset(n for n, r in zip(names, replies, strict=True) if r is False)
        answers = Answers(threshold, frozenset(names), approved, refused)

        assert answers.state is expected(threshold, holders, len(approved), len(refused))


def test_an_approval_of_one_who_holds_no_share_today_counts_as_given() -> None:
    assert Answers(2, frozenset("b"), frozenset("ab")).state is RequestState.APPROVED
    assert Answers(2, frozenset("b"), frozenset("a")).state is RequestState.WAITING
    assert Answers(2, frozenset(), frozenset("a")).state is RequestState.REFUSED


def test_a_request_waits_two_weeks_and_may_be_used_for_one() -> None:
    assert ends_on(RequestState.WAITING, TODAY) == date(2026, 8, 17)
    assert ends_on(RequestState.APPROVED, TODAY) == date(2026, 8, 10)


def test_only_a_request_that_waits_or_was_approved_runs() -> None:
    running = {state for state in RequestState if state.is_running}

    assert running == {RequestState.WAITING, RequestState.APPROVED}


def test_domain_and_sealing_bound_a_split_alike() -> None:
    """The domain knows no sealing, so both say it."""
    assert custodian.MIN_THRESHOLD == shares.MIN_THRESHOLD
    assert custodian.MAX_CUSTODIANS == shares.MAX_HOLDERS
