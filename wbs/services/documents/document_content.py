"""What is sealed of an evidence document, and how it is opened at its place (UTF-8 JSON, version 1)."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

from wbs.domain.errors import Tampered, Unavailable
from wbs.domain.evidence_document import Circumstances, EvidenceDocument, Filing, NewDocument
from wbs.sealing import errors as sealing
from wbs.sealing.document import DocumentContext, open_document, seal_document
from wbs.sealing.key import Key
from wbs.services.cases.record_content import AttachmentRef
from wbs.services.context import Context
from wbs.store.evidence.documents import StoredDocument


@dataclass(frozen=True)
class OpenedDocument:
    """A document and the sealed file behind it."""

    document: EvidenceDocument
    ref: AttachmentRef = field(repr=False)


def instance_key(context: Context) -> Key:
    """The key documents are sealed under.

    Raises:
        Unavailable: this installation's settings have no section for it.
    """
    if context.rules.instance_key is None:
        raise Unavailable("there is no instance key")
    return context.rules.instance_key


def seal(
    context: Context, filing: Filing, new: NewDocument, ref: AttachmentRef, digest: str
) -> bytes:
    """What is known of the document, sealed at its place."""
    content = {
        "v": 1,
        "title": new.title,
        "held_on": new.held_on.isoformat() if new.held_on else None,
        "digest": digest,
        "file": asdict(ref),
    }
    if new.circumstances != Circumstances():
        content["circumstances"] = asdict(new.circumstances)
    plaintext = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return seal_document(instance_key(context), plaintext, _place(filing))


def unseal(context: Context, stored: StoredDocument) -> OpenedDocument:
    """The document.

    Raises:
        Unavailable: there is no instance key.
        Tampered: its row was altered, or another installation's key was put here.
    """
    try:
        plaintext = open_document(instance_key(context), stored.sealed, _place(stored.filing))
        content = json.loads(plaintext)
        if content["v"] != 1:
            raise Tampered("unknown version of a document's content")
        held_on, ref = content["held_on"], AttachmentRef(**content["file"])
        document = EvidenceDocument(
            filing=stored.filing,
            title=content["title"],
            held_on=date.fromisoformat(held_on) if held_on else None,
            name=ref.name,
            media_type=ref.media_type,
            size_bytes=ref.size_bytes,
            digest=content["digest"],
            circumstances=Circumstances(**content.get("circumstances", {})),
        )
    except (sealing.SealingError, ValueError, KeyError, TypeError) as error:
        raise Tampered("a document does not open at its place") from error
    return OpenedDocument(document, ref)


def _place(filing: Filing) -> DocumentContext:
    return DocumentContext(
        document_id=filing.id,
        unit_id=filing.unit_id,
        lke_code=filing.lke_code,
        kind=filing.kind.value,
        period=filing.period.code,
        filed_on=filing.filed_on.isoformat(),
        filed_by=filing.filed_by,
    )
