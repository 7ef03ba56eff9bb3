"""What people say in a row of the evaluation sheet: the unit, and the internal assessors (TPI). The house says nothing.

Regulation: [LKE-90-2021]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.evaluation.support import Support
from wbs.domain.form import FormField, read_text
from wbs.domain.lke import SheetRow
from wbs.domain.span import ReportingPeriod

ANSWER, NOTE = "answer", "note"
PERCENT = "percent"
HUNDREDTH, WHOLE = Decimal("0.01"), Decimal(100)


class Side(StrEnum):
    """Who answers."""

    UNIT = "unit"
    ASSESSOR = "assessor"


@dataclass(frozen=True)
class Said:
    """An answer and a note, each empty where nothing is said; a percentage as 92.35."""

    answer: str = ""
    note: str = ""


@dataclass(frozen=True)
class SheetAnswer:
    """What one side said in a row for a period. None is ever changed: the highest `version` counts."""

    unit_id: str
    code: str
    period: ReportingPeriod
    side: Side
    version: int
    said: Said
    given_on: date
    given_by: str


@dataclass(frozen=True)
class EvaluatedRow:
    """A row as it stands: what evidence supports, and what both sides last said of it."""

    row: SheetRow
    support: Support
    unit: Said = Said()
    assessor: Said = Said()


def length_name(name: str) -> str:
    """Under which name `config/form.toml` says how long a field may be."""
    return f"evaluation-{name}"


LENGTH_NAMES = frozenset({length_name(NOTE)})


def read_said(row: SheetRow, raw: Mapping[str, str], lengths: Mapping[str, int]) -> Said:
    """What somebody typed; both may be empty, which takes back what was said.

    Raises:
        InvalidForm: the answer is none of the row's, or the note cannot be kept, with both problems.
    """
    problems: list[Problem] = []
    answer = note = ""
    try:
        answer = _answer(row, raw.get(ANSWER, "").strip())
    except Invalid as error:
        problems += error.problems
    try:
        note = read_text(
            FormField(NOTE, is_long=True), raw.get(NOTE, ""), lengths[length_name(NOTE)]
        )
    except Invalid as error:
        problems += error.problems
    if problems:
        raise InvalidForm(tuple(problems))
    return Said(answer, note)


def _answer(row: SheetRow, text: str) -> str:
    if not text or text in row.criteria:
        return text
    if row.scale != PERCENT:
        raise Invalid(ANSWER, "not_an_answer")
    try:
        value = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        raise Invalid(ANSWER, "not_a_percentage") from None
    if not value.is_finite() or not 0 <= value <= WHOLE or value != value.quantize(HUNDREDTH):
        raise Invalid(ANSWER, "not_a_percentage")
    return str(value.quantize(HUNDREDTH))
