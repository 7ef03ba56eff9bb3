"""Holds an export against its logs before it leaves the house: one whose rows and log disagree is refused.

Its ledgers are counted again, and what is counted of each case is held against the case's events: so also the clocks
and the disclosures' decisions, of which no ledger gives the figures again.
"""

from collections.abc import Iterable

from wbs.domain.accountability import Log
from wbs.domain.errors import Tampered
from wbs.domain.evidence_pack import UnitLog
from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import KindFigures, Question
from wbs.domain.recount import BadEntry, Ledger, recount
from wbs.domain.span import ReportingPeriod
from wbs.services.accountability.verify_rows import misfits_of_counted
from wbs.services.context import Context
from wbs.tlog import tree
from wbs.tlog.leaf import OPEN, BadLine, commitment, leaf_hash, read_line

LEAVES_AT_ONCE = 4096


def verify_recount(export: FigureExport, logs: Iterable[UnitLog]) -> None:
    """Return where the ledgers give the trees they are said to give, and the figures of the rows.

    Raises:
        Tampered: they do not; the message names unit or kind.
    """
    question = export.figures.question
    ledgers = [_read(log, ReportingPeriod.month_of(question.as_of)) for log in logs]
    slugs = {unit.id: unit.slug for unit in export.units}
    asked = Question(frozenset(slugs.values()), question.period, question.as_of)
    try:
        again = recount(ledgers, asked)
    except BadEntry as error:
        raise Tampered(f"the ledger cannot be counted: {error}") from None
    for kind, found in export.figures.kinds.items():
        if kind in again and not _agree(found, again[kind], slugs):
            raise Tampered(f"rows and ledger disagree on {kind.value}")


def verify_rows(context: Context, logs: Iterable[Log]) -> None:
    """Return where the rows from which figures of these units are made are those their events make.

    Raises:
        Tampered: they are not; the message names log, case and column.
        Busy: the database is at its limit.
    """
    with context.database.reading() as work:
        for log in logs:
            found = next(misfits_of_counted(context, work, log), None)
            if found is not None:
                raise Tampered(f"rows and log disagree: {found.log}: {found.what}")


def _read(log: UnitLog, until: ReportingPeriod) -> Ledger:
    ledger, leaves = Ledger(until), list[bytes]()
    tiles: dict[tree.Place, bytes] = {}
    size = 0
    try:
        for size, opened in enumerate(log.opened(), 1):
            ledger.add(read_line(OPEN, opened.line))
            leaves.append(leaf_hash(commitment(opened.salt, opened.line), opened.closed_commitment))
            if len(leaves) == LEAVES_AT_ONCE:
                tiles |= tree.append(tree.reader_of(tiles), size - len(leaves), leaves)
                leaves.clear()
    except (BadEntry, BadLine) as error:
        raise Tampered(f"an event of {log.slug} cannot be read: {error}") from None
    tiles |= tree.append(tree.reader_of(tiles), size - len(leaves), leaves)
    if size != log.head.size or tree.root(tree.reader_of(tiles), size) != log.head.root:
        raise Tampered(f"the events of {log.slug} are not those of its tree")
    return ledger


def _agree(rows: KindFigures, ledger: KindFigures, slugs: dict[str, str]) -> bool:
    units = {slugs[unit_id]: line for unit_id, line in rows.units.items()}
    same = ("total", "parts", "not_processed", "outcomes", "days_open", "stages")
    return units == ledger.units and all(getattr(rows, n) == getattr(ledger, n) for n in same)
