"""The course of a case: what its events, and nothing else, make of it.

Whoever counts lines and whoever holds rows against the log ask the same functions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from wbs.domain.case import STAGE_OUTCOMES, Stage
from wbs.domain.event import Act, Event
from wbs.domain.history import CLOSING, MOVING_NOTHING, CountedSpan, stage_after
from wbs.domain.kinds import COUNTED_AT_ONCE, Kind

_REVIEWING = frozenset({Stage.REVIEW, *STAGE_OUTCOMES})
_REVIEWED = frozenset({Act.REVIEWED, Act.RECORDED})
# With these what was decided of a disclosure no longer stands.
_TAKEN_BACK = frozenset({Act.REOPENED, Act.SUBMITTED})


class Happened(Protocol):
    """An act and its day."""

    @property
    def act(self) -> Act:
        """What happened."""

    @property
    def occurred_on(self) -> date:
        """The day on which it did."""


@dataclass(frozen=True)
class Decided:
    """What the sheets of a disclosure must have left, by the events since it was last taken back."""

    reviewed: Event
    forwarded: Event | None = None
    determined: Event | None = None
    settled: Event | None = None


@dataclass(frozen=True)
class Course:
    """Where its events leave a case of one log. `closed_on` is None while it is open.

    `is_erased`, `has_left`: no case stands in the register under this log id any more.
    """

    received_on: date
    stage: Stage | None
    outcome: str | None
    outcome_detail: str | None
    reviewed: bool
    closed_on: date | None
    spans: tuple[CountedSpan, ...]
    is_erased: bool
    has_left: bool

    @property
    def counted_on(self) -> date | None:
        """The day from which it counts, or last counted."""
        return self.spans[-1].counted_on if self.spans else None

    @property
    def is_uncounted(self) -> bool:
        """Whether it is open and was never counted."""
        return not self.spans and self.closed_on is None


def spans_of(kind: Kind, steps: Iterable[Happened]) -> Iterable[CountedSpan]:
    """Counted from review, overdue or reopening to closing; some kinds from receipt."""
    starts = {
        Act.REOPENED,
        *((Act.RECEIVED,) if kind in COUNTED_AT_ONCE else (Act.REVIEW, Act.OVERDUE)),
    }
    since: date | None = None
    for step in steps:
        if since is None and step.act in starts:
            since = step.occurred_on
        if since is not None and step.act in CLOSING:
            yield CountedSpan(since, step.occurred_on)
            since = None
    if since is not None:
        yield CountedSpan(since, None)


def course_of(events: Sequence[Event]) -> Course:
    """The course of a case with these events, one at least, in their order."""
    first, last = events[0], events[-1]
    moves = [e for e in events if e.act not in {*MOVING_NOTHING, Act.ERASED}]
    stages = [stage_after(e.kind, e.act) for e in moves]
    stage = stages[-1] if stages else None
    closings = [e.occurred_on for e in events if e.act in CLOSING]
    return Course(
        received_on=first.occurred_on,
        stage=stage,
        outcome=last.outcome,
        outcome_detail=last.outcome_detail,
        reviewed=not _REVIEWING.isdisjoint(stages),
        closed_on=closings[-1] if closings and stage is Stage.CLOSED else None,
        spans=tuple(spans_of(first.kind, events)),
        is_erased=last.act is Act.ERASED,
        has_left=last.act is Act.FORWARDED,
    )


def decided_of(events: Iterable[Event]) -> Decided | None:
    """What stands decided about a disclosure with these events; None where nothing does."""
    found: dict[str, Event] = {}
    for event in events:
        if event.act in _TAKEN_BACK:
            found = {}
        elif event.act in _REVIEWED:
            found = {"reviewed": event}
        elif found and event.act is Act.FORWARDED_TO_KPK:
            found["forwarded"] = event
        elif found and event.act is Act.DETERMINED:
            found["determined"] = event
        elif found and event.act is Act.SETTLED:
            found["settled"] = event
    return Decided(**found) if found else None
