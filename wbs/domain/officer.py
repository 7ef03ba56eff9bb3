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
class Person:
    """An officer as exclusion sees them. `unit_head` heads the unit they work in; `heads`: units they head."""

    officer_id: str
    unit_id: str
    name: str
    username: str
    unit_head: str = ""
    heads: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return "Person(…)"


@dataclass(frozen=True)
class Officer:
    """A person with an account, as the rooms above the store know them: no key in it.

    `desk_ids` are the desks where they are present; `upg_unit_ids` the units whose open UPG desk is one;
    `at_inspectorate`: an open desk of the inspectorate is one.
    """

    id: str
    username: str
    name: str
    unit_id: str
    roles: frozenset[Role]
    state: OfficerState
    public_key: bytes | None
    desk_ids: frozenset[str] = frozenset()
    upg_unit_ids: frozenset[str] = frozenset()
    at_inspectorate: bool = False
