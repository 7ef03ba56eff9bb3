"""Publications: rounding hides what it says it hides, and small units are shown together."""

from collections import Counter
from datetime import date
from itertools import product

import pytest

from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.publication import (
    BASE,
    Publication,
    PublicationRules,
    due_quarters,
    lifts_over_the_bar,
    possible,
    published_at,
    published_counts,
    rounded,
)
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit

RULES = PublicationRules(14, 50)
TOP = Unit("t" * 32, "top", "Top", UnitKind.INSPECTORATE, None)
REGION = Unit("r" * 32, "region", "Region", UnitKind.REGIONAL_OFFICE, TOP.id)
SMALL = Unit("s" * 32, "small", "Small", UnitKind.WORK_UNIT, REGION.id)
TREE = {unit.id: unit for unit in (TOP, REGION, SMALL)}
Q1, Q2, Q3 = (ReportingPeriod(2026, first, 3) for first in (1, 4, 7))


@pytest.mark.parametrize("count", range(61))
def test_a_count_is_rounded_to_one_of_its_two_neighbours_and_on_average_to_itself(
    count: int,
) -> None:
    found = [rounded(count, chance) for chance in range(BASE)]

    assert all(published % BASE == 0 and abs(published - count) < BASE for published in found)
    assert sum(found) == BASE * count


def test_what_a_published_number_may_stand_for_is_every_count_that_can_become_it() -> None:
    behind: dict[int, set[int]] = {}
    for count, chance in product(range(100), range(BASE)):
        behind.setdefault(rounded(count, chance), set()).add(count)

    for published in range(0, 90, BASE):
        assert set(possible(published)) == behind[published]


def test_all_published_cells_together_leave_each_of_them_its_whole_interval() -> None:
    """Every pair of counts, every pair of chances: what is seen is both cells and their sum."""
    behind: dict[tuple[int, int, int], set[tuple[int, int]]] = {}
    for a, b, first, second in product(range(12), range(12), range(BASE), range(BASE)):
        cells = (rounded(a, first), rounded(b, second))
        behind.setdefault((*cells, sum(cells)), set()).add((a, b))

    for (a, b, _), pairs in behind.items():
        if a < 2 * BASE > b:
            assert pairs == set(product(possible(a), possible(b)))


def test_a_second_measure_of_the_same_cases_would_narrow_the_first() -> None:
    """Why only what came in is published: of it, at most as many were closed."""
    behind = Counter[tuple[int, int, int]]()
    for came, chance, other in product(range(15), range(BASE), range(BASE)):
        for closed in range(came + 1):
            behind[rounded(came, chance), rounded(closed, other), came] += 1

    told = {came for first, second, came in behind if (first, second) == (0, BASE)}
    assert told < set(possible(0))


def test_no_chance_is_an_error_and_not_a_number() -> None:
    for count, chance in ((3, BASE), (3, -1), (-1, 0)):
        with pytest.raises(ValueError, match="no chance"):
            rounded(count, chance)


def test_what_employees_of_a_small_unit_bring_is_shown_with_the_next_large_one_above() -> None:
    employees = {TOP.id: 10, REGION.id: 50, SMALL.id: 49}

    assert published_at((SMALL.id, Kind.WBS), TREE, employees, RULES) == (REGION.id, Kind.WBS)
    assert published_at((REGION.id, Kind.WBS), TREE, employees, RULES) == (REGION.id, Kind.WBS)
    assert published_at((SMALL.id, Kind.COMPLAINT), TREE, employees, RULES)[0] == SMALL.id
    for few in ({REGION.id: 49}, {}):  # nobody said how many: small
        assert published_at((SMALL.id, Kind.WBS), TREE, few, RULES)[0] == TOP.id


def test_a_unit_where_nothing_came_in_has_cells_like_any_other() -> None:
    quiet = published_counts({}, TREE, {}, RULES)
    busy = published_counts({(SMALL.id, Kind.COMPLAINT): 3}, TREE, {}, RULES)

    assert quiet.keys() == busy.keys()
    assert set(quiet.values()) == {0}
    assert sum(busy.values()) == 3


def test_a_quarter_is_due_so_many_days_after_its_end_and_once() -> None:
    first = date(2026, 2, 3)

    assert due_quarters(first, (), date(2026, 4, 13), RULES) == ()
    assert due_quarters(first, (), date(2026, 4, 14), RULES) == (Q1,)
    assert due_quarters(first, (Q1,), date(2026, 12, 1), RULES) == (Q2, Q3)


def test_every_total_is_the_sum_of_published_cells() -> None:
    cells = {(TOP.id, Kind.WBS): 5, (REGION.id, Kind.WBS): 10, (SMALL.id, Kind.COMPLAINT): 0}
    publication = Publication(Q1, date(2026, 4, 14), None, cells)

    assert publication.total(TREE, Kind.WBS) == 15
    assert publication.total([SMALL.id], Kind.WBS) is None
    assert publication.total(TREE, Kind.COMPLAINT) == 0
    assert publication.units_with(Kind.WBS) == {TOP.id, REGION.id}


@pytest.mark.parametrize(
    ("known", "number", "lifts"),
    [
        ({}, 50, True),
        ({}, 49, False),
        ({2026: 12}, 60, True),
        ({2026: 12}, 49, False),
        ({2026: 55}, 5000, False),
        ({2025: 55}, 60, False),
        ({2025: 55, 2026: 12}, 60, True),
        ({2027: 55}, 60, True),
    ],
    ids=str,
)
def test_a_unit_is_lifted_over_the_bar_where_the_last_number_known_kept_it_below(
    known: dict[int, int], number: int, lifts: bool
) -> None:
    assert lifts_over_the_bar(known, 2026, number, RULES) is lifts
