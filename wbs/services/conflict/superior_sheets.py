"""The desk writes down what the superior decided about a declaration, and how it was carried out.

Sheet, message, event and clocks are one transaction.

Regulation: [PERMENPANRB-17-2024], [PERMENKO-INFRA-1-2026 art. 24]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission
from wbs.domain.conflict.superior_sheet import (
    LEADS_TO,
    SuperiorRules,
    SuperiorSheet,
    WrittenDecision,
    read_sheet,
    sheets_for,
)
from wbs.domain.errors import Refused, Stale
from wbs.domain.event import Act, Event
from wbs.domain.record import Author, RecordKind
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.decision import Words, decide, require_seen
from wbs.services.cases.open_case import Seen
from wbs.services.cases.read_records import OpenedCase, read_records
from wbs.services.cases.record_content import SheetContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.upg.rounds import round_of
from wbs.store.cases import records
from wbs.store.database import Work
from wbs.store.log import ledger as rows


@dataclass(frozen=True)
class SentDecision:
    """A sheet as its form came in. `seen`: what the officer had before them."""

    sheet: SuperiorSheet
    raw: Mapping[str, str]
    seen: Seen | None = None

    def __repr__(self) -> str:
        return f"SentDecision({self.sheet}, …)"


def write_superior_sheet(context: Context, actor: Actor, case_id: str, sent: SentDecision) -> None:
    """The sheet stands in the case, and the case is where it leads.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the procedure has no place for the sheet now.
        Stale: something was decided or written since the officer looked.
        InvalidForm: with every problem of every field.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(context, lambda work: _write(context, work, actor, case_id, sent))


def _write(context: Context, work: Work, actor: Actor, case_id: str, sent: SentDecision) -> None:
    case = case_for(work, actor, Permission.MOVE_CASE, case_id)
    require_seen(work, case, sent.seen)
    if sent.seen and records.tail(work, case_id)[-1].number != sent.seen.last_record:
        raise Stale("something was written")
    if sent.sheet not in sheets_for(case):
        raise Refused(f"no {sent.sheet} now")
    key = open_key(context, work, actor, case)
    opened = read_records(case_id, key, records.all_of(work, case_id))
    events = rows.events_of(work, case.log_id)
    rules = SuperiorRules(
        context.today(), _earliest(sent.sheet, opened, events), context.law.lengths
    )
    written = read_sheet(sent.sheet, sent.raw, rules)
    decide(
        context,
        work,
        actor,
        case_id,
        Words(message=written.message),
        lambda case, today: case.move(LEADS_TO[sent.sheet], today, written.outcome),
        key=key,
        occurred_on=_in_order(written, events),
    )
    content = SheetContent(sent.sheet.value, dict(written.fields), round=round_of(events))
    append_within(
        context,
        work,
        case_id,
        key,
        kind=RecordKind.SHEET,
        author=Author.OFFICER,
        content=content,
        is_of_decision=True,
    )


def _earliest(sheet: SuperiorSheet, opened: OpenedCase, events: tuple[Event, ...]) -> date:
    """The first day of which a sheet may tell: nobody carries out before it was decided.

    The superior may have decided on paper before the declaration came in here, but not before it was made.
    """
    if sheet is SuperiorSheet.CONTROL:
        return max(e.occurred_on for e in events if e.act is Act.DECIDED)
    reopened = (e.occurred_on for e in events if e.act is Act.REOPENED)
    return max((date.fromisoformat(opened.report.fields["declared_on"]), *reopened))


def _in_order(written: WrittenDecision, events: tuple[Event, ...]) -> date:
    """The day of the event: a case's events keep their order, whatever day a sheet tells of."""
    return max(written.on, events[-1].occurred_on)
