"""How often a row of the evaluation sheet expects evidence, and for which periods there is some.

Regulation: [LKE-90-2021]: of a row that asks whether something is done regularly, A and B differ by that alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.span import ReportingPeriod

MONTHS_LONG: Mapping[str, int] = {"monthly": 1, "quarterly": 3, "semester": 6, "annual": 12}


class DueState(StrEnum):
    """How it stands with the evidence of one due period."""

    FILED = "filed"
    BY_SYSTEM = "by_system"
    """Nobody has to file anything: the figures of this installation are the evidence."""
    LACKING = "lacking"
    """The period is over and there is nothing."""
    RUNNING = "running"
    AHEAD = "ahead"


HAS_EVIDENCE = frozenset({DueState.FILED, DueState.BY_SYSTEM})


@dataclass(frozen=True)
class Due:
    """A period for which the row expects evidence. `pieces`: how many documents and meetings there are."""

    period: ReportingPeriod
    state: DueState
    pieces: int
    is_over: bool

    @property
    def has_evidence(self) -> bool:
        """Whether there is anything to show for it."""
        return self.state in HAS_EVIDENCE


def due_periods(cadence: str, asked: ReportingPeriod) -> tuple[ReportingPeriod, ...]:
    """The periods of that cadence in *asked*, or the one around it; none where the cadence is not known."""
    length = MONTHS_LONG.get(cadence)
    if length is None:
        return ()
    starts = (1 + (month.first_month - 1) // length * length for month in asked.months)
    return tuple(dict.fromkeys(ReportingPeriod(asked.year, start, length) for start in starts))


def due(period: ReportingPeriod, as_of: date, pieces: int, *, by_system: bool) -> Due:
    """How the period stands at the end of *as_of*."""
    is_over = period.end <= as_of
    if pieces:
        state = DueState.FILED
    elif by_system:
        state = DueState.BY_SYSTEM
    elif is_over:
        state = DueState.LACKING
    else:
        state = DueState.AHEAD if period.start > as_of else DueState.RUNNING
    return Due(period, state, pieces, is_over)
