"""The reporter says that they fear reprisal, or that they no longer do: at any time, from their own session."""

from dataclasses import replace

from wbs.domain.errors import Expired, NotFound
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.task import TaskKind
from wbs.services import ledger
from wbs.services.cases.tasks import raise_task
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.tracking.track_case import Tracking
from wbs.store.cases import cases
from wbs.store.database import Work
from wbs.store.log import ledger as rows


def say_fear(context: Context, tracking: Tracking, *, is_feared: bool) -> None:
    """The case says so, the figures count it so, and where reprisal is feared its desk has a task.

    Said twice it is one thing said. Taken back, the desk keeps its task: it asks whether all is well.

    Raises:
        Expired: the case was erased meanwhile.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def say(work: Work) -> None:
        try:
            case = cases.get_for_change(work, tracking.case_id)
        except NotFound:
            raise Expired("the case is gone") from None
        if is_feared:
            raise_task(context, work, case, TaskKind.REPRISAL)
        if case.fear_of_reprisal is is_feared:
            return
        case = replace(case, fear_of_reprisal=is_feared)
        cases.save(work, case)
        rows.change_tally(work, case)
        act = CustodyAct.REPRISAL_FEARED if is_feared else CustodyAct.REPRISAL_NOT_FEARED
        entry = CustodyEntry(
            act,
            context.today(),
            desk_id=case.desk_id,
            unit_id=case.counting_unit_id,
            log_id=case.log_id,
        )
        ledger.note(context, work, entry)

    in_turn(context, say)
