"""Exports of the tests, made from histories without a database."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.law_at_hand import shipped_law
from wbs.domain import counting
from wbs.domain.case import Outcome
from wbs.domain.clocks import Clock
from wbs.domain.conflict.duty import Coverage
from wbs.domain.conflict.statements import StatementCount
from wbs.domain.event import Act, DaysOpen
from wbs.domain.figure_export import (
    CircularLine,
    ClockLine,
    ConflictLine,
    FigureExport,
    MonevLine,
    RecommendationLine,
)
from wbs.domain.figures import ClockFigures, Question
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement
from wbs.domain.handled_above import HandledAbove
from wbs.domain.history import CountedSpan, History, Reviewed, Step
from wbs.domain.kinds import Anonymity, DisclosureType, Kind, UnitKind
from wbs.domain.monev import (
    MONITORED,
    Meeting,
    Progress,
    ProgressStep,
    Recommendation,
    follow_up,
    held_quarters,
    months_of,
)
from wbs.domain.small_cells import publish
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.documents.export_figures import columns_of

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


def disclosed_case(
    number: int,
    reviewed: Reviewed | None = None,
    *,
    type_: DisclosureType = DisclosureType.RECEIVED,
    unit: Unit = UNIT,
    received_on: date = date(2026, 1, 12),
    closed_on: date | None = None,
    due_on: date | None = date(2026, 1, 16),
    kpk_due_on: date | None = date(2026, 2, 13),
) -> History:
    """A disclosure with what the UPG's sheets say of it; the last days are those of the recipient."""
    plain = closed_case(
        number,
        kind=Kind.GRATIFICATION,
        unit=unit,
        received_on=received_on,
        counted_on=received_on,
        closed_on=closed_on,
        outcome="recorded",
        category=type_.value,
        clocks=(
            Clock("recipient_to_upg", date(2026, 1, 2), due_on, received_on),
            Clock("recipient_to_kpk", date(2026, 1, 2), kpk_due_on),
        ),
    )
    first, *last = (step for step in plain.steps if step.act is not Act.REVIEW)
    steps = (first, *(_decisions(reviewed, type_, received_on) if reviewed else ()), *last)
    return replace(plain, steps=steps, reviewed=reviewed)


def _decisions(said: Reviewed, type_: DisclosureType, received_on: date) -> Iterator[Step]:
    """The events of its sheets, in order, whatever days they tell of."""
    is_refusal = type_ is DisclosureType.REFUSED
    day = max(received_on, said.reviewed_on)
    outcome = said.outcome.value
    yield Step(Act.RECORDED if is_refusal else Act.REVIEWED, day, outcome)
    if said.forwarded_on:
        day = max(day, said.forwarded_on)
        yield Step(Act.FORWARDED_TO_KPK, day, outcome)
    if said.determined_on and said.determination:
        day, outcome = max(day, said.determined_on), said.determination.value
        yield Step(Act.DETERMINED, day, outcome)
    if said.settled_on:
        yield Step(Act.SETTLED, max(day, said.settled_on), outcome)


def sent_to_kpk(
    objects: dict[ObjectKind, tuple[int, int]],
    *,
    by: ForwardedBy = ForwardedBy.UPG,
    forwarded_on: date = date(2026, 1, 26),
    determined_on: date | None = date(2026, 3, 2),
    determination: Outcome = Outcome.STATE_PROPERTY,
    settlement: Settlement = Settlement.HANDED_OVER,
) -> Reviewed:
    """What the sheets say of a gratuity that KPK decided; it was handed over three days after."""
    return Reviewed(
        date(2026, 1, 20),
        Outcome.FORWARDED_TO_KPK,
        objects,
        forwarded_on,
        by,
        determined_on,
        determination if determined_on else None,
        determined_on and determined_on + timedelta(days=3),
        settlement if determined_on else None,
    )


def disclosed_histories(unit: Unit = UNIT) -> tuple[History, ...]:
    """Four receipts and a refusal of January: one at KPK in the end, one in the house, one late, one unread."""
    goods = {ObjectKind.MONEY: (1, 5_000_000), ObjectKind.FLOWERS: (2, 750_000)}
    food = {ObjectKind.FOOD_DRINK: (3, 400_000)}
    in_the_house = Reviewed(
        date(2026, 1, 19),
        Outcome.HANDLED_BY_AGENCY,
        food,
        settled_on=date(2026, 1, 15),
        settlement=Settlement.DONATED,
    )
    late = sent_to_kpk(
        {ObjectKind.FACILITY: (1, 2_000_000)},
        by=ForwardedBy.INDIVIDUAL,
        forwarded_on=date(2026, 2, 16),
        determined_on=None,
    )
    on_record = Reviewed(date(2026, 1, 13), Outcome.RECORDED, {ObjectKind.MONEY: (1, 1_000_000)})
    refused = DisclosureType.REFUSED
    return (
        disclosed_case(900, sent_to_kpk(goods), unit=unit, closed_on=date(2026, 3, 6)),
        disclosed_case(901, in_the_house, unit=unit),
        disclosed_case(902, late, unit=unit, received_on=date(2026, 1, 19)),
        disclosed_case(903, unit=unit, due_on=None),
        disclosed_case(904, on_record, unit=unit, type_=refused, closed_on=date(2026, 1, 14)),
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


def monev_line(unit: Unit, question: Question) -> MonevLine:
    """A unit that evaluated its complaints in the first quarter, and did one of the two things it recommended."""
    first, as_of = ReportingPeriod(question.period.year, 1, 3), question.as_of
    held_on = date(question.period.year, 3, 20)
    about = frozenset({Kind.COMPLAINT})
    meetings = (Meeting("m", unit.id, first, about, held_on, 8, held_on),)
    done = ProgressStep(Progress.DONE, date(question.period.year, 4, 2), "d")
    due_on = date(question.period.year, 4, 30)
    given = tuple(
        Recommendation(n, "m", unit.id, first, Kind.COMPLAINT, due_on, held_on, steps)
        for n, steps in (("r1", (done,)), ("r2", ()))
    )
    quarters = tuple(q for q in question.period.quarters if q.start <= as_of)
    standings = held_quarters(meetings, question.period.year, as_of, months_of(shipped_law().sheet))
    return MonevLine(
        unit=unit,
        standings={kind: {q: found[q] for q in quarters} for kind, found in standings.items()},
        meetings=tuple(m for m in meetings if m.quarter in quarters and m.counts(as_of)),
        followed_up={k: follow_up(given, k, question.period, as_of) for k in MONITORED},
        recommendations=tuple(
            RecommendationLine(each, f"Perbarui SOP ({each.id})", "Kepala loket")
            for each in given
            if each.quarter in quarters and each.entered_on <= as_of
        ),
    )


# Two statements more than half of the first unit's employees.
STATED = StatementCount("u", 2026, 1, 12, 20, "d", END, "o")


def export_of(
    histories: Iterable[History] = (),
    *,
    units: tuple[Unit, ...] = (UNIT,),
    period: ReportingPeriod = YEAR,
    as_of: date = END,
    full: bool = False,
    circulars: tuple[CircularLine, ...] = (),
    above: HandledAbove | None = None,
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
        circulars=circulars,
        has_upg=True,
        above=above or HandledAbove(),
        monev=tuple(monev_line(unit, question) for unit in units),
        conflicts=tuple(
            ConflictLine(unit, Coverage(4, 3), STATED, 20 if n == 0 else None)
            for n, unit in enumerate(units)
        ),
    )
