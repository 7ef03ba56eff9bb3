"""A record of a case: padded, numbered, and chained to the one before it."""

from dataclasses import dataclass
from hashlib import sha256

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.encoding import fields
from wbs.sealing.errors import Tampered
from wbs.sealing.key import Key, derive
from wbs.sealing.labels import RECORD_KEY, Artefact
from wbs.sealing.padding import pad, unpad

HASH_BYTES = 32
FIRST_PREVIOUS = bytes(HASH_BYTES)


@dataclass(frozen=True)
class RecordContext:
    """Where a record stands: its case, its number from 0, what it is and which side wrote it."""

    case_id: str
    number: int
    kind: str
    author: str

    def place(self) -> tuple[str | int, ...]:
        """The parts that are bound."""
        return (self.case_id, self.number, self.kind, self.author)


def _key(case_key: Key, number: int) -> Key:
    return derive(case_key, RECORD_KEY, fields(number))


def seal_record(case_key: Key, plaintext: bytes, context: RecordContext, previous: bytes) -> bytes:
    """The plaintext sealed at its place behind the record whose hash is *previous*.

    The length tells only the bucket of the plaintext. Number 0 follows `FIRST_PREVIOUS`.
    """
    if len(previous) != HASH_BYTES or (context.number == 0) != (previous == FIRST_PREVIOUS):
        raise ValueError("number 0 follows FIRST_PREVIOUS, every other number a record's hash")
    key = _key(case_key, context.number)
    return seal_body(Artefact.RECORD, key, context.place(), pad(previous + plaintext))


def open_record(case_key: Key, sealed: bytes, context: RecordContext, previous: bytes) -> bytes:
    """The plaintext of the record that stands at this place behind *previous*.

    Raises:
        Tampered: "commitment" (another key or place), "chunk", "padding",
            "chain" (it was sealed behind another record), or a header's reason.
    """
    key = _key(case_key, context.number)
    body = unpad(open_own(Artefact.RECORD, key, context.place(), sealed))
    if body[:HASH_BYTES] != previous:
        raise Tampered("chain")
    return body[HASH_BYTES:]


def record_hash(sealed: bytes) -> bytes:
    """What the next record holds of this one: SHA-256 of the sealed bytes."""
    return sha256(sealed).digest()
