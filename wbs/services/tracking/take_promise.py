"""A reporter takes a promise of inclusion along: that what happened to the case will stand in the log."""

from wbs.domain.errors import Expired, Unavailable
from wbs.services.accountability.promise import promise_of
from wbs.services.context import Context
from wbs.services.tracking.track_case import Tracking
from wbs.store import reporter


def take_promise(context: Context, tracking: Tracking) -> bytes:
    """The file of the promise, made now and kept nowhere.

    Raises:
        Expired: the case was erased meanwhile.
        Unavailable: no promise can be given here yet.
    """
    with context.database.reading() as work:
        case = reporter.case_by_id(work, tracking.case_id)
    if case is None:
        raise Expired("the case is gone")
    promise = promise_of(context, case)
    if promise is None:
        raise Unavailable("no certified promise key")
    return promise
