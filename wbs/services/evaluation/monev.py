"""What recorded monev meetings say in the sheet: about which quarters a unit met, and what became of what it recommended.

A row without recorded recommendations goes by the numbers the unit typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.evaluation.typed_figures import Counted
from wbs.domain.evidence_document import is_within
from wbs.domain.figure_export import MonevLine
from wbs.domain.monev import MONITORED, ROWS
from wbs.domain.span import ReportingPeriod
from wbs.store.database import Work
from wbs.store.evidence import monev

MonevPeriods = Callable[
    [Work, str, ReportingPeriod, date], Mapping[str, frozenset[ReportingPeriod]]
]


def met_about(
    work: Work, unit_id: str, year: ReportingPeriod, as_of: date
) -> Mapping[str, frozenset[ReportingPeriod]]:
    """By row, the quarters of the year about which the unit had met at the end of a day."""
    stored = monev.meetings_of(work, [unit_id])
    meetings = [
        each.meeting
        for each in stored
        if each.meeting.counts(as_of) and is_within(each.meeting.quarter, year)
    ]
    return {
        ROWS[kind].evaluated: frozenset(m.quarter for m in meetings if kind in m.kinds)
        for kind in MONITORED
    }


def recommended(line: MonevLine) -> Mapping[str, Counted]:
    """By row, how many recommendations for the quarters of the period the export tells of, and of these followed up.

    What was cancelled counts for neither side; a row of which nothing is left is absent.
    """
    found: dict[str, Counted] = {}
    for kind, stands in line.followed_up.items():
        code, asked = ROWS[kind].followed_up, stands.given - stands.cancelled
        if code and asked:
            found[code] = Counted(asked, stands.done, asked - stands.done)
    return found


@dataclass(frozen=True)
class Monev:
    """The question whether a unit met, answered by whoever records meetings."""

    periods: MonevPeriods = met_about


MONEV = Monev()
