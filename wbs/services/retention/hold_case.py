"""Keep a case from being erased, whatever its period says, and lift that again.

Who does it, when and why in one word of ours lies open and in the custody log; the grounds are sealed into the case.
"""

from functools import partial

from wbs.domain.access import Permission
from wbs.domain.case import Case
from wbs.domain.errors import Refused
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.retention import HoldReason, LegalHold
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_grounds
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.officer_text import read_grounds
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.retention.drop_erasure import drop_within
from wbs.store.cases import retention
from wbs.store.database import Work


def set_hold(
    context: Context, actor: Actor, case_id: str, reason: HoldReason, grounds: str
) -> None:
    """The case is held; an erasure that was proposed for it is off.

    Raises:
        NotAllowed: no role of the officer holds cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: it is held already.
        Invalid: `grounds` are empty, too long or not to be read.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def hold(work: Work) -> None:
        case = case_for(work, actor, Permission.HOLD_CASE, case_id)
        if case_id in retention.holds_of(work, [case_id]):
            raise Refused("held already")
        _write_grounds(context, work, actor, case, grounds)
        retention.put_hold(work, case_id, LegalHold(reason, context.today(), actor.officer.id))
        _note(context, work, actor, case, CustodyAct.HOLD_SET, reason)
        drop_within(context, work, actor.officer, case)

    in_turn(context, hold)


def lift_hold(context: Context, actor: Actor, case_id: str, grounds: str) -> None:
    """The case is held no more: its period counts as if it had never been.

    Raises:
        NotAllowed: no role of the officer holds cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: it is not held.
        Invalid: `grounds` are empty, too long or not to be read.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(context, partial(_lift, context, actor, case_id, grounds))


def _lift(context: Context, actor: Actor, case_id: str, grounds: str, work: Work) -> None:
    case = case_for(work, actor, Permission.HOLD_CASE, case_id)
    found = retention.holds_of(work, [case_id]).get(case_id)
    if found is None:
        raise Refused("not held")
    _write_grounds(context, work, actor, case, grounds)
    retention.remove_hold(work, case_id)
    _note(context, work, actor, case, CustodyAct.HOLD_LIFTED, found.reason)


def _write_grounds(context: Context, work: Work, actor: Actor, case: Case, raw: str) -> None:
    content = read_grounds(context, raw)
    append_grounds(context, work, case.id, open_key(context, work, actor, case), content)


def _note(
    context: Context, work: Work, actor: Actor, case: Case, act: CustodyAct, reason: HoldReason
) -> None:
    entry = CustodyEntry(
        act,
        context.today(),
        officer_id=actor.officer.id,
        desk_id=case.desk_id,
        unit_id=case.counting_unit_id,
        log_id=case.log_id,
        reason=reason.value,
    )
    ledger.note(context, work, entry)
