"""Custody entries about accounts, units and desks: who did what to whom, by id, on which day."""

from wbs.domain.access import Permission, require
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.officer import Officer
from wbs.services import ledger
from wbs.services.context import Context
from wbs.store.database import Work


def require_if_officer(by: Officer | None, permission: Permission) -> None:
    """Returns if *by* may; nobody is the operator at the server's command line, who may.

    Raises:
        NotAllowed: the officer's roles do not carry the permission.
    """
    if by is not None:
        require(by, permission)


def record(
    context: Context,
    work: Work,
    act: CustodyAct,
    by: Officer | None,
    *,
    subject_id: str | None = None,
    unit_id: str | None = None,
    desk_id: str | None = None,
    reason: str | None = None,
) -> None:
    """The act is in the custody log, in this transaction; without *by* the operator did it."""
    entry = CustodyEntry(
        act,
        context.today(),
        officer_id=by.id if by else None,
        desk_id=desk_id,
        unit_id=unit_id,
        subject_id=subject_id,
        reason=reason,
    )
    ledger.note(context, work, entry)
