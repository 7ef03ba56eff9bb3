"""A remark: what the accompanying inspectorate writes about a row of a unit's evaluation sheet, and what the unit answers.

Regulation: [LKE-90-2021]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.access import Permission, may
from wbs.domain.form import FormField, read_text
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit, ancestors

FIELD = FormField("remark", is_required=True, is_long=True)


class Side(StrEnum):
    """Who writes."""

    INSPECTORATE = "inspectorate"
    UNIT = "unit"


@dataclass(frozen=True)
class Remark:
    """One remark on one row for one period: all that is clear of it. `number` orders those of a row."""

    id: str
    unit_id: str
    lke_code: str
    period: ReportingPeriod
    number: int
    side: Side
    written_on: date
    written_by: str


def read_remark(text: str, length: int) -> str:
    """What was typed.

    Raises:
        Invalid: it is empty, too long, or not to be read.
    """
    return read_text(FIELD, text, length)


def side_of(officer: Officer, unit_id: str, units: Mapping[str, Unit]) -> Side | None:
    """On which side the officer writes about the unit's rows; None where they only read, or not even that.

    The inspectorate's is whoever is present at its desk in a unit above; the unit's is who files its evidence.

    Security: an administrator alone gives somebody the inspectorate's role, but nobody sits at its desk
    without a second person.
    """
    if unit_id not in units:
        return None
    above = officer.unit_id in {unit.id for unit in ancestors(unit_id, units)}
    if above and officer.at_inspectorate and Role.INSPECTORATE in officer.roles:
        return Side.INSPECTORATE if may(officer, Permission.ACCOMPANY) else None
    own = officer.unit_id == unit_id and may(officer, Permission.FILE_EVIDENCE)
    return Side.UNIT if own else None


def waits_for_unit(remarks: Iterable[Remark]) -> bool:
    """Whether the last word on a row is the inspectorate's: the unit has yet to answer."""
    last = None
    for remark in remarks:
        last = remark.side
    return last is Side.INSPECTORATE
