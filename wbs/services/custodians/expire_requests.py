"""Requests whose last day is over end, and what was given for them is deleted."""

from functools import partial

from wbs.domain.event import CustodyAct
from wbs.domain.opening import RequestState
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.in_turn import in_turn
from wbs.store.cases import cases
from wbs.store.custody import openings
from wbs.store.database import Work


def expire_requests(context: Context) -> int:
    """How many ended. Safe to run at any time, again, and twice at once.

    Raises:
        Busy: a request was being written to all the time; those before it are done.
    """
    with context.database.reading() as work:
        over = openings.ended_before(work, context.today())
    return sum(in_turn(context, partial(_expire, context, request_id)) for request_id in over)


def _expire(context: Context, request_id: str, work: Work) -> bool:
    request = openings.get_for_change(work, request_id)
    if request is None or not request.state.is_running or request.ends_on >= context.today():
        return False
    openings.put_state(work, request_id, RequestState.EXPIRED, request.ends_on)
    case = cases.get(work, request.case_id)
    act = CustodyAct.OPENING_EXPIRED
    opening_requests.note(context, work, act, case, request.matter, request_id=request_id)
    return True
