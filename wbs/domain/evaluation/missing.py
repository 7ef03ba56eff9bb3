"""What those who keep a unit's evidence are told of a due period without any.

Of a row that asks whether monev was held they are told by its room (`domain/monev_reminder.py`), as it knows when
a meeting can still be held and where it is written down: one cause, told once.
"""

from dataclasses import dataclass

from wbs.domain.evaluation.rules import MONEV_ROWS
from wbs.domain.reminder import key_of
from wbs.domain.span import ReportingPeriod


@dataclass(frozen=True)
class EvidenceReminder:
    """A unit has no evidence of a row for a due period."""

    unit_id: str
    lke_code: str
    period: ReportingPeriod

    @property
    def key(self) -> str:
        """Names what is told to which unit: the same cause has the same key, however often it is found."""
        return key_of("wbs evidence reminder", self.unit_id, self.lke_code, self.period.code)


def told_by_monev(lke_code: str) -> bool:
    """Whether a period of the row that lacks evidence is told as a quarter without monev."""
    return lke_code in MONEV_ROWS
