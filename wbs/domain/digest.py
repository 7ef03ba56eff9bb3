"""Digests: when an officer's one mail of a day goes, so that its time tells nothing of a reporter's."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from wbs.domain.deadline import ONE_DAY, SATURDAY, WorkingCalendar
from wbs.domain.errors import CalendarGap, Invalid

QUIET_HOURS = 3  # nothing is mailed sooner after it came to be
JITTER_MINUTES = 60
LONGEST_ADDRESS = 200
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63})"
)


class Frequency(StrEnum):
    """How often an officer wants a mail at most."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@dataclass(frozen=True)
class MailChoice:
    """Where an officer's mails go, and how often at most."""

    address: str
    frequency: Frequency

    def __repr__(self) -> str:
        return "MailChoice(…)"


def read_address(text: str, domains: Collection[str]) -> str:
    """The address as it is mailed to; *domains*, where there are any, are those that may be used.

    Raises:
        Invalid: it is no address we can mail to, or one outside the agency's domains.
    """
    address = text.strip()
    found = _ADDRESS.fullmatch(address)
    if found is None or len(address) > LONGEST_ADDRESS:
        raise Invalid("mail_address", "address_form")
    if domains and found.group(2).lower() not in {domain.lower() for domain in domains}:
        raise Invalid("mail_address", "address_domain", ", ".join(domains))
    return address


def is_digest_day(day: date, frequency: Frequency, calendar: WorkingCalendar) -> bool:
    """Whether mails of that frequency go on that day: working days, or the first one of each week."""
    if frequency is Frequency.NEVER or not _is_working_day(day, calendar):
        return False
    monday = day - timedelta(days=day.weekday())
    return frequency is Frequency.DAILY or not any(
        _is_working_day(monday + n * ONE_DAY, calendar) for n in range(day.weekday())
    )


def next_batch(
    now: datetime, hour: int, frequency: Frequency, calendar: WorkingCalendar
) -> date | None:
    """The day of the next batch that what is found now may still join; None where mail is not wanted.

    *now* is local. What came to be less than three hours before a batch waits for the one after.
    """
    if frequency is Frequency.NEVER:
        return None
    ready = now + timedelta(hours=QUIET_HOURS)
    day = ready.date()
    if ready.time() > time(hour):
        day += ONE_DAY
    while not is_digest_day(day, frequency, calendar):
        day += ONE_DAY
    return day


def goes_after(digest_id: str, hour: int) -> timedelta:
    """How long after midnight the digest goes: the hour of the batch, and a chance of its own within the next."""
    return timedelta(hours=hour, minutes=int(digest_id[:8], 16) % JITTER_MINUTES)


def _is_working_day(day: date, calendar: WorkingCalendar) -> bool:
    """A year whose holidays nobody knows yet is worked from Monday to Friday."""
    try:
        return calendar.is_working_day(day)
    except CalendarGap:
        return day.weekday() < SATURDAY
