"""Numbers and days in words."""

from datetime import date

import pytest

from wbs.evidence.papers.spelled import spelled, spelled_day


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2010, "dua ribu sepuluh"),
        (2026, "dua ribu dua puluh enam"),
        (9999, "sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_a_number_in_words(number: int, words: str) -> None:
    assert spelled(number) == words


def test_every_number_has_words_of_its_own() -> None:
    assert len({spelled(number) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_beyond_years_are_not_spelled(number: int) -> None:
    with pytest.raises(ValueError, match="0 to 9999"):
        spelled(number)


def test_a_day_as_minutes_write_it() -> None:
    assert spelled_day(date(2026, 11, 25)) == (
        "Rabu tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam"
    )
    assert spelled_day(date(2026, 8, 17)) == (
        "Senin tanggal tujuh belas bulan Agustus tahun dua ribu dua puluh enam"
    )
