"""The custodians of the agency as an administrator sees them: who they are, and whether they are enough."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.custodian import CustodyBoard, CustodyRules, offering_units
from wbs.domain.errors import NotFound
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store.agency import officers, units
from wbs.store.custody import custodians, resplits
from wbs.store.database import Work


@dataclass(frozen=True)
class Appointed:
    """A custodian of a unit. `is_ready`: they can be given shares now."""

    officer: Officer
    since: date
    is_ready: bool


@dataclass(frozen=True)
class UnitCustody:
    """What a unit has: its own custodians and rules; whether about it one may report confidentially."""

    unit: Unit
    rules: CustodyRules
    appointed: tuple[Appointed, ...]
    is_offered: bool

    @property
    def ready(self) -> int:
        """How many can be given shares now."""
        return sum(each.is_ready for each in self.appointed)

    @property
    def is_thin(self) -> bool:
        """Whether there are custodians, and with one less, or already now, they are too few."""
        return bool(self.appointed) and self.ready <= self.rules.threshold


@dataclass(frozen=True)
class CustodyDesk:
    """One unit's custodians, and the officers who could be appointed."""

    custody: UnitCustody
    candidates: tuple[Officer, ...]


def custody_overview(context: Context) -> tuple[UnitCustody, ...]:
    """Every unit, ordered by slug."""
    with context.database.reading() as work:
        tree = units.all_units(work)
        board = custodians.board(work, tree)
        offering = offering_units(tree, board)
        return tuple(_unit(work, unit, board, unit.id in offering) for unit in tree.values())


def custody_of_unit(context: Context, slug: str) -> CustodyDesk:
    """The unit's custodians, and whom it could appoint: active officers with the role, those of the unit first.

    Raises:
        NotFound: there is no such unit.
    """
    with context.database.reading() as work:
        tree = units.all_units(work)
        board = custodians.board(work, tree)
        unit = next((unit for unit in tree.values() if unit.slug == slug), None)
        if unit is None:
            raise NotFound("no such unit")
        taken = {officer_id for _, officer_id in custodians.all_appointed(work)}
        free = [
            officer
            for officer in officers.all_officers(work)
            if officer.id not in taken
            and officer.state is OfficerState.ACTIVE
            and Role.CUSTODIAN in officer.roles
        ]
        free.sort(key=lambda officer: (officer.unit_id != unit.id, officer.name))
        is_offered = unit.id in offering_units(tree, board)
        return CustodyDesk(_unit(work, unit, board, is_offered), tuple(free))


def custody_lost(context: Context) -> int:
    """How many identities and escrow copies too few custodians hold by now."""
    with context.database.reading() as work:
        return custodians.out_of_reach(work)


def resplits_waiting(context: Context) -> int:
    """How many keys wait until enough custodians have split them anew for a successor."""
    with context.database.reading() as work:
        return resplits.waiting(work)


def _unit(work: Work, unit: Unit, board: CustodyBoard, is_offered: bool) -> UnitCustody:
    ready = {custodian.officer_id for custodian in board.custodians}
    found = [
        Appointed(officer, since, officer.id in ready)
        for officer_id, since in custodians.appointed(work, unit.id).items()
        if (officer := officers.officer_by_id(work, officer_id)) is not None
    ]
    found.sort(key=lambda each: each.officer.name)
    return UnitCustody(unit, board.rules_of(unit.id), tuple(found), is_offered)
