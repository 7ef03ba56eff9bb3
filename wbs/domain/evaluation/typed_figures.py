"""Numbers of a row that people count and type: how many in all, how many of them done, how many not yet.

Regulation: [LKE-90-2021]: rows A.2.V.iii.a and b name the groups that have to hand in; the sums are validated,
as a published sheet counted the head of the unit twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wbs.domain.conflict.duty import share
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import Reason
from wbs.domain.span import ReportingPeriod

MOST = 100_000
DIGITS = 20
WHOLE, DONE, OPEN = "whole", "done", "still_open"
PARTS = ("part_1", "part_2", "part_3")


class TypedKind(StrEnum):
    """What is counted."""

    ELEMENTS = "elements"
    POLICIES = "policies"
    PARTIES = "parties"
    SERVICES = "services"
    RECOMMENDATIONS = "recommendations"
    ACTIVITIES = "activities"
    LHKPN = "lhkpn"
    LHKASN = "lhkasn"


TYPED: Mapping[str, TypedKind] = {
    "A.1.V.ii.a": TypedKind.ELEMENTS,
    "A.1.V.ii.b": TypedKind.POLICIES,
    "A.1.V.ii.d": TypedKind.PARTIES,
    "A.1.V.iii.d": TypedKind.RECOMMENDATIONS,
    "A.1.V.iv.c": TypedKind.RECOMMENDATIONS,
    "A.1.V.v.b": TypedKind.SERVICES,
    "A.1.V.v.e": TypedKind.RECOMMENDATIONS,
    "A.2.V.i.a": TypedKind.ACTIVITIES,
    "A.2.V.iii.a": TypedKind.LHKPN,
    "A.2.V.iii.b": TypedKind.LHKASN,
}
IN_PARTS = frozenset({TypedKind.LHKPN, TypedKind.LHKASN})


@dataclass(frozen=True)
class Counted:
    """How many in all, done and not yet; *whole* is the sum of the two. `parts`: of whom *whole* consists."""

    whole: int
    done: int
    still_open: int
    parts: tuple[int, ...] = ()

    @property
    def percentage(self) -> Decimal | None:
        """*done* of *whole* in hundredths of a percent; None of nothing."""
        return share(self.done, self.whole)


@dataclass(frozen=True)
class TypedFigures:
    """What a unit typed for a row and a period. Entries are added, the highest `version` counts."""

    unit_id: str
    code: str
    period: ReportingPeriod
    version: int
    counted: Counted
    entered_on: date
    entered_by: str


def fields_of(kind: TypedKind) -> tuple[str, ...]:
    """The fields of the form, in order."""
    return (*(PARTS if kind in IN_PARTS else ()), WHOLE, DONE, OPEN)


def read_counted(kind: TypedKind, raw: Mapping[str, str]) -> Counted:
    """The numbers somebody typed.

    Raises:
        InvalidForm: one is missing or no number, or they do not add up, with every problem.
    """
    numbers: dict[str, int] = {}
    problems: list[Problem] = []
    for name in fields_of(kind):
        try:
            numbers[name] = _number(name, raw.get(name, ""))
        except Invalid as error:
            problems += error.problems
    if not problems:
        parts = tuple(numbers[name] for name in PARTS if name in numbers)
        found = Counted(numbers[WHOLE], numbers[DONE], numbers[OPEN], parts)
        problems += _contradictions(found)
        if not problems:
            return found
    raise InvalidForm(tuple(problems))


def _contradictions(found: Counted) -> list[Problem]:
    problems = []
    if found.parts and sum(found.parts) != found.whole:
        problems.append(Problem(WHOLE, "not_sum_of_parts", sum(found.parts)))
    if found.done + found.still_open != found.whole:
        problems.append(Problem(OPEN, "not_the_rest", found.whole))
    return problems


def _number(name: str, text: str) -> int:
    plain = text.strip().replace(".", "")
    if not plain:
        raise Invalid(name, Reason.REQUIRED)
    # Python reads no number of thousands of digits.
    if not (plain.isascii() and plain.isdigit()) or len(plain) > DIGITS or int(plain) > MOST:
        raise Invalid(name, "not_a_count")
    return int(plain)
