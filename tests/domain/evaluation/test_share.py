"""The share of the area by what people answered: the assessors' word goes first, and nothing is made up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.law_at_hand import shipped_law
from tests.sheets import NEIGHBOURS, ROWS, SHEET, WIDE, YEAR
from wbs.domain.evaluation.answers import PERCENT, Said, SheetAnswer, Side
from wbs.domain.evaluation.share import area_points, last_said

WORTH = shipped_law().comparison.scale
BEST = {row.code: "100" if row.scale == PERCENT else next(iter(row.criteria)) for row in ROWS}
WORST = {row.code: "0" if row.scale == PERCENT else list(row.criteria)[-1] for row in ROWS}


def said(code: str, answer: str, side: Side = Side.UNIT, version: int = 1) -> SheetAnswer:
    return SheetAnswer("u", code, YEAR, side, version, Said(answer), date(2026, 8, 1), "o")


def test_answers_in_rows_of_another_area_change_no_point() -> None:
    rows = {row.code: next(iter(row.criteria)) for row in NEIGHBOURS}

    assert len(rows) == 4
    assert area_points(WIDE, WORTH, BEST | rows) == area_points(SHEET, WORTH, BEST) == Decimal(15)
    assert area_points(WIDE, WORTH, rows) is None


def test_the_best_answers_give_the_whole_area_and_the_worst_nothing() -> None:
    assert area_points(SHEET, WORTH, BEST) == Decimal(15)
    assert area_points(SHEET, WORTH, WORST) == 0


@pytest.mark.parametrize(
    ("code", "answer", "less"),
    [
        ("A.1.V.iii.c", "B", "0.1875"),
        ("A.1.V.i.b", "B", "0.2475"),
        ("A.1.V.i.b", "C", "0.5025"),
        ("A.2.V.i.a", "D", "1.875"),
        ("A.1.V.iii.b", "Tidak", "0.375"),
        ("A.2.V.ii.a", "92.35", "0.2295"),
    ],
)
def test_an_answer_is_worth_what_its_scale_says(code: str, answer: str, less: str) -> None:
    assert area_points(SHEET, WORTH, BEST | {code: answer}) == 15 - Decimal(less)


def test_a_question_without_an_answer_leaves_the_share_open() -> None:
    for row in ROWS:
        rest = {code: answer for code, answer in BEST.items() if code != row.code}
        found = area_points(SHEET, WORTH, rest)
        assert found == (Decimal(15) if row.scale == PERCENT else None), row.code
    assert area_points(SHEET, WORTH, {}) is None


def test_a_percentage_nobody_gave_counts_on_neither_side() -> None:
    half = BEST | {"A.2.V.i.a": "C"}
    del half["A.2.V.ii.a"]

    assert area_points(SHEET, WORTH, half) == Decimal("10.75") * 15 / 12


def test_a_scale_nobody_knows_leaves_the_share_open() -> None:
    area = SHEET.sub_areas[0]
    odd = replace(area, rows=(replace(area.rows[0], scale="stars"), *area.rows[1:]))

    assert area_points(replace(SHEET, sub_areas=(odd, *SHEET.sub_areas[1:])), WORTH, BEST) is None


def test_the_assessors_last_answer_counts_before_the_units_and_an_empty_one_does_not() -> None:
    answers = [
        said("x", "B", version=2),
        said("x", "A"),
        said("y", "A"),
        said("y", "C", Side.ASSESSOR, 2),
        said("y", "B", Side.ASSESSOR),
        said("z", "A"),
        said("z", "", Side.ASSESSOR),
    ]

    assert last_said(answers) == {"u": {YEAR: {"x": "B", "y": "C", "z": "A"}}}
