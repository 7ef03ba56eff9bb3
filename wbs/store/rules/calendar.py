"""Builds the working calendar from `holidays` and the operator's corrections."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from holidays import country_holidays

from wbs.domain.deadline import WorkingCalendar
from wbs.store.rules.config_file import ConfigError, Entry

COUNTRY = "ID"
NATIONAL = "public"  # hari libur nasional
LEAVE = "government"  # cuti bersama
ESTIMATE = "(perkiraan)"
SPAN = ("first_year", "last_year")


@dataclass(frozen=True)
class PublishedDays:
    """What is published for a stretch of years: free days, and which of them are estimates.

    A year is known once its collective leave is: national holidays alone say too little.
    """

    known_years: frozenset[int]
    days_off: frozenset[date]
    estimates: frozenset[date]


@dataclass(frozen=True)
class Corrections:
    """What an operator knows better: one file's entries, by day."""

    complete_years: frozenset[int]
    free: frozenset[date]
    worked: frozenset[date]


def read_span(file: Entry) -> frozenset[int]:
    """The years the calendar asks the library for: `first_year` to `last_year`.

    Raises:
        ConfigError: one is missing, or they are the wrong way round.
    """
    first, last = file.get("first_year", int), file.get("last_year", int)
    if not date.min.year <= first <= last <= date.max.year:
        raise ConfigError(f"{file.place}: last_year must not be before first_year")
    return frozenset(range(first, last + 1))


def published_days(years: Collection[int]) -> PublishedDays:
    """Holidays and collective leave of *years*, as the library has them."""
    national = country_holidays(COUNTRY, years=years, categories=(NATIONAL,), language="id")
    leave = country_holidays(COUNTRY, years=years, categories=(LEAVE,), language="id")
    named = [*national.items(), *leave.items()]
    return PublishedDays(
        known_years=frozenset(day.year for day in leave),
        days_off=frozenset(day for day, _ in named),
        estimates=frozenset(day for day, name in named if ESTIMATE in name),
    )


def read_corrections(file: Entry) -> Corrections:
    """The operator's corrections in a `calendar.toml`.

    Raises:
        ConfigError: the file holds something else, or calls one day both free and worked.
    """
    file.only(*SPAN, "complete_years", "holiday", "collective_leave", "working_day")
    free = _days(file, "holiday") | _days(file, "collective_leave")
    worked = _days(file, "working_day")
    if free & worked:
        raise ConfigError(f"{file.place}: {min(free & worked)} is both free and a working day")
    return Corrections(
        complete_years=file.years("complete_years"),
        free=free,
        worked=worked,
    )


def corrected(published: PublishedDays, corrections: tuple[Corrections, ...]) -> WorkingCalendar:
    """The calendar after the corrections, a later one winning over an earlier one, day by day."""
    years, free, worked = set(published.known_years), set(published.days_off), set[date]()
    for correction in corrections:
        years |= correction.complete_years
        free = (free | correction.free) - correction.worked
        worked = (worked | correction.worked) - correction.free
    return WorkingCalendar(frozenset(years), frozenset(free), frozenset(worked))


def estimated_days(
    published: PublishedDays, corrections: tuple[Corrections, ...]
) -> frozenset[date]:
    """The days off of known years that nobody confirmed yet; one an operator names is confirmed."""
    named = {day for c in corrections for day in c.free | c.worked}
    years = published.known_years.union(*(c.complete_years for c in corrections))
    return frozenset(day for day in published.estimates - named if day.year in years)


def _days(file: Entry, key: str) -> frozenset[date]:
    """The days of the tables under *key*; each says what it is, for whoever reads the file later."""
    entries = [entry.only("on", "name") for entry in file.entries(key)]
    for entry in entries:
        entry.get("name", str)
    return frozenset(entry.get("on", date) for entry in entries)
