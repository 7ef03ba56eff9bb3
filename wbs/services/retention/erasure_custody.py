"""What the custody log says about an erasure: who proposed, who confirmed, what became of it."""

from wbs.domain.case import Case
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.services import ledger
from wbs.services.context import Context
from wbs.store.database import Work


def note(
    context: Context,
    work: Work,
    case: Case,
    act: CustodyAct,
    officer_id: str | None,
    *,
    reason: str,
    subject_id: str | None = None,
) -> None:
    """The act is in the custody log, in this transaction; *subject_id* is the other of the two persons."""
    entry = CustodyEntry(
        act,
        context.today(),
        officer_id=officer_id,
        desk_id=case.desk_id,
        unit_id=case.counting_unit_id,
        subject_id=subject_id,
        log_id=case.log_id,
        reason=reason,
    )
    ledger.note(context, work, entry)
