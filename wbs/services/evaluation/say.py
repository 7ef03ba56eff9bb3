"""What people say in the sheet: an answer with its note, or numbers they counted. Nothing said before is lost."""

from collections.abc import Mapping

from wbs.domain.access import (
    Permission,
    answering_units,
    assessing_units,
    exportable_units,
    require,
)
from wbs.domain.errors import Invalid, NotFound, Stale
from wbs.domain.evaluation.answers import SheetAnswer, Side, read_said
from wbs.domain.evaluation.typed_figures import TYPED, TypedFigures, read_counted
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store.agency.units import all_units
from wbs.store.database import Conflict, Work
from wbs.store.evidence import evaluation


def say(
    context: Context,
    by: Officer,
    at: tuple[str, str, ReportingPeriod],
    side: Side,
    raw: Mapping[str, str],
    seen: int,
) -> SheetAnswer:
    """That side says it; *at*: slug of the unit, code of the row, period; *seen*: the version looked at.

    Raises:
        NotAllowed: the officer's roles do not speak for that side.
        NotFound: there is no such unit or row for the officer.
        InvalidForm: the answer or the note cannot be taken.
        Stale: somebody said something meanwhile.
    """
    code, period = at[1:]
    row = context.law.sheet.row(code)
    _require_begun(context, period)
    try:
        with context.database.transaction() as work:
            unit = _unit_of(work, by, side, at[0])
            said = read_said(row, raw, context.law.lengths)
            answers = evaluation.answers_of(work, unit.id, period)
            before = [a.version for a in answers if (a.code, a.side) == (code, side)]
            _require_seen(seen, max(before, default=0))
            today = context.today()
            new = SheetAnswer(unit.id, code, period, side, seen + 1, said, today, by.id)
            evaluation.add_answer(work, new)
    except Conflict as error:
        raise Stale("somebody answered meanwhile") from error
    return new


def type_figures(
    context: Context,
    by: Officer,
    at: tuple[str, str, ReportingPeriod],
    raw: Mapping[str, str],
    seen: int,
) -> TypedFigures:
    """The numbers stand for the row and the period.

    Raises:
        NotAllowed: the officer's roles do not speak for the unit.
        NotFound: there is no such unit for the officer, or the row takes no numbers.
        InvalidForm: one is missing or no number, or they do not add up.
        Stale: somebody typed numbers meanwhile.
    """
    code, period = at[1:]
    if code not in TYPED:
        raise NotFound("the row takes no numbers")
    context.law.sheet.row(code)
    _require_begun(context, period)
    try:
        with context.database.transaction() as work:
            unit = _unit_of(work, by, Side.UNIT, at[0])
            counted = read_counted(TYPED[code], raw)
            entries = evaluation.typed_of(work, unit.id)
            before = [t.version for t in entries if (t.code, t.period) == (code, period)]
            _require_seen(seen, max(before, default=0))
            today = context.today()
            new = TypedFigures(unit.id, code, period, seen + 1, counted, today, by.id)
            evaluation.add_typed(work, new)
    except Conflict as error:
        raise Stale("somebody typed numbers meanwhile") from error
    return new


def _unit_of(work: Work, by: Officer, side: Side, slug: str) -> Unit:
    tree = all_units(work)
    needed = Permission.ANSWER_SHEET if side is Side.UNIT else Permission.ASSESS_SHEET
    require(by, needed)
    listed = exportable_units(by, tree, on_any_day=False)
    spoken_for = (answering_units if side is Side.UNIT else assessing_units)(by, tree)
    for unit in tree.values():
        if unit.slug == slug and unit.id in listed & spoken_for:
            return unit
    raise NotFound("no such unit")


def _require_begun(context: Context, period: ReportingPeriod) -> None:
    if period.start > context.today():
        raise Invalid("period", "not_begun")


def _require_seen(seen: int, newest: int) -> None:
    if seen != newest:
        raise Stale("somebody was faster")
