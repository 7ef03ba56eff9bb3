"""A unit's own export points at nobody: not by a cell, not by a difference, not by knowing the method."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise, product

import pytest

from wbs.domain.figures import Cells, Dimension, Question
from wbs.domain.kinds import Kind
from wbs.domain.small_cells import (
    LEAST,
    Breakdown,
    LeftOut,
    Row,
    guarded_rows,
    is_sensitive,
    merge_small,
    publish,
)
from wbs.domain.span import ReportingPeriod

Q3 = ReportingPeriod.parse("2026-Q3")
JULY, AUGUST, SEPTEMBER = Q3.months
COLUMNS = ("a", "b", "c", "d", "e")
LATER = date(2026, 12, 31)


def asked(code: str, as_of: date = LATER, units: int = 1) -> Question:
    ids = frozenset(str(n) for n in range(units))
    return Question(ids, ReportingPeriod.parse(code), as_of)


def row(*counts: int) -> Row:
    return Row(Q3, dict(zip(COLUMNS, counts, strict=False)))


def quarter(**by_column: Sequence[int]) -> dict[tuple[ReportingPeriod, str], int]:
    return {
        (m, c): n
        for c, counts in by_column.items()
        for m, n in zip(Q3.months, counts, strict=True)
        if n
    }


def all_ways(total: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread *total* reports over the columns."""
    for bars in combinations(range(total + columns - 1), columns - 1):
        edges = (-1, *bars, total + columns - 1)
        yield tuple(b - a - 1 for a, b in pairwise(edges))


def possible_values(counts_and_shown: Iterable[tuple[Sequence[int], object]]) -> Iterator[set[int]]:
    """For each thing that may be shown, and each cell: the values the reader cannot rule out.

    The reader knows the total and the method, so whatever else leads to the same page is possible.
    """
    behind: dict[object, list[Sequence[int]]] = defaultdict(list)
    for counts, shown in counts_and_shown:
        behind[shown].append(counts)
    for ways in behind.values():
        yield from (set(values) for values in zip(*ways, strict=True))


def face(shown: Row) -> object:
    return (
        shown.period,
        tuple(sorted(shown.cells.items())),
        shown.merged,
        shown.merged_count,
        shown.left_out,
    )


@pytest.mark.parametrize("columns", [2, 3, 4, 5])
@pytest.mark.parametrize("total", range(1, 23))
def test_who_knows_the_total_and_the_method_finds_no_cell_under_five(
    total: int, columns: int
) -> None:
    ways = ((counts, face(merge_small(row(*counts)))) for counts in all_ways(total, columns))

    for values in possible_values(ways):
        assert len(values) > 1 or min(values) >= LEAST


@pytest.mark.parametrize(
    "totals", [(5, 5, 0), (6, 0, 0), (10, 10, 10), (10, 3, 12), (4, 2, 0), (1, 1, 1), (11, 11, 4)]
)
def test_who_knows_the_total_of_each_month_finds_no_cell_under_five(
    totals: tuple[int, ...],
) -> None:
    ways = []
    for of_a in product(*(range(n + 1) for n in totals)):
        of_b = tuple(n - a for n, a in zip(totals, of_a, strict=True))
        rows = guarded_rows(quarter(a=of_a, b=of_b), ("a", "b"), asked("2026-Q3"))
        ways.append(((*of_a, *of_b), tuple(map(face, rows))))

    for cell, values in enumerate(possible_values(ways)):
        month_without_reports = totals[cell % 3] == 0
        assert len(values) > 1 or min(values) >= LEAST or month_without_reports


def test_cells_of_five_and_more_in_every_month_are_shown_by_month() -> None:
    cells = quarter(a=(5, 6, 7), b=(8, 9, 5))

    assert guarded_rows(cells, ("a", "b"), asked("2026-Q3")) == (
        Row(JULY, {"a": 5, "b": 8}),
        Row(AUGUST, {"a": 6, "b": 9}),
        Row(SEPTEMBER, {"a": 7, "b": 5}),
    )


def test_one_small_cell_merges_its_whole_quarter() -> None:
    cells = quarter(a=(5, 6, 4), b=(8, 9, 5))

    assert guarded_rows(cells, ("a", "b"), asked("2026-Q3")) == (Row(Q3, {"a": 15, "b": 22}),)


@pytest.mark.parametrize(
    ("counts", "shown", "merged"),
    [
        ((9, 8, 7, 6), {"a": 9, "b": 8, "c": 7, "d": 6}, {}),
        ((20, 3, 3, 10), {"a": 20, "d": 10}, {"b", "c"}),
        ((20, 3, 0, 10), {"a": 20}, {"b", "c", "d"}),
        ((20, 4, 4, 10), {"a": 20}, {"b", "c", "d"}),
        ((20, 4, 3, 10), {"a": 20, "d": 10}, {"b", "c"}),
        ((20, 15, 10, 4), {"a": 20, "b": 15}, {"c", "d"}),
        ((20, 4, 15, 30), {"a": 20, "c": 15}, {"b", "d"}),
    ],
    ids=[
        "nothing small",
        "two small ones hide each other",
        "too few together",
        "their sum would tell each",
        "their sum leaves both open",
        "one small one takes the last of the others with it",
        "whatever their sizes",
    ],
)
def test_small_cells_are_merged_with_each_other_then_with_one_larger(
    counts: tuple[int, ...], shown: dict[str, int], merged: set[str]
) -> None:
    found = merge_small(row(*counts))

    assert dict(found.cells) == shown
    assert found.merged == frozenset(merged)
    assert found.merged_count == sum(counts) - sum(shown.values())
    assert found.left_out is None


