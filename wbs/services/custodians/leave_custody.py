"""A custodian or a requester goes: their shares are deleted, and no request waits for them any more."""

from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer
from wbs.domain.opening import RequestState
from wbs.services import custody
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.store.cases import cases
from wbs.store.custody import custodians, openings, resplits
from wbs.store.database import Work


def leave_custody(context: Context, work: Work, by: Officer | None, officer_id: str) -> None:
    """The officer is no custodian and holds no share; approvals of theirs count no more, and they read no reason.

    Security: what custodians of fewer than k remain for can be opened by nobody. Whoever calls this
    has told so before (`what_is_lost`).
    """
    unit_id = custodians.unit_of(work, officer_id)
    if unit_id is None:
        return
    custodians.dismiss(work, officer_id)
    resplits.forget_officer(work, officer_id)
    for request in openings.running_with(work, officer_id):
        if request.requester_id != officer_id:
            openings.drop_box(work, request.id, officer_id)
            opening_requests.settle(context, work, request)
    openings.forget_reader(work, officer_id)
    custody.record(
        context,
        work,
        CustodyAct.CUSTODIAN_DISMISSED,
        by,
        subject_id=officer_id,
        unit_id=unit_id,
    )


def end_requests_of(context: Context, work: Work, officer_id: str) -> None:
    """What the officer had asked for ends, and what they were given is deleted."""
    for request in openings.running_with(work, officer_id):
        if request.requester_id == officer_id:
            openings.put_state(work, request.id, RequestState.EXPIRED, context.today())
            case = cases.get(work, request.case_id)
            act = CustodyAct.OPENING_EXPIRED
            opening_requests.note(context, work, act, case, request.matter, request_id=request.id)


def what_is_lost(context: Context, officer_id: str) -> int:
    """How many identities and escrow copies nobody could open any more without this officer."""
    with context.database.reading() as work:
        return custodians.out_of_reach_without(work, {officer_id})
