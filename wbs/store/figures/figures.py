"""The figures by SQL: the same numbers as `domain/counting.py`, over any number of cases."""

from collections import Counter
from collections.abc import Callable, Sequence

from sqlalchemy import Row
from sqlalchemy.orm import Session

from wbs.domain.case import Stage
from wbs.domain.counting import COMPLAINT_ONLY
from wbs.domain.event import Act
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
)
from wbs.domain.history import stage_after
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.store.figures import figure_details as details
from wbs.store.figures import figure_queries as queries
from wbs.store.figures.gratuity_figures import gratuity_figures

NUMBERS: dict[str, Callable[[queries.Asked], queries.Numbers]] = {
    "received": queries.received,
    "brought_forward": queries.brought_forward,
    "new": queries.new,
    "harus": queries.harus,
    "sedang": queries.sedang,
    "selesai": queries.selesai,
    "not_processed": queries.not_processed,
}
EndingRows = Sequence[Row[str, str | None, str | None, str | None, int]]
StageRows = Sequence[Row[str, str, int]]
Found = dict[str, dict[tuple[int, str, str], int]]  # number → (window, kind, unit) → how many


def figures(work: Session, question: Question) -> Figures:
    """The answer to *question*, from the ledger's rows."""
    windows = [question.window, *map(question.part_window, question.parts)]
    ids = sorted(question.unit_ids)
    asked = queries.ask(windows, ids)
    found: Found = {}
    for name, query in NUMBERS.items():
        rows = work.execute(query(asked))
        found[name] = {(window, kind, unit): n for window, kind, unit, n in rows}
    outcomes = work.execute(details.outcomes(question.window, ids)).all()
    reasons = work.execute(details.reasons(question.window, ids)).all()
    stages = work.execute(details.stages(question.as_of, ids)).all()
    clocks = work.execute(details.clocks(question.window, ids)).all()
    return Figures(
        question=question,
        kinds={
            kind: KindFigures(
                kind=kind,
                total=_line(found, 0, kind, ids),
                parts={p: _line(found, n, kind, ids) for n, p in enumerate(question.parts, 1)},
                units={unit: _line(found, 0, kind, [unit]) for unit in ids},
                not_processed=_by_ending(kind, reasons),
                outcomes=_by_ending(kind, outcomes),
                days_open=_by_days_open(kind, outcomes),
                stages=_by_stage(kind, stages),
            )
            for kind in SHOWN_KINDS
        },
        clocks={
            period: ClockFigures(kept, missed, running, waiting)
            for period, kept, missed, running, waiting in clocks
            if kept or missed or running or waiting
        },
        gratuities=gratuity_figures(work, question),
    )


def _line(found: Found, window: int, kind: Kind, unit_ids: Sequence[str]) -> Line:
    def number(name: str) -> int:
        return sum(found[name].get((window, kind.value, unit), 0) for unit in unit_ids)

    parts = ("brought_forward", "new", "harus", "sedang", "selesai")
    return Line(
        received=number("received"),
        follow_up=FollowUp(*(number(part) for part in parts)),
        not_processed=number("not_processed"),
    )


def _by_ending(kind: Kind, rows: EndingRows) -> dict[Ending, int]:
    counts = Counter[Ending]()
    for row_kind, outcome, detail, _, n in rows:
        if row_kind == kind:
            counts[outcome or "", detail] += n
    return dict(counts)


def _by_days_open(kind: Kind, rows: EndingRows) -> dict[str, int]:
    counts = Counter[str]()
    for row_kind, _, _, days_open, n in rows:
        if row_kind == kind and days_open:
            counts[days_open] += n
    return dict(counts)


def _by_stage(kind: Kind, rows: StageRows) -> dict[Stage, int]:
    counts = Counter[Stage]()
    for row_kind, act, n in rows:
        stage = stage_after(kind, Act(act))
        if row_kind == kind and stage is not None:
            counts[stage] += n
    return dict(counts)


def breakdowns(work: Session, question: Question) -> Breakdowns:
    """Cases received, by month and dimension, over every quarter the period touches.

    Security: holds cells a unit's own export must not show; see `domain/small_cells.py`.
    """
    start = question.period.quarters[0].start
    until = min(question.period.quarters[-1].end, question.as_of)
    cells: dict[tuple[Kind, Dimension], dict[tuple[ReportingPeriod, str], int]] = {
        (kind, dimension): {}
        for kind in COUNTED_KINDS
        for dimension in Dimension
        if kind is Kind.COMPLAINT or dimension not in COMPLAINT_ONLY
    }
    for dimension in Dimension:
        query = details.breakdown(dimension, start, until, sorted(question.unit_ids))
        for kind, year, month, value, n in work.execute(query):
            if (Kind(kind), dimension) in cells:
                cells[Kind(kind), dimension][ReportingPeriod(year, month, 1), value] = n
    return cells
