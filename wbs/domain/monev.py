"""Monev: what a unit's meetings on its own work evaluated, what they recommended, and what became of it.

A meeting evaluates one quarter. It counts for that quarter, not for the one in which it was held: the third
quarter is evaluated in October.

Regulation: [LKE-90-2021]: rows A.1.V.iii.c and d, iv.b and c, v.d and e ask whether the work was evaluated
regularly, and whether all, some or none of what came out of it was followed up
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.kinds import Kind
from wbs.domain.lke import EvaluationSheet
from wbs.domain.span import ReportingPeriod

MONITORED = (Kind.COMPLAINT, Kind.WBS, Kind.GRATIFICATION, Kind.CONFLICT_OF_INTEREST)
QUARTERLY = 3
# How many months may pass between two meetings, by the cadence of the row that asks for them.
MONTHS: Mapping[str, int] = {
    "monthly": QUARTERLY,
    "quarterly": QUARTERLY,
    "semester": 6,
    "annual": 12,
}


@dataclass(frozen=True)
class MonevRows:
    """Which rows of the evaluation sheet ask whether a kind was evaluated and followed up.

    None where no row asks: then `evaluated` is where its papers are filed.
    """

    evaluated: str
    followed_up: str | None


ROWS: Mapping[Kind, MonevRows] = {
    Kind.COMPLAINT: MonevRows("A.1.V.iii.c", "A.1.V.iii.d"),
    Kind.WBS: MonevRows("A.1.V.iv.b", "A.1.V.iv.c"),
    Kind.GRATIFICATION: MonevRows("A.1.V.i.b", None),
    Kind.CONFLICT_OF_INTEREST: MonevRows("A.1.V.v.d", "A.1.V.v.e"),
}


class Standing(StrEnum):
    """How a quarter stands for a kind."""

    HELD = "held"
    COVERED = "covered"
    """No meeting evaluated it; one of the same half-year did, and the row asks for no more."""
    GAP = "gap"
    """It is over, and nothing of what the row asks for was held."""
    OPEN = "open"
    """There is time left."""


class Regularity(StrEnum):
    """How a kind was evaluated, in the words of the evaluation sheet."""

    REGULAR = "regular"
    IRREGULAR = "irregular"
    NEVER = "never"


class Progress(StrEnum):
    """How far a recommendation has come."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class Extent(StrEnum):
    """How much of what was recommended is done: *seluruh, sebagian, belum*; or there is nothing to do."""

    ALL = "all"
    SOME = "some"
    NONE_YET = "none_yet"
    NOTHING = "nothing"


# The answers of the evaluation sheet that these support. Nothing is awarded: people answer.
EVALUATED: Mapping[Regularity, str] = {
    Regularity.REGULAR: "A",
    Regularity.IRREGULAR: "B",
    Regularity.NEVER: "C",
}
FOLLOWED_UP: Mapping[Extent, str | None] = {
    Extent.ALL: "A",
    Extent.SOME: "B",
    Extent.NONE_YET: "C",
    Extent.NOTHING: None,
}
# What may follow what. Nothing goes back to the beginning: what was begun stays begun.
NEXT_PROGRESS: Mapping[Progress, tuple[Progress, ...]] = {
    Progress.OPEN: (Progress.IN_PROGRESS, Progress.DONE, Progress.CANCELLED),
    Progress.IN_PROGRESS: (Progress.DONE, Progress.CANCELLED),
    Progress.DONE: (Progress.IN_PROGRESS,),
    Progress.CANCELLED: (Progress.IN_PROGRESS,),
}


@dataclass(frozen=True)
class Meeting:
    """A meeting: which quarter it evaluated, for which kinds, and when it was written down."""

    id: str
    unit_id: str
    quarter: ReportingPeriod
    kinds: frozenset[Kind]
    held_on: date
    attendees: int
    entered_on: date

    def counts(self, as_of: date) -> bool:
        """Whether it was held by that day. One that is planned counts for nothing yet."""
        return self.held_on <= as_of


@dataclass(frozen=True)
class ProgressStep:
    """What became of a recommendation on a day. `proof` is an evidence document; it may be withdrawn later."""

    progress: Progress
    taken_on: date
    proof: str | None = None
    proof_gone_on: date | None = None


