"""Open a case: everything in it, for an officer of its desk, and a trace of the opening."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission
from wbs.domain.case import Case, Stage
from wbs.domain.clocks import Clock
from wbs.domain.event import Act, CustodyAct, Event
from wbs.domain.record import Author
from wbs.domain.summary import Summary
from wbs.domain.unit import Unit
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.case_summary import summary_within
from wbs.services.cases.read_records import OpenedCase, read_records
from wbs.services.context import Context
from wbs.store.agency import units
from wbs.store.cases import records
from wbs.store.cases.inbox import mark_read
from wbs.store.log import ledger as rows


@dataclass(frozen=True)
class Seen:
    """What an officer had before them when deciding: how many events, the reporter's last record, and the last."""

    events: int
    reporter_record: int
    last_record: int


@dataclass(frozen=True)
class CaseFile:
    """A case as a desk sees it on a day. One that only looks in is not `is_in_charge`: it decides nothing.

    `summary` is what the desk finds it by.
    """

    today: date
    case: Case
    opened: OpenedCase
    events: tuple[Event, ...]
    clocks: tuple[Clock, ...]
    units: Mapping[str, Unit]
    seen: Seen
    summary: Summary
    is_in_charge: bool = True

    @property
    def awaits_question(self) -> bool:
        """Whether the case waits for the reporter, who has been asked nothing since."""
        entered = [e.occurred_on for e in self.events if e.act is Act.CLARIFICATION]
        return self.case.stage is Stage.CLARIFICATION and not any(
            m.author is Author.OFFICER and m.written_on >= entered[-1] for m in self.opened.messages
        )

    def __repr__(self) -> str:
        return "CaseFile(…)"


def open_case(
    context: Context, actor: Actor, case_id: str, *, act: CustodyAct = CustodyAct.CASE_OPENED
) -> CaseFile:
    """The whole case; that the officer opened it is noted as *act*, and that they have read it.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Unavailable: the officer holds no key of that case: it is from before they came to the desk.
        Tampered: something stored is not what was stored.
    """
    with context.database.transaction() as work:
        case = case_for(work, actor, Permission.OPEN_CASE, case_id)
        key = open_key(context, work, actor, case, act=act)
        stored = records.all_of(work, case_id)
        events = rows.events_of(work, case.log_id)
        clocks = rows.clocks_of(work, case.log_id)
        tree = units.all_units(work)
        mark_read(work, case_id, actor.officer.id, stored[-1].number)
        opened = read_records(case_id, key, stored)
        summary = summary_within(context, work, case_id, key, opened.report)
    reporter_record = max(r.number for r in stored if r.author is Author.REPORTER)
    return CaseFile(
        today=context.today(),
        case=case,
        opened=opened,
        events=events,
        clocks=clocks,
        units=tree,
        seen=Seen(len(events), reporter_record, stored[-1].number),
        summary=summary,
        is_in_charge=case.desk_id in actor.officer.desk_ids,
    )
