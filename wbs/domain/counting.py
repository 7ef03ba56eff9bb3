"""Counts histories. This is what the figures mean; `store/figures/figures.py` must give the same.

Regulation: [LKE-90-2021]: row A.2.V.ii counts complaints only.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from wbs.domain.figures import (
    COUNTED_KINDS,
    SHOWN_KINDS,
    Breakdowns,
    ClockFigures,
    Dimension,
    Ending,
    Figures,
    FollowUp,
    KindFigures,
    Line,
    Question,
    Window,
    open_stages,
)
from wbs.domain.gratification.gratuity_counting import gratuity_figures
from wbs.domain.history import History, decided_on
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod

COMPLAINT_ONLY = frozenset({Dimension.COMPLAINT_CLASS})
READ: dict[Dimension, Callable[[History], str]] = {
    Dimension.CATEGORY: lambda history: history.category,
    Dimension.COMPLAINT_CLASS: lambda history: history.complaint_class or "undecided",
    Dimension.ANONYMITY: lambda history: history.anonymity,
    Dimension.REPRISAL: lambda history: "yes" if history.fear_of_reprisal else "no",
    Dimension.CHANNEL: lambda history: history.channel,
}


def is_brought_forward(history: History, window: Window) -> bool:
    """Whether the case was counted before the window and open when it began."""
    return any(
        span.counted_on < window.start
        and (span.closed_on is None or span.closed_on >= window.start)
        for span in history.spans
    )


def is_counted_in(history: History, window: Window) -> bool:
    """Whether the case began to be counted within the window."""
    return any(window.start <= span.counted_on <= window.until for span in history.spans)


def is_harus(history: History, window: Window) -> bool:
    """Whether the case is to be followed up in the window."""
    return is_brought_forward(history, window) or is_counted_in(history, window)


def is_not_processed(history: History, window: Window) -> bool:
    """Whether the case was closed in the window and, as far as is known, never counted."""
    closing = history.closing_by(window.until)
    return (
        closing is not None
        and closing.occurred_on >= window.start
        and not history.was_counted_by(window.as_of)
    )


def follow_up(histories: Iterable[History], window: Window) -> FollowUp:
    """The three numbers, each found by its own rule."""
    counted = [h for h in histories if is_harus(h, window)]
    return FollowUp(
        brought_forward=sum(is_brought_forward(h, window) for h in counted),
        new=sum(not is_brought_forward(h, window) for h in counted),
        harus=len(counted),
        sedang=sum(h.is_open_on(window.as_of) for h in counted),
        selesai=sum(h.is_completed_on(window.as_of) for h in counted),
    )


def line(histories: Sequence[History], window: Window) -> Line:
    """One line of a table."""
    return Line(
        received=sum(window.start <= h.received_on <= window.until for h in histories),
        follow_up=follow_up(histories, window),
        not_processed=sum(is_not_processed(h, window) for h in histories),
    )


def _endings(histories: Iterable[History], window: Window) -> dict[Ending, int]:
    closings = (history.closing_by(window.as_of) for history in histories)
    return dict(Counter((c.outcome or "", c.outcome_detail) for c in closings if c is not None))


def _days_open(histories: Iterable[History], window: Window) -> dict[str, int]:
    closings = (history.closing_by(window.as_of) for history in histories)
    return dict(Counter(c.days_open for c in closings if c is not None and c.days_open))


def kind_figures(kind: Kind, histories: Sequence[History], question: Question) -> KindFigures:
    """The figures of one kind; *histories* are those of the question's units."""
    window = question.window
    own = [history for history in histories if history.kind is kind]
    completed = [h for h in own if is_harus(h, window) and h.is_completed_on(window.as_of)]
    stages = Counter(h.stage_on(window.as_of) for h in own)
    return KindFigures(
        kind=kind,
        total=line(own, window),
        parts={part: line(own, question.part_window(part)) for part in question.parts},
        units={u: line([h for h in own if h.unit_id == u], window) for u in question.unit_ids},
        not_processed=_endings([h for h in own if is_not_processed(h, window)], window),
        outcomes=_endings(completed, window),
        days_open=_days_open(completed, window),
        stages={stage: stages[stage] for stage in open_stages(kind) if stages[stage]},
    )


def clock_figures(histories: Iterable[History], window: Window) -> dict[str, ClockFigures]:
    """Per statutory period: the clocks decided in the window, and those still open when it ends."""
    counts: dict[str, Counter[str]] = {}
    found = ((h, clock) for h in histories if h.received_on <= window.until for clock in h.clocks)
    for history, clock in found:
        if clock.has_dropped_by(window.until):
            continue
        decided = None if clock.is_dropped else decided_on(clock, history.received_on)
        if decided is not None and window.start <= decided[1] <= window.until:
            state = "kept" if decided[0] else "missed"
        elif clock.started_on > window.until or (decided is not None and decided[1] < window.start):
            continue
        else:
            state = "awaits_calendar" if clock.due_on is None else "running"
        counts.setdefault(clock.period, Counter())[state] += 1
    return {
        period: ClockFigures(c["kept"], c["missed"], c["running"], c["awaits_calendar"])
        for period, c in counts.items()
    }


def figures(histories: Iterable[History], question: Question) -> Figures:
    """The answer to *question*."""
    own = [history for history in histories if history.unit_id in question.unit_ids]
    return Figures(
        question=question,
        kinds={kind: kind_figures(kind, own, question) for kind in SHOWN_KINDS},
        clocks=clock_figures((h for h in own if h.kind in SHOWN_KINDS), question.window),
        gratuities=gratuity_figures(own, question.window, question.months),
    )


def breakdowns(histories: Iterable[History], question: Question) -> Breakdowns:
    """Cases received, by month and dimension, over every quarter the period touches.

    Security: of WBS, and of anonymity and reprisal, cells stand here that a unit's own export must
    not show: pass through `small_cells.publish` before anything leaves the services.
    """
    own = [history for history in histories if history.unit_id in question.unit_ids]
    cells: dict[tuple[Kind, Dimension], Counter[tuple[ReportingPeriod, str]]] = {
        (kind, dimension): Counter()
        for kind in COUNTED_KINDS
        for dimension in Dimension
        if kind is Kind.COMPLAINT or dimension not in COMPLAINT_ONLY
    }
    months = frozenset(question.breakdown_months)
    for history in own:
        month = ReportingPeriod.month_of(history.received_on)
        if month in months and history.received_on <= question.as_of:
            for (kind, dimension), counter in cells.items():
                if kind is history.kind:
                    counter[month, READ[dimension](history)] += 1
    return {key: dict(counter) for key, counter in cells.items()}
