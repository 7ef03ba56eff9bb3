"""How often evidence is expected, and how each due period stands."""

from datetime import date

import pytest

from tests.sheets import ROWS
from wbs.domain.evaluation.cadence import MONTHS_LONG, DueState, due, due_periods
from wbs.domain.span import ReportingPeriod

Q2 = ReportingPeriod.parse("2026-Q2")


@pytest.mark.parametrize(
    ("cadence", "asked", "periods"),
    [
        ("quarterly", "2026", "2026-Q1 2026-Q2 2026-Q3 2026-Q4"),
        ("quarterly", "2026-S2", "2026-Q3 2026-Q4"),
        ("quarterly", "2026-05", "2026-Q2"),
        ("semester", "2026-Q3", "2026-S2"),
        ("semester", "2026", "2026-S1 2026-S2"),
        ("monthly", "2026-Q1", "2026-01 2026-02 2026-03"),
        ("annual", "2026-02", "2026"),
        ("now and then", "2026", ""),
    ],
)
def test_a_period_is_cut_by_the_cadence_or_lies_in_one_piece(
    cadence: str, asked: str, periods: str
) -> None:
    found = due_periods(cadence, ReportingPeriod.parse(asked))

    assert [p.code for p in found] == periods.split()


@pytest.mark.parametrize(
    ("as_of", "pieces", "by_system", "state"),
    [
        (date(2026, 3, 31), 0, False, DueState.AHEAD),
        (date(2026, 4, 1), 0, False, DueState.RUNNING),
        (date(2026, 6, 29), 0, False, DueState.RUNNING),
        (date(2026, 6, 30), 0, False, DueState.LACKING),
        (date(2026, 6, 30), 1, False, DueState.FILED),
        (date(2026, 4, 1), 2, True, DueState.FILED),
        (date(2026, 6, 30), 0, True, DueState.BY_SYSTEM),
    ],
)
def test_a_period_lacks_evidence_from_the_end_of_its_last_day(
    as_of: date, pieces: int, by_system: bool, state: DueState
) -> None:
    found = due(Q2, as_of, pieces, by_system=by_system)

    assert found.state is state
    assert found.has_evidence is (bool(pieces) or by_system)
    assert found.is_over is (as_of >= Q2.end)


def test_every_row_of_the_sheet_has_a_cadence_that_is_known() -> None:
    assert {row.cadence for row in ROWS} <= MONTHS_LONG.keys()
