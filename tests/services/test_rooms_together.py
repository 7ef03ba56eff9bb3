"""What two rooms of casework must not allow together: each test is an attack that once went through."""

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.custodians import REASON, answer, approved, confidential, enrol, everybody, fresh
from tests.erasures import PERIOD_DAYS, closed
from tests.reminded import noted
from tests.reports import report
from tests.services.routing.test_hand_over import holders, stored
from wbs.domain.errors import NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import DeskKind, Role, UnitKind
from wbs.domain.opening import Matter, RequestState
from wbs.domain.referral import ADDRESSEES
from wbs.domain.retention import ErasureReason
from wbs.services.accounts.invite_officer import Invitation
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.agency.add_unit import add_unit
from wbs.services.approvals.decide import approve
from wbs.services.cases.case_summary import set_summary
from wbs.services.cases.open_case import open_case
from wbs.services.cases.refer_case import note_reply, refer_case
from wbs.services.context import Context
from wbs.services.custodians.appoint_custodian import appoint_custodian
from wbs.services.custodians.escalated_cases import escalated_cases
from wbs.services.custodians.request_opening import request_identity
from wbs.services.custodians.requests_to_me import requests_to_me
from wbs.services.reminders.note import note_reminders
from wbs.services.retention.propose_erasure import propose_erasure
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.routing.reroute_case import reroute
from wbs.services.routing.take_over import take_over
from wbs.services.tracking.track_case import read_case
from wbs.store.cases import retention
from wbs.store.custody import openings, shares
from wbs.store.schema.people import OfficerRow


def shown_as(context: Context, officer_id: str, name: str) -> None:
    with context.database.transaction() as work:
        row = work.get(OfficerRow, officer_id)
        assert row is not None
        row.name = name


def kept_by(context: Context, case_id: str) -> frozenset[str]:
    with context.database.reading() as work:
        return shares.holders(work, case_id)


def test_a_custodian_who_is_shut_out_keeps_neither_share_nor_reason_nor_answer(cast: Cast) -> None:
    context, custodians = cast.context, everybody(cast)
    reported = confidential(context)
    request_identity(context, cast.budi.actor, reported.case_id, REASON)
    answer(cast, custodians.lukman)
    answer(cast, custodians.mira)

    reroute(context, reported.enter(context), {"exclude": "Lukman Hakim"})

    assert kept_by(context, reported.case_id) == frozenset()
    with context.database.reading() as work:
        (request,) = openings.of_case(work, reported.case_id, Matter.IDENTITY)
        boxes = [given.box for given in openings.answers_to(work, request.id)]
    assert request.state is RequestState.EXPIRED
    assert boxes == [None, None]
    for person in (custodians.lukman, custodians.mira, custodians.nanda):
        told = requests_to_me(context, person.actor).requests
        assert REASON not in {each.reason for each in told}


def test_an_inspectorate_added_above_does_not_end_escrow(cast: Cast) -> None:
    everybody(cast, escrow=True)
    add_unit(
        cast.context,
        cast.ratna.actor.officer,
        "aaa",
        "Aaa",
        UnitKind.INSPECTORATE,
        None,
        head_name="Zul Kifli",
    )

    assert len(kept_by(cast.context, report(cast.context).case_id)) == 3


def test_whom_the_report_names_does_not_take_it_over(cast: Cast) -> None:
    context = cast.context
    reported = report(context, who="Eko Prasetyo", exclude="Eko Prasetyo")
    ask_inspectorate(context, reported.enter(context))
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    late = enrol(cast, "eko2", "inspektorat", Role.INSPECTORATE)
    shown_as(context, late.actor.officer.id, "Eko Prasetyo")
    cast.seat_beside(cast.dewi, late, desk)

    with pytest.raises(Refused):
        take_over(context, fresh(cast, late), reported.case_id, "Kami ambil alih.")


