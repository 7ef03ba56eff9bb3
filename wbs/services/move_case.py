"""Move a case through its stages: on, to its end, and back from it.

The grounds of closing and reopening are for officers; what the reporter is to know goes in a message,
which may be sent with the same decision. Decision, records and event are one transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission
from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Stale
from wbs.domain.event import Act
from wbs.domain.record import Author, RecordKind
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.append_record import append_within
from wbs.services.case_key import case_for, open_key
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.officer_text import read_grounds, read_optional_message
from wbs.services.open_case import Seen
from wbs.services.record_content import MessageContent
from wbs.store import cases, records
from wbs.store import ledger as rows
from wbs.store.database import Work


@dataclass(frozen=True)
class Words:
    """What was written with a decision. `seen`: what the officer had before them; None asks nothing."""

    message: str = ""
    grounds: str = ""
    seen: Seen | None = None

    def __repr__(self) -> str:
        return "Words(…)"


def move_case(context: Context, actor: Actor, case_id: str, to: Stage, words: Words) -> None:
    """The case is at stage *to*; a closed one is reopened, with its grounds.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the procedure does not allow the stage now.
        Stale: the stage changed since the officer looked.
        Invalid: `message` cannot be taken, or `grounds` where a closed case is reopened.
        Unavailable: there is something to write, and the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    _decide(context, actor, case_id, words, lambda case, on: case.move(to, on))


def close_case(
    context: Context,
    actor: Actor,
    case_id: str,
    outcome: Outcome,
    detail: OutcomeDetail | None,
    words: Words,
) -> None:
    """The case is closed with its outcome, and why is sealed into it.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the procedure does not allow closing, or this outcome, now.
        Stale: the stage changed, or the reporter wrote, since the officer looked.
        Invalid: `outcome_detail`, `grounds` or `message` cannot be taken.
        Unavailable: there is something to write, and the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    _decide(context, actor, case_id, words, lambda case, on: case.close(outcome, detail, on))


def _decide(
    context: Context,
    actor: Actor,
    case_id: str,
    words: Words,
    decision: Callable[[Case, date], Case],
) -> None:
    def decide(work: Work) -> None:
        before = case_for(work, actor, Permission.MOVE_CASE, case_id)
        _require_seen(work, before, words.seen)
        after = decision(before, context.today())
        message = read_optional_message(context, words.message)
        needs_grounds = before.is_open is not after.is_open
        grounds = read_grounds(context, words.grounds) if needs_grounds else None
        if not after.is_open:
            _require_read(work, before, words.seen)
        act = Act(after.stage.value) if before.is_open else Act.REOPENED
        after = ledger.record_change(context, work, before, after, act, context.today())
        cases.save(work, after)
        # After the stage, so that the clock it starts is met by a message sent with it.
        _write(context, work, actor, after, message, grounds)

    in_turn(context, decide)


def _require_seen(work: Work, case: Case, seen: Seen | None) -> None:
    if seen is not None and rows.next_ordinal(work, case.log_id) != seen.events:
        raise Stale("the stage changed")


def _require_read(work: Work, case: Case, seen: Seen | None) -> None:
    if seen is not None and records.last_of(work, case.id, Author.REPORTER) > seen.reporter_record:
        raise Stale("the reporter wrote")


def _write(
    context: Context,
    work: Work,
    actor: Actor,
    case: Case,
    message: MessageContent | None,
    grounds: MessageContent | None,
) -> None:
    if message is None and grounds is None:
        return
    key = open_key(context, work, actor, case)
    for kind, content in ((RecordKind.MESSAGE, message), (RecordKind.GROUNDS, grounds)):
        if content is not None:
            append_within(
                context, work, case.id, key, kind=kind, author=Author.OFFICER, content=content
            )
