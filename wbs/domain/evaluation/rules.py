"""The rule of each row of the evaluation sheet: which answer its evidence supports.

A row this house has no rule for, in an agency's own sheet, supports no answer. What the sheet asks of people's
judgement (whether a policy is applied as the organisation set it) is said beside the answer.

Regulation: [LKE-90-2021]
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from wbs.domain.evaluation.cadence import Due, DueState, due, due_periods
from wbs.domain.evaluation.decisions import (
    Decide,
    applied,
    control_mechanism,
    followed_up,
    gratification_control,
    in_extent,
    percentage_of_complaints,
    percentage_typed,
    regular,
    taken_up,
)
from wbs.domain.evaluation.neighbours import managing_unit, media, responsive
from wbs.domain.evaluation.support import Facts, Finding, Placed, Support, Told
from wbs.domain.evidence_document import DocumentKind, is_within
from wbs.domain.lke import SheetRow
from wbs.domain.span import ReportingPeriod

Has = Callable[[Facts, ReportingPeriod], bool]
MONEV = frozenset({DocumentKind.MINUTES, DocumentKind.SUMMARY})
UNSCALED = "percent"


@dataclass(frozen=True)
class RowRule:
    """How a row is decided. `kinds`: which documents are evidence of a period, all where empty.

    `lacks`: the sentence about a period without; `by_system`: whether this installation itself is the evidence.
    `same_meetings_as`: the row whose meetings are evidence here, too; its own where empty.
    """

    decide: Decide
    kinds: frozenset[DocumentKind] = frozenset()
    lacks: Finding = Finding.LACKS_EVIDENCE
    by_system: Has = lambda _facts, _period: False
    same_meetings_as: str = ""


def _figures(_facts: Facts, _period: ReportingPeriod) -> bool:
    return True


def _mapped(facts: Facts, _period: ReportingPeriod) -> bool:
    return facts.coverage.mapped > 0


def _campaigned(facts: Facts, period: ReportingPeriod) -> bool:
    return any(day in period for day in facts.campaigns)


_MONEV = RowRule(regular, MONEV, Finding.LACKS_MONEV)
RULES: Mapping[str, RowRule] = {
    "A.1.V.i.a": RowRule(regular, lacks=Finding.LACKS_CAMPAIGN, by_system=_campaigned),
    "A.1.V.i.b": RowRule(gratification_control),
    "A.1.V.ii.a": RowRule(in_extent),
    "A.1.V.ii.b": RowRule(in_extent),
    "A.1.V.ii.c": RowRule(applied),
    "A.1.V.ii.d": RowRule(in_extent),
    "A.1.V.iii.a": RowRule(applied),
    "A.1.V.iii.b": RowRule(taken_up, by_system=_figures),
    "A.1.V.iii.c": _MONEV,
    "A.1.V.iii.d": RowRule(followed_up),
    "A.1.V.iv.a": RowRule(applied),
    "A.1.V.iv.b": _MONEV,
    "A.1.V.iv.c": RowRule(followed_up),
    "A.1.V.v.a": RowRule(in_extent, by_system=_mapped),
    "A.1.V.v.b": RowRule(in_extent),
    "A.1.V.v.c": RowRule(in_extent),
    "A.1.V.v.d": _MONEV,
    "A.1.V.v.e": RowRule(followed_up),
    "A.2.V.i.a": RowRule(control_mechanism),
    "A.2.V.ii.a": RowRule(percentage_of_complaints, by_system=_figures),
    "A.2.V.iii.a": RowRule(percentage_typed),
    "A.2.V.iii.b": RowRule(percentage_typed),
    # Of the area on public services, where an agency wants them beside the sheet.
    "A.1.VI.iii.a": RowRule(media),
    "A.1.VI.iii.b": RowRule(managing_unit),
    "A.1.VI.iii.c": replace(_MONEV, same_meetings_as="A.1.V.iii.c"),
    "A.2.VI.ii.a": RowRule(responsive, by_system=_figures),
}
MONEV_ROWS = frozenset(c for c, rule in RULES.items() if rule.lacks is Finding.LACKS_MONEV)


def support(row: SheetRow, facts: Facts) -> Support:
    """What the evidence supports in the row, as of the day of the facts."""
    rule = RULES.get(row.code)
    if rule is None or (row.scale != UNSCALED and not row.criteria):
        unruled = RowRule(lambda *_: Support(""))
        return Support("", (Told(Finding.NO_RULE),), dues=dues_of(row, facts, unruled))
    dues = dues_of(row, facts, rule)
    found = rule.decide(row, facts, dues)
    if row.scale != UNSCALED and found.answer not in ("", *row.criteria):
        return Support("", (Told(Finding.NO_RULE),), dues=dues)
    return replace(found, missing=(*found.missing, *_lacking(dues, rule)), dues=dues)


def dues_of(row: SheetRow, facts: Facts, rule: RowRule | None = None) -> tuple[Due, ...]:
    """Each due period of the row around the period looked at, and what there is for it."""
    rule = rule or RULES.get(row.code) or RowRule(lambda *_: Support(""))
    documents = [
        placed
        for placed in facts.documents.get(row.code, ())
        if not rule.kinds or placed.kind in rule.kinds
    ]
    meetings = facts.meetings.get(rule.same_meetings_as or row.code, frozenset())
    return tuple(
        due(
            period,
            facts.as_of,
            _pieces(documents, meetings, period),
            by_system=period.start <= facts.as_of and rule.by_system(facts, period),
        )
        for period in due_periods(row.cadence, facts.period)
    )


def _pieces(
    documents: list[Placed], meetings: frozenset[ReportingPeriod], period: ReportingPeriod
) -> int:
    """A document of a wider period says nothing of a part: it is filed or used for that part.

    A meeting evaluates its whole quarter, and so each of its months.
    """
    filed = sum(is_within(placed.period, period) for placed in documents)
    return filed + sum(is_within(held, period) or is_within(period, held) for held in meetings)


def _lacking(dues: tuple[Due, ...], rule: RowRule) -> tuple[Told, ...]:
    over = (Told(rule.lacks, (d.period,)) for d in dues if d.is_over and not d.has_evidence)
    running = (Told(Finding.RUNNING, (d.period,)) for d in dues if d.state is DueState.RUNNING)
    return (*over, *running)
