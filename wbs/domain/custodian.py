"""Custodians: who holds the shares of a report's identity, and of its escrow copy; never one shut out of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from wbs.domain.errors import InvalidForm, Problem, Unavailable
from wbs.domain.exclusion import is_shut_out
from wbs.domain.kinds import UnitKind
from wbs.domain.officer import Person
from wbs.domain.routing import RoutingQuestion
from wbs.domain.unit import Unit, ancestors

MIN_THRESHOLD = 2
MAX_CUSTODIANS = 7
WITH_ESCROW = " with escrow"


@dataclass(frozen=True)
class CustodyRules:
    """What a unit decided: how many custodians must agree, and whether its cases have an escrow copy."""

    threshold: int = MIN_THRESHOLD
    has_escrow: bool = False

    def written(self) -> str:
        """The rules as a proposal holds them."""
        return f"{self.threshold}{WITH_ESCROW if self.has_escrow else ''}"

    @staticmethod
    def from_written(text: str) -> "CustodyRules":
        """The rules that `written` gave."""
        return CustodyRules(int(text.removesuffix(WITH_ESCROW)), text.endswith(WITH_ESCROW))


@dataclass(frozen=True)
class Custodian:
    """An officer who can be given shares now. `group_id` is the unit they were appointed by."""

    person: Person
    group_id: str
    public_key: bytes

    @property
    def officer_id(self) -> str:
        """Who it is."""
        return self.person.officer_id


@dataclass(frozen=True)
class Group:
    """Those among whom a key is split, sorted by id, and how many of them give it back."""

    unit_id: str
    threshold: int
    custodians: tuple[Custodian, ...]

    def __len__(self) -> int:
        return len(self.custodians)


@dataclass(frozen=True)
class CustodyBoard:
    """Every custodian of the agency and what each unit decided, as they stand in one reading."""

    custodians: tuple[Custodian, ...] = ()
    rules: Mapping[str, CustodyRules] | None = None

    def rules_of(self, unit_id: str) -> CustodyRules:
        """What the unit decided; two of its custodians, and no escrow, where it decided nothing."""
        return (self.rules or {}).get(unit_id, CustodyRules())

    def group_of(self, unit_id: str, question: RoutingQuestion) -> Group | None:
        """Those of the unit's own custodians who may hold something of the report, if they are enough."""
        threshold = self.rules_of(unit_id).threshold
        own = (c for c in self.custodians if c.group_id == unit_id)
        may = sorted(
            (c for c in own if not is_shut_out(question, c.person)), key=lambda c: c.officer_id
        )
        return Group(unit_id, threshold, tuple(may)) if len(may) >= threshold else None


def identity_group(
    question: RoutingQuestion, units: Mapping[str, Unit], board: CustodyBoard
) -> Group:
    """Who holds the identity of whoever reports: the unit's custodians, else those of the nearest unit above.

    Raises:
        Unavailable: nowhere above are enough of them who may.
    """
    above = (question.unit_id, *(unit.id for unit in ancestors(question.unit_id, units)))
    groups = (board.group_of(unit_id, question) for unit_id in above)
    found = next((group for group in groups if group is not None), None)
    if found is None:
        raise Unavailable("too few custodians may hold an identity of this report")
    return found


def escrow_group(
    question: RoutingQuestion, units: Mapping[str, Unit], board: CustodyBoard
) -> Group | None:
    """Who holds the escrow copy of a case: the custodians of the highest inspectorate; None if they are too few."""
    keeping = {c.group_id for c in board.custodians}
    found = root_inspectorate(units, keeping)
    return board.group_of(found.id, question) if found else None


def root_inspectorate(units: Mapping[str, Unit], keeping: Collection[str]) -> Unit | None:
    """The inspectorate that stands highest in the tree, of those that keep anything.

    Security: an inspectorate that somebody only adds above it changes nothing; a custodian takes two persons.
    """

    def rank(unit: Unit) -> tuple[int, str]:
        return len(tuple(ancestors(unit.id, units))), unit.slug

    return min(
        (u for u in units.values() if u.kind is UnitKind.INSPECTORATE and u.id in keeping),
        key=rank,
        default=None,
    )


def offering_units(units: Mapping[str, Unit], board: CustodyBoard) -> frozenset[str]:
    """The ids of the units about which one may report confidentially, where nobody is concerned."""
    return frozenset(_offering(units.values(), units, board))


def read_rules(threshold: str, *, has_escrow: bool) -> CustodyRules:
    """What an administrator may decide for a unit.

    Raises:
        InvalidForm: `threshold` is no number from 2 to 7.
    """
    offered = {str(number) for number in range(MIN_THRESHOLD, MAX_CUSTODIANS + 1)}
    if threshold.strip() not in offered:
        raise InvalidForm((Problem("threshold", "unknown" if threshold.strip() else "required"),))
    return CustodyRules(int(threshold), has_escrow)


def _offering(
    asked: Iterable[Unit], units: Mapping[str, Unit], board: CustodyBoard
) -> Iterator[str]:
    enough = {
        group_id
        for group_id in {c.group_id for c in board.custodians}
        if _count(board.custodians, group_id) >= board.rules_of(group_id).threshold
    }
    for unit in asked:
        if unit.id in enough or any(above.id in enough for above in ancestors(unit.id, units)):
            yield unit.id


def _count(custodians: Collection[Custodian], group_id: str) -> int:
    return sum(c.group_id == group_id for c in custodians)
