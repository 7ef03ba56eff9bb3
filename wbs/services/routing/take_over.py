"""The inspectorate sees what it looks into, and may take such a case over, with a reason."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission, require, require_at_desk
from wbs.domain.case import Case, Procedure
from wbs.domain.errors import NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.hand_over import may_be_handed_over
from wbs.domain.kinds import DeskKind
from wbs.domain.unit import Desk
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_grounds
from wbs.services.cases.case_key import open_key, require_not_shut_out
from wbs.services.cases.decision import require_seen
from wbs.services.cases.officer_text import read_grounds
from wbs.services.cases.open_case import Seen
from wbs.services.cases.read_records import read_records
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.routing.circumstances import circumstances
from wbs.services.routing.transfer import note, transfer
from wbs.services.routing.way import note_way, way_of
from wbs.store.agency import desks, units
from wbs.store.cases import cases, records, routing
from wbs.store.cases.inbox import unread
from wbs.store.database import Work

TAKEN_OVER = "taken_over"


@dataclass(frozen=True)
class LookedInto:
    """The cases the officer's desks look into, as of a day, and which of them have something new."""

    today: date
    cases: tuple[Case, ...]
    unread: frozenset[str]
    unit_names: dict[str, str]


def looked_into(context: Context, actor: Actor) -> LookedInto:
    """The cases of which a desk of the officer's holds a key without being in charge.

    Raises:
        NotAllowed: no role of the officer works on cases.
    """
    officer = actor.officer
    require(officer, Permission.READ_INBOX)
    with context.database.reading() as work:
        found = routing.looked_into(work, officer.desk_ids, officer.id)
        names = {unit.id: unit.name for unit in units.all_units(work).values()}
        new = unread(work, [case.id for case in found], officer.id)
    return LookedInto(context.today(), found, new, names)


def may_be_taken_over(case: Case) -> bool:
    """Whether the inspectorate may take the case as it stands: also one that its unit has closed."""
    is_closed_report = not case.is_open and case.procedure is Procedure.REPORT
    return is_closed_report or may_be_handed_over(case)


def take_over(
    context: Context, actor: Actor, case_id: str, grounds: str, seen: Seen | None = None
) -> None:
    """The inspectorate's desk that looked in is in charge, alone with those that look in beside it.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or no desk of the inspectorate's at which the officer is
            present looks into it.
        Refused: something is decided about the disclosure.
        Stale: the stage changed since the officer looked, or the desk has a new key.
        Invalid: `grounds` cannot be taken.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(context, lambda work: _take_over(context, work, actor, case_id, grounds, seen))


def _take_over(
    context: Context, work: Work, actor: Actor, case_id: str, grounds: str, seen: Seen | None
) -> None:
    case = cases.get_for_change(work, case_id)
    desk = _looking_in(work, actor, case)
    require_seen(work, case, seen)
    if not may_be_taken_over(case):
        raise Refused("the case cannot be taken over as it stands")
    content = read_grounds(context, grounds)
    key = open_key(context, work, actor, case)
    opened = read_records(case_id, key, records.all_of(work, case_id))
    around = circumstances(work, case, opened)
    if desk.id not in {each.id for each in around.eligible}:
        raise Refused("somebody at the desk is shut out of this report")
    append_grounds(context, work, case_id, key, content)
    moved = transfer(context, work, case, key, desk, around)
    note_way(context, work, moved, desk, way_of(case, opened, around))
    act, officer_id = CustodyAct.CASE_TAKEN_OVER, actor.officer.id
    note(context, work, act, case, desk, officer_id=officer_id, reason=TAKEN_OVER)


def _looking_in(work: Work, actor: Actor, case: Case) -> Desk:
    """The desk of the inspectorate's by which the officer looks into the case."""
    holding = cases.desks_holding(work, case.id) - {case.desk_id}
    require_at_desk(actor.officer, Permission.MOVE_CASE, *holding)
    require_not_shut_out(work, actor, case.id)
    for desk_id in sorted(holding & actor.officer.desk_ids):
        desk = desks.desk_by_id(work, desk_id)
        if desk is not None and desk.kind is DeskKind.INSPECTORATE:
            return desk
    raise NotFound("no such case")
