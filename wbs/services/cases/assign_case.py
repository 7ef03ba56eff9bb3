"""Say which member of its desk has a case."""

from wbs.domain.access import Permission
from wbs.domain.case import Case
from wbs.domain.errors import Invalid
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency import desk_members, officers
from wbs.store.cases import assignments
from wbs.store.database import Work


def present_members(work: Work, *desk_ids: str) -> tuple[Officer, ...]:
    """Who is present at these desks, by name."""
    ids = {
        member.officer_id
        for desk_id in desk_ids
        for member in desk_members.members_of(work, desk_id)
        if member.state is Membership.PRESENT
    }
    found = officers.officers_by_ids(work, ids)
    return tuple(officer for officer in found if officer.state is OfficerState.ACTIVE)


def require_member(work: Work, case: Case, officer_id: str, field: str) -> str | None:
    """The officer, where they are present at the desk of the case; None where none is named.

    Raises:
        Invalid: *field*, "unknown": they are not.
    """
    if not officer_id:
        return None
    if officer_id not in {officer.id for officer in present_members(work, case.desk_id)}:
        raise Invalid(field, "unknown")
    return officer_id


def assign_case(context: Context, actor: Actor, case_id: str, officer_id: str) -> None:
    """The officer has the case; with an empty id nobody has it.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Invalid: `officer` is nobody present at the case's desk.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def put(work: Work) -> None:
        case = case_for(work, actor, Permission.MOVE_CASE, case_id)
        responsible = require_member(work, case, officer_id, "officer")
        if assignments.assigned_to(work, [case_id]).get(case_id) == responsible:
            return
        assignments.assign(work, case, responsible)
        entry = CustodyEntry(
            CustodyAct.CASE_ASSIGNED,
            context.today(),
            officer_id=actor.officer.id,
            desk_id=case.desk_id,
            unit_id=case.counting_unit_id,
            subject_id=responsible,
            log_id=case.log_id,
        )
        ledger.note(context, work, entry)

    in_turn(context, put)
