"""Open the records of a case, first to newest, as one unbroken chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wbs.domain.errors import NotFound, Tampered
from wbs.domain.record import Author, RecordKind
from wbs.sealing.errors import SealingError
from wbs.sealing.key import Key
from wbs.sealing.record import FIRST_PREVIOUS, RecordContext, open_record, record_hash
from wbs.services.record_content import (
    MessageContent,
    ReportContent,
    message_from_bytes,
    report_from_bytes,
)
from wbs.store.records import StoredRecord


@dataclass(frozen=True)
class OpenedMessage:
    """A message or the grounds of closing, opened."""

    number: int
    kind: RecordKind
    author: Author
    written_on: date
    content: MessageContent


@dataclass(frozen=True)
class OpenedCase:
    """Everything a case holds, opened."""

    report: ReportContent
    messages: tuple[OpenedMessage, ...]


def open_at(
    case_id: str, case_key: Key, number: int, record: StoredRecord, previous: bytes
) -> bytes:
    """The plaintext of a record that stands at *number*, behind the one whose hash is *previous*.

    Raises:
        Tampered: it was altered, or stands in another's place.
    """
    context = RecordContext(case_id, number, record.kind.value, record.author.value)
    try:
        return open_record(case_key, record.sealed, context, previous)
    except SealingError as error:
        raise Tampered("a record does not open at its place") from error


def read_records(case_id: str, case_key: Key, stored: Sequence[StoredRecord]) -> OpenedCase:
    """The case as written, after each record proved its place in the chain.

    Raises:
        NotFound: there are no records: the case was erased.
        Tampered: a record was altered, is missing, or stands in another's place.
    """
    if not stored:
        raise NotFound("no such case")
    plain: list[bytes] = []
    previous = FIRST_PREVIOUS
    for number, record in enumerate(stored):
        plain.append(open_at(case_id, case_key, number, record, previous))
        previous = record_hash(record.sealed)
    messages = tuple(
        OpenedMessage(r.number, r.kind, r.author, r.written_on, message_from_bytes(text))
        for r, text in zip(stored[1:], plain[1:], strict=True)
    )
    return OpenedCase(report_from_bytes(plain[0]), messages)
