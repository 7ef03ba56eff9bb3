"""What those who keep a unit's evidence are told about monev: recommendations near or past their day, quarters without a meeting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.kinds import Kind
from wbs.domain.monev import Meeting, Progress, Recommendation, Standing, held_quarters
from wbs.domain.reminder import key_of
from wbs.domain.span import ReportingPeriod


class UnitOccasion(StrEnum):
    """Why a unit is reminded; the most pressing first."""

    RECOMMENDATION_OVERDUE = "recommendation_overdue"
    RECOMMENDATION_SOON = "recommendation_soon"
    QUARTER_WITHOUT_MONEV = "quarter_without_monev"


PRESSING = tuple(UnitOccasion)


@dataclass(frozen=True)
class UnitReminder:
    """One thing a unit is told: a recommendation by its id and last day, or a kind and the quarter that has no meeting."""

    occasion: UnitOccasion
    unit_id: str
    kind: Kind
    quarter: ReportingPeriod
    due_on: date | None = None
    recommendation_id: str = ""

    @property
    def key(self) -> str:
        """Names what is told to which unit: the same cause has the same key, however often it is found."""
        what = self.recommendation_id or self.quarter.code
        return key_of("wbs unit reminder", self.unit_id, self.occasion, self.kind, what)


def unit_reminders(
    unit_id: str,
    meetings: Iterable[Meeting],
    recommendations: Iterable[Recommendation],
    months: Mapping[Kind, int],
    today: date,
    soon_until: date,
) -> tuple[UnitReminder, ...]:
    """What the unit is told on *today*, the most pressing first; *soon_until* is the last day that is close.

    A quarter is told of while a meeting can still be held about it: until the one after is over.
    """
    found = (
        *_of_recommendations(recommendations, today, soon_until),
        *_of_quarters(unit_id, meetings, months, today),
    )
    return tuple(sorted(found, key=lambda r: (PRESSING.index(r.occasion), r.due_on or today)))


def _of_recommendations(
    recommendations: Iterable[Recommendation], today: date, soon_until: date
) -> Iterator[UnitReminder]:
    for each in recommendations:
        waits = each.progress(today) in (Progress.OPEN, Progress.IN_PROGRESS)
        if not waits or each.due_on > soon_until:
            continue
        late = each.is_overdue(today)
        yield UnitReminder(
            UnitOccasion.RECOMMENDATION_OVERDUE if late else UnitOccasion.RECOMMENDATION_SOON,
            each.unit_id,
            each.kind,
            each.quarter,
            each.due_on,
            each.id,
        )


def _of_quarters(
    unit_id: str, meetings: Iterable[Meeting], months: Mapping[Kind, int], today: date
) -> Iterator[UnitReminder]:
    last = ReportingPeriod.quarter_of(today).before()
    for kind, standings in held_quarters(meetings, last.year, today, months).items():
        if standings[last] is Standing.GAP:
            yield UnitReminder(UnitOccasion.QUARTER_WITHOUT_MONEV, unit_id, kind, last)
