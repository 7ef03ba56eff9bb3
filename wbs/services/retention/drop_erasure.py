"""Take back an erasure, or decline it: until it is carried out either person may, and whoever could be the second."""

from collections.abc import Collection

from wbs.domain.access import Permission
from wbs.domain.case import Case
from wbs.domain.errors import NotFound, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer
from wbs.domain.retention import Dropped, ErasureProposal
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for, require_not_shut_out
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.retention.erasure_custody import note
from wbs.services.retention.kept_cases import stands_in
from wbs.store.cases import cases, retention
from wbs.store.database import Work


def drop_erasure(context: Context, actor: Actor, case_ids: Collection[str]) -> None:
    """Nothing is proposed for any of these cases any more; of several all or none.

    Raises:
        NotAllowed: no role of the officer erases cases.
        NotFound: one of the cases is not there for the officer.
        Stale: for one of them nothing is proposed.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def drop(work: Work) -> None:
        for case_id in sorted(case_ids):
            case, _ = proposed_case(work, actor, case_id)
            drop_within(context, work, actor.officer, case)

    in_turn(context, drop)


def proposed_case(work: Work, actor: Actor, case_id: str) -> tuple[Case, ErasureProposal]:
    """The case and what is proposed for it, for a member of its desk or whoever stands in for a second one.

    Raises:
        NotAllowed: no role of the officer erases cases.
        NotFound: the case is not there for the officer.
        Stale: nothing is proposed for it.
    """
    found = retention.proposals_of(work, [case_id]).get(case_id)
    try:
        case = case_for(work, actor, Permission.ERASE_CASE, case_id)
    except NotFound:
        case = cases.get_for_change(work, case_id)
        if found is None or not stands_in(work, actor.officer, found, case.desk_id):
            raise
        require_not_shut_out(work, actor, case_id)
    if found is None:
        raise Stale("nothing is proposed")
    return case, found


def drop_within(
    context: Context, work: Work, by: Officer | None, case: Case, why: Dropped = Dropped.DECLINED
) -> None:
    """Nothing is proposed for the case any more, and the custody log says so if something was."""
    found = retention.proposals_of(work, [case.id]).get(case.id)
    if found is None:
        return
    retention.remove_proposal(work, case.id)
    note(
        context,
        work,
        case,
        CustodyAct.ERASURE_DROPPED,
        by.id if by else None,
        reason=why.value,
        subject_id=found.proposed_by,
    )
