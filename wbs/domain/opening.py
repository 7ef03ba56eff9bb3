"""Opening what k of n custodians keep: a request, their answers, and what follows from them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Calendar days: how long custodians may take to answer, and how long what they gave may be used.
ANSWER_DAYS = timedelta(days=14)
USE_DAYS = timedelta(days=7)


class Matter(StrEnum):
    """What is asked for: who reported, or the case itself by its escrow copy."""

    IDENTITY = "identity"
    ESCROW = "escrow"


class RequestState(StrEnum):
    """How far a request has come."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    USED = "used"

    @property
    def is_running(self) -> bool:
        """Whether custodians may still answer, or the requester may still open."""
        return self in {RequestState.WAITING, RequestState.APPROVED}


class Reply(StrEnum):
    """What a custodian answers."""

    APPROVE = "approve"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Answers:
    """Who may answer a request, and what they said. `holders` hold a share today, the requester left out."""

    threshold: int
    holders: frozenset[str]
    approved: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @property
    def state(self) -> RequestState:
        """Approved by k; refused once so many refused or left that k cannot be reached any more."""
        if len(self.approved) >= self.threshold:
            return RequestState.APPROVED
        if len(self.approved | (self.holders - self.refused)) < self.threshold:
            return RequestState.REFUSED
        return RequestState.WAITING


def ends_on(state: RequestState, today: date) -> date:
    """The last day of a request that has just come so far."""
    return today + (USE_DAYS if state is RequestState.APPROVED else ANSWER_DAYS)
