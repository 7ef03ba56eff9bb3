"""Handing over: which desks may take a case, over every kind of desk and case; and what the case is then."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage, first_stage
from wbs.domain.hand_over import (
    TAKES,
    Circumstances,
    forwarded,
    has_any,
    may_be_handed_over,
    received_anew,
    takers,
    takers_if_concerned,
)
from wbs.domain.kinds import Anonymity, Answer, Channel, DeskKind, DisclosureType, Kind, UnitKind
from wbs.domain.officer import Person
from wbs.domain.routing import RoutingQuestion, may_take
from wbs.domain.unit import Desk, Unit, by_id

UNITS = by_id(
    [
        Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None, "Maya Lestari"),
        Unit("r", "kanwil", "Kanwil", UnitKind.REGIONAL_OFFICE, "i", "Oki Ramadhan"),
        Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "r", "Joko Susilo"),
        Unit("s", "tetangga", "Tetangga", UnitKind.WORK_UNIT, "r", "Lina Marlina"),
    ]
)
MONDAY = date(2026, 8, 3)
NAMES = {"i": "Dewi Anggraini", "r": "Gita Maharani", "w": "Budi Santoso", "s": "Citra Wulandari"}


def person(unit_id: str) -> Person:
    return Person(f"officer-{unit_id}", unit_id, NAMES[unit_id], f"x-{unit_id}")


def desk(unit_id: str, kind: DeskKind, *members: Person) -> Desk:
    return Desk(
        f"{unit_id}-{kind}", unit_id, kind, 1, b"key", members=members or (person(unit_id),)
    )


DESKS = tuple(desk(unit_id, kind) for unit_id, kind in product(UNITS, DeskKind))


def case_at(at: Desk, kind: Kind = Kind.WBS, stage: Stage | None = None) -> Case:
    return Case(
        id="c",
        log_id="l",
        kind=kind,
        unit_id="w",
        counting_unit_id=at.unit_id,
        desk_id=at.id,
        category=DisclosureType.RECEIVED if kind is Kind.GRATIFICATION else "korupsi",
        complaint_class=None,
        channel=Channel.WEB,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        stage=stage or first_stage(kind),
        outcome=None,
        outcome_detail=None,
        received_on=MONDAY,
        reviewed=False,
        counted_on=None,
        closed_on=None,
    )


def around(question: RoutingQuestion, desks: tuple[Desk, ...] = DESKS, *out: str) -> Circumstances:
    return Circumstances(question, frozenset(out), UNITS, desks)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("answers", list(product(Answer, ["", *NAMES.values()])), ids=str)
@pytest.mark.parametrize("out", [(), ("officer-i",), ("officer-r", "officer-w")], ids=str)
def test_over_all_combinations_nobody_who_is_shut_out_is_offered_the_case(
    kind: Kind, answers: tuple[Answer, str], out: tuple[str, ...]
) -> None:
    head, exclude = answers
    question = RoutingQuestion(kind, "w", "korupsi", head, Answer.NO, exclude)
    here = around(question, DESKS, *out)
    for now in DESKS:
        if now.kind not in TAKES[kind]:
            continue
        offered = takers(case_at(now, kind), here)
        if_concerned = takers_if_concerned(case_at(now, kind), here)

        assert now not in offered
        assert set(if_concerned) <= set(offered)
        assert set(offered) <= set(may_take(question, UNITS, DESKS))
        assert not [d for d in offered if has_any(d, out)]
        assert {d.kind for d in offered} <= TAKES[kind]
        assert {d.unit_id for d in offered} <= {"w", "r", "i", "s"}
        assert not [d for d in offered if d.unit_id == "s" and d.kind is not DeskKind.INSPECTORATE]
        assert now.unit_id not in {d.unit_id for d in if_concerned}


def test_a_desk_with_somebody_of_the_concerned_desk_is_not_offered() -> None:
    own, above = desk("w", DeskKind.WBS), desk("r", DeskKind.WBS, person("r"), person("w"))
    desks = (own, above, desk("i", DeskKind.INSPECTORATE))
    here = around(RoutingQuestion(Kind.WBS, "w", "korupsi"), desks)

    assert takers(case_at(own), here) == (above, desks[2])
    assert takers_if_concerned(case_at(own), here) == (desks[2],)


def test_a_desk_without_a_key_or_closed_takes_nothing() -> None:
    own = desk("w", DeskKind.WBS)
    keyless = replace(desk("r", DeskKind.WBS), public_key=None)
    shut = replace(desk("i", DeskKind.INSPECTORATE), is_closed=True)

    assert (
        takers(case_at(own), around(RoutingQuestion(Kind.WBS, "w", ""), (own, keyless, shut))) == ()
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("stage", Stage)
def test_what_is_closed_or_decided_stays(kind: Kind, stage: Stage) -> None:
    is_report = kind in {Kind.WBS, Kind.COMPLAINT}
    is_undecided = is_report or stage in {Stage.SUBMITTED, Stage.RETURNED, Stage.DECLARED}

    found = may_be_handed_over(case_at(DESKS[0], kind, stage))

    assert found is (stage is not Stage.CLOSED and is_undecided)


def test_between_units_a_case_ends_as_forwarded_and_begins_as_referred() -> None:
    own, above = desk("w", DeskKind.WBS), desk("r", DeskKind.WBS)
    before = replace(
        case_at(own, stage=Stage.INVESTIGATION), reviewed=True, counted_on=MONDAY, due_on=MONDAY
    )
    later = date(2026, 9, 1)

    ended, begun = forwarded(before, later), received_anew(before, "other", above, later)

    assert (ended.stage, ended.outcome, ended.outcome_detail, ended.closed_on) == (
        Stage.CLOSED,
        Outcome.FORWARDED,
        OutcomeDetail.OTHER_UNIT,
        later,
    )
    assert begun == replace(
        case_at(above), log_id="other", channel=Channel.REFERRED, received_on=later
    )
