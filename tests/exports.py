"""Exports of the tests, made from histories without a database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.law_at_hand import shipped_law
from wbs.domain import counting
from wbs.domain.clocks import Clock
from wbs.domain.event import Act, DaysOpen
from wbs.domain.figure_export import ClockLine, FigureExport
from wbs.domain.figures import ClockFigures, Question
from wbs.domain.history import CountedSpan, History, Step
from wbs.domain.kinds import Anonymity, Kind, UnitKind
from wbs.domain.small_cells import publish
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.export_figures import columns_of

UNIT = Unit("a" * 32, "satker-1", "Satuan Kerja Satu", UnitKind.WORK_UNIT, None)
BELOW = Unit("b" * 32, "satker-2", "Satuan Kerja Dua", UnitKind.WORK_UNIT, UNIT.id)
YEAR = ReportingPeriod.parse("2026")
END = date(2026, 12, 31)


def closed_case(
    number: int,
    *,
    kind: Kind = Kind.COMPLAINT,
    unit: Unit = UNIT,
    received_on: date = date(2026, 1, 5),
    counted_on: date | None = date(2026, 1, 6),
    closed_on: date | None = date(2026, 2, 3),
    outcome: str = "resolved",
    detail: str | None = None,
    category: str = "pungutan-liar",
    anonymity: Anonymity = Anonymity.ANONYMOUS,
    clocks: tuple[Clock, ...] = (),
) -> History:
    """A case through review to its outcome; without the days, not so far."""
    steps = [Step(Act.RECEIVED, received_on)]
    if counted_on is not None:
        steps.append(Step(Act.REVIEW, counted_on))
    if closed_on is not None:
        steps.append(Step(Act.CLOSED, closed_on, outcome, detail, DaysOpen.UP_TO_30))
    return History(
        log_id=f"{number:032x}",
        unit_id=unit.id,
        kind=kind,
        category=category,
        complaint_class=None,
        anonymity=anonymity,
        fear_of_reprisal=False,
        received_on=received_on,
        spans=() if counted_on is None else (CountedSpan(counted_on, closed_on),),
        steps=tuple(steps),
        clocks=clocks,
    )


def golden_histories(unit: Unit = UNIT, year: int = 2026) -> tuple[History, ...]:
    """A published sheet: 170 to be followed up, 13 in process, 157 completed; and what must not count."""
    early: dict[str, Any] = {"received_on": date(year, 1, 5), "counted_on": date(year, 1, 6)}
    completed = [
        closed_case(
            n,
            unit=unit,
            received_on=date(year, 1 + n % 9, 5),
            counted_on=date(year, 1 + n % 9, 7),
            closed_on=date(year, 2 + n % 9, 20),
        )
        for n in range(157)
    ]
    open_still = [closed_case(200 + n, unit=unit, closed_on=None, **early) for n in range(13)]
    never: dict[str, Any] = {
        "received_on": date(year, 1, 5),
        "counted_on": None,
        "closed_on": date(year, 1, 9),
    }
    apart = [
        closed_case(300 + n, unit=unit, outcome="not_actionable", detail="incomplete", **never)
        for n in range(4)
    ]
    closed = date(year, 2, 3)
    others = [
        closed_case(400 + n, unit=unit, kind=Kind.WBS, closed_on=closed, **early) for n in range(6)
    ]
    return (*completed, *open_still, *apart, *others)


def export_of(
    histories: Iterable[History] = (),
    *,
    units: tuple[Unit, ...] = (UNIT,),
    period: ReportingPeriod = YEAR,
    as_of: date = END,
    full: bool = False,
) -> FigureExport:
    """The export of these histories."""
    told = tuple(histories)
    law = shipped_law()
    question = Question(frozenset(unit.id for unit in units), period, as_of)
    found = counting.figures(told, question)
    found.verify()
    clocks = tuple(
        ClockLine(p.id, p.kind, p.label, p.force, p.source, found.clocks.get(p.id, ClockFigures(0, 0, 0, 0)))
        for p in law.periods.all
        if p.kind in found.kinds
    )  # fmt: skip
    return FigureExport(
        unit=units[0],
        units=units,
        with_subtree=len(units) > 1,
        figures=found,
        breakdowns=publish(
            counting.breakdowns(told, question), question, columns_of(law), full=full
        ),
        clocks=clocks,
        categories={category.slug: category.label for category in law.categories},
        sheet=law.sheet,
        is_full=full,
    )
