"""The evaluation sheet as shipped, and facts of a unit of which nothing is known but what a test says."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.exports import export_of, golden_histories
from tests.law_at_hand import CONFIG, shipped_law
from wbs.domain.case import Stage
from wbs.domain.evaluation.answers import EvaluatedRow, Said
from wbs.domain.evaluation.rules import support
from wbs.domain.evaluation.support import Facts, Finding, Placed, Support
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import NOTHING
from wbs.domain.kinds import Kind
from wbs.domain.lke import SheetRow
from wbs.domain.span import ReportingPeriod
from wbs.services.evaluation.facts import channels_of, replies_of
from wbs.services.evaluation.monev import recommended
from wbs.store.rules.config_file import Entry, read_file
from wbs.store.rules.lke import with_neighbours

SHEET = shipped_law().sheet
ROWS: tuple[SheetRow, ...] = SHEET.rows
# As an agency has it that wants the rows of the other area beside its sheet.
WIDE = with_neighbours(
    SHEET,
    (read_file(CONFIG / "lke_neighbours.toml"), Entry("lke_neighbours.toml", {"include": True})),
)
NEIGHBOURS: tuple[SheetRow, ...] = WIDE.neighbouring_rows
YEAR = ReportingPeriod.parse("2026")
YEAR_END = date(2026, 12, 31)


def facts(**known: Any) -> Facts:
    """Facts of 2026 from its end, or as said."""
    said: dict[str, Any] = {"period": YEAR, "as_of": YEAR_END, "complaints": NOTHING}
    return Facts(**(said | known))


def supported(code: str, **known: Any) -> Support:
    """What these facts support in the row."""
    return support(WIDE.row(code), facts(**known))


def placed(code: str, *documents: str) -> dict[str, tuple[Placed, ...]]:
    """Documents under the row, each as kind and period: `minutes 2026-Q1`."""
    pairs = (each.split() for each in documents)
    return {
        code: tuple(Placed(DocumentKind(k), ReportingPeriod.parse(period)) for k, period in pairs)
    }


def missing(found: Support) -> list[tuple[str, ...]]:
    """The findings that are missing, each with its values as texts."""
    return [(told.finding.value, *map(str, told.values)) for told in found.missing]


def tells(found: Support, finding: Finding) -> bool:
    """Whether the finding stands among what is missing."""
    return any(told.finding is finding for told in found.missing)


NOTHING_SAID = Said()


def golden_sheet(unit: Said = NOTHING_SAID, assessor: Said = NOTHING_SAID) -> FigureExport:
    """The golden export with its sheet, and minutes in two quarters; both sides answered the same in each row."""
    return with_sheet(export_of(golden_histories()), unit, assessor)


def with_wide_sheet(
    export: FigureExport, unit: Said = NOTHING_SAID, assessor: Said = NOTHING_SAID
) -> FigureExport:
    """The export with the sheet that follows from it, and the rows of the other area beside it."""
    return with_sheet(replace(export, sheet=WIDE), unit, assessor)


def with_sheet(
    export: FigureExport, unit: Said = NOTHING_SAID, assessor: Said = NOTHING_SAID
) -> FigureExport:
    """The export with the sheet that follows from it, and from minutes in two quarters."""
    (conflicts, *_), (evaluated, *_) = export.conflicts, export.monev
    complaints = export.figures.kinds[Kind.COMPLAINT]
    numbers = complaints.total.follow_up
    taken_up = sum(n for stage, n in complaints.stages.items() if stage is not Stage.RECEIVED)
    known = facts(
        complaints=numbers,
        untouched=max(0, numbers.sedang - taken_up),
        has_upg=True,
        disclosures=export.figures.kinds[Kind.GRATIFICATION].total.received,
        documents=placed("A.1.V.iii.c", "minutes 2026-Q1", "minutes 2026-Q3"),
        coverage=conflicts.coverage,
        stated=conflicts.statements.stated if conflicts.statements else None,
        employees=conflicts.employees,
        recommendations=recommended(evaluated),
        has_complaint_desk=True,
        channels=channels_of(export),
        replies=replies_of(export),
    )
    own, neighbours = (
        tuple(EvaluatedRow(row, support(row, known), unit, assessor) for row in rows)
        for rows in (export.sheet.rows, export.sheet.neighbouring_rows)
    )
    return replace(export, evaluation=own, neighbours=neighbours)
