"""An evidence pack: what it holds beside figures and documents, and what is known of those made before.

Format: docs/formats/pack-v1.md. Regulation: [LKE-90-2021]
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.span import ReportingPeriod, last_month_end


@dataclass(frozen=True)
class OpenedLeaf:
    """A leaf as a pack opens it: the open line, its salt, and the commitment of the line that stays closed."""

    line: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    closed_commitment: bytes


@dataclass(frozen=True)
class TreeHead:
    """How large a unit's log was, and the root over all its leaves."""

    size: int
    root: bytes


@dataclass(frozen=True)
class UnitLog:
    """A unit's log as a pack carries it; `opened` reads all leaves up to the head, each time anew.

    `inclusion` and `salt` bind the checkpoint to the instance's; both None where no instance checkpoint
    covers it. `consistency`: the nodes that lead from the tree of the pack before, None where there was none.
    """

    slug: str
    head: TreeHead
    checkpoint: bytes
    opened: Callable[[], Iterable[OpenedLeaf]] = field(repr=False)
    salt: bytes | None = field(default=None, repr=False)
    inclusion: bytes | None = None
    consistency: tuple[bytes, ...] | None = None


@dataclass(frozen=True)
class PackScope:
    """For whom and when a pack is made: one unit or also all below it, one period."""

    unit_id: str
    with_subtree: bool
    period: ReportingPeriod


@dataclass(frozen=True)
class IssuedPack:
    """What is kept of a pack that was made: its hash, the trees it ends at, and the numbers it gave.

    `numbers`: as `Figures.numbers` gave them; `is_full`: nothing in it was merged;
    `signed_id`: the evidence document that is the signed copy of its report.
    """

    id: str
    scope: PackScope
    is_full: bool
    as_of: date
    tree_as_of: date
    issued_on: date
    digest: str
    heads: Mapping[str, TreeHead]
    numbers: Mapping[str, int]
    signed_id: str | None = None


@dataclass(frozen=True)
class Correction:
    """A number of a period that a pack gave, and what it is now, seen from the same day."""

    period: ReportingPeriod
    as_of: date
    issued_on: date
    number: str
    issued: int
    now: int


@dataclass(frozen=True)
class PackLogs:
    """The ledger side of a pack. `is_recounted`: the open lines carry the figures of the day looked from."""

    log_name: str
    tree_as_of: date
    is_recounted: bool
    units: tuple[UnitLog, ...]
    previous: IssuedPack | None = None


def pack_before(packs: Iterable[IssuedPack], scope: PackScope, *, full: bool) -> IssuedPack | None:
    """Of those made, the newest for the same unit and scope of a period that ended earlier."""
    own = (
        pack
        for pack in packs
        if (pack.scope.unit_id, pack.scope.with_subtree, pack.is_full)
        == (scope.unit_id, scope.with_subtree, full)
        and pack.scope.period.end < scope.period.end
    )
    return max(own, key=lambda p: (p.scope.period.end, p.issued_on, p.as_of, p.id), default=None)


def to_compare(packs: Iterable[IssuedPack], scope: PackScope) -> tuple[IssuedPack, ...]:
    """The newest pack of each period of the scope's year up to its end: what may have to be corrected."""
    newest: dict[ReportingPeriod, IssuedPack] = {}
    for pack in sorted(packs, key=lambda p: (p.issued_on, p.as_of, p.id)):
        own = pack.scope
        is_same = (own.unit_id, own.with_subtree) == (scope.unit_id, scope.with_subtree)
        if is_same and own.period.year == scope.period.year and own.period.end <= scope.period.end:
            newest[own.period] = pack
    return tuple(newest[period] for period in sorted(newest))


def tree_day(as_of: date, late: date | None, previous: date | None) -> date:
    """The day at whose end the trees of a pack are taken.

    `late`: the last day on which something that had happened by *as_of* was written down; `previous`: the
    day of the pack before. So a ledger holds all that its figures count, and never less than the one before.
    """
    return max(day for day in (as_of, late, previous) if day is not None)


def is_recountable(as_of: date, tree_as_of: date) -> bool:
    """Whether open lines, which tell months alone, carry the figures of *as_of*."""
    return as_of == last_month_end(as_of) or as_of == tree_as_of


def corrections(before: IssuedPack, now: Mapping[str, int]) -> tuple[Correction, ...]:
    """What changed in the numbers of a period since a pack gave them: never silently."""
    return tuple(
        Correction(before.scope.period, before.as_of, before.issued_on, number, issued, found)
        for number, issued in before.numbers.items()
        if (found := now.get(number, 0)) != issued
    )
