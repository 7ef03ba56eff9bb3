"""Find who may hold what a leaver held: done for open cases by whichever member of the desk in charge logs in.

Whom a report keeps away is sealed with it, and asked by whoever holds its key. So a desk that nobody works at
keeps its cases' shares as they are.

Security: a case is read in this request's memory alone, and the custody log says so of each. What is stored is who
may hold a share, never who may not; as with shares, a colleague who is missing beside the others can be seen.
"""

from dataclasses import replace
from functools import partial

from wbs.domain.access import Permission, may
from wbs.domain.errors import WbsError
from wbs.domain.event import CustodyAct
from wbs.domain.resplit import group_holding, receivers_of, roster_of
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.read_records import read_records
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.routing.circumstances import circumstances
from wbs.store.agency import units
from wbs.store.cases import records
from wbs.store.custody import custodians, resplits
from wbs.store.custody.resplits import HeldKey, Resplit
from wbs.store.database import Work

PORTION = 200


def prepare_resplits(context: Context, actor: Actor, portion: int = PORTION) -> int:
    """Up to *portion* keys have their receivers; how many were looked at.

    Two members at once do no harm. What cannot be read is left as it is: opening it will tell.
    """
    if not actor.officer.desk_ids or not may(actor.officer, Permission.MOVE_CASE):
        return 0
    done = 0
    for held in _without_successor(context, actor)[:portion]:
        try:
            done += in_turn(context, partial(_prepare, context, actor, held))
        except WbsError:
            continue
    return done


def _without_successor(context: Context, actor: Actor) -> list[HeldKey]:
    """The keys at the officer's desks that somebody could hold who holds nothing of them, not looked at yet."""
    with context.database.reading() as work:
        board = custodians.board(work, units.all_units(work))
        found = []
        for held in resplits.held_keys(work, actor.officer.desk_ids):
            group = group_holding(held.holders, board)
            is_new = not {c.officer_id for c in group} <= held.holders
            if is_new and roster_of(group) != held.roster:
                found.append(held)
    return found


def _prepare(context: Context, actor: Actor, held: HeldKey, work: Work) -> int:
    case = case_for(work, actor, Permission.MOVE_CASE, held.case_id)
    custodians.lock_all(work)
    act = CustodyAct.RESPLIT_PREPARED
    key = open_key(context, work, actor, case, act=act)
    opened = read_records(case.id, key, records.all_of(work, case.id))
    around = circumstances(work, case, opened)
    own = (case.desk_id,)
    now = next(
        (h for h in resplits.held_keys(work, own) if _at(h) == _at(held)),
        replace(held, holders=frozenset()),
    )
    group = group_holding(now.holders, custodians.board(work, around.units))
    receivers = receivers_of(
        group, now.holders, now.threshold, around.question, around.shut_out_ids
    )
    ids = tuple(custodian.officer_id for custodian in receivers)
    plan = Resplit(
        case.id,
        held.matter,
        now.split + 1,
        now.threshold,
        roster_of(group),
        context.today(),
        ids,
    )
    resplits.put(work, plan)
    return 1


def _at(held: HeldKey) -> tuple[str, str]:
    return held.case_id, held.matter.value
