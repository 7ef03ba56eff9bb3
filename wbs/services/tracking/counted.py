"""How a reporter's own case was counted in each evidence pack that was issued, with proof. Only once it is closed.

The counting unit is named here and nowhere else on the reporter's pages (docs/threat-model.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wbs.domain import counting
from wbs.domain.event import Event
from wbs.domain.evidence_pack import IssuedPack
from wbs.domain.figures import Question
from wbs.domain.history import History, Step
from wbs.domain.kinds import Anonymity
from wbs.domain.recount import spans_of
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store import ledger, log_rows, log_tree, packs, reporter
from wbs.store.database import Work
from wbs.store.units import all_units
from wbs.tlog import tree
from wbs.tlog.leaf import commitment


@dataclass(frozen=True)
class ProvenEvent:
    """An event of the case, opened, and its way to the root of a pack's tree."""

    line: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    closed_commitment: bytes
    index: int
    path: tuple[bytes, ...]


@dataclass(frozen=True)
class Counted:
    """How a pack counted the case: whether it was to be followed up, and was completed, as of the pack's day.

    `is_apart`: it was closed before it counted. `unit`: whose log holds it.
    """

    pack: IssuedPack
    unit: Unit
    is_harus: bool
    is_selesai: bool
    is_apart: bool
    checkpoint: bytes = field(repr=False)


def counted_in(context: Context, case_id: str) -> tuple[Counted, ...]:
    """Every pack whose ledger holds the case, the newest first; none before the case is closed."""
    with context.database.reading() as work:
        case = reporter.case_by_id(work, case_id)
        if case is None or case.is_open:
            return ()
        events = ledger.events_of(work, case.log_id)
        places = _places(work, case.counting_unit_id, case.log_id)
        unit = all_units(work)[case.counting_unit_id]
        made = packs.packs_with(work, unit.id)
    history = _history(events)
    return tuple(
        _counted(history, pack, unit, checkpoint)
        for pack, checkpoint in made
        if places and pack.heads[unit.slug].size > min(places)
    )


def prove(
    context: Context, case_id: str, pack_id: str
) -> tuple[Counted, tuple[ProvenEvent, ...]] | None:
    """The case's events in that pack's ledger, each with its inclusion proof; None where it is in none such."""
    found = next((each for each in counted_in(context, case_id) if each.pack.id == pack_id), None)
    if found is None:
        return None
    size = found.pack.heads[found.unit.slug].size
    with context.database.reading() as work:
        case = reporter.case_by_id(work, case_id)
        if case is None:
            return None
        read = log_tree.tiles_of(work, found.unit.id)
        leaves = log_rows.leaves_of_case(work, case.log_id)
        at = log_tree.positions(work, found.unit.id, [leaf.leaf_hash for leaf in leaves])
        proven = tuple(
            ProvenEvent(
                leaf.open_line,
                leaf.open_salt,
                commitment(leaf.closed_salt, leaf.closed_line),
                at[leaf.leaf_hash],
                tree.inclusion_proof(read, at[leaf.leaf_hash], size),
            )
            for leaf in leaves
            if at.get(leaf.leaf_hash, size) < size
        )
    return found, proven


def _places(work: Work, unit_id: str, log_id: str) -> list[int]:
    hashes = [leaf.leaf_hash for leaf in log_rows.leaves_of_case(work, log_id)]
    return list(log_tree.positions(work, unit_id, hashes).values())


def _counted(history: History, pack: IssuedPack, unit: Unit, checkpoint: bytes) -> Counted:
    window = Question(frozenset({unit.id}), pack.scope.period, pack.as_of).window
    is_harus = counting.is_harus(history, window)
    return Counted(
        pack,
        unit,
        is_harus,
        is_harus and history.is_completed_on(window.as_of),
        counting.is_not_processed(history, window),
        checkpoint,
    )


def _history(events: Sequence[Event]) -> History:
    first = events[0]
    steps = tuple(Step(event.act, event.occurred_on, event.outcome) for event in events)
    return History(
        log_id=first.log_id,
        unit_id=first.unit_id,
        kind=first.kind,
        category=first.category,
        complaint_class=None,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        received_on=first.occurred_on,
        spans=tuple(spans_of(first.kind, steps)),
        steps=steps,
        channel=first.channel,
    )
