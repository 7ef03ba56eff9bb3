"""Everything that can go wrong, as the domain names it.

WbsError
├── InvalidForm      fields hold what they must not; the person can mend it
│   └── Invalid      one field does
├── NotFound         it is not there, or it is not yours: the caller may not know which
├── Refused          a rule forbids it, whatever is typed
│   └── NotAllowed   the person's role does not carry the permission
├── Stale            somebody was faster: read again, then decide again
├── Expired          the token, link or session was good once
├── Busy             the machine is at its limit: try again in a moment
├── CalendarGap      no holidays are known for a year the answer depends on
├── Unavailable      a part of the system is not set up: no desk, no key, no custodian
└── Tampered         stored bytes are not what was stored: stop, and wake someone

Messages are lower-case and hold no secret, no content and no name of a person.
"""

from dataclasses import dataclass


class WbsError(Exception):
    """The root of every expected failure."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the form field, a reason code, and the numbers the sentence needs."""

    field: str
    reason: str
    limit: int | str | None = None


class InvalidForm(WbsError):
    """Fields hold what they must not; nothing was stored."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{p.field}: {p.reason}" for p in problems))
        self.problems = problems


class Invalid(InvalidForm):
    """One field holds what it must not."""

    def __init__(self, field: str, reason: str, limit: int | str | None = None) -> None:
        super().__init__((Problem(field, reason, limit),))
        self.field = field
        self.reason = reason


class NotFound(WbsError):
    """It is not there, or it is not the caller's: one answer for both."""


class Refused(WbsError):
    """A rule of the procedure forbids it; `rule` names the rule."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class NotAllowed(Refused):
    """The officer's roles do not carry the permission."""


class Stale(WbsError):
    """The state changed since it was read."""


class Expired(WbsError):
    """The token, link or session was genuine and its time is over."""


class Busy(WbsError):
    """No permit came free in time; nothing was done."""


class CalendarGap(WbsError):
    """No holidays are known for `year`, on which the answer depends."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no working calendar for {year}")
        self.year = year


class Unavailable(WbsError):
    """A part of the system is not set up, so that the request cannot be met yet."""


class Tampered(WbsError):
    """Stored bytes are not the bytes that were stored."""
