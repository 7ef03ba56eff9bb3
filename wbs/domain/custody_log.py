"""The custody log as it is read back: doors row by row, cases only by how often something was done."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.event import CustodyAct


@dataclass(frozen=True)
class DoorEntry:
    """What was done with a key or a door, not with a case."""

    act: CustodyAct
    on: date
    officer_id: str | None
    desk_id: str | None
    unit_id: str | None
    subject_id: str | None


@dataclass(frozen=True)
class CaseActs:
    """How often an officer did something with cases of a desk within a span; which cases is not told."""

    act: CustodyAct
    officer_id: str | None
    desk_id: str
    times: int
