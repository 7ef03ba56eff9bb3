"""The evaluation sheet as shipped, and what of an agency's own is refused."""

import re
from pathlib import Path

import pytest

from tests.law_at_hand import CONFIG, shipped_law
from wbs.domain.errors import NotFound
from wbs.domain.lke import RELIED_ON, EvaluationSheet
from wbs.store.rules.config_file import ConfigError, Entry, read_file
from wbs.store.rules.lke import read_sheet, with_neighbours

SHEET = shipped_law().sheet
SCALES = {"yes_no", "abc", "abcd", "abcde", "percent"}
LETTERS = {"yes_no": ["Ya", "Tidak"], "abc": ["A", "B", "C"], "percent": []}
ROW = {"code": "A.1", "text": "t", "scale": "abc", "points": 0.5, "cadence": "annual"}


def sheet(**row: object) -> Entry:
    relied_on = [ROW | {"code": code} for code in RELIED_ON]
    area = {"code": "A", "title": "t", "weight": 1.5, "question": [ROW | row, *relied_on]}
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
        ({"points": float("nan")}, "points must be a number from zero on"),
        ({"points": -1.0}, "points must be a number from zero on"),
        ({"scale": "abcdef"}, "scale 'abcdef' is none of yes_no, abc, abcd, abcde, percent"),
        ({"cadence": "anual"}, "cadence 'anual' is none of monthly, quarterly, semester, annual"),
        ({"code": "../../x"}, "code '../../x' must be letters and digits"),
        ({"code": ""}, "code '' must be letters and digits"),
        ({"code": "A" * 41}, "must be letters and digits"),
    ],
)
def test_a_sheet_that_says_what_it_must_not_is_refused(
    row: dict[str, object], problem: str
) -> None:
    with pytest.raises(ConfigError, match=problem):
        read_sheet(sheet(**row))


@pytest.mark.parametrize("code", RELIED_ON)
def test_a_sheet_without_a_row_under_which_figures_and_documents_are_filed_is_refused(
    code: str,
) -> None:
    rows = [ROW | {"code": other} for other in RELIED_ON if other != code]
    area = {"code": "A", "title": "t", "weight": 1.5, "question": rows}
    lacking = Entry("own/lke.toml", {**sheet().values, "sub_area": [area]})

    with pytest.raises(ConfigError, match=rf"own/lke\.toml: no row {re.escape(code)};"):
        read_sheet(lacking)


def test_every_row_that_code_names_to_write_under_is_relied_on() -> None:
    """Those that only decide how a row is answered, or what a meeting is evidence for, may be missing."""
    named = re.compile(r'"(A\.\d\.VI?\.[ivx]+\.[a-z])"')
    found = {
        code
        for path in Path("wbs").rglob("*.py")
        if "evaluation" not in path.parts and path.name != "monev.py"
        for code in named.findall(path.read_text())
    }

    assert found == set(RELIED_ON)


NEIGHBOURS = read_file(CONFIG / "lke_neighbours.toml")


def beside(**said: object) -> EvaluationSheet:
    return with_neighbours(SHEET, (NEIGHBOURS, Entry("own.toml", said)))


def test_as_shipped_no_row_of_another_area_stands_beside_the_sheet() -> None:
    assert SHEET.neighbours is None
    assert SHEET.all_rows == SHEET.rows
    with pytest.raises(NotFound):
        SHEET.row("A.1.VI.iii.a")


def test_one_line_of_the_agency_puts_them_there_and_the_area_stays_as_it_is() -> None:
    found = beside(include=True)

    assert found.neighbours is not None
    assert (found.neighbours.number, found.neighbours.area) == (
        "VI",
        "Peningkatan Kualitas Pelayanan Publik",
    )
    assert [(area.code, area.weight) for area in found.neighbours.sub_areas] == [
        ("A.1.VI.iii", 1.0),
        ("A.2.VI.ii", 2.5),
    ]
    assert (found.rows, found.sub_areas) == (SHEET.rows, SHEET.sub_areas)
    assert found.row("A.2.VI.ii.a").points == 2.5
    assert sum(area.weight for area in found.sub_areas) == 15.0


def test_each_row_of_the_other_area_has_its_scale_and_every_criterion() -> None:
    letters = {"abc": "ABC", "abcd": "ABCD", "abcde": "ABCDE"}
    found = beside(include=True).neighbouring_rows

    assert [row.scale for row in found] == ["abcde", "abc", "abc", "abcd"]
    for row in found:
        assert "".join(row.criteria) == letters[row.scale]
    assert "terintegrasi dengan SP4N-LAPOR!" in found[0].criteria["A"]


def test_an_agency_writes_other_rows_in_their_place() -> None:
    area = {"code": "X", "title": "t", "weight": 0.5, "question": [ROW | {"code": "X.a"}]}

    found = beside(include=True, number="IX", sub_area=[area])

    assert found.neighbours is not None
    assert found.neighbours.number == "IX"
    assert found.neighbours.area == "Peningkatan Kualitas Pelayanan Publik"
    assert [row.code for row in found.neighbouring_rows] == ["X.a"]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"include": "ya"}, "include must be of type bool"),
        ({"units": []}, "unknown key units"),
        ({"include": True, "sub_area": []}, "own.toml: include is true, and no row is there"),
        (
            {"include": True, "sub_area": [{"code": "X", "title": "t", "weight": 0.5}]},
            "own.toml: include is true, and no row is there",
        ),
        (
            {
                "sub_area": [
                    {
                        "code": "X",
                        "title": "t",
                        "weight": 0.5,
                        "question": [ROW | {"code": "A.1.V.i.a"}],
                    }
                ],
                "include": True,
            },
            r"row A\.1\.V\.i\.a stands in the sheet already",
        ),
    ],
)
def test_neighbours_that_say_what_they_must_not_are_refused(
    said: dict[str, object], problem: str
) -> None:
    with pytest.raises(ConfigError, match=problem):
        beside(**said)


def test_an_agencys_own_sheet_with_such_a_row_stands_as_long_as_none_is_wanted_beside_it() -> None:
    """It may have written the row into its own sheet before there was a file for it."""
    own = read_sheet(sheet(code="A.1.VI.iii.a"))

    assert with_neighbours(own, (NEIGHBOURS,)) == own
    with pytest.raises(ConfigError, match=r"row A\.1\.VI\.iii\.a stands in the sheet already"):
        with_neighbours(own, (NEIGHBOURS, Entry("own.toml", {"include": True})))
