"""What a verifier says: one line for each thing it looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 1000
MOST_NAMED = 4


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
    return _finding(code, subject, Check.HOLDS, said)


def fails(code: str, subject: str, said: str) -> Finding:
    """It is not."""
    return _finding(code, subject, Check.FAILS, said)


def undecided(code: str, subject: str, said: str) -> Finding:
    """The pack cannot show it."""
    return _finding(code, subject, Check.OPEN, said)


def _finding(code: str, subject: str, check: Check, said: str) -> Finding:
    return Finding(code, in_one_line(subject), check, in_one_line(said))


def first_of(names: Sequence[str]) -> str:
    """The first of them, and how many more there are: a line stays one that people read."""
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown}, dan {more} lagi" if more > 0 else shown


def in_one_line(text: str) -> str:
    """The words of a pack as a terminal may show them.

    Security: what ends a line, moves the cursor, hides what follows or turns its direction is spelled out: a pack
    could else write lines of the verifier's own, or take back those it has said.
    """
    shown = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:LONGEST])
    return "".join(shown) + ("…" if len(text) > LONGEST else "")
