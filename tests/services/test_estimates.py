"""A deadline that was counted across unconfirmed holidays is told as an estimate to the reporter."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import report
from wbs.services.tracking.track_case import read_case

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("received_on", "estimates"),
    [
        (datetime(2027, 3, 1, 9, tzinfo=JAKARTA), ["Verification and review of the report"]),
        (datetime(2026, 8, 3, 9, tzinfo=JAKARTA), []),
    ],
    ids=["across unconfirmed holidays", "across confirmed ones"],
)
def test_the_reporter_is_told_which_day_may_still_move(
    cast: Cast, clock: Clock, received_on: datetime, estimates: list[str]
) -> None:
    clock.at = received_on
    reported = report(cast.context)

    case = read_case(cast.context, reported.enter(cast.context))

    assert [d.label.english for d in case.deadlines if d.is_estimate] == estimates
