"""An officer hands a case to another desk, with a reason; also because it concerns them or their desk."""

from dataclasses import dataclass, replace

from wbs.domain.access import Permission
from wbs.domain.case import Case
from wbs.domain.errors import Invalid, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.hand_over import (
    Circumstances,
    may_be_handed_over,
    takers,
    takers_if_concerned,
    without_unit,
)
from wbs.domain.unit import Desk
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_grounds
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.decision import require_seen
from wbs.services.cases.officer_text import read_grounds
from wbs.services.cases.open_case import CaseFile, Seen
from wbs.services.cases.read_records import read_records
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.routing.circumstances import circumstances
from wbs.services.routing.transfer import note, transfer
from wbs.services.routing.way import note_way, way_of
from wbs.store.cases import records, routing
from wbs.store.database import Work

HANDED_OVER = "handed_over"
CONCERNED = "concerned"


@dataclass(frozen=True)
class HandOver:
    """What an officer asks for. `is_concerned`: it concerns them, or somebody else of their desk."""

    desk_id: str
    grounds: str
    is_concerned: bool = False
    seen: Seen | None = None

    def __repr__(self) -> str:
        return "HandOver(…)"


@dataclass(frozen=True)
class Takers:
    """The desks a case may be handed to, and those it may be handed to where its desk is concerned."""

    ordinary: tuple[Desk, ...]
    if_concerned: tuple[Desk, ...]


def takers_of(context: Context, case_file: CaseFile) -> Takers:
    """The desks that may take an opened case; none where it cannot be handed over as it stands."""
    case = case_file.case
    if not may_be_handed_over(case):
        return Takers((), ())
    with context.database.reading() as work:
        around = circumstances(work, case, case_file.opened)
    return Takers(takers(case, around), takers_if_concerned(case, around))


def hand_over(context: Context, actor: Actor, case_id: str, asked: HandOver) -> None:
    """The other desk alone is in charge and can open the case; why is sealed into it.

    Where the desk is concerned, everybody who is present there is shut out of the case from now on,
    the officer with them, at whatever desk they may sit later.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: it is closed, or something is decided about the disclosure.
        Stale: the stage changed since the officer looked, or the desk has a new key.
        Invalid: `grounds` cannot be taken, or `desk` is none that may take it.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(context, lambda work: _hand_over(context, work, actor, case_id, asked))


def _hand_over(context: Context, work: Work, actor: Actor, case_id: str, asked: HandOver) -> None:
    case = case_for(work, actor, Permission.MOVE_CASE, case_id)
    require_seen(work, case, asked.seen)
    if not may_be_handed_over(case):
        raise Refused("the case cannot be handed over as it stands")
    grounds = read_grounds(context, asked.grounds)
    key = open_key(context, work, actor, case)
    opened = read_records(case_id, key, records.all_of(work, case_id))
    around = circumstances(work, case, opened)
    way = way_of(case, opened, around, is_concerned=asked.is_concerned)
    allowed = takers_if_concerned if asked.is_concerned else takers
    desk = _chosen(asked.desk_id, allowed(case, around))
    append_grounds(context, work, case_id, key, grounds)
    if asked.is_concerned:
        around = _without_its_desk(context, work, actor, case, around)
    moved = transfer(context, work, case, key, desk, around)
    note_way(context, work, moved, desk, way)
    reason = CONCERNED if asked.is_concerned else HANDED_OVER
    act, officer_id = CustodyAct.CASE_HANDED_OVER, actor.officer.id
    note(context, work, act, case, desk, officer_id=officer_id, reason=reason)


def _chosen(desk_id: str, allowed: tuple[Desk, ...]) -> Desk:
    for desk in allowed:
        if desk.id == desk_id:
            return desk
    raise Invalid("desk", "unknown" if desk_id else "not_chosen")


def _without_its_desk(
    context: Context, work: Work, actor: Actor, case: Case, around: Circumstances
) -> Circumstances:
    """Everybody who is present at the desk is shut out of the case, and the log says so of each."""
    desk = next(desk for desk in around.desks if desk.id == case.desk_id)
    ids = {member.officer_id for member in desk.members} | {actor.officer.id}
    routing.shut_out(work, case.id, ids)
    for officer_id in sorted(ids):
        note(context, work, CustodyAct.OFFICER_SHUT_OUT, case, desk, officer_id=officer_id)
    outside = without_unit(desk.unit_id, around.desks)
    return replace(around, shut_out_ids=around.shut_out_ids | ids, desks=outside)
