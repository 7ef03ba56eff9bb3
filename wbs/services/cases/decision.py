"""A decision about a case: what was written with it, and how it is taken inside a transaction.

The grounds of a decision are for officers; what the reporter is to know goes in a message, which may be
sent with it. Decision, records and event are one transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.access import Permission
from wbs.domain.case import Case
from wbs.domain.errors import Invalid, Stale
from wbs.domain.event import Act
from wbs.domain.kinds import Kind
from wbs.domain.record import Author, RecordKind
from wbs.sealing.key import Key
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.officer_text import read_grounds, read_optional_message
from wbs.services.cases.open_case import Seen
from wbs.services.cases.record_content import MessageContent
from wbs.services.context import Context
from wbs.store.cases import cases, disclosures, records
from wbs.store.database import Work
from wbs.store.log import ledger as rows

Decision = Callable[[Case, date], Case]
Written = tuple[tuple[RecordKind, MessageContent], ...]


@dataclass(frozen=True)
class Words:
    """What was written with a decision. `seen`: what the officer had before them; None asks nothing.

    `rests_on` are the numbers of the reporter's records that the grounds name as evidence.
    """

    message: str = ""
    grounds: str = ""
    seen: Seen | None = None
    rests_on: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return "Words(…)"


def decide(
    context: Context,
    work: Work,
    actor: Actor,
    case_id: str,
    words: Words,
    decision: Decision,
    *,
    key: Key | None = None,
    occurred_on: date | None = None,
) -> Case:
    """The case as *decision* leaves it, with its event and what was written; the caller commits.

    Closing and reopening need grounds; other decisions may have some. *key* is given where it is open
    already. A decision of others is entered after the day on which it fell, *occurred_on*.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the procedure does not allow the decision now.
        Stale: the stage changed since the officer looked; for closing, also if the reporter wrote.
        Invalid: `message`, `grounds` or `rests_on` cannot be taken, or the decision lacks something.
        Unavailable: there is something to write, and the officer holds no key of that case.
        Conflict: somebody else was faster; begin the transaction again.
    """
    before = case_for(work, actor, Permission.MOVE_CASE, case_id)
    _require_unchanged(work, before, words)
    after = decision(before, today := context.today())  # asked once: row and event bear one day
    written = _read(context, words, needs_grounds=before.is_open is not after.is_open)
    if not after.is_open:
        _require_read(work, before, words.seen)
    act = Act(after.stage.value) if before.is_open else Act.REOPENED
    after = ledger.record_change(context, work, before, after, act, occurred_on or today)
    cases.save(work, after)
    if act is Act.REOPENED and after.kind is Kind.GRATIFICATION:
        disclosures.drop(work, after.log_id)
    # After the stage, so that the clock it starts is met by a message sent with it.
    if written:
        _write(context, work, after, key or open_key(context, work, actor, after), written)
    return after


def _require_unchanged(work: Work, case: Case, words: Words) -> None:
    require_seen(work, case, words.seen)
    _require_evidence(work, case.id, words.rests_on)


def require_seen(work: Work, case: Case, seen: Seen | None) -> None:
    """Pass where nothing was decided since the officer looked.

    Raises:
        Stale: the stage changed.
    """
    if seen is not None and rows.next_ordinal(work, case.log_id) != seen.events:
        raise Stale("the stage changed")


def _require_read(work: Work, case: Case, seen: Seen | None) -> None:
    if seen is not None and records.last_of(work, case.id, Author.REPORTER) > seen.reporter_record:
        raise Stale("the reporter wrote")


def _require_evidence(work: Work, case_id: str, numbers: tuple[int, ...]) -> None:
    """Pass where each number is that of a record the reporter wrote."""
    for number in numbers:
        record = records.at(work, case_id, number)
        if record is None or record.author is not Author.REPORTER:
            raise Invalid("rests_on", "unknown")


def _read(context: Context, words: Words, *, needs_grounds: bool) -> Written:
    message = read_optional_message(context, words.message)
    has_grounds = needs_grounds or bool(words.grounds.strip())
    grounds = read_grounds(context, words.grounds) if has_grounds else None
    if grounds is not None:
        grounds = replace(grounds, rests_on=words.rests_on)
    found = ((RecordKind.MESSAGE, message), (RecordKind.GROUNDS, grounds))
    return tuple((kind, content) for kind, content in found if content is not None)


def _write(context: Context, work: Work, case: Case, key: Key, written: Written) -> None:
    for kind, content in written:
        append_within(
            context,
            work,
            case.id,
            key,
            kind=kind,
            author=Author.OFFICER,
            content=content,
            is_of_decision=True,
        )