def test_a_head_with_an_account_at_the_inspectorate_hears_of_no_overdue_case_of_the_own_unit(
    cast: Cast, clock: Clock
) -> None:
    context = cast.context
    report(context, unit="satker-3", concerns_head="yes")
    other = report(context, unit="satker-2")
    late = enrol(cast, "eko2", "inspektorat", Role.INSPECTORATE)
    shown_as(context, late.actor.officer.id, "Eko Prasetyo")
    cast.seat_beside(cast.dewi, late, cast.desk("inspektorat", DeskKind.INSPECTORATE).id)
    clock.move(days=60)

    found = escalated_cases(context, cast.actor(late)).cases

    assert [each.case.id for each in found] == [other.case_id]


def test_a_custodian_is_not_the_second_person_for_the_own_account(cast: Cast) -> None:
    context, by = cast.context, cast.ratna.actor.officer
    lukman = enrol(cast, "lukman", "satker-2", Role.CUSTODIAN, Role.DESK_MEMBER)
    officer_id = lukman.actor.officer.id
    approved(cast, appoint_custodian(context, by, cast.unit("satker-1").id, officer_id))
    proposal = reset_officer(context, by, officer_id)
    assert not isinstance(proposal, Invitation)

    with pytest.raises(NotFound):
        approve(context, fresh(cast, lukman), proposal.id)


def test_a_desk_that_looks_in_does_not_rewrite_what_the_other_finds_the_case_by(cast: Cast) -> None:
    reported = report(cast.context)
    ask_inspectorate(cast.context, reported.enter(cast.context))

    with pytest.raises(NotFound):
        set_summary(cast.context, cast.dewi.actor, reported.case_id, "Tidak ada apa-apa", "")


def test_the_reporter_is_told_where_a_desk_that_looks_in_prints_the_case(cast: Cast) -> None:
    context = cast.context
    reported = report(context)
    ask_inspectorate(context, reported.enter(context))

    open_case(context, cast.dewi.actor, reported.case_id, act=CustodyAct.CASE_PRINTED)

    told = [each.act for each in read_case(context, reported.enter(context)).openings]
    assert told == [CustodyAct.CASE_SHARED, CustodyAct.CASE_LOOKED_INTO]


def test_after_a_reroute_no_clock_tells_the_inspectorate(cast: Cast, clock: Clock) -> None:
    context = cast.context
    reported = report(context, concerns_head="yes")
    reroute(context, reported.enter(context), {"exclude": "Dewi Anggraini"})
    clock.move(days=60)

    note_reminders(context)

    above = cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    assert above not in {desk for _, case_id, desk in noted(context) if case_id == reported.case_id}


def test_a_proposed_erasure_does_not_outlive_a_take_over(cast: Cast, clock: Clock) -> None:
    context = cast.context
    reported = closed(cast)
    ask_inspectorate(context, reported.enter(context))
    clock.move(days=PERIOD_DAYS)
    propose_erasure(context, cast.actor(cast.budi), [reported.case_id], ErasureReason.SCHEDULE)

    take_over(context, cast.actor(cast.dewi), reported.case_id, "Kami periksa sendiri.")

    with context.database.reading() as work:
        assert not retention.proposals_of(work, [reported.case_id])


def test_an_answer_to_a_referral_is_noted_wherever_the_case_went(cast: Cast) -> None:
    context = cast.context
    reported = report(context)
    today = context.today().isoformat()
    asked = {"addressee": ADDRESSEES[0].value, "referred_on": today}
    refer_case(context, cast.budi.actor, reported.case_id, asked)
    desk = cast.desk("kanwil-a", DeskKind.WBS)
    hand_over(context, cast.budi.actor, reported.case_id, HandOver(desk.id, "Salah meja."))
    opened = open_case(context, cast.gita.actor, reported.case_id).opened
    (referral,) = opened.referrals

    note_reply(
        context,
        cast.gita.actor,
        reported.case_id,
        {"referral": str(referral.number), "replied_on": today},
    )

    assert stored(context, reported.case_id).desk_id == desk.id
    assert holders(context, reported.case_id) == {desk.id}
    assert len(open_case(context, cast.gita.actor, reported.case_id).opened.referrals) == 2
