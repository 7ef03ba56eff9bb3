"""A reporter asks the inspectorate to look into their case: their own session seals the key to it."""

from wbs.domain.errors import Expired, Invalid, NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.routing import inspectorates
from wbs.services.cases.read_records import read_records
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.keys.case_boxes import give_case
from wbs.services.routing.circumstances import circumstances
from wbs.services.routing.transfer import note
from wbs.services.tracking.track_case import Tracking
from wbs.store import reporter
from wbs.store.cases import cases, records, routing
from wbs.store.database import Work

FIELD = "inspektorat"


def ask_inspectorate(context: Context, tracking: Tracking) -> None:
    """The inspectorate can open the case and write to its reporter; it decides nothing by that.

    It is the highest at whose desk nobody sits who is shut out. Asked again, nothing changes; asked where
    that desk is in charge already, the reporter is told the same.

    Raises:
        Invalid: `inspektorat`: no inspectorate may look into this case; nothing changed.
        Expired: the case was erased meanwhile.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(context, lambda work: _share(context, work, tracking))


def _share(context: Context, work: Work, tracking: Tracking) -> None:
    try:
        case = cases.get_for_change(work, tracking.case_id)
    except NotFound:
        raise Expired("the case is gone") from None
    opened = read_records(case.id, tracking.case_key, records.all_of(work, case.id))
    around = circumstances(work, case, opened)
    desk = next(inspectorates(around.eligible, around.units), None)
    if desk is None or reporter.epoch_in_force(work, desk.id) != desk.epoch:
        raise Invalid(FIELD, "no_inspectorate")
    is_held = desk.id in cases.desks_holding(work, case.id)
    if is_held and routing.custody_of(work, [case.log_id], [CustodyAct.CASE_SHARED]):
        return
    if not is_held:
        give_case(work, case.id, tracking.case_key, desk)
    note(context, work, CustodyAct.CASE_SHARED, case, desk)