@pytest.mark.parametrize("counts", [(1, 0), (3, 2), (30, 4), (0, 50), (1, 1, 1, 1)])
def test_what_cannot_be_merged_is_left_out(counts: tuple[int, ...]) -> None:
    assert merge_small(row(*counts)) == Row(Q3, {}, left_out=LeftOut.SMALL)


def test_a_quarter_without_reports_shows_its_zeros() -> None:
    assert merge_small(row(0, 0, 0)) == row(0, 0, 0)


def test_a_quarter_that_is_not_over_shows_nothing_yet() -> None:
    cells = quarter(a=(50, 50, 50), b=(50, 50, 50))
    last_day, day_before = date(2026, 9, 30), date(2026, 9, 29)

    assert guarded_rows(cells, ("a", "b"), asked("2026-Q3", day_before)) == (
        Row(Q3, {}, left_out=LeftOut.QUARTER_OPEN),
    )
    assert len(guarded_rows(cells, ("a", "b"), asked("2026-Q3", last_day))) == 3


def test_several_units_together_show_nothing_guarded() -> None:
    cells = quarter(a=(50, 50, 50), b=(50, 50, 50))

    assert guarded_rows(cells, ("a", "b"), asked("2026-Q3", units=2)) == (
        Row(Q3, {}, left_out=LeftOut.SEVERAL_UNITS),
    )


@pytest.mark.parametrize(
    "cells", [quarter(a=(5, 6, 4), b=(8, 9, 5)), quarter(a=(5, 6, 7), b=(8, 9, 5))]
)
def test_no_other_period_or_day_tells_more_about_a_quarter(cells: Cells) -> None:
    whole = guarded_rows(cells, ("a", "b"), asked("2026-Q3"))

    for code in ("2026-07", "2026-08", "2026-09", "2026-S2", "2026"):
        for as_of in (date(2026, 9, 30), date(2026, 10, 15), LATER):
            others = guarded_rows(cells, ("a", "b"), asked(code, as_of))
            of_the_quarter = [r for r in others if r.period.start in Q3 and r.left_out is None]
            assert all(r in whole for r in of_the_quarter)


def test_a_month_asked_for_alone_shows_its_quarter_where_it_must_be_merged() -> None:
    cells = quarter(a=(5, 6, 4), b=(8, 9, 5))

    (found,) = guarded_rows(cells, ("a", "b"), asked("2026-07"))

    assert found.period == Q3


def test_only_wbs_categories_and_channels_anonymity_and_reprisal_are_guarded() -> None:
    guarded = {(k, d) for k, d in product(Kind, Dimension) if is_sensitive(k, d)}

    assert (Kind.WBS, Dimension.CATEGORY) in guarded
    assert (Kind.WBS, Dimension.CHANNEL) in guarded
    assert (Kind.COMPLAINT, Dimension.CATEGORY) not in guarded
    assert (Kind.COMPLAINT, Dimension.CHANNEL) not in guarded
    assert (Kind.COMPLAINT, Dimension.COMPLAINT_CLASS) not in guarded
    assert all((k, d) in guarded for k in Kind for d in (Dimension.ANONYMITY, Dimension.REPRISAL))


def published(*, full: bool) -> dict[tuple[Kind, Dimension], Breakdown]:
    cells = {(JULY, "a"): 1, (JULY, "b"): 2, (AUGUST, "retired"): 1}
    keys = [(kind, Dimension.CATEGORY) for kind in (Kind.COMPLAINT, Kind.WBS)]
    found = publish(
        dict.fromkeys(keys, cells), asked("2026-07"), dict.fromkeys(keys, ("a", "b")), full=full
    )
    return {(b.kind, b.dimension): b for b in found}


def test_the_inspectorate_sees_every_cell_of_the_months_asked_for() -> None:
    found = published(full=True)[Kind.WBS, Dimension.CATEGORY]

    assert found.columns == ("a", "b", "retired")
    assert found.rows == (Row(JULY, {"a": 1, "b": 2, "retired": 0}),)
    assert not found.is_guarded


def test_a_unit_sees_its_complaints_whole_and_its_wbs_guarded() -> None:
    found = published(full=False)

    assert found[Kind.COMPLAINT, Dimension.CATEGORY].rows == (
        Row(JULY, {"a": 1, "b": 2, "retired": 0}),
    )
    assert found[Kind.WBS, Dimension.CATEGORY].rows == (Row(Q3, {}, left_out=LeftOut.SMALL),)
    assert found[Kind.WBS, Dimension.CATEGORY].is_guarded
