"""What waits for a second person: as those who may approve see it, and as administrators do."""

from dataclasses import dataclass
from datetime import timedelta

from wbs.domain.access import Permission, may, require
from wbs.domain.custodian import CustodyRules
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.domain.proposal import Proposal, may_approve, may_give_first_key, read_year_count
from wbs.domain.unit import Desk, Unit
from wbs.sealing.keypair import fingerprint
from wbs.services.agency.overview import Agency, agency
from wbs.services.context import Context
from wbs.store.agency import proposals
from wbs.store.custody import openers
from wbs.store.database import Work

REMEMBERED = timedelta(days=30)


@dataclass(frozen=True)
class ProposalView:
    """A proposal with the names of what it is about.

    `lost_cases` are the open cases nobody could open afterwards, as things stand now.
    """

    proposal: Proposal
    proposer: Officer
    officer: Officer | None
    unit: Unit | None
    desks: tuple[tuple[Desk, Unit], ...]
    before: str
    after: str
    lost_cases: int

    @property
    def rules_before(self) -> CustodyRules:
        """Of other rules for custodians those that hold now."""
        return CustodyRules.from_written(self.proposal.change.before or "")

    @property
    def rules_after(self) -> CustodyRules:
        """Of other rules for custodians those that are wanted."""
        return CustodyRules.from_written(self.proposal.change.after or "")

    @property
    def count_before(self) -> tuple[int, int | None]:
        """Of another number of employees the year, and what is known of it now."""
        return read_year_count(self.proposal.change.before)

    @property
    def count_after(self) -> tuple[int, int | None]:
        """Of another number of employees the year, and what is wanted."""
        return read_year_count(self.proposal.change.after)


@dataclass(frozen=True)
class NewcomerView:
    """An officer proposed at a desk where nobody is present; no fingerprint before activation."""

    desk: Desk
    unit: Unit
    officer: Officer
    fingerprint: str


@dataclass(frozen=True)
class Waiting:
    """Everything that waits for a second person, and what was decided not long ago."""

    proposals: tuple[ProposalView, ...]
    newcomers: tuple[NewcomerView, ...]
    decided: tuple[ProposalView, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self.proposals and not self.newcomers


def waiting_for(context: Context, officer: Officer) -> Waiting:
    """What the officer may approve.

    Raises:
        NotAllowed: no role of the officer approves anything.
    """
    require(officer, Permission.CONFIRM_MEMBER)
    whole = agency(context)
    with context.database.reading() as work:
        today = context.today()
        theirs = [p for p in proposals.waiting(work) if p.is_waiting(today)]
        shown = tuple(_view(work, whole, p) for p in theirs if may_approve(officer, p))
    newcomers = _newcomers(whole) if may_give_first_key(officer) else ()
    return Waiting(shown, newcomers)


def waiting_of(context: Context, officer: Officer) -> Waiting:
    """Everything that waits, for those who propose.

    Raises:
        NotAllowed: no role of the officer proposes anything.
    """
    require(officer, Permission.MANAGE_DESKS)
    whole, today = agency(context), context.today()
    with context.database.reading() as work:
        waiting = tuple(
            _view(work, whole, p) for p in proposals.waiting(work) if p.is_waiting(today)
        )
        decided = proposals.decided_since(work, today - REMEMBERED)
        past = tuple(_view(work, whole, p) for p in decided)
    return Waiting(waiting, _newcomers(whole), past)


def something_waits(context: Context, officer: Officer) -> bool:
    """Whether there is something the officer may approve; asked by pages that lead there."""
    if not may(officer, Permission.CONFIRM_MEMBER):
        return False
    with context.database.reading() as work:
        today = context.today()
        return any(p.is_waiting(today) and may_approve(officer, p) for p in proposals.waiting(work))


def _newcomers(whole: Agency) -> tuple[NewcomerView, ...]:
    """Who is proposed where nobody is present, at desks that could take cases."""
    return tuple(
        NewcomerView(
            desk,
            whole.units[desk.unit_id],
            officer,
            fingerprint(officer.public_key) if officer.public_key else "",
        )
        for desk in whole.desks
        if not desk.epoch and not desk.is_closed
        for officer in whole.at_desk(desk.id, Membership.PROPOSED)
        if officer.state is not OfficerState.DISABLED
    )


def _view(work: Work, whole: Agency, proposal: Proposal) -> ProposalView:
    change = proposal.change
    lost = openers.lost_with(work, change.officer_id, change.desk_ids) if change.officer_id else 0
    return ProposalView(
        proposal,
        whole.officers[proposal.proposed_by],
        whole.officers.get(change.officer_id or ""),
        whole.units.get(change.unit_id or ""),
        tuple((d, whole.units[d.unit_id]) for d in whole.desks if d.id in change.desk_ids),
        _named(whole, change.before),
        _named(whole, change.after),
        lost,
    )


def _named(whole: Agency, value: str | None) -> str:
    """The unit a value names by its id, or the value; empty where there is none."""
    unit = whole.units.get(value or "")
    return unit.name if unit else value or ""
