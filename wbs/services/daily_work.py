"""What days alone change: verifications that ran out, due days the calendar tells now, requests that end.

Safe to run at any time, again, and twice at once: each case is decided anew in a transaction of its own.
"""

from functools import partial

from wbs.domain.errors import NotFound
from wbs.services import ledger
from wbs.services.context import Context
from wbs.services.custodians.expire_requests import expire_requests
from wbs.services.custodians.resplit import finish_resplits
from wbs.services.in_turn import in_turn
from wbs.store.cases import cases
from wbs.store.database import Work
from wbs.store.log import ledger as rows


def run(context: Context) -> int:
    """Every case and request whose day has come is brought up to date; returns how many changed.

    Raises:
        Busy: a case was being written to all the time; those before it are done.
    """
    changed = 0
    for log_id in _touched(context):
        changed += in_turn(context, partial(_bring_up, context, log_id))
    return changed + expire_requests(context) + finish_resplits(context)


def _bring_up(context: Context, log_id: str, work: Work) -> bool:
    try:
        before = cases.get_by_log_id(work, log_id)
    except NotFound:  # erased since: its ledger stays as it was
        return False
    after = ledger.record_day(context, work, before)
    if after == before:
        return False
    cases.save(work, after)
    return True


def _touched(context: Context) -> list[str]:
    """The cases, by log id, that the day or a corrected calendar may have changed."""
    law = context.law
    with context.database.reading() as work:
        moved = [
            running
            for running in rows.running_clocks(work)
            if law.periods.find(running.period, running.started_on).due_on(
                running.started_on, law.calendar
            )
            != running.due_on
        ]
        log_ids = {log_id for running in moved for log_id in rows.running(work, running)}
        verifications = {period.id for period in law.periods.all if period.is_verification}
        log_ids.update(rows.ran_out(work, verifications, context.today()))
    return sorted(log_ids)
