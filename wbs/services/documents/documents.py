"""Evidence documents that are there: who sees which, and the file of one, opened while it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.access import Permission
from wbs.domain.errors import NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.evidence_access import DocumentReach, document_reach, reach_of_operator
from wbs.domain.evidence_document import DocumentState, EvidenceDocument, Filing, is_within
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services import custody
from wbs.services.actor import Actor
from wbs.services.cases.open_attachment import OpenedFile, pieces_of
from wbs.services.context import Context
from wbs.services.documents.document_content import OpenedDocument, instance_key, unseal
from wbs.store.agency.desk_members import held_since
from wbs.store.agency.desks import all_desks
from wbs.store.agency.officers import all_officers
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.evidence import documents as rows


@dataclass(frozen=True)
class ListedDocument:
    """A line of the list. Without `document` it is the UPG's, and whoever asked may not open it."""

    filing: Filing
    document: EvidenceDocument | None
    filed_by: str
    ended_by: str
    may_withdraw: bool


@dataclass(frozen=True)
class Shelf:
    """The documents of one unit, in the order of the evaluation sheet, and what may be done there."""

    unit: Unit
    units: tuple[Unit, ...]
    reach: DocumentReach
    lines: tuple[ListedDocument, ...]


def reach_of(work: Work, by: Officer | None, tree: Mapping[str, Unit]) -> DocumentReach:
    """What *by* may do with documents; nobody is the operator at the server's command line.

    Raises:
        NotAllowed: no role of the officer has to do with documents.
    """
    custody.require_if_officer(by, Permission.EXPORT_FIGURES)
    if by is None:
        return reach_of_operator(tree)
    return document_reach(by, tree, all_desks(work), held_since(work, by.id))


def list_documents(
    context: Context, by: Officer | None, unit_slug: str = "", period: ReportingPeriod | None = None
) -> Shelf:
    """The documents of the unit, of all periods or those within one; ended ones too, each saying so.

    Without a slug: of the officer's own unit, or the first they see.

    Raises:
        NotAllowed: no role of the officer has to do with documents.
        NotFound: there is no such unit, or its documents are not the officer's to see.
        Unavailable: there is no instance key.
        Tampered: a row was altered, or the instance key is not this installation's.
    """
    instance_key(context)
    with context.database.reading() as work:
        tree = all_units(work)
        reach = reach_of(work, by, tree)
        units = tuple(unit for unit in tree.values() if unit.id in reach.listed)
        unit = _chosen(units, by, unit_slug)
        stored = rows.of_units(work, [unit.id])
        names = {officer.id: officer.name for officer in all_officers(work)}
    lines = tuple(
        ListedDocument(
            filing=each.filing,
            document=unseal(context, each).document if reach.may_open(each.filing) else None,
            filed_by=names.get(each.filing.filed_by, ""),
            ended_by=names.get(each.filing.end.by, "") if each.filing.end else "",
            may_withdraw=each.filing.state is not DocumentState.WITHDRAWN
            and reach.may_file(unit.id, each.filing.kind),
        )
        for each in stored
        if period is None or _concerns(each.filing, period)
    )
    return Shelf(unit, units, reach, lines)


def open_document(context: Context, actor: Actor, document_id: str) -> OpenedFile:
    """The file of the document, opened piece by piece; the opening is noted.

    Raises:
        NotAllowed: the officer's roles do not reach documents, or it is the UPG's and not theirs to open.
        NotFound: no such document, none of a unit the officer sees, or its file was withdrawn.
        Unavailable: there is no instance key.
        Tampered: row or file are not what was stored.
    """
    with context.database.transaction() as work:
        stored = rows.get_for_change(work, document_id)
        reach_of(work, actor.officer, all_units(work)).require_open(stored.filing)
        if stored.filing.state is DocumentState.WITHDRAWN:
            raise NotFound("a withdrawn document has no file")
        opened = unseal(context, stored)
        note_opening(context, work, actor.officer, stored.filing)
    return file_of(context, opened)


def note_opening(context: Context, work: Work, by: Officer | None, filing: Filing) -> None:
    """The custody log says that the document was opened."""
    custody.record(
        context,
        work,
        CustodyAct.DOCUMENT_OPENED,
        by,
        subject_id=filing.id,
        unit_id=filing.unit_id,
    )


def file_of(context: Context, opened: OpenedDocument) -> OpenedFile:
    """The file of an opened document, on its way out.

    Raises:
        Tampered: the file is gone, or its beginning is not what was stored.
    """
    ref = opened.ref
    return OpenedFile(ref.name, ref.size_bytes, ref.media_type, pieces_of(context, ref))


def _concerns(filing: Filing, period: ReportingPeriod) -> bool:
    """Whether it was filed for the period or a part of it, or counts there now."""
    places = ((filing.lke_code, filing.period), *filing.places)
    return any(is_within(place[1], period) for place in places)


def _chosen(units: tuple[Unit, ...], by: Officer | None, slug: str) -> Unit:
    own = by.unit_id if by else None
    for unit in sorted(units, key=lambda u: u.id != own):
        if slug in ("", unit.slug):
            return unit
    raise NotFound("no such unit")
