"""What is counted for the evaluation sheet, and what must hold between the numbers.

Two rooms produce these values: `domain/counting.py` from histories, which says what is meant, and
`store/figures/figures.py` by SQL, which is fast. Tests hold the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from wbs.domain.case import NEXT_STAGES, Stage, procedures_of
from wbs.domain.errors import Tampered
from wbs.domain.gratification.gratuity_figures import GratuityFigures
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod

# The sheet's three numbers are of these.
COUNTED_KINDS = (Kind.COMPLAINT, Kind.WBS)
# These stand in the tables by kind: what came in, where it is, how it ended, which periods were kept.
SHOWN_KINDS = (*COUNTED_KINDS, Kind.GRATIFICATION, Kind.CONFLICT_OF_INTEREST)
OPEN_STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)

Ending = tuple[str, str | None]  # an outcome and its detail


def open_stages(kind: Kind) -> tuple[Stage, ...]:
    """The stages at which a case of this kind is open, in order."""
    known = {stage for procedure in procedures_of(kind) for stage in NEXT_STAGES[procedure]}
    return tuple(stage for stage in OPEN_STAGES if stage in known)


class Dimension(StrEnum):
    """By what the cases received are broken down, month by month."""

    CATEGORY = "category"
    COMPLAINT_CLASS = "complaint_class"
    ANONYMITY = "anonymity"
    REPRISAL = "reprisal"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Window:
    """Days *start* to *until*, looked at from the end of *as_of*."""

    start: date
    until: date
    as_of: date


@dataclass(frozen=True)
class Question:
    """For which counting units, for which period, as of which day."""

    unit_ids: frozenset[str]
    period: ReportingPeriod
    as_of: date

    @property
    def window(self) -> Window:
        """The period as far as it is known, looked at from the day asked for."""
        return Window(self.period.start, min(self.period.end, self.as_of), self.as_of)

    @property
    def months(self) -> tuple[ReportingPeriod, ...]:
        """The months of the period that have begun."""
        return tuple(month for month in self.period.months if month.start <= self.as_of)

    @property
    def parts(self) -> tuple[ReportingPeriod, ...]:
        """The months of the period that have begun, then its quarters that have; of a month no quarter."""
        quarters = self.period.quarters if self.period.months_long > 1 else ()
        return (*self.months, *(q for q in quarters if q.start <= self.as_of))

    def part_window(self, part: ReportingPeriod) -> Window:
        """A part on its own: looked at from its last day, or from the day asked for."""
        until = min(part.end, self.as_of)
        return Window(part.start, until, until)

    @property
    def breakdown_months(self) -> tuple[ReportingPeriod, ...]:
        """The months, begun, of every quarter the period touches."""
        months = (month for quarter in self.period.quarters for month in quarter.months)
        return tuple(month for month in months if month.start <= self.as_of)


@dataclass(frozen=True)
class FollowUp:
    """The three numbers of the sheet, and where *harus* comes from; each counts a case once."""

    brought_forward: int
    new: int
    harus: int
    sedang: int
    selesai: int

    @property
    def percentage(self) -> Decimal | None:
        """*selesai* of *harus* in hundredths of a percent; None where there is nothing to divide by."""
        if self.harus == 0:
            return None
        exact = Decimal(100 * self.selesai) / Decimal(self.harus)
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

    def __add__(self, other: "FollowUp") -> "FollowUp":
        return FollowUp(
            self.brought_forward + other.brought_forward,
            self.new + other.new,
            self.harus + other.harus,
            self.sedang + other.sedang,
            self.selesai + other.selesai,
        )

    def verify(self) -> None:
        """Pass where the numbers agree with each other.

        Raises:
            Tampered: they were found each by its own query and do not add up.
        """
        if not self.harus == self.sedang + self.selesai == self.brought_forward + self.new:
            raise Tampered("the three numbers do not add up")


NOTHING = FollowUp(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Line:
    """One line of a table: what came in, the three numbers, and what was closed before it counted."""

    received: int
    follow_up: FollowUp
    not_processed: int


@dataclass(frozen=True)
class KindFigures:
    """The figures of one kind of case.

    `parts` are months and quarters. `outcomes` and `days_open` are of the cases of *selesai*; `stages` of those open on the day asked for.
    """

    kind: Kind
    total: Line
    parts: Mapping[ReportingPeriod, Line]
    units: Mapping[str, Line]
    not_processed: Mapping[Ending, int]
    outcomes: Mapping[Ending, int]
    days_open: Mapping[str, int]
    stages: Mapping[Stage, int]

    @property
    def months(self) -> Mapping[ReportingPeriod, Line]:
        """A line for every month, in order."""
        return {part: line for part, line in self.parts.items() if part.months_long == 1}

    @property
    def quarters(self) -> Mapping[ReportingPeriod, Line]:
        """A line for every quarter, in order; none for a period of one month."""
        return {part: line for part, line in self.parts.items() if part.months_long > 1}

    @property
    def is_nihil(self) -> bool:
        """Whether there was nothing to follow up."""
        return self.total.follow_up.harus == 0

    def verify(self) -> None:
        """Pass where the numbers agree with each other.

        Raises:
            Tampered: they do not.
        """
        for line in (self.total, *self.parts.values(), *self.units.values()):
            line.follow_up.verify()
        if sum(self.outcomes.values()) != self.total.follow_up.selesai:
            raise Tampered("outcomes do not add up to the cases completed")
        if sum(self.not_processed.values()) != self.total.not_processed:
            raise Tampered("reasons do not add up to the cases not processed")


@dataclass(frozen=True)
class ClockFigures:
    """One statutory or customary period: how often it was kept, missed, is running, cannot be computed."""

    kept: int
    missed: int
    running: int
    awaits_calendar: int


@dataclass(frozen=True)
class Figures:
    """The answer to a question. Holds nothing that `small_cells` guards."""

    question: Question
    kinds: Mapping[Kind, KindFigures]
    clocks: Mapping[str, ClockFigures]
    gratuities: GratuityFigures

    def verify(self) -> None:
        """Pass where every number agrees with the others.

        Raises:
            Tampered: rows were changed behind the ledger's back.
        """
        for kind in self.kinds.values():
            kind.verify()
        self.gratuities.verify()

    @property
    def numbers(self) -> dict[str, int]:
        """What later exports are held against: the follow-up of each counted kind, by "kind/name"."""
        return {
            f"{kind.value}/{name}": value
            for kind in COUNTED_KINDS
            for line in (self.kinds[kind].total,)
            for name, value in (
                ("received", line.received),
                *vars(line.follow_up).items(),
                ("not_processed", line.not_processed),
            )
        }


Cells = Mapping[tuple[ReportingPeriod, str], int]  # only what is not zero
Breakdowns = Mapping[tuple[Kind, Dimension], Cells]
