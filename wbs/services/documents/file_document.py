"""File an evidence document: its file is sealed and durable before its row tells of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from wbs.domain.errors import Invalid, InvalidForm, NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.evidence_access import DocumentReach
from wbs.domain.evidence_document import (
    CIRCUMSTANCE_FIELDS,
    Circumstances,
    DocumentEnd,
    DocumentState,
    DocumentUse,
    EvidenceDocument,
    Filing,
    NewDocument,
    length_name,
)
from wbs.domain.form import FormField, Reason, read_fields, read_text
from wbs.domain.unit import Unit
from wbs.services import custody
from wbs.services.actor import Actor
from wbs.services.cases.open_attachment import pieces_of
from wbs.services.cases.record_content import AttachmentRef
from wbs.services.context import Context
from wbs.services.documents.document_content import OpenedDocument, instance_key, seal, unseal
from wbs.services.documents.documents import reach_of
from wbs.services.intake.receive_attachment import IncomingFile, ReceivedFile
from wbs.store.agency.units import all_units, unit_by_slug
from wbs.store.database import Work
from wbs.store.evidence import documents as rows
from wbs.store.evidence.document_uses import add_use

TITLE_LENGTH = 200


@dataclass(frozen=True)
class MadeFile:
    """A file this house made itself; it is filed byte for byte, as nothing hidden can be in it."""

    name: str
    media_type: str
    pieces: Iterable[bytes]

    def __repr__(self) -> str:
        return "MadeFile(…)"


def file_document(
    context: Context, actor: Actor, unit_slug: str, new: NewDocument, made: MadeFile
) -> EvidenceDocument:
    """The document is filed; nothing of the file stays behind if it is not.

    Raises:
        Refused: the file is empty or too large, or there is no room for it.
        NotAllowed, NotFound, Invalid, Unavailable: as `file_received`.
    """
    incoming = IncomingFile(context, made.name, made.media_type)
    try:
        for piece in made.pieces:
            incoming.write(piece)
        incoming.finish()
        received = incoming.received()
        if received is None:
            raise Refused(incoming.refused or "empty")
    except BaseException:
        incoming.refuse("discarded")
        raise
    blob_id = received.ref.blob_id
    context.blobs.keep(blob_id)
    try:
        return file_received(context, actor, unit_slug, new, received)
    except BaseException:
        context.blobs.delete(blob_id)
        raise


def file_received(
    context: Context, actor: Actor, unit_slug: str, new: NewDocument, received: ReceivedFile
) -> EvidenceDocument:
    """The document is filed with a file that is kept already; the caller keeps or discards the file.

    The same content, filed before for the unit, row, kind and period, is superseded, and so is the document
    that `new.supersedes` names, if the officer may open it.

    Raises:
        NotAllowed: the officer files no documents of that kind at that unit.
        NotFound: there is no such unit for the officer, or no such document to supersede.
        Invalid: the title is missing or too long, the row is none, or the day lies in the future.
        Unavailable: there is no instance key.
    """
    instance_key(context)
    new = _read(context, new)
    digest = _digest(context, received.ref)
    with context.database.transaction() as work:
        unit = _unit(work, unit_slug)
        reach = reach_of(work, actor.officer, all_units(work))
        reach.require_file(unit.id, new.kind)
        rows.lock_unit(work, unit.id)
        filing = _filing(context, actor, unit, new)
        earlier = _superseded(context, work, filing, new, digest, reach)
        sealed = seal(context, filing, new, received.ref, digest)
        rows.add(work, filing, sealed, received.ref.blob_id)
        note_filing(context, work, actor, CustodyAct.DOCUMENT_FILED, filing)
        end = DocumentEnd(
            DocumentState.SUPERSEDED, filing.filed_on, filing.filed_by, superseded_by=filing.id
        )
        for each in earlier:
            _carry_uses(context, work, each, filing)
            rows.put_end(work, each.id, end)
            note_filing(context, work, actor, CustodyAct.DOCUMENT_SUPERSEDED, each)
    return unseal(context, rows.StoredDocument(filing, sealed)).document


def _carry_uses(context: Context, work: Work, earlier: Filing, new: Filing) -> None:
    """Where the earlier document counted besides, the new one counts."""
    for code, period in earlier.places[1:]:
        if (code, period) not in rows.get_for_change(work, new.id).filing.places:
            use = DocumentUse(context.new_id(), code, period, new.filed_on, new.filed_by)
            add_use(work, new.id, use)


def _filing(context: Context, actor: Actor, unit: Unit, new: NewDocument) -> Filing:
    return Filing(
        id=context.new_id(),
        unit_id=unit.id,
        lke_code=new.lke_code,
        kind=new.kind,
        period=new.period,
        filed_on=context.today(),
        filed_by=actor.officer.id,
    )


def _read(context: Context, new: NewDocument) -> NewDocument:
    """What is said of the document, its title as it is kept."""
    title = read_text(FormField("title", is_required=True), new.title, TITLE_LENGTH)
    lengths = {f.name: context.law.lengths[length_name(f.name)] for f in CIRCUMSTANCE_FIELDS}
    circumstances, problems = read_fields(CIRCUMSTANCE_FIELDS, vars(new.circumstances), lengths)
    if problems:
        raise InvalidForm(tuple(problems))
    try:
        context.law.sheet.row(new.lke_code)
    except NotFound:
        raise Invalid("lke_code", Reason.UNKNOWN) from None
    if new.period.start > context.today():
        raise Invalid("period", "not_begun")
    if new.held_on is not None and new.held_on > context.today():
        raise Invalid("held_on", Reason.FUTURE_DATE)
    return replace(new, title=title, circumstances=Circumstances(**circumstances))


def _digest(context: Context, ref: AttachmentRef) -> str:
    """The SHA-256 of the file as it will be handed out, which is not what was sent where metadata went."""
    digest = sha256()
    for piece in pieces_of(context, ref):
        digest.update(piece)
    return digest.hexdigest()


def _unit(work: Work, slug: str) -> Unit:
    unit = unit_by_slug(work, slug)
    if unit is None:
        raise NotFound("no such unit")
    return unit


def _superseded(
    context: Context,
    work: Work,
    filing: Filing,
    new: NewDocument,
    digest: str,
    reach: DocumentReach,
) -> tuple[Filing, ...]:
    """What the new document takes the place of.

    Security: only of what the officer may open. Who could not would else learn that it is what they guessed.
    """
    there = [
        unseal(context, stored)
        for stored in rows.of_units(work, [filing.unit_id])
        if stored.filing.state is DocumentState.FILED
        and (stored.filing.kind, stored.filing.period) == (filing.kind, filing.period)
        and reach.may_open(stored.filing)
    ]
    found = tuple(each.document.filing for each in there if _is_replaced(each, filing, new, digest))
    if new.supersedes and new.supersedes not in {each.id for each in found}:
        raise NotFound("no such document to supersede")
    return found


def _is_replaced(earlier: OpenedDocument, filing: Filing, new: NewDocument, digest: str) -> bool:
    known = earlier.document
    if known.filing.id == new.supersedes:
        return True
    return known.digest == digest and known.filing.lke_code == filing.lke_code


def note_filing(
    context: Context,
    work: Work,
    actor: Actor,
    act: CustodyAct,
    filing: Filing,
    use: DocumentUse | None = None,
) -> None:
    """The custody log says what was done with the document, and for which question and period it counts."""
    place = use or filing
    custody.record(
        context,
        work,
        act,
        actor.officer,
        subject_id=filing.id,
        unit_id=filing.unit_id,
        reason=f"{filing.kind} {place.lke_code} {place.period.code}",
    )
