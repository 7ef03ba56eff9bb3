"""How a row of the evaluation sheet stands on the screen of `wbs evidence sheet`, and as JSON."""

from wbs.domain.evaluation.answers import EvaluatedRow
from wbs.evidence.evaluation_words import answered, sentence, supported


def evaluated_as_row(each: EvaluatedRow) -> tuple[str, ...]:
    """The row for people."""
    return (
        each.row.code,
        supported(each.support) or "-",
        str(len(each.support.missing)),
        " ".join(gap.code for gap in each.support.gaps),
        answered(each.unit, each.row.scale),
        answered(each.assessor, each.row.scale),
    )


def evaluated_as_dict(each: EvaluatedRow) -> dict[str, object]:
    """The row for programs; sentences are Indonesian, as in the files."""
    found = each.support
    return {
        "code": each.row.code,
        "supports": found.answer or None,
        "percentage": None if found.percentage is None else float(found.percentage),
        "criterion": each.row.criteria.get(found.answer),
        "because": [sentence(told) for told in found.because],
        "missing": [sentence(told) for told in found.missing],
        "gaps": [gap.code for gap in found.gaps],
        "unit": {"answer": each.unit.answer or None, "note": each.unit.note},
        "assessor": {"answer": each.assessor.answer or None, "note": each.assessor.note},
    }
