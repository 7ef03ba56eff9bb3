"""Custodians split anew what they hold, for a successor; with the k-th the new split stands. Nobody has the key.

Security: a custodian sees who is to hold, with the fingerprints of all their keys, and nothing of any case.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.custodian import Custodian
from wbs.domain.errors import NotFound, Stale, Tampered
from wbs.domain.event import CustodyAct
from wbs.domain.opening import Matter
from wbs.domain.resplit import group_holding, roster_of
from wbs.sealing import errors as sealing
from wbs.sealing.keypair import fingerprint
from wbs.sealing.resplit import choose_part, join_parts, resplit, seal_part
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.custodians.sealed_apart import open_held, share_place
from wbs.services.in_turn import in_turn
from wbs.store.agency import officers, units
from wbs.store.cases import cases, routing
from wbs.store.custody import custodians, openings, resplits, shares
from wbs.store.custody.resplits import Part, Resplit
from wbs.store.custody.shares import StoredShare
from wbs.store.database import Work

PORTION = 200


@dataclass(frozen=True)
class Receiver:
    """Who is to hold a share from now on. `is_new`: they hold none of these yet."""

    officer_id: str
    name: str
    unit_name: str
    fingerprint: str
    is_new: bool


@dataclass(frozen=True)
class Wanted:
    """What a custodian is asked to split anew: how many keys, among whom. `is_cut`: more wait after these."""

    keys: int
    receivers: tuple[Receiver, ...]
    is_cut: bool


def wanted_of(context: Context, actor: Actor) -> Wanted:
    """What the actor has yet to give.

    Raises:
        NotAllowed: they are no custodian.
    """
    require(actor.officer, Permission.ANSWER_REQUESTS)
    with context.database.reading() as work:
        waiting = resplits.waiting_for(work, actor.officer.id, PORTION + 1)
        new: dict[str, bool] = {}
        for case_id, matter in waiting[:PORTION]:
            plan = resplits.get(work, case_id, matter)
            holding = {s.officer_id for s in shares.shares_of(work, case_id, matter)}
            for officer_id in plan.receivers if plan else ():
                new[officer_id] = new.get(officer_id, False) or officer_id not in holding
        names = {unit.id: unit.name for unit in units.all_units(work).values()}
        receivers = [
            Receiver(o.id, o.name, names[o.unit_id], fingerprint(o.public_key), new[o.id])
            for officer_id in new
            if (o := officers.officer_by_id(work, officer_id)) is not None and o.public_key
        ]
    receivers.sort(key=lambda each: (not each.is_new, each.name))
    return Wanted(min(len(waiting), PORTION), tuple(receivers), len(waiting) > PORTION)


def give_parts(context: Context, actor: Actor, seen: Collection[str]) -> int:
    """The actor has split what they hold, among receivers all of whose fingerprints they saw; of how many keys.

    A key of whose receivers one has another key by now, or left, is passed over.

    Raises:
        NotAllowed: they are no custodian.
        Tampered: what they hold does not open.
        Busy: others were faster too many times in a row; those before are done.
    """
    require(actor.officer, Permission.ANSWER_REQUESTS)
    with context.database.reading() as work:
        waiting = resplits.waiting_for(work, actor.officer.id, PORTION)
    done = 0
    for case_id, matter in waiting:
        try:
            done += in_turn(context, partial(_give, context, actor, case_id, matter, seen))
        except (NotFound, Stale):
            continue
    return done


def finish_resplits(context: Context) -> int:
    """Every split for which k have given and no request is running stands; how many they were.

    Raises:
        Busy: a case was being written to all the time; those before it are done.
    """
    with context.database.reading() as work:
        found = resplits.complete(work)
    done = 0
    for case_id, matter in found:
        try:
            done += in_turn(context, partial(_finish_alone, context, case_id, matter))
        except (NotFound, Stale):
            continue
    return done


def _give(
    context: Context,
    actor: Actor,
    case_id: str,
    matter: Matter,
    seen: Collection[str],
    work: Work,
) -> int:
    case = cases.get_for_change(work, case_id)
    plan, receivers = _standing(work, case, matter)
    me = actor.officer.id
    mine = [s for s in shares.shares_of(work, case_id, matter) if s.officer_id == me]
    if not mine or any(part.giver_id == me for part in resplits.parts_of(work, case_id, matter)):
        raise Stale("nothing to give")
    if not {fingerprint(receiver.public_key) for receiver in receivers} <= set(seen):
        raise Stale("another key than the one seen")
    place = share_place(matter, case_id, me, mine[0].split)
    try:
        holding = open_held(mine[0], actor.seed, place)
    except sealing.SealingError as error:
        raise Tampered("a custodian's share does not open") from error
    given = resplit(holding, len(receivers), context.random_bytes)
    for receiver, holdings in zip(receivers, given, strict=True):
        at = share_place(matter, case_id, receiver.officer_id, plan.split)
        boxes = seal_part(holdings, receiver.public_key, at)
        part = Part(me, receiver.officer_id, holding.position, holding.holders, boxes)
        resplits.add_part(work, case_id, matter, part)
    act = CustodyAct.RESPLIT_GIVEN
    opening_requests.note(context, work, act, case, matter, officer_id=me)
    _finish(context, work, case, plan)
    return 1


def _standing(work: Work, case: Case, matter: Matter) -> tuple[Resplit, tuple[Custodian, ...]]:
    """What was prepared, if it still fits the case and the custodians as they are today.

    Raises:
        Stale: it does not.
    """
    plan = resplits.get(work, case.id, matter)
    held = shares.shares_of(work, case.id, matter)
    if plan is None or not held or held[0].split + 1 != plan.split or not case.is_open:
        raise Stale("nothing is to be split")
    custodians.lock_all(work)
    board = custodians.board(work, units.all_units(work))
    group = group_holding({share.officer_id for share in held}, board)
    receivers = tuple(c for c in group if c.officer_id in plan.receivers)
    out = routing.shut_out_of(work, case.id)
    if roster_of(group) != plan.roster or len(receivers) != len(plan.receivers):
        raise Stale("the custodians changed")
    if not receivers or any(c.officer_id in out for c in receivers):
        raise Stale("nothing is to be split")
    return plan, receivers


def _finish_alone(context: Context, case_id: str, matter: Matter, work: Work) -> int:
    case = cases.get_for_change(work, case_id)
    plan, _ = _standing(work, case, matter)
    return _finish(context, work, case, plan)


def _finish(context: Context, work: Work, case: Case, plan: Resplit) -> int:
    """With parts of k givers the new split stands, and nobody holds anything of the one before."""
    parts = resplits.parts_of(work, case.id, plan.matter)
    givers = sorted({(part.position, part.giver_id) for part in parts})[: plan.threshold]
    running = openings.running_of_case(work, case.id)
    if len(givers) < plan.threshold or any(r.matter is plan.matter for r in running):
        return 0
    positions = [position for position, _ in givers]
    boxes = {(part.giver_id, part.receiver_id): part for part in parts}
    new = []
    try:
        for receiver_id in plan.receivers:
            own = [boxes[giver_id, receiver_id] for _, giver_id in givers]
            chosen = (choose_part(p.boxes, positions, p.position, p.holders) for p in own)
            joined = join_parts(chosen)
            new.append(StoredShare(receiver_id, plan.threshold, joined, plan.split))
    except (KeyError, sealing.SealingError) as error:
        raise Tampered("parts of a split do not fit") from error
    shares.exchange(work, case.id, plan.matter, new)
    resplits.put(work, replace(plan, receivers=()))  # that this roster was looked at stays
    opening_requests.note(context, work, CustodyAct.SHARES_RESPLIT, case, plan.matter)
    return 1
