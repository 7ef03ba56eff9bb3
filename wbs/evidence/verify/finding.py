"""What a verifier says: one line for each thing it looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """Whether something holds. `OPEN`: the file cannot show it, and nothing contradicts it."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its code for programs, whose it is, and what was found, in Indonesian."""

    code: str
    subject: str
    check: Check
    said: str


def holds(code: str, subject: str, said: str) -> Finding:
    """It is as it must be."""
    return Finding(code, subject, Check.HOLDS, said)


def fails(code: str, subject: str, said: str) -> Finding:
    """It is not."""
    return Finding(code, subject, Check.FAILS, said)


def undecided(code: str, subject: str, said: str) -> Finding:
    """The pack cannot show it."""
    return Finding(code, subject, Check.OPEN, said)
