"""A workbook is read in a limited process: what it holds as text, and nothing that harms."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from tests.recaps import (
    row,
    text,
    wedding,
    xlsx,
    xlsx_bomb,
    xlsx_of_one_far_cell,
    xlsx_with_formula,
)
from tests.store.cleaner.test_clean import children_of, wait_until, zygote_of
from wbs.store.cleaner.clean import Cleaner

WITH_LINK = "='https://example.org/[a.xlsx]Sheet1'!A1"


@pytest.fixture
def cleaner() -> Iterator[Cleaner]:
    cleaner = Cleaner(permits=2)
    yield cleaner
    cleaner.close()


def read(cleaner: Cleaner, data: bytes) -> str | None:
    return cleaner.workbook_text([data])


def test_the_first_sheet_comes_back_line_by_line(cleaner: Cleaner) -> None:
    rows = wedding(200)

    assert read(cleaner, xlsx(*rows)) == text(*rows)


def test_numbers_days_and_answers_are_written_as_people_type_them(cleaner: Cleaner) -> None:
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(2, 1, (1_500_000, 500.125, True, 1e15, "a\tb\nc"))
        sheet.write_datetime(2, 6, date(2026, 7, 31), workbook.add_format({"num_format": "d/m/yy"}))

    read_back = read(cleaner, target.getvalue())

    assert read_back == "\n\n\t1500000\t500.12\tya\t1000000000000000\ta b c\t2026-07-31"


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("https://example.org")', WITH_LINK])
def test_a_formula_is_not_evaluated_and_no_link_is_followed(cleaner: Cleaner, formula: str) -> None:
    kept = read(cleaner, xlsx_with_formula(formula, "Rudi"))

    assert kept is not None
    assert kept.splitlines()[1].startswith("Rudi\t")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: xlsx_bomb(900_000_000),
    "a bomb that lies": lambda: xlsx_bomb(900_000_000, said_bytes=1_000),
    "a long text": lambda: xlsx_bomb(3_000_000),
    "a far cell": xlsx_of_one_far_cell,
    "a torn workbook": lambda: xlsx(row())[:-400],
    "damage inside": lambda: xlsx(row()).replace(b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1_000),
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_or_broken_is_not_read_its_process_ends_and_the_next_is(
    cleaner: Cleaner, what: str
) -> None:
    data = HOSTILE[what]()
    assert len(data) < 4_000_000

    assert read(cleaner, data) is None

    wait_until(lambda: children_of(zygote_of(cleaner)) == [], "its process lives on")
    assert read(cleaner, xlsx(row())) == text(row())


def test_a_file_above_the_limit_is_not_read(cleaner: Cleaner) -> None:
    assert cleaner.workbook_text([bytes(1_000_000)] * 20) is None
