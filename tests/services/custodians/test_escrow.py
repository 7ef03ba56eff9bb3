"""The escrow copy of a case: nothing before escalation, nothing by one alone, nothing for one shut out."""

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.custodians import REASON, Custodians, answer, everybody
from tests.reports import Reported, report
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.custodian import CustodyRules
from wbs.domain.errors import NotAllowed, NotFound, Refused
from wbs.domain.kinds import DeskKind
from wbs.domain.opening import Matter, Reply
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.custodians.answer_request import answer_request
from wbs.services.custodians.appoint_custodian import set_custody_rules
from wbs.services.custodians.escalated_cases import escalated_cases
from wbs.services.custodians.open_escrow import open_escrow
from wbs.services.custodians.request_opening import request_escrow
from wbs.services.custodians.requests_to_me import requests_to_me
from wbs.services.tracking.track_case import read_case
from wbs.store.custody import shares

LONG = 60  # days, more than any period plus the escalation


@pytest.fixture
def custodians(cast: Cast) -> Custodians:
    return everybody(cast, escrow=True)


@pytest.fixture
def reported(cast: Cast, custodians: Custodians) -> Reported:
    return report(cast.context)


def shares_of(cast: Cast, case_id: str, matter: Matter = Matter.ESCROW) -> set[str]:
    with cast.context.database.reading() as work:
        return {share.officer_id for share in shares.shares_of(work, case_id, matter)}


def ids(custodians: Custodians, *usernames: str) -> set[str]:
    return {custodians.people[name].actor.officer.id for name in usernames}


def test_the_inspectorates_custodians_hold_the_copy_and_the_units_own_do_not(
    cast: Cast, custodians: Custodians, reported: Reported
) -> None:
    assert shares_of(cast, reported.case_id) == ids(custodians, "omar", "putri", "qori")
    assert shares_of(cast, report(cast.context, unit="satker-2").case_id) == set()


def test_nobody_asks_before_the_case_is_escalated(
    cast: Cast, custodians: Custodians, reported: Reported, clock: Clock
) -> None:
    dewi = cast.dewi.actor
    assert escalated_cases(cast.context, dewi).cases == ()
    with pytest.raises(Refused, match="not escalated"):
        request_escrow(cast.context, dewi, reported.case_id, REASON)
    with pytest.raises(Refused):
        open_escrow(cast.context, dewi, reported.case_id)
    with pytest.raises(NotFound):
        open_case(cast.context, dewi, reported.case_id)


def test_two_of_three_let_the_inspectorate_look_in_once_it_is_escalated(
    cast: Cast, custodians: Custodians, reported: Reported, clock: Clock
) -> None:
    clock.move(days=LONG)
    dewi = cast.dewi.actor
    (found,) = escalated_cases(cast.context, dewi).cases
    assert (found.case.id, found.is_given) == (reported.case_id, False)
    assert found.escrow is not None and (found.escrow.threshold, found.escrow.holders) == (2, 3)
    request_escrow(cast.context, dewi, reported.case_id, REASON)
    answer(cast, custodians.omar)
    with pytest.raises(Refused):
        open_escrow(cast.context, dewi, reported.case_id)
    answer(cast, custodians.qori)

    open_escrow(cast.context, dewi, reported.case_id)

    assert (
        "Kepala gudang"
        in open_case(cast.context, dewi, reported.case_id).opened.report.fields["what"]
    )
    send_message(cast.context, dewi, reported.case_id, "Inspektorat ikut melihat.")
    with pytest.raises(NotFound):
        move_case(cast.context, dewi, reported.case_id, Stage.REVIEW, Words())
    open_case(cast.context, cast.budi.actor, reported.case_id)
    steps = read_case(cast.context, reported.enter(cast.context)).keeping.steps
    assert [step.act.value for step in steps] == [
        "opening_requested",
        "opening_approved",
        "opening_approved",
        "escrow_opened",
    ]
    with pytest.raises(Refused):
        open_escrow(cast.context, dewi, reported.case_id)  # used up


def test_a_case_its_desk_has_closed_meanwhile_is_not_opened_any_more(
    cast: Cast, custodians: Custodians, reported: Reported, clock: Clock
) -> None:
    clock.move(days=LONG)
    dewi = cast.dewi.actor
    request_escrow(cast.context, dewi, reported.case_id, REASON)
    answer(cast, custodians.omar)
    (request,) = requests_to_me(cast.context, custodians.putri.actor).requests
    illogical = Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL
    words = Words(grounds="Tidak masuk akal.")
    close_case(cast.context, cast.budi.actor, reported.case_id, *illogical, words)

    assert escalated_cases(cast.context, dewi).cases == ()
    with pytest.raises(Refused, match="not escalated"):
        answer_request(
            cast.context, custodians.putri.actor, request.id, Reply.APPROVE, request.fingerprint
        )
    with pytest.raises(Refused, match="not escalated"):
        open_escrow(cast.context, dewi, reported.case_id)


def test_strangers_neither_see_nor_ask(
    cast: Cast, custodians: Custodians, reported: Reported, clock: Clock
) -> None:
    clock.move(days=LONG)
    for stranger in (cast.budi, cast.citra, cast.gita, cast.fajar, cast.ratna, custodians.omar):
        with pytest.raises(NotAllowed):
            escalated_cases(cast.context, stranger.actor)
        with pytest.raises(NotAllowed):
            request_escrow(cast.context, stranger.actor, reported.case_id, REASON)


def test_no_custodian_who_is_shut_out_holds_a_share(cast: Cast, custodians: Custodians) -> None:
    reported = report(cast.context, exclude="Bapak Omar Bakri, S.H.")
    assert shares_of(cast, reported.case_id) <= ids(custodians, "putri", "qori")
    about_inspectorate = report(cast.context, unit="inspektorat")
    assert shares_of(cast, about_inspectorate.case_id) == set()


def test_nothing_is_given_to_a_desk_with_somebody_shut_out(
    cast: Cast, custodians: Custodians, clock: Clock
) -> None:
    """The text excludes *dewi*, who came to the overdue case all the same."""
    unit_id = cast.unit("kanwil-a").id
    set_custody_rules(cast.context, None, unit_id, CustodyRules(2, has_escrow=True))
    reported = report(cast.context, exclude="dewi anggraini")
    assert len(shares_of(cast, reported.case_id)) == 3, "it counts at the desk above"
    clock.move(days=LONG)
    request_escrow(cast.context, cast.dewi.actor, reported.case_id, REASON)
    answer(cast, custodians.omar)
    answer(cast, custodians.putri)

    with pytest.raises(Refused, match="shut out"):
        open_escrow(cast.context, cast.dewi.actor, reported.case_id)

    with pytest.raises(NotFound):
        open_case(cast.context, cast.dewi.actor, reported.case_id)
    assert cast.desk("kanwil-a", DeskKind.WBS).is_active
