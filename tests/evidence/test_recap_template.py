"""The table to fill in: read back by the form it is for, the same for everybody."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from wbs.domain.gratification.recap import read_recap
from wbs.domain.gratification.recap_columns import COLUMNS
from wbs.evidence.recap_template import EXAMPLE_ROW, recap_csv, recap_xlsx
from wbs.services.intake.recap_file import recap_text


@pytest.mark.parametrize("made", [recap_xlsx, recap_csv])
def test_the_template_comes_back_as_its_titles_and_an_example_that_is_passed_over(
    made: object,
) -> None:
    assert callable(made)
    text = recap_text(made(), 10_000)

    assert text.splitlines()[0].split("\t") == [column.title for column in COLUMNS]
    assert text.splitlines()[1].split("\t") == list(EXAMPLE_ROW)
    assert not read_recap(text).lines
    assert [p.reason for p in read_recap(text).problems] == ["no_rows"]


def test_the_example_would_be_taken_were_it_no_example() -> None:
    lines = "\t".join(EXAMPLE_ROW).replace("CONTOH: ", "")
    fields = read_recap(lines).fields

    for column in COLUMNS:
        cell = fields[f"{column.part}-101-{column.name}"]
        assert not column.words or cell in {word.value for word in column.words}


def test_the_template_is_the_same_at_any_time() -> None:
    assert recap_xlsx() == recap_xlsx()
    core = ZipFile(BytesIO(recap_xlsx())).read("docProps/core.xml").decode()
    assert "2026-01-01T00:00:00Z" in core


def test_the_notes_name_every_word() -> None:
    strings = ZipFile(BytesIO(recap_xlsx())).read("xl/sharedStrings.xml").decode()

    for column in COLUMNS:
        assert all(word in strings for word in column.offered)
