"""Numbers and days spelled out, as Indonesian minutes write them."""

from datetime import date

from wbs.evidence.words import MONTHS

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ONES = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)
_LARGEST = 9999


def spelled(number: int) -> str:
    """The number in words: 2026 is dua ribu dua puluh enam.

    Raises:
        ValueError: it is not in 0 to 9999.
    """
    if not 0 <= number <= _LARGEST:
        raise ValueError("only numbers from 0 to 9999 are spelled")
    if number < len(_ONES):
        return _ONES[number]
    for unit, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        count, rest = divmod(number, unit)
        if unit == 10 and count == 1:  # noqa: PLR2004 (twelve to nineteen)
            return f"{_ONES[rest]} belas"
        if count:
            head = f"se{name}" if count == 1 else f"{_ONES[count]} {name}"
            return f"{head} {spelled(rest)}" if rest else head
    raise AssertionError("unreachable: a number above eleven has tens")


def spelled_day(day: date) -> str:
    """Rabu tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam."""
    month = MONTHS[day.month - 1]
    return f"{WEEKDAYS[day.weekday()]} tanggal {spelled(day.day)} bulan {month} tahun {spelled(day.year)}"
