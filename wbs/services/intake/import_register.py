"""Import an old register: each line a case of the unit's own desk, all of them or none.

Nobody holds a tracking code of such a case: one is drawn, because every case has one, and forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from wbs.domain.access import Permission, require
from wbs.domain.arrival import SOURCE_NUMBER
from wbs.domain.case import Case, Stage
from wbs.domain.errors import Busy, InvalidForm, NotFound, Problem, Stale
from wbs.domain.event import Act, CustodyAct
from wbs.domain.form import Reason
from wbs.domain.kinds import DESK_FOR_KIND, Channel, DeskKind, Kind
from wbs.domain.record import Author, RecordKind
from wbs.domain.register_columns import KINDS
from wbs.domain.register_import import (
    TEXT,
    Register,
    RegisterLine,
    RegisterRules,
    at,
    read_register,
)
from wbs.domain.unit import Desk, Unit
from wbs.sealing.commitment import commit, log_id
from wbs.sealing.key import new_key
from wbs.sealing.record import FIRST_PREVIOUS, RecordContext, record_hash, seal_record
from wbs.sealing.register_mark import register_mark
from wbs.sealing.tracking_code import TrackingCode, lookup_id, wrap_case_key
from wbs.services import custody, ledger
from wbs.services.actor import Actor
from wbs.services.cases.case_summary import sealed_summary, summary_of
from wbs.services.cases.record_content import ReportContent, to_bytes
from wbs.services.context import Context
from wbs.services.keys.case_boxes import sealed_to_desk
from wbs.store import reporter
from wbs.store.agency import desks, units
from wbs.store.cases import imported, records
from wbs.store.cases.records import StoredRecord
from wbs.store.database import Conflict, Work

TRIES = 10
# What must have happened before a case stood there.
_PATHS: Mapping[Stage, tuple[Act, ...]] = {
    Stage.RECEIVED: (),
    Stage.REVIEW: (Act.REVIEW,),
    Stage.INVESTIGATION: (Act.REVIEW, Act.INVESTIGATION),
    Stage.FOLLOW_UP: (Act.REVIEW, Act.INVESTIGATION, Act.FOLLOW_UP),
}


@dataclass(frozen=True)
class ImportPlace:
    """A unit for which an officer may import, and the desk of theirs that takes each kind."""

    unit: Unit
    desks: Mapping[Kind, Desk]


@dataclass(frozen=True)
class _Prepared:
    """A case with everything that can be made before the database is asked to wait."""

    case: Case
    path: tuple[Act, ...]
    first_record: bytes
    commitment: bytes
    lookup: str
    key_by_code: bytes
    box: tuple[int, bytes]
    summary: bytes
    mark: str


def import_places(context: Context, actor: Actor) -> tuple[ImportPlace, ...]:
    """Where the officer may import: the units of their desks for reports or complaints.

    Raises:
        NotAllowed: no role of the officer enters cases.
    """
    require(actor.officer, Permission.ENTER_CASE)
    with context.database.reading() as work:
        tree = units.all_units(work)
        own = [d for d in desks.all_desks(work) if d.id in actor.officer.desk_ids and d.is_active]
    found: dict[str, dict[Kind, Desk]] = {}
    for desk in own:
        takes = [k for k in KINDS if desk.kind in (DESK_FOR_KIND[k], DeskKind.INSPECTORATE)]
        for kind in takes:
            at_unit = found.setdefault(desk.unit_id, {})
            if desk.kind is not DeskKind.INSPECTORATE or kind not in at_unit:
                at_unit[kind] = desk
    places = (ImportPlace(tree[unit_id], taken) for unit_id, taken in found.items())
    return tuple(sorted(places, key=lambda place: place.unit.name))


def check_register(context: Context, actor: Actor, unit_slug: str, text: str) -> Register:
    """The register with everything that is wrong with it; nothing is written.

    Raises:
        NotAllowed: no role of the officer enters cases.
        NotFound: the officer has no desk there.
    """
    place = _place(context, actor, unit_slug)
    register = _read(context, place, text)
    marks = _marks(context, place.unit, register.lines)
    with context.database.reading() as work:
        return _without_known(register, marks, imported.known(work, marks.values()))


def import_register(context: Context, actor: Actor, unit_slug: str, text: str) -> int:
    """Every line of the register is a case that its desk can open; returns how many.

    Raises:
        NotAllowed: no role of the officer enters cases.
        NotFound: the officer has no desk there.
        InvalidForm: something is wrong with a line, or it was imported before; nothing was written.
        Busy: others were faster too many times in a row; nothing was written.
    """
    for _ in range(TRIES):
        place = _place(context, actor, unit_slug)
        register = _read(context, place, text)
        marks = _marks(context, place.unit, register.lines)
        if register.problems:
            raise InvalidForm(register.problems)
        prepared = [_prepare(context, place, line, marks[line.line]) for line in register.lines]
        try:
            with context.database.transaction() as work:
                known = imported.known(work, marks.values())
                found = _without_known(register, marks, known).problems
                if found:
                    raise InvalidForm(found)
                _write(context, work, actor, place, prepared)
        except (Stale, Conflict):
            continue
        return len(prepared)
    raise Busy("the register is being imported elsewhere")


def _place(context: Context, actor: Actor, unit_slug: str) -> ImportPlace:
    for place in import_places(context, actor):
        if place.unit.slug == unit_slug:
            return place
    raise NotFound("no such unit")


def _read(context: Context, place: ImportPlace, text: str) -> Register:
    law = context.law
    rules = RegisterRules(context.today(), law.categories, tuple(place.desks), law.lengths[TEXT])
    return read_register(text, rules)


def _marks(context: Context, unit: Unit, lines: Iterable[RegisterLine]) -> dict[int, str]:
    key = context.rules.register_key
    return {
        line.line: register_mark(key, unit.id, line.number, line.received_on.isoformat())
        for line in lines
    }


def _without_known(register: Register, marks: Mapping[int, str], known: frozenset[str]) -> Register:
    """The register; a line whose mark is known has a problem."""
    again = (
        Problem(at(line, "number"), Reason.IMPORTED_BEFORE)
        for line, mark in marks.items()
        if mark in known
    )
    return replace(register, problems=(*register.problems, *again))


def _prepare(context: Context, place: ImportPlace, line: RegisterLine, mark: str) -> _Prepared:
    desk = place.desks[line.kind]
    case_id, key = context.new_id(), new_key(context.random_bytes)
    code = TrackingCode.new(context.random_bytes)
    at_record = RecordContext(case_id, 0, RecordKind.REPORT.value, Author.REPORTER.value)
    content = ReportContent(_fields(place.unit, line))
    first_record = seal_record(key, to_bytes(content), at_record, FIRST_PREVIOUS)
    stage = line.standing.stage
    reviewed_path = (Act.REVIEW,) if line.was_reviewed else ()
    return _Prepared(
        case=_case(case_id, log_id(key, place.unit.id), place.unit, desk, line),
        path=_PATHS.get(stage, reviewed_path),
        first_record=first_record,
        commitment=commit(key, record_hash(first_record)),
        lookup=lookup_id(code),
        key_by_code=wrap_case_key(code, key, case_id),
        box=(desk.epoch, sealed_to_desk(case_id, key, desk)),
        summary=sealed_summary(case_id, key, summary_of(context, content)),
        mark=mark,
    )


def _fields(unit: Unit, line: RegisterLine) -> dict[str, str]:
    """What of the line is sealed: as a report's fields, where a report has such."""
    told = {
        "unit": unit.slug,
        "category": line.category,
        "class": line.complaint_class.value if line.complaint_class else "",
        "what": line.text,
        "anonymity": line.anonymity.value,
        SOURCE_NUMBER: line.number,
        "source_channel": line.channel.value if line.channel else "",
    }
    return {name: text for name, text in told.items() if text}


