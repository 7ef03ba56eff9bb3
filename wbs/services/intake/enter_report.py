"""Enter a case for somebody who wrote, called or came: the same draft and the same routing as a reporter's own."""

from dataclasses import dataclass, field, replace

from wbs.domain.access import Permission, require
from wbs.domain.arrival import Arrival
from wbs.domain.errors import NotAllowed
from wbs.domain.form import Report
from wbs.domain.officer import Officer
from wbs.sealing.draft import DraftToken
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.intake.draft import Submitted
from wbs.services.intake.submit_report import Receipt, shown_again, submit_report
from wbs.store import reporter


@dataclass(frozen=True)
class Entered:
    """The case is safe. `code` is empty once the time to show it is over.

    `case_id` is empty where the case went to a desk that is not the officer's.
    """

    code: str = field(repr=False)
    case_id: str = ""


def require_entry(officer: Officer) -> None:
    """Return if the officer may enter cases: with the permission, and present at a desk.

    Raises:
        NotAllowed: they may not.
    """
    require(officer, Permission.ENTER_CASE)
    if not officer.desk_ids:
        raise NotAllowed("no desk")


def enter_report(
    context: Context,
    actor: Actor,
    token: DraftToken,
    report: Report,
    arrival: Arrival,
    expected_files: int = 0,
) -> Entered:
    """The report is a case, with the day on which it came in; the custody log names who entered it.

    It goes where the reporter's own would have gone: not to the officer's desk where it concerns
    somebody there. Entered again with the same token it is the same case and the same code.

    Raises:
        NotAllowed: the officer enters no cases.
        Unavailable, Invalid, Busy: as `submit_report`; nothing was stored.
    """
    require_entry(actor.officer)
    arrival = replace(arrival, entered_by=actor.officer.id)
    receipt = submit_report(context, token, report, expected_files, arrival=arrival)
    return _entered(context, actor, receipt)


def entered_again(context: Context, actor: Actor, submitted: Submitted) -> Entered:
    """What the form that was sent before became.

    Raises:
        NotAllowed: the officer enters no cases.
    """
    require_entry(actor.officer)
    return _entered(context, actor, shown_again(context, submitted))


def _entered(context: Context, actor: Actor, receipt: Receipt) -> Entered:
    if not receipt.code:
        return Entered("")
    with context.database.reading() as work:
        found = reporter.case_by_lookup(work, lookup_id(TrackingCode.parse(receipt.code)))
    is_own = found is not None and found.case.desk_id in actor.officer.desk_ids
    return Entered(receipt.code, found.case.id if found is not None and is_own else "")
