"""What is known of an evidence document, sealed under the instance key at its place in the register.

The file itself is an attachment (sealing-v1 §8), whose random key lies in here.
"""

from dataclasses import dataclass

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.encoding import fields
from wbs.sealing.key import Key, derive
from wbs.sealing.labels import DOCUMENT_KEY, Artefact
from wbs.sealing.padding import pad, unpad


@dataclass(frozen=True)
class DocumentContext:
    """Where a document stands: every fact about its filing that lies in clear beside it.

    `filed_on` is year-month-day.
    """

    document_id: str
    unit_id: str
    lke_code: str
    kind: str
    period: str
    filed_on: str
    filed_by: str

    def place(self) -> tuple[str, ...]:
        """The parts that are bound."""
        filing = (self.filed_on, self.filed_by)
        return (self.document_id, self.unit_id, self.lke_code, self.kind, self.period, *filing)


def _key(instance_key: Key, context: DocumentContext) -> Key:
    return derive(instance_key, DOCUMENT_KEY, fields(context.document_id))


def seal_document(instance_key: Key, plaintext: bytes, context: DocumentContext) -> bytes:
    """The plaintext for whoever holds the instance key, at this place alone; its length tells the bucket."""
    key = _key(instance_key, context)
    return seal_body(Artefact.DOCUMENT, key, context.place(), pad(plaintext))


def open_document(instance_key: Key, sealed: bytes, context: DocumentContext) -> bytes:
    """The plaintext that was sealed at this place.

    Raises:
        Tampered: "commitment" (another instance key, or the document stands elsewhere than where it
            was filed), "chunk", "length", "padding" or a header's reason.
    """
    key = _key(instance_key, context)
    return unpad(open_own(Artefact.DOCUMENT, key, context.place(), sealed))
