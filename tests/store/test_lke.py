"""The evaluation sheet as shipped, and what of an agency's own is refused."""

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.errors import NotFound
from wbs.store.rules.config_file import ConfigError, Entry
from wbs.store.rules.lke import read_sheet

SHEET = shipped_law().sheet
SCALES = {"yes_no", "abc", "abcd", "abcde", "percent"}
LETTERS = {"yes_no": ["Ya", "Tidak"], "abc": ["A", "B", "C"], "percent": []}
ROW = {"code": "A.1", "text": "t", "scale": "abc", "points": 0.5, "cadence": "annual"}


def sheet(**row: object) -> Entry:
    area = {"code": "A", "title": "t", "weight": 1.5, "question": [ROW | row]}
    return Entry("lke.toml", {"area": "a", "source": "s", "seen_on": "2025-08", "sub_area": [area]})


def test_the_area_weighs_fifteen_points_and_its_rows_share_them() -> None:
    assert sum(area.weight for area in SHEET.sub_areas) == 15.0
    for area in SHEET.sub_areas:
        assert sum(row.points for row in area.rows) == pytest.approx(area.weight)


def test_every_row_has_a_scale_and_the_answers_of_it() -> None:
    for row in (row for area in SHEET.sub_areas for row in area.rows):
        assert row.scale in SCALES
        if row.scale in LETTERS:
            assert list(row.criteria) == LETTERS[row.scale]


def test_the_row_of_the_three_numbers_names_them_in_their_order() -> None:
    labels = SHEET.row("A.2.V.ii.a").inputs

    assert [label.split(" yang ")[1] for label in labels] == [
        "harus ditindaklanjuti",
        "sedang diproses",
        "selesai ditindaklanjuti",
    ]


def test_a_row_nobody_wrote_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"no row A\.9"):
        SHEET.row("A.9")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"score": 1.0}, "unknown key score"),
        ({"points": 1}, "points must be of type float"),
        ({"criteria": {"A": 1}}, "criteria must be texts"),
        ({"inputs": [1]}, "inputs must be a list of texts"),
    ],
)
def test_a_sheet_that_says_what_it_must_not_is_refused(
    row: dict[str, object], problem: str
) -> None:
    with pytest.raises(ConfigError, match=problem):
        read_sheet(sheet(**row))
