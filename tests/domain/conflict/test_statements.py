"""Yearly statements: a list is counted row by row, and every row that cannot be is told."""

from datetime import date
from decimal import Decimal

import pytest

from wbs.domain.conflict.statements import StatementCount, read_list, read_number, read_year
from wbs.domain.errors import Invalid, InvalidForm

TODAY = date(2026, 8, 3)


def rows(*lines: str) -> str:
    return "\n".join(("Nama\tNIP\tMenyatakan", *lines)).replace(";", "\t")


def test_a_list_is_counted_and_empty_rows_are_none() -> None:
    text = rows("Sari;1;ya", "", "Tono;2;belum", "Umi;3;SUDAH", ";;")

    assert read_list(text) == (2, 3)


def test_people_without_a_number_are_told_apart_by_name() -> None:
    assert read_list(rows("Sari;;ya", "Tono;;ya")) == (2, 2)


def test_every_row_that_cannot_be_counted_is_told_with_its_number() -> None:
    with pytest.raises(InvalidForm) as caught:
        read_list(rows(";1;ya", "Tono;2;mungkin", "Umi;3;ya", "Umi;3;tidak", "Ani;4"))

    assert [(p.field, p.reason) for p in caught.value.problems] == [
        ("line-2", "row_without_name"),
        ("line-3", "row_without_answer"),
        ("line-5", "row_twice"),
        ("line-6", "row_without_answer"),
    ]


@pytest.mark.parametrize("text", ["", "nama\tnip", "menyatakan\nya", rows(), rows("", ";;")])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_list(text)


@pytest.mark.parametrize("text", ["", "26", "1999", "2027", "dua ribu", "٢٠٢٦"])
def test_a_year_is_one_that_has_begun(text: str) -> None:
    with pytest.raises(Invalid):
        read_year(text, TODAY)
    assert read_year("2026", TODAY) == 2026


def test_a_number_is_typed_with_or_without_dots() -> None:
    assert [read_number(text) for text in ("", " 61 ", "1.200")] == [None, 61, 1200]
    for text in ("-1", "enam", "1,5", "100.001", "9" * 5000):
        with pytest.raises(Invalid):
            read_number(text)


def test_the_share_is_of_the_employees_and_unknown_where_they_are() -> None:
    count = StatementCount("u", 2026, 1, 61, 64, "d", TODAY, "o")

    assert count.of(64) == Decimal("95.31")
    assert count.of(None) is None
    assert count.of(0) is None
