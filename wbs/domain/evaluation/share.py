"""The share of the area's points that follows from answers people gave; no answer is one of this house.

Regulation: [LKE-90-2021]: what an answer is worth stands in `config/comparison.toml`, with where it was read
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from wbs.domain.evaluation.answers import PERCENT, SheetAnswer, Side
from wbs.domain.lke import EvaluationSheet, SheetRow
from wbs.domain.span import ReportingPeriod

WHOLE = Decimal(100)
Worth = Mapping[str, tuple[int, ...]]


def last_said(answers: Iterable[SheetAnswer]) -> dict[str, dict[ReportingPeriod, dict[str, str]]]:
    """By unit, period and row the answer that counts: the assessors' last one, else the unit's."""
    newest: dict[tuple[str, ReportingPeriod, str, Side], SheetAnswer] = {}
    for each in answers:
        place = (each.unit_id, each.period, each.code, each.side)
        if place not in newest or newest[place].version < each.version:
            newest[place] = each
    found: dict[str, dict[ReportingPeriod, dict[str, str]]] = {}
    for side in (Side.UNIT, Side.ASSESSOR):
        for (unit_id, period, code, of), each in newest.items():
            if of is side and each.said.answer:
                found.setdefault(unit_id, {}).setdefault(period, {})[code] = each.said.answer
    return found


def area_points(sheet: EvaluationSheet, worth: Worth, answers: Mapping[str, str]) -> Decimal | None:
    """The points of the area by these answers; None where a question is not answered yet.

    A percentage that nobody gave counts on neither side: of nihil there is none. Rows of another area never count.
    """
    rows = sheet.rows
    whole = earned = asked = Decimal(0)
    for row in rows:
        points = Decimal(str(row.points))
        whole += points
        if row.code not in answers and row.scale == PERCENT:
            continue
        part = _part(row, worth, answers.get(row.code, ""))
        if part is None:
            return None
        asked, earned = asked + points, earned + points * part / WHOLE
    return earned * whole / asked if asked else None


def _part(row: SheetRow, worth: Worth, answer: str) -> Decimal | None:
    """What the answer is worth in hundredths; None where there is none, or none of the row's."""
    if row.scale == PERCENT:
        return min(Decimal(answer), WHOLE)
    letters, values = list(row.criteria), worth.get(row.scale, ())
    if answer not in letters or len(letters) != len(values):
        return None
    return Decimal(values[letters.index(answer)])
