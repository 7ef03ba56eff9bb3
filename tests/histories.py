"""Random histories of cases, made by the procedure itself, and their rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from wbs.domain.case import STAGE_OUTCOMES, Case, Outcome, Stage, details_of, first_stage
from wbs.domain.clocks import Clock
from wbs.domain.event import Act, DaysOpen
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement
from wbs.domain.history import CountedSpan, History, Reviewed, Step
from wbs.domain.kinds import (
    COUNTED_AT_ONCE,
    Anonymity,
    Channel,
    ComplaintClass,
    DisclosureType,
    Kind,
)
from wbs.store.schema.ground import Base
from wbs.store.schema.ledger import (
    ClockRow,
    CountedSpanRow,
    DisclosedObjectRow,
    DisclosureRow,
    EventRow,
    TallyRow,
)
from wbs.store.schema.people import UnitRow
from wbs.tlog.leaf import new_leaf

PERIODS = {
    Kind.COMPLAINT: ("complaint_verify", "wbs_review"),
    Kind.WBS: ("complaint_verify", "wbs_review"),
    Kind.GRATIFICATION: ("recipient_to_upg", "recipient_to_kpk"),
    Kind.CONFLICT_OF_INTEREST: ("conflict_superior_decision",),
}
KINDS = (*(Kind.COMPLAINT, Kind.COMPLAINT, Kind.WBS), *sorted(COUNTED_AT_ONCE))
DETERMINATIONS = sorted(STAGE_OUTCOMES[Stage.DETERMINED])
UNITS = ("a" * 32, "b" * 32, "c" * 32)
DISCLOSED = tuple(found.value for found in DisclosureType)
CATEGORIES = ("korupsi", "pungli", "pelayanan")
FIRST = date(2026, 1, 1)
ANY_DAYS = st.integers(0, 300).map(lambda n: FIRST + timedelta(days=n))
# Mistakes live where a period begins or ends, so half of all days do.
EDGES = st.integers(1, 10).map(lambda month: date(2026, month, 1)).flatmap(
    lambda first: st.sampled_from((first, first - timedelta(days=1)))
)  # fmt: skip
DAYS = (EDGES | ANY_DAYS).filter(lambda day: day >= FIRST)
GAPS = st.integers(0, 45)


def later_days(day: date) -> st.SearchStrategy[date]:
    """The same day, the next first or last of a month, or any within some weeks."""
    next_first = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    edges = st.sampled_from((day, next_first, next_first - timedelta(days=1)))
    return edges | GAPS.map(lambda n: day + timedelta(days=n))


@st.composite
def steps_of(draw: st.DrawFn, case: Case) -> tuple[tuple[Step, ...], tuple[CountedSpan, ...]]:
    """A way through the procedure: moves, closings, reopenings, and the verification clock running out."""
    steps = [Step(Act.RECEIVED, case.received_on)]
    is_report = case.kind not in COUNTED_AT_ONCE
    spans = [] if is_report else [CountedSpan(case.received_on, None)]
    case = case if is_report else replace(case, counted_on=case.received_on)
    day = case.received_on
    for _ in range(draw(st.integers(0, 8))):
        day = draw(later_days(day))
        before = case
        if case.counted_on is None and case.is_open and draw(st.integers(0, 3)) == 0:
            case = replace(case, counted_on=day)
            steps.append(Step(Act.OVERDUE, day))
        else:
            to = draw(st.sampled_from(sorted(case.next_stages)))
            if to is Stage.CLOSED:
                outcome = draw(st.sampled_from(sorted(case.possible_outcomes())))
                details = sorted(details_of(case.procedure, outcome))
                detail = draw(st.sampled_from(details)) if details else None
                days_open = draw(st.sampled_from(DaysOpen))
                case = case.close(outcome, detail, day)
                act = draw(st.sampled_from((Act.CLOSED, Act.FORWARDED)))
                steps.append(Step(act, day, outcome, detail, days_open))
            else:
                decided = (
                    draw(st.sampled_from(sorted(STAGE_OUTCOMES[to])))
                    if to in STAGE_OUTCOMES
                    else None
                )
                case = case.move(to, day, decided)
                reopened = before.stage is Stage.CLOSED
                act = Act.REOPENED if reopened else Act(to.value)
                steps.append(Step(act, day, case.outcome and case.outcome.value))
        if (
            case.counted_on is not None
            and case.is_open
            and not (spans and spans[-1].closed_on is None)
        ):
            spans.append(CountedSpan(day, None))
        if not case.is_open and spans:
            spans[-1] = replace(spans[-1], closed_on=spans[-1].closed_on or day)
    return tuple(steps), tuple(spans)


@st.composite
def clock(draw: st.DrawFn, kind: Kind) -> Clock:
    """A clock kept, missed, running, or without a calendar; it may have begun before the case came in."""
    started_on = draw(DAYS)
    due_on = draw(st.none() | later_days(started_on))
    met_on = draw(st.none() | later_days(started_on))
    # What runs out first is missed, so it does not fall away any more.
    may_drop = met_on is not None and (due_on is None or met_on <= due_on)
    is_dropped = may_drop and draw(st.booleans())
    return Clock(draw(st.sampled_from(PERIODS[kind])), started_on, due_on, met_on, is_dropped)


@st.composite
def reviewed(draw: st.DrawFn, since: date) -> Reviewed:
    """What sheets may leave of a disclosure that came in on that day; others decide theirs on any day."""
    is_forwarded = draw(st.booleans())
    is_determined = is_forwarded and draw(st.booleans())
    is_settled = draw(st.booleans())
    worth = st.tuples(st.integers(1, 4), st.integers(0, 10**12))
    outcomes = STAGE_OUTCOMES[Stage.REVIEWED]
    return Reviewed(
        reviewed_on=draw(later_days(since)),
        outcome=Outcome.FORWARDED_TO_KPK if is_forwarded else draw(st.sampled_from(sorted(outcomes))),
        objects=draw(st.dictionaries(st.sampled_from(ObjectKind), worth, min_size=1, max_size=3)),
        forwarded_on=draw(DAYS) if is_forwarded else None,
        forwarded_by=draw(st.sampled_from(ForwardedBy)) if is_forwarded else None,
        determined_on=draw(DAYS) if is_determined else None,
        determination=draw(st.sampled_from(DETERMINATIONS)) if is_determined else None,
        settled_on=draw(DAYS) if is_settled else None,
        settlement=draw(st.sampled_from(Settlement)) if is_settled else None,
    )  # fmt: skip


@st.composite
def history(draw: st.DrawFn, number: int, kinds: Sequence[Kind] = KINDS) -> History:
    """One case of one of the kinds, at one of three units."""
    kind = draw(st.sampled_from(kinds))
    case = Case(
        id=f"{number:032x}",
        log_id=f"{number:032x}",
        kind=kind,
        unit_id=UNITS[0],
        counting_unit_id=draw(st.sampled_from(UNITS)),
        desk_id="d" * 32,
        category=draw(st.sampled_from(DISCLOSED if kind is Kind.GRATIFICATION else CATEGORIES)),
        complaint_class=draw(st.none() | st.sampled_from(ComplaintClass)),
        channel=draw(st.sampled_from(Channel)),
        anonymity=draw(st.sampled_from(Anonymity)),
        fear_of_reprisal=draw(st.booleans()),
        stage=first_stage(kind),
        outcome=None,
        outcome_detail=None,
        received_on=draw(DAYS),
        reviewed=False,
        counted_on=None,
        closed_on=None,
    )
    steps, spans = draw(steps_of(case))
    clocks = draw(st.lists(clock(kind), max_size=2, unique_by=lambda c: (c.period, c.started_on)))
    return History(
        log_id=case.log_id,
        unit_id=case.counting_unit_id,
        kind=kind,
        category=case.category,
        complaint_class=case.complaint_class if kind is Kind.COMPLAINT else None,
        anonymity=case.anonymity,
        fear_of_reprisal=case.fear_of_reprisal,
        received_on=case.received_on,
        spans=spans,
        steps=steps,
        clocks=tuple(clocks),
        channel=case.channel,
        reviewed=draw(st.none() | reviewed(case.received_on))
        if kind is Kind.GRATIFICATION
        else None,
    )


@st.composite
def registers(
    draw: st.DrawFn, most: int = 12, kinds: Sequence[Kind] = KINDS
) -> tuple[History, ...]:
    """The cases of an agency of three units."""
    return tuple(draw(history(n, kinds)) for n in range(draw(st.integers(0, most))))


def store_units(work: Session) -> None:
    """The three units, the second and third below the first."""
    for unit_id, slug in zip(UNITS, ("kantor", "satker-1", "satker-2"), strict=True):
        parent = None if unit_id == UNITS[0] else UNITS[0]
        row = UnitRow(
            id=unit_id,
            slug=slug,
            name=slug.title(),
            kind="work_unit",
            parent_id=parent,
            head_name=None,
        )
        work.add(row)
        work.flush()


def store_histories(work: Session, histories: Iterable[History]) -> None:
    """Exactly these histories are the ledger's rows. The units stand there already."""
    for emptied in (
        DisclosedObjectRow,
        DisclosureRow,
        ClockRow,
        CountedSpanRow,
        EventRow,
        TallyRow,
    ):
        work.execute(delete(emptied))
    slugs = {unit_id: slug for unit_id, slug in work.execute(select(UnitRow.id, UnitRow.slug))}
    rows: dict[type[Base], list[dict[str, object]]] = {
        TallyRow: [_tally(history) for history in histories],
        CountedSpanRow: [row for history in histories for row in _spans(history)],
        EventRow: [r for h in histories for r in _events(h, slugs.get(h.unit_id, "-"))],
        ClockRow: [row for history in histories for row in _clocks(history)],
        DisclosureRow: [row for history in histories for row in _disclosure(history)],
        DisclosedObjectRow: [row for history in histories for row in _objects(history)],
    }
    for table, values in rows.items():
        if values:
            work.execute(insert(table), values)


