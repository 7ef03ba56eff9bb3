"""What people may answer in a row: one of its own answers, a percentage, or nothing."""

import pytest

from tests.sheets import SHEET
from wbs.domain.errors import InvalidForm
from wbs.domain.evaluation.answers import Said, read_said

LENGTHS = {"evaluation-note": 20}


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("A.1.V.i.a", "A", "A"),
        ("A.1.V.iii.b", "Tidak", "Tidak"),
        ("A.1.V.iii.b", "", ""),
        ("A.2.V.ii.a", "92,35", "92.35"),
        ("A.2.V.ii.a", " 92.35 % ", "92.35"),
        ("A.2.V.ii.a", "100", "100.00"),
        ("A.2.V.ii.a", "0", "0.00"),
    ],
)
def test_an_answer_of_the_row_is_taken(code: str, typed: str, kept: str) -> None:
    raw = {"answer": typed, "note": " catatan "}

    assert read_said(SHEET.row(code), raw, LENGTHS) == Said(kept, "catatan")


@pytest.mark.parametrize(
    ("code", "typed", "reason"),
    [
        ("A.1.V.i.a", "D", "not_an_answer"),
        ("A.1.V.i.a", "a", "not_an_answer"),
        ("A.1.V.i.a", "100", "not_an_answer"),
        ("A.2.V.ii.a", "A", "not_a_percentage"),
        ("A.2.V.ii.a", "100,01", "not_a_percentage"),
        ("A.2.V.ii.a", "-1", "not_a_percentage"),
        ("A.2.V.ii.a", "92,345", "not_a_percentage"),
        ("A.2.V.ii.a", "NaN", "not_a_percentage"),
        ("A.2.V.ii.a", "1e999999", "not_a_percentage"),
    ],
)
def test_any_other_is_told_at_its_field_beside_what_is_wrong_with_the_note(
    code: str, typed: str, reason: str
) -> None:
    with pytest.raises(InvalidForm) as told:
        read_said(SHEET.row(code), {"answer": typed, "note": "x" * 21}, LENGTHS)

    assert [(p.field, p.reason) for p in told.value.problems] == [
        ("answer", reason),
        ("note", "too_long"),
    ]
