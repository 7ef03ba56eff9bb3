"""Append a sealed record to a case: one chain for both sides, whoever writes at the same moment."""

from collections.abc import Collection

from wbs.domain.errors import Busy, NotFound
from wbs.domain.record import Author, RecordKind
from wbs.domain.task import TaskKind
from wbs.sealing.key import Key
from wbs.sealing.record import FIRST_PREVIOUS, RecordContext, record_hash, seal_record
from wbs.services import ledger
from wbs.services.cases.read_records import open_at
from wbs.services.cases.record_content import Content, to_bytes
from wbs.services.cases.tasks import raise_task
from wbs.services.context import Context
from wbs.store import reporter
from wbs.store.cases import cases, records
from wbs.store.cases.records import StoredRecord
from wbs.store.database import Conflict, Work

TRIES = 100


def append(
    context: Context,
    case_id: str,
    case_key: Key,
    kind: RecordKind,
    author: Author,
    content: Content,
    *,
    blobs: Collection[str] = (),
) -> int:
    """The record stands at the end of the case's chain, with its files; returns its number.

    Whoever loses the race for a number reads the new head and seals again; the files stay as they
    are.

    Raises:
        NotFound: the case was erased.
        Busy: others were faster too many times in a row; nothing was written.
    """
    for _ in range(TRIES):
        try:
            with context.database.transaction() as work:
                number = append_within(
                    context, work, case_id, case_key, kind=kind, author=author, content=content
                )
                reporter.add_case_blobs(work, case_id, blobs)
                return number
        except Conflict:
            continue
    raise Busy("the case is being written to")


def append_within(
    context: Context,
    work: Work,
    case_id: str,
    case_key: Key,
    *,
    kind: RecordKind,
    author: Author,
    content: Content,
    is_of_decision: bool = False,
) -> int:
    """As `append`, inside a transaction of the caller's, who retries the whole of it.

    A message ends and starts the clocks that wait for one; the case shows its new deadline. What the
    reporter writes to a closed case is a task for its desk: it may be new evidence. The
    same words sent again by the same side right behind themselves (a button pressed twice) are
    written once, unless they belong to a decision, which is never made twice by one press.

    Raises:
        NotFound: the case was erased.
        Conflict: somebody else's record took the number.
    """
    case = cases.get_for_change(work, case_id)
    tail = records.tail(work, case_id)
    if not tail:
        raise NotFound("no such case")
    last, plaintext = tail[-1], to_bytes(content)
    is_alike = (kind, author, today := context.today()) == (last.kind, last.author, last.written_on)
    may_repeat = is_of_decision or bool(content.attachments)
    if is_alike and not may_repeat and _opened_last(case_id, case_key, tail) == plaintext:
        return last.number
    number = last.number + 1
    place = RecordContext(case_id, number, kind.value, author.value)
    sealed = seal_record(case_key, plaintext, place, record_hash(last.sealed))
    records.add(work, case_id, StoredRecord(number, kind, author, today, sealed))
    if kind is RecordKind.MESSAGE and case.is_open:
        cases.save(work, ledger.record_message(context, work, case, author, today))
    elif kind is RecordKind.MESSAGE and author is Author.REPORTER:
        raise_task(context, work, case, TaskKind.NEW_EVIDENCE)
    return number


def append_grounds(
    context: Context, work: Work, case_id: str, case_key: Key, content: Content
) -> None:
    """The officer's grounds for a decision stand in the case, as `append_within` puts them there."""
    append_within(
        context,
        work,
        case_id,
        case_key,
        kind=RecordKind.GROUNDS,
        author=Author.OFFICER,
        content=content,
        is_of_decision=True,
    )


def _opened_last(case_id: str, case_key: Key, tail: tuple[StoredRecord, ...]) -> bytes:
    previous = record_hash(tail[0].sealed) if len(tail) > 1 else FIRST_PREVIOUS
    return open_at(case_id, case_key, tail[-1].number, tail[-1], previous)