@dataclass(frozen=True)
class Recommendation:
    """What a meeting asked to be done about one kind, by when, and the steps taken, oldest first."""

    id: str
    meeting_id: str
    unit_id: str
    quarter: ReportingPeriod
    kind: Kind
    due_on: date
    entered_on: date
    steps: tuple[ProgressStep, ...] = ()

    def step(self, as_of: date) -> ProgressStep | None:
        """The last step taken by that day."""
        taken = [step for step in self.steps if step.taken_on <= as_of]
        return taken[-1] if taken else None

    def progress(self, as_of: date) -> Progress:
        """How far it had come on that day. Done without its proof is not done: the document was withdrawn."""
        step = self.step(as_of)
        if step is None:
            return Progress.OPEN
        gone = step.proof is None or (
            step.proof_gone_on is not None and step.proof_gone_on <= as_of
        )
        if step.progress is Progress.DONE and gone:
            return Progress.IN_PROGRESS
        return step.progress

    def is_overdue(self, as_of: date) -> bool:
        """Whether its last day is over and it is neither done nor cancelled."""
        return self.due_on < as_of and self.progress(as_of) in (
            Progress.OPEN,
            Progress.IN_PROGRESS,
        )


@dataclass(frozen=True)
class FollowedUp:
    """How many recommendations were given, and how they stand. Cancelled ones are told apart and count for neither side."""

    given: int
    done: int
    in_progress: int
    overdue: int
    cancelled: int

    @property
    def extent(self) -> Extent:
        """In the sheet's words. What was cancelled makes nothing *all*: of nothing but that there is nothing."""
        asked = self.given - self.cancelled
        if asked == 0:
            return Extent.NOTHING
        if self.done == asked:
            return Extent.ALL
        return Extent.SOME if self.done else Extent.NONE_YET


def months_of(sheet: EvaluationSheet) -> dict[Kind, int]:
    """How many months may pass between two meetings on each kind: by the cadence of its row, a quarter without one."""
    cadences = {row.code: row.cadence for row in sheet.rows}
    return {k: MONTHS.get(cadences.get(ROWS[k].evaluated, ""), QUARTERLY) for k in MONITORED}


def held_quarters(
    meetings: Iterable[Meeting], year: int, as_of: date, months: Mapping[Kind, int] | None = None
) -> dict[Kind, dict[ReportingPeriod, Standing]]:
    """How each quarter of the year stands for each kind, as of the end of a day.

    *meetings* are those of one unit; *months* are those of `months_of`, every quarter without.
    """
    held = {(kind, m.quarter) for m in meetings if m.counts(as_of) for kind in m.kinds}
    quarters = ReportingPeriod(year, 1, 12).quarters
    standings: dict[Kind, dict[ReportingPeriod, Standing]] = {}
    for kind in MONITORED:
        long = (months or {}).get(kind, QUARTERLY)
        seen = frozenset(quarter for of, quarter in held if of is kind)
        standings[kind] = {quarter: _standing(quarter, seen, long, as_of) for quarter in quarters}
    return standings


def _standing(
    quarter: ReportingPeriod, held: frozenset[ReportingPeriod], months: int, as_of: date
) -> Standing:
    if quarter in held:
        return Standing.HELD
    first = quarter.first_month - (quarter.first_month - 1) % months
    span = ReportingPeriod(quarter.year, first, months)
    if held & set(span.quarters):
        return Standing.COVERED
    return Standing.GAP if span.end <= as_of else Standing.OPEN  # the day is over, too


def regularity(standings: Iterable[Standing]) -> Regularity:
    """How regular that is; a quarter that is still open breaks no row."""
    found = set(standings)
    if Standing.HELD not in found:
        return Regularity.NEVER
    return Regularity.IRREGULAR if Standing.GAP in found else Regularity.REGULAR


def follow_up(
    recommendations: Iterable[Recommendation], kind: Kind, period: ReportingPeriod, as_of: date
) -> FollowedUp:
    """How what was recommended about *kind* for the quarters of *period* stood at the end of a day.

    A month takes the quarter around it. What was written down after that day is not known yet.
    """
    quarters = set(period.quarters)
    given = [
        each
        for each in recommendations
        if each.kind is kind and each.quarter in quarters and each.entered_on <= as_of
    ]
    progress = [each.progress(as_of) for each in given]
    return FollowedUp(
        given=len(given),
        done=progress.count(Progress.DONE),
        in_progress=progress.count(Progress.IN_PROGRESS),
        overdue=sum(each.is_overdue(as_of) for each in given),
        cancelled=progress.count(Progress.CANCELLED),
    )
