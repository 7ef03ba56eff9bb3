"""The evaluation sheet: its questions are found by code, and a wrong code is named."""

import pytest

from wbs.domain.errors import NotFound
from wbs.domain.lke import EvaluationSheet, SheetRow, SubArea


def row(code: str) -> SheetRow:
    return SheetRow(code, "Pertanyaan", "Ya/Tidak", 1.0, "triwulan", {}, (), ())


FIRST = SubArea("A.1", "Satu", 0.5, (row("A.1.a"), row("A.1.b")))
SECOND = SubArea("A.2", "Dua", 0.5, (row("A.2.a"),))
SHEET = EvaluationSheet("Area", "a test", "2026", (FIRST, SECOND))


@pytest.mark.parametrize("code", ["A.1.a", "A.1.b", "A.2.a"])
def test_a_question_is_found_by_its_code(code: str) -> None:
    assert SHEET.row(code).code == code


@pytest.mark.parametrize("code", ["", "A.1", "a.1.a", "A.3.a"])
def test_a_question_that_is_not_there_is_named(code: str) -> None:
    with pytest.raises(NotFound, match=f"no row {code}"):
        SHEET.row(code)
