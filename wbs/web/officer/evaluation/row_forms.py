"""The forms on a row's page: the unit's answer, the assessors', and typed numbers; each with what it begins with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wbs.domain.evaluation.answers import EvaluatedRow, Side
from wbs.domain.evaluation.typed_figures import DONE, OPEN, PARTS, TYPED, WHOLE, fields_of
from wbs.domain.monev import ROWS as MEETINGS
from wbs.services.evaluation.sheet import SheetView
from wbs.web.officer.evaluation.sheet_page import AnswerLine, answer_options, history
from wbs.web.officer.evaluation.sheet_words import typed_answer, typed_labels
from wbs.web.officer.problems import Problems


@dataclass(frozen=True)
class SideForm:
    """One side of the row: what it said, and the form where whoever looks speaks for it."""

    may: bool
    at: str
    seen: int
    answer: str
    note: str = field(repr=False)
    options: list[tuple[str, str]]
    problems: Problems
    past: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class CountForm:
    """Typed numbers: those that count, and the form. `recorded`: recommendations of meetings count instead."""

    seen: int
    fields: tuple[str, ...]
    labels: Mapping[str, str]
    values: Mapping[str, str]
    stands: bool
    recorded: bool


@dataclass(frozen=True)
class ShownForms:
    """Every form of the page; without `count` the row takes no numbers."""

    unit: SideForm
    assessor: SideForm
    count: CountForm | None


@dataclass(frozen=True)
class RowForms:
    """What came in and could not be taken; nothing on a first visit."""

    side: Side | None = None
    said: Mapping[str, str] = field(default_factory=dict, repr=False)
    said_problems: Problems = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    count_problems: Problems = field(default_factory=dict)

    @property
    def problems(self) -> Problems:
        """Whatever is wrong, by field."""
        return self.said_problems | self.count_problems

    @property
    def at(self) -> str:
        """What tells the fields with problems apart from those of the same name."""
        return f"{self.side.value}-" if self.side else ""

    def shown(self, view: SheetView, each: EvaluatedRow) -> ShownForms:
        """The forms of the row."""
        return ShownForms(
            unit=self._side(view, each, Side.UNIT, may=view.may_answer),
            assessor=self._side(view, each, Side.ASSESSOR, may=view.may_assess),
            count=self._count(view, each),
        )

    def _side(self, view: SheetView, each: EvaluatedRow, side: Side, *, may: bool) -> SideForm:
        last = view.last(each.row.code, side)
        typed = self.said if side is self.side else {}
        kept = (
            (typed_answer(last.said.answer, each.row.scale), last.said.note) if last else ("", "")
        )
        return SideForm(
            may=may,
            at=f"{side.value}-",
            seen=last.version if last else 0,
            answer=typed.get("answer", kept[0]),
            note=typed.get("note", kept[1]),
            options=answer_options(each),
            problems=self.said_problems if side is self.side else {},
            past=history(view, each.row.code, side, each.row.scale),
        )

    def _count(self, view: SheetView, each: EvaluatedRow) -> CountForm | None:
        kind = TYPED.get(each.row.code)
        if kind is None:
            return None
        last = view.typed_in(each.row.code)
        names = fields_of(kind)
        kept: dict[str, str] = {}
        if last:
            found = last.counted
            numbers = {WHOLE: found.whole, DONE: found.done, OPEN: found.still_open}
            parts = dict(zip(PARTS, found.parts, strict=False))
            kept = {name: str(number) for name, number in (parts | numbers).items()}
        asked = view.export.figures.question.period
        return CountForm(
            seen=last.version if last and last.period == asked else 0,
            fields=names,
            labels=typed_labels(kind),
            values={name: self.counted.get(name, kept.get(name, "")) for name in names},
            stands=last is not None,
            recorded=_is_recorded(view, each.row.code),
        )


def _is_recorded(view: SheetView, code: str) -> bool:
    """Whether meetings recommended anything that counts in the row."""
    return any(
        MEETINGS[kind].followed_up == code and found.given > found.cancelled
        for line in view.export.monev
        for kind, found in line.followed_up.items()
    )
