"""The history of one case as its counting unit's ledger holds it: content-free days and words.

A case is *counted* from the day it enters review or its verification clock runs out, until it is
closed; reopened, it is counted again. Whoever was counted and closed on one day was counted that day.
A disclosure or declaration is counted from the day it came in: nobody decides whether it is to be worked on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wbs.domain.case import Outcome, Stage, first_stage
from wbs.domain.clocks import Clock
from wbs.domain.event import Act
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement
from wbs.domain.kinds import COUNTED_AT_ONCE, Anonymity, Channel, ComplaintClass, Kind

CLOSING = frozenset({Act.CLOSED, Act.FORWARDED})
MOVING_NOTHING = frozenset({Act.OVERDUE, Act.FORWARDED_TO_KPK, Act.RECAPPED})
_STAGE_AFTER: dict[Act, Stage] = {
    Act.CLARIFICATION: Stage.CLARIFICATION,
    Act.REVIEW: Stage.REVIEW,
    Act.INVESTIGATION: Stage.INVESTIGATION,
    Act.FOLLOW_UP: Stage.FOLLOW_UP,
    Act.RETURNED: Stage.RETURNED,
    Act.SUBMITTED: Stage.SUBMITTED,
    Act.REVIEWED: Stage.REVIEWED,
    Act.RECORDED: Stage.RECORDED,
    Act.DETERMINED: Stage.DETERMINED,
    Act.SETTLED: Stage.SETTLED,
    Act.DECIDED: Stage.DECIDED,
    Act.CONTROLLED: Stage.CONTROLLED,
    Act.CLOSED: Stage.CLOSED,
    Act.FORWARDED: Stage.CLOSED,
}


def stage_after(kind: Kind, act: Act) -> Stage | None:
    """Where *act* leaves a case of this kind; None where it leaves none, or moves nothing."""
    if act is Act.RECEIVED:
        return first_stage(kind)
    if act is Act.REOPENED:
        return first_stage(kind) if kind in COUNTED_AT_ONCE else Stage.REVIEW
    return _STAGE_AFTER.get(act)


@dataclass(frozen=True)
class CountedSpan:
    """A stretch in which the case is counted; spans of a case follow each other."""

    counted_on: date
    closed_on: date | None

    def is_open_on(self, day: date) -> bool:
        """Whether the stretch has begun and not ended when *day* is over."""
        return self.counted_on <= day and (self.closed_on is None or self.closed_on > day)


@dataclass(frozen=True)
class Step:
    """One event of the case, as far as figures need it."""

    act: Act
    occurred_on: date
    outcome: str | None = None
    outcome_detail: str | None = None
    days_open: str | None = None


@dataclass(frozen=True)
class Reviewed:
    """What the UPG's sheets left of a disclosure in clear. `objects`: kind → how many, and their rupiah."""

    reviewed_on: date
    outcome: Outcome
    objects: Mapping[ObjectKind, tuple[int, int]]
    forwarded_on: date | None = None
    forwarded_by: ForwardedBy | None = None
    determined_on: date | None = None
    determination: Outcome | None = None
    settled_on: date | None = None
    settlement: Settlement | None = None


def decided_on(clock: Clock, known_on: date) -> tuple[bool, date] | None:
    """Whether the clock was kept, and the day that decided it; None while nothing does.

    Kept on or before its last day, missed from the next; but one that began before the case came in,
    with a gratuity, is decided no earlier than *known_on*, the day that it did.
    """
    if clock.due_on is None:
        return None
    if clock.met_on is not None and clock.met_on <= clock.due_on:
        return True, clock.met_on
    return False, max(clock.due_on + timedelta(days=1), known_on)


@dataclass(frozen=True)
class History:
    """Everything the figures may know of one case at one counting unit."""

    log_id: str
    unit_id: str
    kind: Kind
    category: str
    complaint_class: ComplaintClass | None
    anonymity: Anonymity
    fear_of_reprisal: bool
    received_on: date
    spans: tuple[CountedSpan, ...] = ()
    steps: tuple[Step, ...] = ()
    clocks: tuple[Clock, ...] = ()
    reviewed: Reviewed | None = None
    channel: Channel = Channel.WEB

    def is_open_on(self, day: date) -> bool:
        """Whether it is counted and open when *day* is over."""
        return any(span.is_open_on(day) for span in self.spans)

    def is_completed_on(self, day: date) -> bool:
        """Whether it was counted, and the last stretch that began by *day* has ended by *day*."""
        begun = [span for span in self.spans if span.counted_on <= day]
        return bool(begun) and begun[-1].closed_on is not None and begun[-1].closed_on <= day

    def was_counted_by(self, day: date) -> bool:
        """Whether it was ever counted up to *day*."""
        return any(span.counted_on <= day for span in self.spans)

    def closing_by(self, day: date) -> Step | None:
        """The last closing up to *day*."""
        closings = [s for s in self.steps if s.act in CLOSING and s.occurred_on <= day]
        return closings[-1] if closings else None

    def stage_on(self, day: date) -> Stage | None:
        """Where it stands when *day* is over; None where it was not yet received, or was erased."""
        known = [s.act for s in self.steps if s.occurred_on <= day and s.act not in MOVING_NOTHING]
        return stage_after(self.kind, known[-1]) if known else None
