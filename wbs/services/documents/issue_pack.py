"""Makes an evidence pack ready: figures, documents, and the ledgers that carry the figures.

The pack is issued once its last byte is out: only then its hash is known, and `record_pack` keeps it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from wbs.domain.access import exportable_units
from wbs.domain.accountability import Log, unit_log
from wbs.domain.errors import Unavailable
from wbs.domain.evidence_document import PackDocuments
from wbs.domain.evidence_pack import (
    Correction,
    IssuedPack,
    OpenedLeaf,
    PackLogs,
    PackScope,
    TreeHead,
    UnitLog,
    corrections,
    is_recountable,
    pack_before,
    to_compare,
    tree_day,
)
from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import Question
from wbs.domain.officer import Officer
from wbs.domain.span import last_month_end
from wbs.domain.unit import Unit
from wbs.services.accountability.integrate import BrokenLog, integrate_until
from wbs.services.accountability.trees import consistency, opened_leaves, signed_tree, tree_on
from wbs.services.context import Context
from wbs.services.documents.export_figures import Wish, export_figures
from wbs.services.documents.packed_documents import packed_documents
from wbs.services.documents.recount_logs import verify_recount, verify_rows
from wbs.services.evaluation.sheet import evaluated
from wbs.store.agency.units import all_units
from wbs.store.database import Conflict, Work
from wbs.store.evidence import packs
from wbs.store.figures import figures as figure_rows
from wbs.tlog.note import Signer


@dataclass(frozen=True)
class PreparedPack:
    """All that a pack says, and the key that signs it."""

    export: FigureExport
    documents: PackDocuments
    logs: PackLogs
    signer: Signer = field(repr=False)


def prepare_pack(
    context: Context,
    by: Officer | None,
    wish: Wish,
    *,
    full: bool = False,
    with_documents: bool = True,
) -> PreparedPack:
    """The pack of a unit and period, as *by* may see it; nobody is the operator at the command line.

    What was logged up to the day of its trees is integrated first; nothing is published.

    Raises:
        NotFound, NotAllowed, Invalid: as `export_figures`; nothing is written down.
        Unavailable: the installation has no log key, or documents and no instance key.
        Tampered: rows contradict each other, or the ledger; a document was altered.
    """
    if context.rules.log is None:
        raise Unavailable("no log key")
    export = evaluated(context, export_figures(context, by, wish, full=full))
    documents = packed_documents(context, by, export) if with_documents else PackDocuments()
    with context.database.reading() as work:
        made = packs.packs_of(work, {export.unit.id})
        corrected = _corrections(work, _visible(work, by, export, made), _scope(export))
    logs = _logs(context, export, pack_before(made, _scope(export), full=export.is_full))
    if logs.is_recounted:
        verify_recount(export, logs.units)
    verify_rows(context, [unit_log(unit, context.rules.log_name) for unit in export.units])
    corrected_export = replace(export, corrections=corrected)
    return PreparedPack(corrected_export, documents, logs, context.rules.log.newest)


def _scope(export: FigureExport) -> PackScope:
    return PackScope(export.unit.id, export.with_subtree, export.figures.question.period)


def _logs(context: Context, export: FigureExport, before: IssuedPack | None) -> PackLogs:
    """The logs of the export's units as of the day that the pack's trees are taken, integrated up to it."""
    question, rules = export.figures.question, context.rules
    with context.database.reading() as work:
        late = packs.last_late_day(work, question.unit_ids, question.as_of)
    day = tree_day(question.as_of, late, before.tree_as_of if before else None)
    _integrate(context, day, question.unit_ids)
    units = tuple(
        _unit_log(context, day, before, unit)
        for unit in sorted(export.units, key=lambda unit: unit.slug)
    )
    return PackLogs(rules.log_name, day, is_recountable(question.as_of, day), units, before)


def _integrate(context: Context, day: date, unit_ids: Collection[str]) -> None:
    """What was written up to the day stands in the trees of these units; another's that was altered stops no pack."""
    try:
        integrate_until(context, day)
    except BrokenLog as error:
        if {log.key for log in error.logs} & set(unit_ids):
            raise


def record_pack(context: Context, prepared: PreparedPack, digest: str) -> None:
    """The pack of these bytes is issued; the same bytes again are the same pack.

    *digest*: SHA-256 of the zip, hexadecimal.
    """
    export, logs = prepared.export, prepared.logs
    question = export.figures.question
    pack = IssuedPack(
        id=context.new_id(),
        scope=_scope(export),
        is_full=export.is_full,
        as_of=question.as_of,
        tree_as_of=logs.tree_as_of,
        issued_on=context.today(),
        digest=digest,
        heads={unit.slug: unit.head for unit in logs.units},
        numbers=export.figures.numbers,
    )
    try:
        with context.database.transaction() as work:
            if not packs.is_known(work, digest):
                signed = {unit.slug: unit.checkpoint for unit in logs.units}
                packs.add_pack(work, pack, {u.slug: u.id for u in export.units}, signed)
    except Conflict:
        return  # somebody took the same pack at the same moment


def _visible(
    work: Work, by: Officer | None, export: FigureExport, made: Sequence[IssuedPack]
) -> tuple[IssuedPack, ...]:
    """Of the packs those whose numbers *by* may be told.

    Security: whoever sees ends of months alone is told no number of another day because somebody took a pack
    that day, nor of units that were among those of a pack and are not theirs to see.
    """
    if by is None:
        return tuple(made)
    tree = all_units(work)
    on_any_day, listed = (
        {tree[unit_id].slug for unit_id in exportable_units(by, tree, on_any_day=any_day)}
        for any_day in (True, False)
    )
    return tuple(
        pack
        for pack in made
        if {*pack.heads} <= (listed if pack.as_of == last_month_end(pack.as_of) else on_any_day)
    )


def _corrections(
    work: Work, made: Sequence[IssuedPack], scope: PackScope
) -> tuple[Correction, ...]:
    """Every number that a pack of the year gave and that is another now, seen from the same day."""
    found: list[Correction] = []
    for pack in to_compare(made, scope):
        ids = packs.unit_ids_of(work, pack.heads)
        now = figure_rows.figures(work, Question(ids, pack.scope.period, pack.as_of))
        found += corrections(pack, now.numbers)
    return tuple(found)


def _unit_log(context: Context, day: date, before: IssuedPack | None, unit: Unit) -> UnitLog:
    log = unit_log(unit, context.rules.log_name)
    found = tree_on(context, log, day)
    signed = signed_tree(context, found)
    known = before.heads.get(unit.slug) if before else None
    return UnitLog(
        slug=unit.slug,
        head=TreeHead(found.size, found.root),
        checkpoint=signed.checkpoint,
        opened=partial(_opened, context, log, found.size),
        salt=signed.salt,
        inclusion=signed.proof,
        consistency=consistency(context, log, known.size, found.size) if known else None,
    )


def _opened(context: Context, log: Log, size: int) -> Iterator[OpenedLeaf]:
    return (
        OpenedLeaf(leaf.open_line, leaf.open_salt, leaf.closed_commitment)
        for leaf in opened_leaves(context, log, size)
    )
