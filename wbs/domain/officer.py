"""An officer: a person with an account and a key."""

from dataclasses import dataclass
from enum import StrEnum

from wbs.domain.kinds import Role


class OfficerState(StrEnum):
    """How far an account has come."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class Membership(StrEnum):
    """How far an officer has come into a desk: only a present member holds its key."""

    PROPOSED = "proposed"
    PRESENT = "present"


@dataclass(frozen=True)
class Officer:
    """A person with an account, as the rooms above the store know them: no key in it."""

    id: str
    username: str
    name: str
    unit_id: str
    roles: frozenset[Role]
    state: OfficerState
    public_key: bytes | None
    desk_ids: frozenset[str] = frozenset()
