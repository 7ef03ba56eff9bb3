"""The guide to personal data: rights, limits, the breach notice, and letters that tell nobody who reported."""

import re

import pytest

from tests.cast import Cast
from tests.law_at_hand import shipped_law
from tests.web.officer.conftest import Enter
from wbs.domain.data_letter import DataLetter

GUIDE = "/petugas/panduan-data"
LETTERS = shipped_law().data_letters
# What a notice of a breach has to hold, by UU 27/2022 art. 46(2).
CONTENT = ("yang terungkap", "Kapan dan bagaimana", "penanganan dan pemulihan")


@pytest.mark.parametrize("username", ["budi", "fajar", "ratna", "dewi"])
def test_every_officer_finds_the_guide_and_each_letter(
    cast: Cast, enter: Enter, username: str
) -> None:
    browser = enter(cast.people[username])

    page = browser.get(GUIDE).get_data(as_text=True)

    assert "3×24 jam" in page
    links = re.findall(rf'href="({GUIDE}/[a-z-]+)"', page)
    assert len(links) == len(LETTERS) == 4
    for link in links:
        shown = browser.get(link)
        assert shown.status_code == 200
        assert "…………" in shown.get_data(as_text=True)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
def test_a_letter_is_saved_as_text_for_a_word_processor(
    cast: Cast, enter: Enter, letter: DataLetter
) -> None:
    name = letter.id
    answer = enter(cast.budi).get(f"{GUIDE}/{name}/naskah.txt")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in answer.get_data()


def test_a_notice_of_a_breach_holds_what_the_law_asks_for() -> None:
    notices = [letter.text for letter in LETTERS if letter.id.startswith("pemberitahuan")]

    assert len(notices) == 2
    for text in notices:
        assert [word for word in CONTENT if word not in text] == []


def test_the_answer_to_who_was_reported_neither_says_nor_denies_that_somebody_did() -> None:
    (text,) = (letter.text for letter in LETTERS if letter.id == "jawaban-terlapor")

    assert "tidak membenarkan dan tidak menyangkal" in text
    assert "Pasal 33" in text


def test_a_letter_that_is_none_is_not_found(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    assert browser.get(f"{GUIDE}/surat-cinta").status_code == 404
    assert browser.get(f"{GUIDE}/surat-cinta/naskah.txt").status_code == 404