def _tally(history: History) -> dict[str, object]:
    return {
        "log_id": history.log_id,
        "unit_id": history.unit_id,
        "kind": history.kind.value,
        "channel": history.channel.value,
        "category": history.category,
        "complaint_class": history.complaint_class and history.complaint_class.value,
        "anonymity": history.anonymity.value,
        "fear_of_reprisal": history.fear_of_reprisal,
        "received_on": history.received_on,
    }


def _spans(history: History) -> Iterator[dict[str, object]]:
    for n, span in enumerate(history.spans):
        days = {"counted_on": span.counted_on, "closed_on": span.closed_on}
        yield {"log_id": history.log_id, "ordinal": n, **days}


def lines_of(history: History, slug: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The open and the closed fields of each event of a history."""
    days = [step.occurred_on for step in history.steps]
    for n, step in enumerate(history.steps):
        ended = [c for c in history.clocks if c.met_on == step.occurred_on and not c.is_dropped]
        decided = [c for c in ended if c.due_on is not None and days.index(step.occurred_on) == n]
        fields = {
            "log": history.log_id,
            "ordinal": str(n),
            "unit": slug,
            "kind": history.kind.value,
            "channel": history.channel.value,
            "act": step.act.value,
            "month": f"{step.occurred_on:%Y-%m}",
            "outcome": step.outcome,
            "detail": step.outcome_detail,
            "days_open": step.days_open,
            "kept": " ".join(sorted(c.period for c in decided if not _is_late(c))),
            "missed": " ".join(sorted(c.period for c in decided if _is_late(c))),
        }
        day = step.occurred_on.isoformat()
        closed = {"day": day, "logged": day, "category": history.category}
        yield {name: value for name, value in fields.items() if value}, closed


def _is_late(clock: Clock) -> bool:
    return clock.met_on is not None and clock.due_on is not None and clock.met_on > clock.due_on


def _events(history: History, slug: str) -> Iterator[dict[str, object]]:
    for n, (step, lines) in enumerate(zip(history.steps, lines_of(history, slug), strict=True)):
        leaf = new_leaf(*lines, bytes)  # salts of a test: nothing is hidden
        yield {
            "log_id": history.log_id,
            "ordinal": n,
            "unit_id": history.unit_id,
            "act": step.act.value,
            "outcome": step.outcome,
            "outcome_detail": step.outcome_detail,
            "occurred_on": step.occurred_on,
            "logged_on": step.occurred_on,
            "days_open": step.days_open,
            **vars(leaf),
        }


def _clocks(history: History) -> Iterator[dict[str, object]]:
    for c in history.clocks:
        yield {"log_id": history.log_id, **vars(c)}


def _disclosure(history: History) -> Iterator[dict[str, object]]:
    found = history.reviewed
    if found is not None:
        said = ("conflict", "official", "perishable", "above_standard")
        yield {
            "log_id": history.log_id,
            "exempt": None,
            **{name: value for name, value in vars(found).items() if name != "objects"},
            **dict.fromkeys(said, False),
        }


def _objects(history: History) -> Iterator[dict[str, object]]:
    found = history.reviewed
    for kind, (objects, rupiah) in found.objects.items() if found else ():
        values = {"kind": kind.value, "objects": objects, "rupiah": rupiah}
        yield {"log_id": history.log_id, **values}
