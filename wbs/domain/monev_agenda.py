"""What an agenda begins with: the figures of the quarter, and how many cases are overdue for how long.

Security: ages are told in classes. A day would give the day on which a report came in, which stands in no
pack of a unit.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wbs.domain.figure_export import FigureExport
from wbs.domain.kinds import Kind
from wbs.domain.monev import MONITORED, Progress, Recommendation


class Age(StrEnum):
    """For how many days a case has been overdue."""

    UP_TO_14 = "up_to_14"
    UP_TO_30 = "up_to_30"
    UP_TO_90 = "up_to_90"
    OVER_90 = "over_90"


LAST_DAYS = ((14, Age.UP_TO_14), (30, Age.UP_TO_30), (90, Age.UP_TO_90))
Overdue = Mapping[Kind, Mapping[Age, int]]


@dataclass(frozen=True)
class AgendaFigures:
    """The figures of a quarter as far as whoever asked may see them, and what was overdue on their day.

    `unfinished`: how many earlier recommendations about a kind are neither done nor cancelled today, and how
    many of those are past their last day.
    """

    export: FigureExport
    overdue: Overdue
    unfinished: Mapping[Kind, tuple[int, int]] = field(default_factory=dict)


def age_of(due_on: date, as_of: date) -> Age:
    """For how long something has been overdue at the end of a day."""
    days = (as_of - due_on).days
    return next((age for last, age in LAST_DAYS if days <= last), Age.OVER_90)


def count_overdue(cases: Iterable[tuple[Kind, date]], as_of: date) -> dict[Kind, dict[Age, int]]:
    """How many cases of each kind have been overdue for how long. A case is given once, with its first day missed."""
    counted = Counter((kind, age_of(due_on, as_of)) for kind, due_on in cases)
    kinds = {kind for kind, _ in counted}
    return {kind: {age: counted[kind, age] for age in Age} for kind in kinds}


def count_unfinished(
    recommendations: Iterable[Recommendation], today: date
) -> dict[Kind, tuple[int, int]]:
    """How many about each kind are neither done nor cancelled, and how many of those are past their last day."""
    begun = (Progress.OPEN, Progress.IN_PROGRESS)
    left = [each for each in recommendations if each.progress(today) in begun]
    return {
        kind: (
            sum(each.kind is kind for each in left),
            sum(each.kind is kind and each.is_overdue(today) for each in left),
        )
        for kind in MONITORED
    }
