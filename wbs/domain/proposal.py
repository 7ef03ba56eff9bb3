"""A proposal: a change that an administrator wants and a second person has yet to approve.

The table of what needs two persons is `ProposalKind`; who the second one may be is `may_approve`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wbs.domain.access import Permission, may
from wbs.domain.officer import Officer

LASTS = timedelta(days=14)


class ProposalKind(StrEnum):
    """What is to change."""

    UNIT_HEAD = "unit_head"
    """Who heads a unit: reports about the head take another way."""
    UNIT_PARENT = "unit_parent"
    """Which unit stands above: where reports go that the own desks may not see."""
    UNIT_EMPLOYEES = "unit_employees"
    """So many people work in a unit that what they report is published alone. *before*, *after*: year and number."""
    MEMBER_REMOVED = "member_removed"
    """The last member leaves a desk: nobody opens its cases any more."""
    OFFICER_DISABLED = "officer_disabled"
    """An account is shut whose officer is the last at a desk."""
    OFFICER_RESET = "officer_reset"
    """An account is taken up anew, with another key, whose officer is the last at a desk."""
    CUSTODIAN_APPOINTED = "custodian_appointed"
    """One more officer holds shares of what is reported confidentially, or kept in escrow; *after* is their key's fingerprint."""
    CUSTODIAN_DISMISSED = "custodian_dismissed"
    """An officer holds no share of anything any more."""
    CUSTODY_RULES = "custody_rules"
    """How many custodians must agree, and whether an escrow copy is kept."""


class ProposalState(StrEnum):
    """How far a proposal has come. Only a waiting one can be decided."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Change:
    """What is to be different, by ids; *before* and *after* where a value changes."""

    kind: ProposalKind
    unit_id: str | None = None
    officer_id: str | None = None
    desk_ids: frozenset[str] = frozenset()
    before: str | None = None
    after: str | None = None

    def is_about_the_same(self, other: "Change") -> bool:
        """Whether both want to change the same thing, be it to the same or to another end."""
        mine = (self.kind, self.unit_id, self.officer_id)
        if mine != (other.kind, other.unit_id, other.officer_id):
            return False
        if self.kind is ProposalKind.MEMBER_REMOVED:
            return self.desk_ids == other.desk_ids
        if self.kind is ProposalKind.UNIT_EMPLOYEES:
            return read_year_count(self.after)[0] == read_year_count(other.after)[0]
        return True


def year_count(year: int, count: int | None) -> str:
    """A number of a year as a change keeps it."""
    return f"{year}:{'' if count is None else count}"


def read_year_count(text: str | None) -> tuple[int, int | None]:
    """The year and the number in what `year_count` made; None where none was known.

    Raises:
        ValueError: it is none.
    """
    year, _, count = (text or "").partition(":")
    return int(year), int(count) if count else None


@dataclass(frozen=True)
class Proposal:
    """A change with who wants it and until when it may be approved."""

    id: str
    change: Change
    proposed_by: str
    proposed_on: date
    expires_on: date
    state: ProposalState = ProposalState.WAITING
    decided_by: str | None = None
    decided_on: date | None = None

    def is_waiting(self, today: date) -> bool:
        """Whether it can still be decided; on its last day it can."""
        return self.state is ProposalState.WAITING and today <= self.expires_on


def may_give_first_key(officer: Officer) -> bool:
    """Whether the officer may let the first member into a desk at which nobody is present."""
    return may(officer, Permission.CONFIRM_MEMBER) and officer.at_inspectorate


def may_approve(officer: Officer, proposal: Proposal) -> bool:
    """Whether the officer may be the second person: never the one who proposed it.

    A member present at an inspectorate's desk may approve everything, a member present at a desk
    what leaves that desk empty. Of a unit's head, place and custodians only the inspectorate decides:
    who sits in the unit works under that head.
    """
    if officer.id == proposal.proposed_by or not may(officer, Permission.CONFIRM_MEMBER):
        return False
    return officer.at_inspectorate or not officer.desk_ids.isdisjoint(proposal.change.desk_ids)
