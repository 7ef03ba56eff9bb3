"""A case passes to another desk: its key, its place in the register, and where it is counted."""

from dataclasses import replace
from datetime import date

from wbs.domain.case import Case, Procedure
from wbs.domain.clocks import Clock
from wbs.domain.errors import Refused, Stale, Tampered
from wbs.domain.event import Act, CustodyAct, CustodyEntry
from wbs.domain.exclusion import exclusion_of
from wbs.domain.hand_over import Circumstances, forwarded, received_anew
from wbs.domain.opening import RequestState
from wbs.domain.period import Trigger
from wbs.domain.retention import Dropped
from wbs.domain.unit import Desk
from wbs.sealing.commitment import commit, log_id
from wbs.sealing.key import Key
from wbs.sealing.record import record_hash
from wbs.services import ledger
from wbs.services.context import Context
from wbs.services.custodians import opening_requests
from wbs.services.keys.case_boxes import give_case, take_case
from wbs.services.retention.drop_erasure import drop_within
from wbs.services.upg.rounds import round_of
from wbs.store import reporter
from wbs.store.cases import cases, records, routing
from wbs.store.custody import custodians, openings, resplits, shares
from wbs.store.database import Work
from wbs.store.log import ledger as rows


def transfer(
    context: Context, work: Work, case: Case, key: Key, desk: Desk, around: Circumstances
) -> Case:
    """The desk is in charge of the case, and the one before holds nothing of it; the case as it is then.

    Of the desks that look in, those stay at which nobody is shut out, and so of custodians' shares. Between units the case ends at the
    one and is received anew at the other, under a log id that only a holder of its key can form.

    Raises:
        Stale: the desk has a new key since *around* was read.
        Refused: a disclosure or declaration was reopened: what was decided before would stand again
            where it begins anew.
    """
    if case.procedure is not Procedure.REPORT and round_of(rows.events_of(work, case.log_id)):
        raise Refused("something was decided about it")
    if reporter.epoch_in_force(work, desk.id) != desk.epoch:
        raise Stale("the desk has a new key")
    give_case(work, case.id, key, desk)
    allowed = {d.id for d in around.eligible} - {case.desk_id} | {desk.id}
    for desk_id in cases.desks_holding(work, case.id) - allowed:
        take_case(work, case.id, desk_id)
    _take_shares(work, case, around)
    _end_what_waits(context, work, case)
    moved = replace(case, desk_id=desk.id)
    if desk.unit_id != case.counting_unit_id:
        moved = _counted_elsewhere(context, work, case, key, desk)
    cases.save(work, moved)
    return moved


def _take_shares(work: Work, case: Case, around: Circumstances) -> None:
    """Custodians who are shut out by now hold nothing of the case, even where too few are left to open it."""
    exclusion = exclusion_of(around.question)
    resplits.forget_case(work, case.id)
    holders = shares.holders(work, case.id)
    people = custodians.people(work, holders, around.units)
    for officer_id in holders:
        is_out = officer_id not in people or exclusion.shuts_out(people[officer_id])
        if is_out or officer_id in around.shut_out_ids:
            shares.take(work, case.id, officer_id)


def _end_what_waits(context: Context, work: Work, case: Case) -> None:
    """Requests to open something of the case end, with what was given for them; so does a proposed erasure.

    Who is in charge now may ask anew, of those who hold shares now.
    """
    for request in openings.running_of_case(work, case.id):
        openings.put_state(work, request.id, RequestState.EXPIRED, context.today())
        act = CustodyAct.OPENING_EXPIRED
        opening_requests.note(context, work, act, case, request.matter, request_id=request.id)
    openings.forget_readers_of(work, case.id)
    drop_within(context, work, None, case, Dropped.CHANGED)


def _counted_elsewhere(context: Context, work: Work, case: Case, key: Key, desk: Desk) -> Case:
    today = context.today()
    gratuity_on = _gratuity_on(context, rows.clocks_of(work, case.log_id))
    if case.is_open:
        ended = forwarded(case, today)
        ledger.record_change(context, work, case, ended, Act.FORWARDED, today)
    first = records.at(work, case.id, 0)
    if first is None:
        raise Tampered("a case without its first record")
    return ledger.receive(
        context,
        work,
        received_anew(case, _next_log_id(work, key, desk.unit_id), desk, today),
        rows.unit_slug(work, desk.unit_id),
        commit(key, record_hash(first.sealed)),
        gratuity_on=gratuity_on,
    )


def _next_log_id(work: Work, key: Key, unit_id: str) -> str:
    """The first name of the case in the unit's log that it has not had yet."""
    returns = 0
    while routing.known_logs(work, [log_id(key, unit_id, returns)]):
        returns += 1
    return log_id(key, unit_id, returns)


def _gratuity_on(context: Context, clocks: tuple[Clock, ...]) -> date | None:
    """Of a disclosure the day of the gratuity, since which its clocks run."""
    find = context.law.periods.find
    days = [
        clock.started_on
        for clock in clocks
        if find(clock.period, clock.started_on).counted_from is Trigger.GRATUITY
    ]
    return min(days, default=None)


def note(
    context: Context,
    work: Work,
    act: CustodyAct,
    before: Case,
    desk: Desk,
    *,
    officer_id: str | None = None,
    reason: str | None = None,
) -> None:
    """The custody log knows what was done with the case, named as in the log it leaves, and with which desk."""
    entry = CustodyEntry(
        act,
        context.today(),
        officer_id=officer_id,
        desk_id=desk.id,
        unit_id=desk.unit_id,
        log_id=before.log_id,
        reason=reason,
    )
    ledger.note(context, work, entry)
