"""Reporting periods in the words of both applications."""

from wbs.domain.span import ReportingPeriod
from wbs.web import words
from wbs.web.languages import gettext

ROMAN = ("", "I", "II", "III", "IV")


def period_name(period: ReportingPeriod) -> str:
    """A period in words: July 2026, Quarter III 2026, Half-year I 2026, Year 2026."""
    if period.months_long == 1:
        return words.month(period.start)
    place = {
        "number": ROMAN[period.ordinal] if period.ordinal < len(ROMAN) else "",
        "year": period.year,
    }
    names: dict[int, str] = {
        3: gettext("Quarter %(number)s %(year)s", **place),
        6: gettext("Half-year %(number)s %(year)s", **place),
        12: gettext("Year %(year)s", year=period.year),
    }
    return names[period.months_long]
