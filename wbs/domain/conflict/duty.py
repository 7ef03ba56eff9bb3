"""A unit's main duties, mapped: where a conflict of interest may lie in each, and how it is controlled.

Regulation: [LKE-90-2021]: row A.1.V.v.a asks for how many of the main duties that was done; [PERMENPANRB-17-2024]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, read_day, read_fields

MAPPING_ROW = "A.1.V.v.a"


class Finding(StrEnum):
    """What was found about a duty; without a finding it is not mapped yet."""

    CONFLICT_POSSIBLE = "conflict_possible"
    NONE = "none"


class Extent(StrEnum):
    """Of how many of the main duties, in the words of the evaluation sheet."""

    ALL = "all"
    MOST = "most"
    FEW = "few"
    NOT_YET = "not_yet"


# The answer of the sheet that each extent supports. Nothing is awarded: people answer.
CRITERIA: Mapping[Extent, str] = {
    Extent.ALL: "A",
    Extent.MOST: "B",
    Extent.FEW: "C",
    Extent.NOT_YET: "D",
}
FIELDS = (
    FormField("title", is_required=True, is_long=True),
    FormField("finding"),
    FormField("potential", is_long=True),
    FormField("cause", is_long=True),
    FormField("relations", is_long=True),
    FormField("control", is_long=True),
    FormField("responsible"),
    FormField("reviewed_on"),
)


@dataclass(frozen=True)
class MappedDuty:
    """What is said of a duty, as its form brings it. `responsible` is a position, never a name."""

    title: str
    finding: Finding | None = None
    potential: str = ""
    cause: str = ""
    relations: str = ""
    control: str = ""
    responsible: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True)
class MainDuty:
    """A main duty of a unit. `version` counts its changes; one that `ended_on` a day is none any more."""

    id: str
    unit_id: str
    version: int
    said: MappedDuty
    changed_on: date
    changed_by: str
    ended_on: date | None = None

    @property
    def is_mapped(self) -> bool:
        """Whether somebody looked for conflicts in it and wrote down what they found."""
        return self.said.finding is not None


@dataclass(frozen=True)
class Coverage:
    """How many of the main duties are mapped."""

    duties: int
    mapped: int

    @property
    def extent(self) -> Extent:
        """In the sheet's words; *most* are more than half."""
        if self.mapped == 0:
            return Extent.NOT_YET
        if self.mapped == self.duties:
            return Extent.ALL
        return Extent.MOST if 2 * self.mapped > self.duties else Extent.FEW

    @property
    def percentage(self) -> Decimal | None:
        """In hundredths of a percent; None where there are no duties."""
        return share(self.mapped, self.duties)


def share(part: int, whole: int) -> Decimal | None:
    """A part of a whole in hundredths of a percent; None of nothing."""
    if whole == 0:
        return None
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def coverage(duties: Iterable[MainDuty]) -> Coverage:
    """How many of the duties that are still there are mapped."""
    there = [duty for duty in duties if duty.ended_on is None]
    return Coverage(len(there), sum(duty.is_mapped for duty in there))


def length_name(name: str) -> str:
    """Under which name `config/form.toml` says how long a field may be."""
    return f"duty-{name}"


def read_duty(raw: Mapping[str, str], lengths: Mapping[str, int], today: date) -> MappedDuty:
    """What the form *raw* says of a duty.

    A conflict that may come needs its control; a finding needs its day, a day its finding.

    Raises:
        InvalidForm: with every problem of every field.
    """
    by_name = {f.name: lengths[length_name(f.name)] for f in FIELDS}
    fields, problems = read_fields(FIELDS, raw, by_name)
    told = {problem.field for problem in problems}
    problems += (p for p in _further_problems(fields, today) if p.field not in told)
    if problems:
        order = [f.name for f in FIELDS]
        raise InvalidForm(tuple(sorted(problems, key=lambda p: order.index(p.field))))
    on = fields.pop("reviewed_on", "")
    finding = fields.pop("finding", "")
    return MappedDuty(
        **fields,
        finding=Finding(finding) if finding else None,
        reviewed_on=date.fromisoformat(on) if on else None,
    )


def _further_problems(fields: Mapping[str, str], today: date) -> Iterable[Problem]:
    finding = fields.get("finding")
    needed = {
        None: (),
        Finding.NONE.value: ("reviewed_on",),
        Finding.CONFLICT_POSSIBLE.value: ("potential", "control", "reviewed_on"),
    }
    if finding not in needed:
        yield Problem("finding", Reason.UNKNOWN)
    if finding is None and "reviewed_on" in fields:
        yield Problem("finding", Reason.NOT_CHOSEN)
    yield from (Problem(n, Reason.REQUIRED) for n in needed.get(finding, ()) if n not in fields)
    if "reviewed_on" in fields:
        try:
            read_day("reviewed_on", fields["reviewed_on"], today)
        except Invalid as error:
            yield from error.problems
