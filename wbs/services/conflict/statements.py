"""The yearly statements of a unit's employees: counted from a list or typed, with the file as evidence.

Security: the names of a list are read in memory and counted; they stay in the sealed evidence document alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wbs.domain.conflict.statements import (
    STATEMENT_ROW,
    StatementCount,
    read_list,
    read_number,
    read_year,
)
from wbs.domain.errors import Invalid
from wbs.domain.evidence_document import DocumentKind, NewDocument
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.actor import Actor
from wbs.services.cases.open_attachment import pieces_of
from wbs.services.conflict.duties import chosen, require_own, units_seen
from wbs.services.context import Context
from wbs.services.documents.file_document import file_received
from wbs.services.in_turn import in_turn
from wbs.services.intake.recap_file import recap_text
from wbs.services.intake.receive_attachment import ReceivedFile
from wbs.store.agency import conflicts
from wbs.store.agency.units import employees_by_unit
from wbs.store.database import Work

LIST_BYTES = 2_000_000
LIST_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class StatementLine:
    """One year: how many statements came, of how many employees, where that is known."""

    count: StatementCount
    employees: int | None

    @property
    def percentage(self) -> Decimal | None:
        """In hundredths of a percent; None where the number of employees is not known."""
        return self.count.of(self.employees)


@dataclass(frozen=True)
class StatementYears:
    """The years of one unit, the latest first."""

    unit: Unit
    lines: tuple[StatementLine, ...]


def statement_years(context: Context, by: Officer, unit_slug: str = "") -> StatementYears:
    """The counts of the unit; without a slug of the officer's own, or of the first they see.

    Raises:
        NotAllowed: no role of the officer exports figures.
        NotFound: there is no such unit, or it is not the officer's to see.
    """
    with context.database.reading() as work:
        unit = chosen(units_seen(work, by), by, unit_slug)
        counts = conflicts.counts_of(work, [unit.id])
        employees = {c.year: employees_by_unit(work, c.year).get(unit.id) for c in counts}
    return StatementYears(unit, tuple(StatementLine(c, employees[c.year]) for c in counts))


def enter_statements(
    context: Context, actor: Actor, raw: Mapping[str, str], received: ReceivedFile, title: str
) -> StatementCount:
    """The count stands and the file is filed; the caller keeps or discards the file.

    A typed number is taken as it is; without one the file is a list, and its rows are counted.

    Raises:
        NotAllowed: the officer files no evidence at any unit.
        InvalidForm: year or number cannot be read, or rows of the list cannot be counted, each at its line.
        Unavailable: there is no instance key.
        Busy: others were faster too many times in a row; the file is filed and nothing counted.
    """
    year = read_year(raw.get("year", ""), context.today())
    with context.database.reading() as work:
        unit = require_own(work, actor.officer)
    stated, listed = read_number(raw.get("stated", "")), None
    if stated is None:
        stated, listed = _counted(context, received)
    new = NewDocument(
        STATEMENT_ROW, DocumentKind.STATEMENT, ReportingPeriod.parse(str(year)), title
    )
    document = file_received(context, actor, unit.slug, new, received)

    def enter(work: Work) -> StatementCount:
        before = [c for c in conflicts.counts_of(work, [unit.id]) if c.year == year]
        count = StatementCount(
            unit_id=unit.id,
            year=year,
            version=max((c.version for c in before), default=0) + 1,
            stated=stated,
            listed=listed,
            document_id=document.filing.id,
            entered_on=context.today(),
            entered_by=actor.officer.id,
        )
        conflicts.add_count(work, count)
        return count

    return in_turn(context, enter)


def _counted(context: Context, received: ReceivedFile) -> tuple[int, int]:
    if received.ref.size_bytes > LIST_BYTES:
        raise Invalid("attachments", "list_too_large", LIST_BYTES // 1_000_000)
    data = b"".join(pieces_of(context, received.ref))
    try:
        text = recap_text(data, LIST_CHARACTERS)
    except Invalid as error:
        reason = error.problems[0].reason
        raise Invalid(
            "attachments", "list_empty" if reason == "no_rows" else "list_unreadable"
        ) from None
    return read_list(text)
