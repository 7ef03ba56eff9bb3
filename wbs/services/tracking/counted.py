"""How a reporter's own case was counted in each evidence pack that was issued, with proof. Only once it is closed.

The counting unit is named here and nowhere else on the reporter's pages (docs/threat-model.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wbs.domain import counting
from wbs.domain.accountability import unit_log
from wbs.domain.course import spans_of
from wbs.domain.event import Event
from wbs.domain.evidence_pack import IssuedPack
from wbs.domain.figures import Question
from wbs.domain.history import History, Step
from wbs.domain.kinds import Anonymity
from wbs.domain.unit import Unit
from wbs.services.accountability.trees import ProvenLeaf, TreeOfDay, leaves_within
from wbs.services.context import Context
from wbs.store import reporter
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.evidence import packs
from wbs.store.log import ledger, log_rows, log_tree


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
    """Every pack whose ledger holds the case, the newest first; none before the case is closed.

    Of each pack goes what its ledger tells: what was written down after it, it did not count.
    """
    with context.database.reading() as work:
        case = reporter.case_by_id(work, case_id)
        if case is None or case.is_open:
            return ()
        events = ledger.events_of(work, case.log_id)
        placed = _placed(work, case.counting_unit_id, case.log_id, events)
        unit = all_units(work)[case.counting_unit_id]
        made = packs.packs_with(work, unit.id)
    return tuple(
        _counted(_history(known), pack, unit, checkpoint)
        for pack, checkpoint in made
        if (known := [event for event, place in placed if place < pack.heads[unit.slug].size])
    )


def prove(
    context: Context, case_id: str, pack_id: str
) -> tuple[Counted, tuple[ProvenLeaf, ...]] | None:
    """The case's events in that pack's ledger, each opened and proved; None where it is in none such."""
    found = next((each for each in counted_in(context, case_id) if each.pack.id == pack_id), None)
    if found is None:
        return None
    head = found.pack.heads[found.unit.slug]
    log = unit_log(found.unit, context.rules.log_name)
    tree = TreeOfDay(log, found.pack.tree_as_of, head.size, head.root)
    with context.database.reading() as work:
        case = reporter.case_by_id(work, case_id)
        leaves = leaves_within(work, case.log_id, tree) if case else ()
    if case is None:
        return None
    return found, tuple(each for each in leaves if each.leaf is not None)


def _placed(
    work: Work, unit_id: str, log_id: str, events: Sequence[Event]
) -> list[tuple[Event, int]]:
    """The case's events that stand in the log, in order, each with its place: a pack counted those in its tree."""
    hashes = [leaf.leaf_hash for leaf in log_rows.leaves_of_case(work, log_id)]
    places = log_tree.positions(work, unit_id, hashes)
    return [
        (event, places[leaf_hash])
        for event, leaf_hash in zip(events, hashes, strict=False)  # none where its tally is gone
        if leaf_hash in places
    ]


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
