"""Decide the class of a public complaint, on which its periods depend."""

from dataclasses import replace

from wbs.domain.access import Permission
from wbs.domain.errors import Refused
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.cases import cases
from wbs.store.database import Work


def set_class(
    context: Context, actor: Actor, case_id: str, complaint_class: ComplaintClass
) -> None:
    """The complaint is of that class, its periods run as if it had been from the day of receipt.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the case is no complaint, or it is closed.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def decide(work: Work) -> None:
        case = case_for(work, actor, Permission.MOVE_CASE, case_id)
        if case.kind is not Kind.COMPLAINT or not case.is_open:
            raise Refused("only an open complaint has a class to decide")
        if case.complaint_class is complaint_class:
            return
        case = replace(case, complaint_class=complaint_class)
        cases.save(work, ledger.record_class(context, work, case))
        entry = CustodyEntry(
            CustodyAct.CLASS_SET,
            context.today(),
            officer_id=actor.officer.id,
            desk_id=case.desk_id,
            unit_id=case.counting_unit_id,
            log_id=case.log_id,
            reason=complaint_class.value,
        )
        ledger.note(context, work, entry)

    in_turn(context, decide)
