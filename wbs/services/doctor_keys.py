"""What the doctor finds about keys: by rows alone, without opening anything."""

from collections.abc import Iterator

from wbs.domain.officer import Membership, OfficerState
from wbs.services.agency.overview import Agency
from wbs.services.context import Context
from wbs.services.finding import Finding, Level
from wbs.store.agency import proposals
from wbs.store.custody import openers


def examine_keys(context: Context, whole: Agency) -> Iterator[Finding]:
    """Cases nobody opens, members without their desk's key, cases that have yet to follow, what waits."""
    with context.database.reading() as work:
        closed, earlier = openers.closed_to_everybody(work), openers.under_earlier_keys(work)
        keyless, contradicting = openers.missing_seeds(work), openers.keyless_with_members(work)
        waiting = [p for p in proposals.waiting(work) if p.is_waiting(context.today())]
    if closed:
        yield Finding(
            Level.ERROR,
            "keys",
            f"{closed} open cases can be opened by nobody",
            "who held their desk's key is gone; escrow or a backup with a member's account may help",
        )
    for desk_id, officer_id in sorted(keyless):
        yield Finding(
            Level.ERROR,
            "keys",
            f"{whole.officers[officer_id].username} is present at {_name(whole, desk_id)} without its key",
            "take them from the desk and let them in again; rows may have been altered",
        )
    for desk_id in sorted(contradicting):
        yield Finding(
            Level.ERROR,
            "keys",
            f"{_name(whole, desk_id)} has a key without a member, or members without a key",
            "compare the custody log with the desk's members: rows were altered",
        )
    if earlier:
        yield Finding(
            Level.WARNING,
            "keys",
            f"{earlier} open cases still lie under an earlier key of their desk",
            "they follow when a member of the desk signs in",
        )
    yield from _waiting(whole, len(waiting))


def _waiting(whole: Agency, changes: int) -> Iterator[Finding]:
    if changes:
        yield Finding(
            Level.WARNING,
            "approvals",
            f"{changes} changes wait for a second person",
            "a member of the inspectorate finds them under Approvals",
        )
    for desk in whole.desks:
        proposed = [
            officer.username
            for officer in whole.at_desk(desk.id, Membership.PROPOSED)
            if officer.state is OfficerState.ACTIVE
        ]
        if proposed and not desk.is_closed:
            who = "a present member" if desk.epoch else "a member of the inspectorate"
            yield Finding(
                Level.WARNING,
                "approvals",
                f"{', '.join(proposed)} waits at {_name(whole, desk.id)}",
                f"{who} compares fingerprints and lets them in",
            )


def _name(whole: Agency, desk_id: str) -> str:
    desk = whole.desk_by_id(desk_id)
    return f"the {desk.kind} desk of {whole.units[desk.unit_id].slug}"
