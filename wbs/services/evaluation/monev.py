"""Where recorded monev meetings come in: what the sheet asks of them, until somebody records any.

Without them minutes and written accounts filed under a row say that its matter was monitored, and the unit types
how many recommendations were followed up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.evaluation.typed_figures import Counted
from wbs.domain.span import ReportingPeriod
from wbs.store.database import Work

MonevPeriods = Callable[[Work, str, int, date], Mapping[str, frozenset[ReportingPeriod]]]
Recommendations = Callable[[Work, str, int, date], Mapping[str, Counted]]


def no_meetings(
    _work: Work, _unit_id: str, _year: int, _as_of: date
) -> Mapping[str, frozenset[ReportingPeriod]]:
    """By row, the periods of that year about which the unit had met at the end of a day: none are recorded."""
    return {}


def no_recommendations(
    _work: Work, _unit_id: str, _year: int, _as_of: date
) -> Mapping[str, Counted]:
    """By row, how many recommendations of that year there were then, and of these followed up: none are recorded."""
    return {}


@dataclass(frozen=True)
class Monev:
    """Both questions, answered by whoever records meetings."""

    periods: MonevPeriods = no_meetings
    recommendations: Recommendations = no_recommendations


MONEV = Monev()
