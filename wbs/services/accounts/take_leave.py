"""An officer's account comes to rest: what was theirs to use ends with it."""

from wbs.domain.event import CustodyAct
from wbs.domain.officer import Officer
from wbs.services import custody
from wbs.services.context import Context
from wbs.services.custodians.leave_custody import end_requests_of, leave_custody
from wbs.store.agency import sessions
from wbs.store.database import Work
from wbs.store.notices import digests


def take_leave(
    context: Context, work: Work, by: Officer | None, officer: Officer, act: CustodyAct
) -> None:
    """No session, known browser, request, share or waiting mail of the officer is left; *act* is written down."""
    sessions.end_sessions_of(work, officer.id)
    sessions.forget_devices_of(work, officer.id)
    custody.record(context, work, act, by, subject_id=officer.id, unit_id=officer.unit_id)
    end_requests_of(context, work, officer.id)
    leave_custody(context, work, by, officer.id)
    digests.forget_waiting(work, officer.id)
