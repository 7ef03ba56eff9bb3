"""What the pages of the evaluation sheet show, as final strings."""

from dataclasses import dataclass, field, replace

from flask import url_for

from wbs.domain.evaluation.answers import PERCENT, EvaluatedRow, SheetAnswer, Side
from wbs.domain.evaluation.cadence import Due
from wbs.domain.evaluation.rules import MONEV_ROWS, RULES
from wbs.domain.lke import Neighbours, SubArea
from wbs.services.documents.documents import ListedDocument
from wbs.services.evaluation.sheet import SheetView
from wbs.web.languages import gettext
from wbs.web.officer.document_page import DocumentLine, line_of
from wbs.web.officer.evaluation.sheet_words import (
    CADENCES,
    MARKS,
    STATES,
    answer_text,
    supported_text,
    told_text,
)
from wbs.web.periods import period_name
from wbs.web.words import day


@dataclass(frozen=True)
class RowLine:
    """A row on the page of the whole sheet."""

    code: str
    text: str
    url: str
    supported: str
    gaps: tuple[str, ...]
    missing: int
    unit: str
    assessor: str


@dataclass(frozen=True)
class AreaGroup:
    """A sub-area, its weight and its rows. `apart`: it is of another area, whose first one has the heading over it."""

    code: str
    title: str
    weight: str
    lines: tuple[RowLine, ...]
    apart: bool = False
    above: str = ""


@dataclass(frozen=True)
class DueLine:
    """A due period: how it stands, where a document for it is filed, and where a meeting is written down."""

    period: str
    state: str
    mark: str
    pieces: int
    file_url: str
    meeting_url: str = ""


@dataclass(frozen=True)
class AnswerLine:
    """What was said once."""

    answer: str
    note: str = field(repr=False)
    given: str


@dataclass(frozen=True)
class RowPage:
    """One row, whole."""

    supported: str
    criterion: str
    because: tuple[str, ...]
    missing: tuple[str, ...]
    criteria: tuple[tuple[str, str], ...]
    cadence: str
    dues: tuple[DueLine, ...]
    documents: tuple[DocumentLine, ...]


def groups_of(view: SheetView) -> tuple[AreaGroup, ...]:
    """Every row below its sub-area, those of another area last."""
    export, beside = view.export, view.export.sheet.neighbours
    own = tuple(_group(view, area, export.evaluation) for area in export.sheet.sub_areas)
    if beside is None:
        return own
    others = [_group(view, area, export.neighbours) for area in beside.sub_areas]
    over = neighbours_heading(beside)
    apart = (
        replace(group, apart=True, above="" if place else over)
        for place, group in enumerate(others)
    )
    return (*own, *apart)


def neighbours_heading(beside: Neighbours) -> str:
    """What stands over the rows of another area."""
    return gettext(
        "Area %(number)s, %(area)s: rows that use the same figures",
        number=beside.number,
        area=beside.area,
    )


def _group(view: SheetView, area: SubArea, rows: tuple[EvaluatedRow, ...]) -> AreaGroup:
    by_code = {each.row.code: each for each in rows}
    lines = tuple(_line(view, by_code[row.code]) for row in area.rows)
    return AreaGroup(area.code, area.title, number(area.weight), lines)


def row_page(view: SheetView, each: EvaluatedRow, listed: tuple[ListedDocument, ...]) -> RowPage:
    """The row with its numbers, gaps and documents."""
    row, found = each.row, each.support
    return RowPage(
        supported=supported_text(found),
        criterion=row.criteria.get(found.answer, ""),
        because=tuple(map(told_text, found.because)),
        missing=tuple(map(told_text, found.missing)),
        criteria=tuple(row.criteria.items()),
        cadence=str(CADENCES.get(row.cadence, "")),
        dues=tuple(due_line(due, row.code, may_file=view.may_answer) for due in found.dues),
        documents=tuple(line_of(line) for line in listed if concerns(line, row.code)),
    )


def concerns(line: ListedDocument, code: str) -> bool:
    """Whether the document was filed under the row or counts there now."""
    filing = line.filing
    return filing.lke_code == code or code in {place[0] for place in filing.places}


def due_line(due: Due, code: str, *, may_file: bool) -> DueLine:
    """A due period as it is shown."""
    rule = RULES.get(code)
    kind = "minutes" if rule and rule.kinds else ""
    url = url_for("documents.form", lke_code=code, period=due.period.code, kind=kind or None)
    lacks = may_file and not due.has_evidence and due.state != "ahead"
    quarter = due.period.quarters[-1].code
    return DueLine(
        period_name(due.period),
        str(STATES[due.state]),
        MARKS[due.state],
        due.pieces,
        url if lacks else "",
        url_for("meetings.form", triwulan=quarter) if lacks and code in MONEV_ROWS else "",
    )


def history(view: SheetView, code: str, side: Side, scale: str) -> tuple[AnswerLine, ...]:
    """What that side said in the row, the newest first."""
    return tuple(
        _answer_line(view, answer, scale)
        for answer in view.answers
        if (answer.code, answer.side) == (code, side)
    )


def answer_options(each: EvaluatedRow) -> list[tuple[str, str]]:
    """The answers of the row to choose from; none where a percentage is typed."""
    if each.row.scale == PERCENT:
        return []
    return [(answer, f"{answer}: {text}") for answer, text in each.row.criteria.items()]


def number(value: float) -> str:
    """A weight as people write it."""
    return f"{value:g}".replace(".", ",")


def _answer_line(view: SheetView, answer: SheetAnswer, scale: str) -> AnswerLine:
    who = view.names.get(answer.given_by, "")
    return AnswerLine(
        answer_text(answer.said.answer, scale) or gettext("no answer"),
        answer.said.note,
        gettext("%(day)s, %(officer)s", day=day(answer.given_on), officer=who),
    )


def _line(view: SheetView, each: EvaluatedRow) -> RowLine:
    row, question = each.row, view.export.figures.question
    url = url_for(
        "evaluation.row",
        code=row.code,
        unit=view.export.unit.slug,
        period=question.period.code,
    )
    return RowLine(
        row.code,
        row.text,
        url,
        supported_text(each.support),
        tuple(map(period_name, each.support.gaps)),
        len(each.support.missing),
        answer_text(each.unit.answer, row.scale),
        answer_text(each.assessor.answer, row.scale),
    )
