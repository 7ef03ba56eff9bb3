"""What figures and documents support in a row: the answer, by which criterion, why, and what is missing.

Nothing here is a score, and nothing is answered: the unit and the assessors answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wbs.domain.conflict.duty import Coverage
from wbs.domain.evaluation.cadence import Due, DueState
from wbs.domain.evaluation.typed_figures import Counted
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.figures import FollowUp
from wbs.domain.kinds import Channel
from wbs.domain.span import ReportingPeriod

Value = int | Decimal | ReportingPeriod | DocumentKind


class Finding(StrEnum):
    """A sentence about a row; its values stand in it in their order."""

    THREE_NUMBERS = "three_numbers"
    NIHIL = "nihil"
    UNTOUCHED = "untouched"
    PERIODS_KEPT = "periods_kept"
    COUNTED = "counted"
    DUTIES_MAPPED = "duties_mapped"
    STATEMENTS = "statements"
    CHANNELS = "channels"
    REPLIES = "replies"
    DISCLOSURES = "disclosures"
    DESK = "desk"
    DOCUMENTS = "documents"
    # What is missing for the best answer:
    LACKS_EVIDENCE = "lacks_evidence"
    LACKS_MONEV = "lacks_monev"
    LACKS_CAMPAIGN = "lacks_campaign"
    RUNNING = "running"
    LACKS_KIND = "lacks_kind"
    LACKS_ANY = "lacks_any"
    LACKS_DESK = "lacks_desk"
    LACKS_NUMBERS = "lacks_numbers"
    LACKS_EMPLOYEES = "lacks_employees"
    LACKS_DUTIES = "lacks_duties"
    REST = "rest"
    STILL_OPEN = "still_open"
    LACKS_RECOMMENDATIONS = "lacks_recommendations"
    LACKS_OFFLINE = "lacks_offline"
    LACKS_CHANNELS = "lacks_channels"
    REPLIES_MISSED = "replies_missed"
    # What remains for people:
    NO_CRITERION = "no_criterion"
    FOR_PEOPLE = "for_people"
    SP4N_FOR_PEOPLE = "sp4n_for_people"
    NO_RULE = "no_rule"


@dataclass(frozen=True)
class Told:
    """One sentence with its values."""

    finding: Finding
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Support:
    """What a row's evidence supports. `answer` is of the sheet's words, empty where none is supported.

    `percentage` in hundredths of a percent, of rows that ask for one; `missing`: for the best answer.
    """

    answer: str
    because: tuple[Told, ...] = ()
    missing: tuple[Told, ...] = ()
    percentage: Decimal | None = None
    dues: tuple[Due, ...] = ()

    @property
    def gaps(self) -> tuple[ReportingPeriod, ...]:
        """The periods that are over and have no evidence."""
        return tuple(due.period for due in self.dues if due.state is DueState.LACKING)


@dataclass(frozen=True)
class Placed:
    """A document that counts under a row for a period."""

    kind: DocumentKind
    period: ReportingPeriod


@dataclass(frozen=True)
class Facts:
    """All that is known of a unit when its sheet is looked at; nothing that `small_cells` guards.

    `untouched`: complaints counted and open that nobody took up. `campaigns`: the days on which circulars began
    to be shown. `meetings`: by row, the periods in which its matter was monitored and evaluated, beside the
    documents that say so. `recommendations`: by row, what came of its evaluations, instead of typed figures.
    `channels`: how many complaints came in by which way; `replies`: periods of law for complaints, kept and missed.
    """

    period: ReportingPeriod
    as_of: date
    complaints: FollowUp
    untouched: int = 0
    has_complaint_desk: bool = False
    has_wbs_desk: bool = False
    has_upg: bool = False
    disclosures: int = 0
    campaigns: tuple[date, ...] = ()
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))
    stated: int | None = None
    employees: int | None = None
    documents: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    typed: Mapping[str, Counted] = field(default_factory=dict)
    meetings: Mapping[str, frozenset[ReportingPeriod]] = field(default_factory=dict)
    recommendations: Mapping[str, Counted] = field(default_factory=dict)
    channels: Mapping[Channel, int] = field(default_factory=dict)
    replies: tuple[int, int] = (0, 0)

    def of_year(self, code: str, *kinds: DocumentKind) -> int:
        """How many documents count under the row in the year looked at, of these kinds or of any."""
        return sum(
            placed.period.year == self.period.year and (not kinds or placed.kind in kinds)
            for placed in self.documents.get(code, ())
        )

    def counted(self, code: str) -> Counted | None:
        """What was counted for the row: of recorded recommendations, else what somebody typed."""
        return self.recommendations.get(code) or self.typed.get(code)
