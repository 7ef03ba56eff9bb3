"""The UPG writes a sheet: sealed into the case, with the stage, the clocks and the clear figures it decides.

Sheet, message, event, clocks and figures are one transaction.

Regulation: [PERKPK-2-2019], [UU-30-2002 art. 17]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission
from wbs.domain.case import Case, Stage
from wbs.domain.clocks import Clock, awaits
from wbs.domain.errors import Refused, Stale, Unavailable
from wbs.domain.event import Act, Event
from wbs.domain.gratification.disclosed import objects_of
from wbs.domain.gratification.upg_sheet import WITH_FILES, SheetKind, sheets_for
from wbs.domain.gratification.upg_sheet_form import SheetRules, read_sheet
from wbs.domain.period import Trigger
from wbs.domain.record import Author, RecordKind
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.decision import require_seen
from wbs.services.cases.open_case import CaseFile, Seen
from wbs.services.cases.read_records import OpenedCase, read_records
from wbs.services.cases.record_content import SheetContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.intake.receive_attachment import ReceivedFile
from wbs.services.upg.rounds import current_sheets, round_of
from wbs.services.upg.upg_effects import EFFECTS, Entry, gratuity_day
from wbs.store import reporter
from wbs.store.cases import records
from wbs.store.database import Work
from wbs.store.log import ledger as rows

UNCLAIMED = "unclaimed_object"


@dataclass(frozen=True)
class SentSheet:
    """A sheet as its form came in, with its files. `seen`: what the officer had before them."""

    kind: SheetKind
    raw: Mapping[str, str]
    files: tuple[ReceivedFile, ...] = ()
    seen: Seen | None = None

    def __repr__(self) -> str:
        return f"SentSheet({self.kind}, …)"


def awaited(context: Context, clocks: tuple[Clock, ...]) -> frozenset[Trigger]:
    """The days of the UPG that clocks of a case wait for."""
    asked = (Trigger.FORWARDED_TO_KPK, Trigger.RECAPPED)
    return frozenset(t for t in asked if awaits(clocks, t, context.law.periods))


def sheets_now(context: Context, case_file: CaseFile) -> tuple[SheetKind, ...]:
    """The sheets that may be written into the case now."""
    return sheets_for(case_file.case, awaited(context, case_file.clocks))


def rules_of(context: Context, case_file: CaseFile, kind: SheetKind) -> SheetRules:
    """What a sheet of that kind is held against.

    Raises:
        Refused: the procedure has no place for it now.
    """
    if kind not in sheets_now(context, case_file):
        raise Refused(f"no {kind} now")
    return _rules(
        context, case_file.case, kind, case_file.opened, case_file.events, case_file.clocks
    )


def write_sheet(context: Context, actor: Actor, case_id: str, sent: SentSheet) -> None:
    """The sheet stands in the case, and what it decides holds.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the procedure has no place for the sheet now.
        Stale: something was decided since the officer looked.
        InvalidForm: with every problem of every field.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(context, lambda work: _write(context, work, actor, case_id, sent))


def _write(context: Context, work: Work, actor: Actor, case_id: str, sent: SentSheet) -> None:
    case = case_for(work, actor, Permission.MOVE_CASE, case_id)
    _require_unchanged(work, case, sent.seen)
    clocks = rows.clocks_of(work, case.log_id)
    if sent.kind not in sheets_for(case, awaited(context, clocks)):
        raise Refused(f"no {sent.kind} now")
    key = open_key(context, work, actor, case)
    opened = read_records(case_id, key, records.all_of(work, case_id))
    events = rows.events_of(work, case.log_id)
    sheet = read_sheet(
        sent.kind, sent.raw, _rules(context, case, sent.kind, opened, events, clocks)
    )
    entry = Entry(context, work, actor, case, key, opened, events, sheet)
    EFFECTS[sent.kind](entry)
    if sheet.fields:
        files = sent.files if sent.kind in WITH_FILES else ()
        content = SheetContent(
            sent.kind.value, dict(sheet.fields), tuple(f.ref for f in files), round_of(events)
        )
        append_within(
            context,
            work,
            case_id,
            key,
            kind=RecordKind.SHEET,
            author=Author.OFFICER,
            content=content,
        )
        reporter.add_case_blobs(work, case_id, [f.ref.blob_id for f in files])


def _rules(
    context: Context,
    case: Case,
    kind: SheetKind,
    opened: OpenedCase,
    events: tuple[Event, ...],
    clocks: tuple[Clock, ...],
) -> SheetRules:
    fields = opened.report.fields
    gratuity_on = gratuity_day(fields)
    unclaimed = [c.due_on for c in clocks if c.period == UNCLAIMED and c.is_open and c.due_on]
    return SheetRules(
        today=context.today(),
        earliest=_earliest(case, kind, gratuity_on, opened, events),
        outcome=case.outcome,
        objects=objects_of(fields),
        exempt_codes=_exempt_codes(context, gratuity_on),
        unclaimed_after=max(unclaimed, default=None),
        lengths=context.law.lengths,
    )


def _earliest(
    case: Case,
    kind: SheetKind,
    gratuity_on: date,
    opened: OpenedCase,
    events: tuple[Event, ...],
) -> date:
    """The first day of which a sheet may tell: KPK decides after it was told, and nobody settles before.

    What was reported to KPK after a reopening was not reported before it.
    """
    if kind in {SheetKind.FORWARDING, SheetKind.RECAP}:
        reopened = (e.occurred_on for e in events if e.act is Act.REOPENED)
        return max((case.received_on, *reopened))
    if kind is SheetKind.DETERMINATION:
        told = (
            s.content
            for s in current_sheets(opened, events)
            if s.content.sheet == SheetKind.FORWARDING
        )
        return max((date.fromisoformat(s.fields["on"]) for s in told), default=gratuity_on)
    if kind is SheetKind.SETTLEMENT and case.stage is Stage.DETERMINED:
        return max(e.occurred_on for e in events if e.act is Act.DETERMINED)
    return gratuity_on


def _exempt_codes(context: Context, gratuity_on: date) -> tuple[str, ...]:
    """The letters of the rules in force on that day; none where no rules reach back so far."""
    try:
        return tuple(kind.code for kind in context.law.gratuities.in_force(gratuity_on).kinds)
    except Unavailable:
        return ()


def _require_unchanged(work: Work, case: Case, seen: Seen | None) -> None:
    """Pass where nothing at all was written into the case since the officer looked.

    Raises:
        Stale: something was decided, or a message or a sheet came.
    """
    require_seen(work, case, seen)
    if seen is not None and records.tail(work, case.id)[-1].number != seen.last_record:
        raise Stale("something was written")
