"""Open the records of a case, first to newest, as one unbroken chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wbs.domain.errors import NotFound, Tampered
from wbs.domain.record import Author, RecordKind
from wbs.sealing.errors import SealingError
from wbs.sealing.key import Key
from wbs.sealing.record import FIRST_PREVIOUS, RecordContext, open_record, record_hash
from wbs.services.cases.record_content import (
    AttachmentRef,
    LinkContent,
    MessageContent,
    ReportContent,
    SheetContent,
    from_bytes,
)
from wbs.store.cases.records import StoredRecord

SAID = frozenset({RecordKind.MESSAGE, RecordKind.GROUNDS})
NOTED = frozenset({RecordKind.NOTE, RecordKind.TASK})
# What is written field by field.
BY_FIELDS = frozenset({RecordKind.SHEET, RecordKind.REFERRAL})


@dataclass(frozen=True)
class OpenedMessage:
    """A message, the grounds of a decision, or a note, opened."""

    number: int
    kind: RecordKind
    author: Author
    written_on: date
    content: MessageContent


@dataclass(frozen=True)
class OpenedSheet:
    """A sheet of the UPG, a referral or the answer to one, opened."""

    number: int
    written_on: date
    content: SheetContent
    kind: RecordKind = RecordKind.SHEET


@dataclass(frozen=True)
class OpenedRouting:
    """What was answered on whom it concerns when the case went elsewhere: fields as in the report's form, opened.

    By the reporter who asked for another desk, or by the officer who handed it to another unit.
    """

    number: int
    written_on: date
    fields: Mapping[str, str]

    def __repr__(self) -> str:
        return "OpenedRouting(…)"


@dataclass(frozen=True)
class OpenedLink:
    """What was said about another case, opened."""

    number: int
    written_on: date
    content: LinkContent


@dataclass(frozen=True)
class OpenedCase:
    """Everything a case holds, opened. `received_on`: the day the report came in, wherever it lies now.

    `notes` are what officers wrote for each other, tasks among it.
    """

    report: ReportContent
    messages: tuple[OpenedMessage, ...]
    sheets: tuple[OpenedSheet, ...] = ()
    routings: tuple[OpenedRouting, ...] = ()
    received_on: date | None = None
    notes: tuple[OpenedMessage, ...] = ()
    links: tuple[OpenedLink, ...] = ()
    referrals: tuple[OpenedSheet, ...] = ()

    def files_of(self, number: int) -> tuple[AttachmentRef, ...]:
        """The files that record *number* carries."""
        if number == 0:
            return self.report.attachments
        later: tuple[OpenedMessage | OpenedSheet, ...] = (*self.messages, *self.sheets)
        return next((r.content.attachments for r in later if r.number == number), ())


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
    return _sorted(stored, plain)


def _sorted(stored: Sequence[StoredRecord], plain: Sequence[bytes]) -> OpenedCase:
    """What the records hold, by kind."""
    later = list(zip(stored[1:], plain[1:], strict=True))
    texts = tuple(
        OpenedMessage(r.number, r.kind, r.author, r.written_on, from_bytes(MessageContent, text))
        for r, text in later
        if r.kind in SAID | NOTED
    )
    written = [
        OpenedSheet(r.number, r.written_on, from_bytes(SheetContent, text), r.kind)
        for r, text in later
        if r.kind in BY_FIELDS
    ]
    routings = tuple(
        OpenedRouting(r.number, r.written_on, from_bytes(ReportContent, text).fields)
        for r, text in later
        if r.kind is RecordKind.ROUTING
    )
    links = tuple(
        OpenedLink(r.number, r.written_on, from_bytes(LinkContent, text))
        for r, text in later
        if r.kind is RecordKind.LINK
    )
    return OpenedCase(
        report=from_bytes(ReportContent, plain[0]),
        messages=tuple(one for one in texts if one.kind in SAID),
        sheets=tuple(s for s in written if s.kind is RecordKind.SHEET),
        referrals=tuple(s for s in written if s.kind is RecordKind.REFERRAL),
        routings=routings,
        received_on=stored[0].written_on,
        notes=tuple(one for one in texts if one.kind in NOTED),
        links=links,
    )


def linked_ids(opened: OpenedCase) -> tuple[str, ...]:
    """The cases that are the same matter by what was said last about each, in the order of the first word."""
    last = {link.content.other_id: link.content.is_linked for link in opened.links}
    return tuple(other_id for other_id, is_linked in last.items() if is_linked)
