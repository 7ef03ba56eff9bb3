"""What was said in the evaluation sheet and typed for it: rows are added, none is changed or deleted."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Row, select

from wbs.domain.evaluation.answers import Said, SheetAnswer, Side
from wbs.domain.evaluation.typed_figures import Counted, TypedFigures
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.evaluation import SheetAnswerRow, TypedFiguresRow

_ANSWER, _TYPED = plain.table_of(SheetAnswerRow), plain.table_of(TypedFiguresRow)


def answers_of(work: Work, unit_id: str, period: ReportingPeriod) -> tuple[SheetAnswer, ...]:
    """Everything that was ever said of the unit for that period, by row and side, the newest first."""
    rows = work.execute(
        select(_ANSWER)
        .where(_ANSWER.c.unit_id == unit_id, _ANSWER.c.period == period.code)
        .order_by(_ANSWER.c.code, _ANSWER.c.side, _ANSWER.c.version.desc())
    )
    return tuple(map(_answer, rows))


def answers_by(
    work: Work, unit_ids: Collection[str], periods: Collection[ReportingPeriod], day: date
) -> tuple[SheetAnswer, ...]:
    """Everything that was said of these units for these periods until the end of a day: one query for all."""
    rows = work.execute(
        select(_ANSWER)
        .where(_ANSWER.c.unit_id.in_(sorted(unit_ids)), _ANSWER.c.given_on <= day)
        .where(_ANSWER.c.period.in_(sorted(period.code for period in periods)))
    )
    return tuple(map(_answer, rows))


def _answer(row: Row) -> SheetAnswer:  # type: ignore[type-arg]
    return SheetAnswer(
        unit_id=row.unit_id,
        code=row.code,
        period=ReportingPeriod.parse(row.period),
        side=Side(row.side),
        version=row.version,
        said=Said(row.answer, row.note),
        given_on=row.given_on,
        given_by=row.given_by,
    )


def add_answer(work: Work, new: SheetAnswer) -> None:
    """It is said.

    Raises:
        Conflict: somebody else said something of that version meanwhile.
    """
    plain.add(
        work,
        SheetAnswerRow,
        unit_id=new.unit_id,
        code=new.code,
        period=new.period.code,
        side=new.side.value,
        version=new.version,
        answer=new.said.answer,
        note=new.said.note,
        given_on=new.given_on,
        given_by=new.given_by,
    )


def typed_of(work: Work, unit_id: str) -> tuple[TypedFigures, ...]:
    """Everything that was ever typed for the unit, by row and period, the newest first."""
    rows = work.execute(
        select(_TYPED)
        .where(_TYPED.c.unit_id == unit_id)
        .order_by(_TYPED.c.code, _TYPED.c.period, _TYPED.c.version.desc())
    )
    return tuple(
        TypedFigures(
            unit_id=row.unit_id,
            code=row.code,
            period=ReportingPeriod.parse(row.period),
            version=row.version,
            counted=Counted(
                row.whole,
                row.done,
                row.still_open,
                tuple(p for p in (row.part_1, row.part_2, row.part_3) if p is not None),
            ),
            entered_on=row.entered_on,
            entered_by=row.entered_by,
        )
        for row in rows
    )


def add_typed(work: Work, new: TypedFigures) -> None:
    """The numbers stand.

    Raises:
        Conflict: somebody else typed some of that version meanwhile.
    """
    parts = (*new.counted.parts, None, None, None)
    plain.add(
        work,
        TypedFiguresRow,
        unit_id=new.unit_id,
        code=new.code,
        period=new.period.code,
        version=new.version,
        whole=new.counted.whole,
        done=new.counted.done,
        still_open=new.counted.still_open,
        part_1=parts[0],
        part_2=parts[1],
        part_3=parts[2],
        entered_on=new.entered_on,
        entered_by=new.entered_by,
    )