def _case(case_id: str, log: str, unit: Unit, desk: Desk, line: RegisterLine) -> Case:
    return Case(
        id=case_id,
        log_id=log,
        kind=line.kind,
        unit_id=unit.id,
        counting_unit_id=unit.id,
        desk_id=desk.id,
        category=line.category,
        complaint_class=line.complaint_class,
        channel=Channel.IMPORT,
        anonymity=line.anonymity,
        fear_of_reprisal=False,
        stage=line.standing.stage,
        outcome=line.standing.outcome,
        outcome_detail=line.standing.detail,
        received_on=line.received_on,
        reviewed=line.was_reviewed,
        counted_on=line.received_on if line.was_reviewed else None,
        closed_on=line.closed_on,
    )


def _write(
    context: Context, work: Work, actor: Actor, place: ImportPlace, prepared: Iterable[_Prepared]
) -> None:
    """Everything, or nothing."""
    for desk in set(place.desks.values()):
        if reporter.epoch_in_force(work, desk.id) != desk.epoch:
            raise Stale("the desk has a new key")
    today, how_many = context.today(), 0
    for new in prepared:
        case = ledger.receive_past(
            context, work, new.case, place.unit.slug, new.commitment, new.path
        )
        reporter.add_case(work, case, new.lookup, new.key_by_code, new.box)
        reporter.add_summary(work, case.id, new.summary)
        first = StoredRecord(0, RecordKind.REPORT, Author.REPORTER, today, new.first_record)
        records.add(work, case.id, first)
        imported.add(work, new.mark, case.id)
        how_many += 1
    custody.record(
        context,
        work,
        CustodyAct.REGISTER_IMPORTED,
        actor.officer,
        unit_id=place.unit.id,
        reason=f"{how_many} cases",
    )
