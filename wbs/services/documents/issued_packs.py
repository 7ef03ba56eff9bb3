"""The evidence packs that were made: who may see that they were, and the signed copies of their reports."""

from dataclasses import dataclass

from wbs.domain.access import Permission, may, sees_every_cell
from wbs.domain.errors import NotFound
from wbs.domain.evidence_document import DocumentKind, EvidenceDocument, NewDocument
from wbs.domain.evidence_pack import IssuedPack, PackScope
from wbs.domain.unit import Unit
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.documents.export_figures import reach
from wbs.services.documents.file_document import file_received
from wbs.services.intake.receive_attachment import ReceivedFile
from wbs.store.agency.units import all_units
from wbs.store.evidence import packs

REPORT_ROW = "A.2.V.ii.a"  # the row of the evaluation sheet whose numbers the report begins with
SHOWN_OF_HASH = 16
MOST_SHOWN = 500


@dataclass(frozen=True)
class ListedPack:
    """A pack and whose it is. `takes_copy`: the officer may file the signed copy of its report."""

    pack: IssuedPack
    unit: Unit
    takes_copy: bool


@dataclass(frozen=True)
class PublicPack:
    """A pack as anybody may know of it."""

    unit: Unit
    scope: PackScope
    digest: str


def list_packs(context: Context, actor: Actor) -> tuple[ListedPack, ...]:
    """Every pack of the units whose figures the officer may export, the newest first.

    Security: packs that hold every cell are listed to whoever sees every cell, and to nobody else.
    """
    units = {unit.id: unit for unit in reach(context, actor.officer).units}
    with context.database.reading() as work:
        made = packs.packs_of(work, units.keys())
    own = actor.officer.unit_id if may(actor.officer, Permission.FILE_EVIDENCE) else None
    return tuple(
        ListedPack(pack, units[pack.scope.unit_id], pack.scope.unit_id == own)
        for pack in made
        if not pack.is_full or sees_every_cell(actor.officer)
    )


def pack_for_copy(context: Context, actor: Actor, pack_id: str) -> ListedPack:
    """A pack whose signed report the officer may file.

    Raises:
        NotFound: there is no such pack for the officer.
    """
    for listed in list_packs(context, actor):
        if listed.pack.id == pack_id and listed.takes_copy:
            return listed
    raise NotFound("no such pack")


def file_signed_copy(
    context: Context, actor: Actor, pack_id: str, received: ReceivedFile
) -> EvidenceDocument:
    """The file is an evidence document bound to the pack's hash; the pack itself never changes.

    An earlier copy of the same pack is superseded. The caller keeps or discards the file.

    Raises:
        NotFound: there is no such pack for the officer.
        NotAllowed, Invalid, Unavailable: as `file_received`.
    """
    listed = pack_for_copy(context, actor, pack_id)
    new = NewDocument(
        lke_code=REPORT_ROW,
        kind=DocumentKind.SUMMARY,
        period=listed.pack.scope.period,
        title=f"Laporan bertanda tangan atas paket {listed.pack.digest[:SHOWN_OF_HASH]}",
        supersedes=listed.pack.signed_id,
    )
    document = file_received(context, actor, listed.unit.slug, new, received)
    with context.database.transaction() as work:
        packs.put_signed(work, pack_id, document.filing.id)
    return document


def public_packs(context: Context) -> tuple[PublicPack, ...]:
    """The packs that units took, by unit, period and hash; neither when nor as of which day.

    Security: those of the inspectorate, which hold every cell, are not among them: that it took one would
    tell the head of the unit that somebody looks.
    """
    with context.database.reading() as work:
        tree = all_units(work)
        found = packs.public_hashes(work, MOST_SHOWN)
    return tuple(PublicPack(tree[unit_id], scope, digest) for unit_id, scope, digest in found)
