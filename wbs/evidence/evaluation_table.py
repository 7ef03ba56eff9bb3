"""The whole evaluation sheet as a table: what evidence supports, what is missing, and what people said. No score."""

from collections.abc import Iterator

from wbs.domain.evaluation.answers import EvaluatedRow
from wbs.domain.figure_export import FigureExport
from wbs.evidence import words
from wbs.evidence.evaluation_words import answered, sentence, supported
from wbs.evidence.table import Cell, Head, Table, Title

HEADS = (
    *(Head.SHEET_ROW, Head.QUESTION, Head.POINTS, Head.SUPPORTS, Head.CRITERION),
    *(Head.BECAUSE, Head.MISSING, Head.GAPS, Head.UNIT_ANSWER, Head.UNIT_NOTE),
    *(Head.ASSESSOR_ANSWER, Head.ASSESSOR_NOTE),
)


def evaluation_tables(export: FigureExport) -> Iterator[Table]:
    """The sheet of a single unit, and the rows of another area apart; none where the export holds none."""
    if export.evaluation:
        yield Table(Title.EVALUATION, HEADS, tuple(map(_cells, export.evaluation)))
    if export.neighbours:
        yield Table(Title.NEIGHBOURS, HEADS, tuple(map(_cells, export.neighbours)))


def _cells(line: EvaluatedRow) -> tuple[Cell, ...]:
    row, found = line.row, line.support
    return (
        row.code,
        row.text,
        f"{row.points:g}".replace(".", ","),
        supported(found),
        row.criteria.get(found.answer, ""),
        "\n".join(map(sentence, found.because)),
        "\n".join(map(sentence, found.missing)),
        "; ".join(words.period(period) for period in found.gaps),
        answered(line.unit, row.scale),
        line.unit.note,
        answered(line.assessor, row.scale),
        line.assessor.note,
    )
