"""Submit a report: one draft becomes one case, sealed to the desk that takes it, in one transaction."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.arrival import Arrival
from wbs.domain.case import Case, first_stage
from wbs.domain.directory import Directory
from wbs.domain.errors import Busy, Invalid, NotFound, Stale, Tampered
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.form import Report
from wbs.domain.kinds import Kind
from wbs.domain.record import Author, RecordKind
from wbs.domain.routing import Route, RoutingQuestion, choose_desk
from wbs.domain.task import TaskKind
from wbs.domain.unit import Unit
from wbs.sealing import errors as sealing
from wbs.sealing.commitment import commit, log_id
from wbs.sealing.draft import DraftToken
from wbs.sealing.record import FIRST_PREVIOUS, RecordContext, record_hash, seal_record
from wbs.sealing.tracking_code import TrackingCode, lookup_id, unwrap_case_key, wrap_case_key
from wbs.services import ledger
from wbs.services.cases.case_summary import sealed_summary, summary_of
from wbs.services.cases.record_content import ReportContent, to_bytes
from wbs.services.cases.tasks import raise_task
from wbs.services.context import Context
from wbs.services.custodians.sealed_apart import (
    Holders,
    SealedApart,
    choose_holders,
    record_fields,
    seal_apart,
    write_apart,
)
from wbs.services.intake.draft import (
    Draft,
    Submitted,
    new_draft,
    sealed_submission,
)
from wbs.services.intake.intake_directory import asks_people
from wbs.services.intake.known import Known, read_known
from wbs.services.keys.case_boxes import sealed_to_desk
from wbs.store import reporter
from wbs.store.cases import records
from wbs.store.cases.records import StoredRecord
from wbs.store.database import Conflict, Work

TRIES = 10
# A disclosure's fields tell who gave and who received; it is about nobody at a desk.
ABOUT_SOMEBODY = frozenset({Kind.WBS, Kind.COMPLAINT})


@dataclass(frozen=True)
class Receipt:
    """The report is safe. `code` is empty once the time to show it is over."""

    code: str

    def __repr__(self) -> str:
        return "Receipt(…)"


@dataclass(frozen=True)
class Prepared:
    """Everything of a case that can be made before the database is asked to wait."""

    draft: Draft
    case: Case
    arrival: Arrival
    gratuity_on: date | None
    route: Route
    unit_slug: str
    first_record: bytes
    commitment: bytes
    box: bytes
    lookup: str
    key_by_code: bytes
    apart: SealedApart
    summary: bytes


def check_route(context: Context, directory: Directory, report: Report) -> None:
    """Returns if a desk may take the report, as the agency stands in *directory*, and custodians its identity.

    Raises:
        Unavailable: none that may take it has a key.
        Invalid: `unit`: it is gone; `anonymity`: too few custodians may hold the identity.
    """
    _route(context, directory, report)


def submit_report(
    context: Context,
    token: DraftToken,
    report: Report,
    expected_files: int = 0,
    known: Known | None = None,
    arrival: Arrival | None = None,
) -> Receipt:
    """The report is a case that its desk can open and its code leads to; submitted again, the same.

    The code is given only for a case that was read back. Whoever submits the same form at the same
    moment waits and gets the same code. What is *known* is what the caller has just read; it is read
    anew where the draft or a desk's key has changed since. *arrival* tells how it came in where an officer enters it.

    Raises:
        Unavailable: no desk that may take it has a key; nothing was stored.
        Invalid: `attachments`, "gone": *expected_files* were added and the draft has fewer;
            `unit`: it is gone; `anonymity`: too few custodians may hold the identity. Nothing was stored.
        Busy: others were faster too many times in a row; nothing was stored.
    """
    arrival = arrival or Arrival(context.today())
    if known is not None and asks_people(report, known.directory):
        known = None
    for _ in range(TRIES):
        now, known = known or read_known(context, token, report), None
        if isinstance(now.draft, Submitted):
            return shown_again(context, now.draft)
        draft = now.draft or new_draft(context)
        if len(draft.files) < expected_files:
            raise Invalid("attachments", "gone")
        prepared = _prepare(context, now.directory, draft, report, arrival)
        try:
            with context.database.transaction() as work:
                _write(context, work, token, prepared)
        except (Stale, Conflict):
            continue
        return _read_back(context, draft.code)
    raise Busy("the report is being submitted elsewhere")


def shown_again(context: Context, submitted: Submitted) -> Receipt:
    """The receipt of a draft that became a case already; without the code once its time is over."""
    try:
        return _receipt(context, submitted.code) if submitted.code else Receipt("")
    except NotFound:
        return Receipt("")  # erased since: a code would promise what is not there


def _route(
    context: Context, directory: Directory, report: Report
) -> tuple[Route, Unit, Unit, Holders]:
    """The desk, the unit concerned, the unit where the case counts, and who holds shares of it."""
    units = directory.units
    unit = next((u for u in units.values() if u.slug == report.unit_slug), None)
    if unit is None:
        raise Invalid("unit", "unknown")
    question = RoutingQuestion(
        report.kind,
        unit.id,
        report.category,
        report.concerns_head,
        report.concerns_desk,
        report.exclude,
        report.fields.get("who", "") if report.kind in ABOUT_SOMEBODY else "",
    )
    to_inspectorate = context.law.inspectorate_categories(report.kind)
    route = choose_desk(question, units, directory.desks, to_inspectorate, directory.near)
    holders = choose_holders(report, question, units, directory.custody, route.desk)
    return route, unit, units[route.desk.unit_id], holders


def _prepare(
    context: Context, directory: Directory, draft: Draft, report: Report, arrival: Arrival
) -> Prepared:
    route, unit, counting_unit, holders = _route(context, directory, report)
    place = RecordContext(draft.case_id, 0, RecordKind.REPORT.value, Author.REPORTER.value)
    fields = {**record_fields(report), **arrival.fields}
    content = ReportContent(fields, tuple(f.ref for f in draft.files))
    first_record = seal_record(draft.case_key, to_bytes(content), place, FIRST_PREVIOUS)
    desk = route.desk
    box = sealed_to_desk(draft.case_id, draft.case_key, desk)
    return Prepared(
        draft=draft,
        case=_case(draft, report, arrival, route, (unit, counting_unit)),
        arrival=arrival,
        gratuity_on=report.gratuity_on,
        route=route,
        unit_slug=counting_unit.slug,
        first_record=first_record,
        commitment=commit(draft.case_key, record_hash(first_record)),
        box=box,
        lookup=lookup_id(draft.code),
        key_by_code=wrap_case_key(draft.code, draft.case_key, draft.case_id),
        apart=seal_apart(context, draft.case_id, draft.case_key, report, holders),
        summary=sealed_summary(draft.case_id, draft.case_key, summary_of(context, content)),
    )


def _case(
    draft: Draft, report: Report, arrival: Arrival, route: Route, where: tuple[Unit, Unit]
) -> Case:
    unit, counting_unit = where
    return Case(
        id=draft.case_id,
        log_id=log_id(draft.case_key, counting_unit.id),
        kind=report.kind,
        unit_id=unit.id,
        counting_unit_id=counting_unit.id,
        desk_id=route.desk.id,
        category=report.category,
        complaint_class=report.complaint_class,
        channel=arrival.channel,
        anonymity=report.anonymity,
        fear_of_reprisal=report.fear_of_reprisal,
        stage=first_stage(report.kind),
        outcome=None,
        outcome_detail=None,
        received_on=arrival.came_on,
        reviewed=False,
        counted_on=None,
        closed_on=None,
    )


def _write(context: Context, work: Work, token: DraftToken, prepared: Prepared) -> None:
    """Everything of the case, or nothing; whoever lost the draft writes nothing."""
    draft, case, desk = prepared.draft, prepared.case, prepared.route.desk
    row = sealed_submission(context, token, draft)
    reporter.begin_submission(work, token.id, case)
    if draft.version:
        reporter.replace_draft(work, row)
    else:
        reporter.add_draft(work, row)
    if reporter.epoch_in_force(work, desk.id) != desk.epoch:
        raise Stale("the desk has a new key")
    case = ledger.receive(
        context,
        work,
        case,
        prepared.unit_slug,
        prepared.commitment,
        gratuity_on=prepared.gratuity_on,
    )
    box = (desk.epoch, prepared.box)
    reporter.add_case(work, case, prepared.lookup, prepared.key_by_code, box)
    write_apart(context, work, case, prepared.apart)
    today = context.today()
    first = StoredRecord(0, RecordKind.REPORT, Author.REPORTER, today, prepared.first_record)
    records.add(work, case.id, first)
    reporter.add_summary(work, case.id, prepared.summary)
    blob_ids = [file.ref.blob_id for file in draft.files]
    reporter.hand_over_blobs(work, token.id, case.id, blob_ids)
    if case.fear_of_reprisal:
        raise_task(context, work, case, TaskKind.REPRISAL)
    ledger.note(context, work, _custody(case, prepared.route, today))
    if prepared.arrival.entered_by is not None:
        ledger.note(context, work, _entered(case, prepared.arrival, today))


def _entered(case: Case, arrival: Arrival, today: date) -> CustodyEntry:
    return CustodyEntry(
        CustodyAct.CASE_ENTERED,
        today,
        officer_id=arrival.entered_by,
        unit_id=case.unit_id,
        log_id=case.log_id,
        reason=arrival.channel.value,
    )


def _custody(case: Case, route: Route, today: date) -> CustodyEntry:
    return CustodyEntry(
        CustodyAct.CASE_ROUTED,
        today,
        desk_id=route.desk.id,
        unit_id=case.unit_id,
        log_id=case.log_id,
        reason=route.reason.value,
    )


def _read_back(context: Context, code: TrackingCode) -> Receipt:
    try:
        return _receipt(context, code)
    except NotFound:
        raise Tampered("a case that was just committed is not there") from None


def _receipt(context: Context, code: TrackingCode) -> Receipt:
    """The code, after the case behind it was read back and opened with it.

    Raises:
        NotFound: it is not there.
    """
    with context.database.reading() as work:
        found = reporter.case_by_lookup(work, lookup_id(code))
    if found is None:
        raise NotFound("no such case")
    try:
        unwrap_case_key(code, found.key_by_code, found.case.id)
    except sealing.SealingError as error:
        raise Tampered("a submitted case does not open") from error
    return Receipt(code.grouped())
