"""Lines of old registers that became cases: their marks, and the days in which they count."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.channels import ImportedRow
from wbs.store.schema.ledger import CountedSpanRow

_AT_ONCE = 500  # a statement takes no more values than this


def known(work: Work, marks: Collection[str]) -> frozenset[str]:
    """Those of the marks whose lines are cases already."""
    asked = sorted(marks)
    found: set[str] = set()
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        found.update(work.scalars(select(ImportedRow.mark).where(ImportedRow.mark.in_(part))))
    return frozenset(found)


def add(work: Work, mark: str, case_id: str) -> None:
    """The line is that case.

    Raises:
        Conflict: it became another at the same moment.
    """
    plain.add(work, ImportedRow, mark=mark, case_id=case_id)


def add_span(work: Work, log_id: str, counted_on: date, closed_on: date | None) -> None:
    """The case, new to the figures, counted from *counted_on*; where it is over already, until then."""
    days = {"counted_on": counted_on, "closed_on": closed_on}
    plain.add(work, CountedSpanRow, log_id=log_id, ordinal=0, **days)
