"""What a case is found by, made from a report, and how words are compared."""

import pytest

from wbs.domain.summary import TITLE_CHARACTERS, first_summary, holds, words_of


def test_a_report_is_called_by_its_first_words_and_found_by_its_names() -> None:
    fields = {
        "what": "Kepala gudang menjual\nsisa bahan. " + "Setiap Jumat. " * 20,
        "who": "Joko Susilo",
        "where": "Gudang timur",
        "giver-1-name": "Hartono",
        "giver-1-institution": "PT Contoh",
        "giver-2-name": "Hartono",
    }

    summary = first_summary(fields, 1000)

    assert summary.title.startswith("Kepala gudang menjual sisa bahan. Setiap")
    assert len(summary.title) <= TITLE_CHARACTERS
    assert summary.names.splitlines() == ["Joko Susilo", "Hartono", "PT Contoh"]
    assert "Joko" not in repr(summary)


def test_names_are_cut_to_what_a_desk_may_write() -> None:
    assert len(first_summary({"who": "x" * 5000}, 2000).names) == 2000


def test_a_report_without_words_has_an_empty_summary() -> None:
    assert first_summary({}, 10) == first_summary({"what": "  "}, 10)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jose", True),
        ("JOSÉ gudang", True),
        ("gud jos", True),
        ("gudang barat", False),
        ("é", True),
        ("x", False),
    ],
)
def test_every_word_must_stand_somewhere_whatever_its_case_and_marks(
    typed: str, found: bool
) -> None:
    assert holds(("José Rizal", "Gudang Timur"), words_of(typed)) is found
