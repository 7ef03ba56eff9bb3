"""How long cases are kept: one, those of a desk that are near or past their end, and what is proposed about them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission, may, require
from wbs.domain.case import Case
from wbs.domain.kinds import Role
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.domain.retention import ErasureProposal, Keeping, Retention, retention_of
from wbs.domain.unit import Desk, Unit
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import desk_members, desks, officers, units
from wbs.store.cases import retention, routing
from wbs.store.database import Work

LISTED = 500  # of a desk, looked at; a desk with more finds the next once these are gone
WARNING = frozenset({Keeping.NEAR, Keeping.OVER})


@dataclass(frozen=True)
class KeptCase:
    """A case, how long it is kept, and the erasure proposed for it. Clear facts alone."""

    case: Case
    retention: Retention
    proposal: ErasureProposal | None = None


@dataclass(frozen=True)
class RetentionList:
    """What an officer is told on a day. `elsewhere`: at desks that have no second person of their own."""

    today: date
    warned: tuple[KeptCase, ...]
    held: tuple[KeptCase, ...]
    elsewhere: tuple[KeptCase, ...]
    units: dict[str, Unit]
    desks: dict[str, Desk]
    names: dict[str, str]


def kept(context: Context, work: Work, found: Iterable[Case]) -> tuple[KeptCase, ...]:
    """How long each of these cases is kept, in their order."""
    cases = tuple(found)
    if not cases:
        return ()
    ids = [case.id for case in cases]
    written, holds = retention.last_written(work, ids), retention.holds_of(work, ids)
    proposals, rules = retention.proposals_of(work, ids), context.law.retention
    return tuple(
        KeptCase(
            case,
            retention_of(case, written.get(case.id), holds.get(case.id), rules, context.today()),
            proposals.get(case.id),
        )
        for case in cases
    )


def kept_case(context: Context, case: Case) -> KeptCase:
    """How long this case is kept; the caller has asked who is there."""
    with context.database.reading() as work:
        return kept(context, work, [case])[0]


def near_or_over(context: Context, work: Work, desk_ids: Collection[str]) -> tuple[KeptCase, ...]:
    """The cases of these desks that are near or past their end, the earliest end first."""
    day = context.law.retention.nothing_ends_before(context.today())
    rested = [
        each
        for desk_id in sorted(desk_ids)
        for each in kept(context, work, retention.closed_by(work, desk_id, day, LISTED))
        if each.retention.keeping in WARNING
    ]
    return tuple(sorted(rested, key=lambda each: (each.retention.ends_on, each.case.id)))


def retention_list(context: Context, actor: Actor) -> RetentionList:
    """What the officer's desks are told: cases near or past their end, held ones, and what awaits a second person.

    Raises:
        NotAllowed: no role of the officer works on cases.
    """
    officer = actor.officer
    require(officer, Permission.ERASE_CASE)
    with context.database.reading() as work:
        return RetentionList(
            today=context.today(),
            warned=near_or_over(context, work, officer.desk_ids),
            held=kept(context, work, retention.held_at(work, officer.desk_ids, LISTED)),
            elsewhere=_elsewhere(context, work, officer),
            units=units.all_units(work),
            desks={desk.id: desk for desk in desks.all_desks(work)},
            names={each.id: each.name for each in officers.all_officers(work)},
        )


def warned_of(context: Context, actor: Actor) -> int:
    """How many cases of the officer's desks are near or past their end."""
    if not may(actor.officer, Permission.ERASE_CASE):
        return 0
    with context.database.reading() as work:
        return len(near_or_over(context, work, actor.officer.desk_ids))


def stands_in(work: Work, officer: Officer, proposal: ErasureProposal, desk_id: str) -> bool:
    """Whether the officer may be the second person at a desk of others.

    The inspectorate may, at its own desk, where nobody but the proposer is left at the other.
    """
    if Role.INSPECTORATE not in officer.roles or not officer.at_inspectorate:
        return False
    present = {
        member.officer_id
        for member in desk_members.members_of(work, desk_id)
        if member.state is Membership.PRESENT
    }
    found = (officers.officer_by_id(work, each) for each in present - {proposal.proposed_by})
    return not any(each and each.state is OfficerState.ACTIVE for each in found)


def _elsewhere(context: Context, work: Work, officer: Officer) -> tuple[KeptCase, ...]:
    waiting = {each.case_id: each for each in retention.all_proposals(work)}
    found = retention.cases_of(work, waiting)
    hidden = routing.closed_to(work, officer.id)
    asked = [
        case
        for case in found
        if case.desk_id not in officer.desk_ids
        and case.id not in hidden
        and stands_in(work, officer, waiting[case.id], case.desk_id)
    ]
    return kept(context, work, sorted(asked, key=lambda case: case.id))
