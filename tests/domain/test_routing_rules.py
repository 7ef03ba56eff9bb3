"""The table of routing over every combination of what decides: no key to a desk with somebody shut out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest

from wbs.domain.errors import Unavailable
from wbs.domain.exclusion import is_shut_out, must_leave
from wbs.domain.kinds import DESK_FOR_KIND, Answer, DeskKind, Kind, UnitKind
from wbs.domain.officer import Person
from wbs.domain.routing import RULES, Route, RoutingQuestion, RoutingReason, choose_desk, may_take
from wbs.domain.unit import Desk, Unit, by_id

INSPECTORATE = Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None, "Maya Lestari")
REGIONAL = Unit("r", "kanwil", "Kanwil", UnitKind.REGIONAL_OFFICE, "i", "Oki Ramadhan")
OWN = Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "r", "Joko Susilo")
UNITS = by_id([INSPECTORATE, REGIONAL, OWN])
MEMBERS = {"i": "Dewi Anggraini", "r": "Gita Maharani", "w": "Budi Santoso"}
NAMED = {
    "none": "",
    "stranger": "Orang Luar",
    "member of the own desk": "Budi Santoso",
    "head": "Joko Susilo",
    "member of the desk above": "Gita Maharani",
    "head above": "Oki Ramadhan",
    "member of the inspectorate": "Dewi Anggraini",
}
UNKNOWN = (NAMED["none"], NAMED["stranger"])
MARKED = frozenset({"korupsi"})


def desk(unit: Unit, kind: DeskKind, *, has_key: bool) -> Desk:
    member = Person(unit.id, unit.id, MEMBERS[unit.id], f"x-{unit.id}", unit.head_name or "")
    key = b"key" if has_key else None
    return Desk(f"{unit.id}-{kind}", unit.id, kind, 1, key, members=(member,))


def desks(kind: Kind, keys: tuple[bool, bool, bool]) -> tuple[Desk, ...]:
    own, above, inspectorate = keys
    return (
        desk(OWN, DESK_FOR_KIND[kind], has_key=own),
        desk(REGIONAL, DESK_FOR_KIND[kind], has_key=above),
        desk(INSPECTORATE, DeskKind.INSPECTORATE, has_key=inspectorate),
    )


def questions(kind: Kind, named: Mapping[str, str] = NAMED) -> Iterator[RoutingQuestion]:
    """Every answer, every name excluded, and of each whether it is accused too."""
    for head, own, exclude, who in product(Answer, Answer, named.values(), named.values()):
        yield RoutingQuestion(kind, OWN.id, "korupsi", head, own, exclude, who)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("keys", list(product([True, False], repeat=3)), ids=str)
@pytest.mark.parametrize("marked", [frozenset[str](), MARKED], ids=["", "to inspectorate"])
def test_over_all_combinations_no_desk_with_somebody_shut_out_gets_it(
    kind: Kind, keys: tuple[bool, bool, bool], marked: frozenset[str]
) -> None:
    standing = desks(kind, keys)
    for question in questions(kind):
        fit = [
            d
            for d in standing
            if d.is_active and not any(is_shut_out(question, member) for member in d.members)
        ]
        try:
            route = choose_desk(question, UNITS, standing, marked)
        except Unavailable:
            assert not fit
            continue
        assert route.desk in fit
        assert route.reason is expected_reason(question, route, standing, marked)
        if must_leave(question):
            assert route.desk.unit_id != OWN.id
        if route.reason is RoutingReason.OWN_DESK:
            assert route.desk.unit_id == OWN.id
        elif route.reason is RoutingReason.CATEGORY:
            assert route.desk.kind is DeskKind.INSPECTORATE
        else:
            assert route.desk is nearest(fit)


def nearest(fit: list[Desk]) -> Desk:
    return next(d for unit in (REGIONAL, INSPECTORATE) for d in fit if d.unit_id == unit.id)


def expected_reason(
    question: RoutingQuestion, route: Route, standing: tuple[Desk, ...], marked: frozenset[str]
) -> RoutingReason:
    """The reason as the procedure puts it, written a second time and in other words."""
    own, _, inspectorate = standing
    if question.concerns_head is not Answer.NO:
        return RoutingReason.HEAD_CONCERNED
    if question.concerns_desk is not Answer.NO:
        return RoutingReason.DESK_CONCERNED
    if question.exclude:
        return RoutingReason.EXCLUSION
    if question.category in marked and inspectorate in may_take(question, UNITS, [inspectorate]):
        if inspectorate.is_active:
            return RoutingReason.CATEGORY
    if own.is_active:
        return RoutingReason.OWN_DESK if route.desk is own else RoutingReason.PERSON_NAMED
    is_alone = question.category not in marked and question.who in UNKNOWN
    return RoutingReason.NO_DESK_ALONE if is_alone else RoutingReason.NO_DESK_BESIDES


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("marked", [frozenset[str](), MARKED], ids=["", "to inspectorate"])
@pytest.mark.parametrize("keys", list(product([True, False], repeat=2)), ids=str)
def test_the_want_of_a_desk_is_the_whole_reason_only_where_nothing_else_would_have_sent_it_away(
    kind: Kind, marked: frozenset[str], keys: tuple[bool, bool]
) -> None:
    """Asked the other way round: had the unit a desk, whoever sat there, the case would lie at it."""
    clerk = Person("c", OWN.id, "Fajar Hidayat", "fajar", OWN.head_name or "")
    without, alone = desks(kind, (False, *keys))[1:], 0
    own = desk(OWN, DESK_FOR_KIND[kind], has_key=True)
    manned_by_any = [replace(own, members=(person,)) for person in (*own.members, clerk)]
    for asked in questions(kind, NAMED | {"clerk of the unit": "Fajar Hidayat"}):
        try:
            route = choose_desk(asked, UNITS, without, marked, [clerk])
        except Unavailable:
            continue
        if route.reason is RoutingReason.NO_DESK_ALONE:
            alone += 1
            assert asked.who in {*UNKNOWN, MEMBERS["w"]}  # who sits at no desk is not known
            if asked.who != MEMBERS["w"]:
                for manned in manned_by_any:
                    at_own = choose_desk(asked, UNITS, (manned, *without), marked)
                    assert at_own == Route(manned, RoutingReason.OWN_DESK)
    assert alone == (0 if marked or keys == (False, False) else 3)


@pytest.mark.parametrize("named", ["Budi Santoso", "Joko Susilo", "Fajar Hidayat"])
def test_a_name_of_the_unit_counts_though_nobody_of_it_sits_anywhere(named: str) -> None:
    standing = desks(Kind.WBS, (False, True, True))
    clerk = Person("c", OWN.id, "Fajar Hidayat", "fajar", OWN.head_name or "")
    asked = RoutingQuestion(Kind.WBS, OWN.id, "lain", who=f"Menurut saya sdr. {named}, S.E.")

    route = choose_desk(asked, UNITS, standing, near=[clerk])

    assert route.reason is RoutingReason.NO_DESK_BESIDES


def test_a_case_that_was_filed_under_another_unit_before_is_never_there_for_want_of_a_desk_alone() -> (
    None
):
    standing = desks(Kind.WBS, (False, True, True))
    asked = RoutingQuestion(Kind.WBS, OWN.id, "lain", formerly_about=frozenset({"r"}))

    assert choose_desk(asked, UNITS, standing).reason is RoutingReason.NO_DESK_BESIDES


def test_every_reason_has_its_line_in_the_table_and_the_last_always_holds() -> None:
    assert {rule.reason for rule in RULES} == set(RoutingReason)
    assert len(RULES) == len(set(RULES))
