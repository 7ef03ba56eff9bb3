"""Carry out the erasures that two persons wanted, and those a backup undid.

Safe to run at any time, again, and twice at once: each case is decided anew in a transaction of its own. Killed at
any step it leaves what the next run takes: rows go before files, and a file without a row is swept.

Security: nothing is erased here that two persons did not confirm, on an earlier day; the operator confirms nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.errors import NotFound, Refused
from wbs.domain.event import Act, CustodyAct
from wbs.domain.retention import Dropped, ErasureProposal, require_erasable
from wbs.services import ledger
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.retention.drop_erasure import drop_within
from wbs.services.retention.erasure_custody import note
from wbs.services.retention.kept_cases import kept
from wbs.store.cases import cases, retention, tombstones
from wbs.store.database import Work

RESTORED = "restored"


@dataclass(frozen=True)
class CarriedOut:
    """How many cases went, how many were spared since something had changed, how many a backup had brought back."""

    erased: int
    spared: int
    again: int


def run(context: Context) -> CarriedOut:
    """Every erasure whose day has come is carried out, or dropped where something speaks against it.

    Raises:
        Busy: a case was being written to all the time; those before it are done.
    """
    with context.database.reading() as work:
        due = [p for p in retention.all_proposals(work) if p.is_due(context.today())]
    ended = [_is_gone(context, partial(_carry_out, context, each.case_id)) for each in due]
    return CarriedOut(ended.count(True), ended.count(False), erase_again(context))


def erase_again(context: Context) -> int:
    """Every case that stands in the register although it was erased is gone once more; how many they were.

    Raises:
        Busy: a case was being written to all the time; those before it are done.
    """
    with context.database.reading() as work:
        undone = sorted(tombstones.brought_back(work))
    again = [_is_gone(context, partial(_erase_again, context, case_id)) for case_id in undone]
    return again.count(True)


def _is_gone(context: Context, act: Callable[[Work], tuple[str, ...] | None]) -> bool:
    """Whether the case is gone, its files too."""
    blob_ids = in_turn(context, act)
    for blob_id in blob_ids or ():
        context.blobs.delete(blob_id)
    return blob_ids is not None


def _carry_out(context: Context, case_id: str, work: Work) -> tuple[str, ...] | None:
    """The files of the case that is gone; None where it stays."""
    try:
        case = cases.get_for_change(work, case_id)
    except NotFound:  # somebody else's round was faster
        return ()
    (found,) = kept(context, work, [case])
    proposal = found.proposal
    if proposal is None or not proposal.is_due(context.today()):
        return None
    try:
        require_erasable(found.retention)
    except Refused:
        drop_within(context, work, None, case, Dropped.CHANGED)
        return None
    return _erase(context, work, case, proposal, context.today())


def _erase_again(context: Context, case_id: str, work: Work) -> tuple[str, ...] | None:
    try:
        case = cases.get_for_change(work, case_id)
    except NotFound:
        return None
    today = context.today()
    return _erase(context, work, _ended(context, work, case, today), None, today)


def _ended(context: Context, work: Work, case: Case, today: date) -> Case:
    """The case, closed: a backup from before its end brought it back open, and how it ended is lost with the rows.

    It ends as what it is now, a case without what one would need to act on it; figures and clocks know an end.
    """
    if not case.is_open:
        return case
    ended = replace(
        case,
        stage=Stage.CLOSED,
        outcome=Outcome.NOT_ACTIONABLE,
        outcome_detail=OutcomeDetail.INCOMPLETE,
        closed_on=today,
    )
    return ledger.record_change(context, work, case, ended, Act.CLOSED, today)


def _erase(
    context: Context, work: Work, case: Case, proposal: ErasureProposal | None, today: date
) -> tuple[str, ...]:
    ledger.record_change(context, work, case, case, Act.ERASED, today)
    note(
        context,
        work,
        case,
        CustodyAct.CASE_ERASED,
        proposal.confirmed_by if proposal else None,
        reason=proposal.reason.value if proposal else RESTORED,
        subject_id=proposal.proposed_by if proposal else None,
    )
    tombstones.add_tombstone(work, case.id, case.log_id, today)
    return tombstones.remove_case(work, case.id)
