"""A custodian's answer and a move of the case in one moment: the second sees what the first left."""

import threading
import time

import pytest

from tests.cast import Cast
from tests.custodians import REASON, Custodians, confidential, everybody
from wbs.domain.errors import NotFound, Stale, WbsError
from wbs.domain.opening import Matter, Reply, RequestState
from wbs.services.custodians.answer_request import answer_request
from wbs.services.custodians.request_opening import request_identity
from wbs.services.custodians.requests_to_me import requests_to_me
from wbs.services.routing.reroute_case import reroute
from wbs.store.cases import cases
from wbs.store.custody import openings
from wbs.store.database import Work

BEFORE_IT_COULD_HAVE_ENDED = 0.7


def boxes(cast: Cast, case_id: str) -> list[bytes | None]:
    with cast.context.database.reading() as work:
        (request,) = openings.of_case(work, case_id, Matter.IDENTITY)
        return [given.box for given in openings.answers_to(work, request.id)]


def test_an_answer_waits_for_whoever_holds_the_case(cast: Cast) -> None:
    context, custodians = cast.context, everybody(cast)
    case_id = confidential(context).case_id
    request_identity(context, cast.budi.actor, case_id, REASON)
    (asked,) = requests_to_me(context, custodians.lukman.actor).requests
    ended: list[WbsError | None] = []

    def answer() -> None:
        lukman = custodians.lukman.actor
        try:
            answer_request(context, lukman, asked.id, Reply.APPROVE, asked.fingerprint)
        except WbsError as error:
            ended.append(error)
        else:
            ended.append(None)

    other = threading.Thread(target=answer)
    with context.database.transaction() as work:
        cases.get_for_change(work, case_id)
        other.start()
        time.sleep(BEFORE_IT_COULD_HAVE_ENDED)
        assert ended == [], "it was answered while the case was being moved"
        cast_off(work, case_id)
    other.join(timeout=30)

    assert [type(error) for error in ended] == [Stale]
    assert boxes(cast, case_id) == []


def cast_off(work: Work, case_id: str) -> None:
    """What a rerouting does with the requests of a case, after it took hold of it."""
    for request in openings.running_of_case(work, case_id):
        openings.put_state(work, request.id, RequestState.EXPIRED, request.ends_on)


@pytest.mark.parametrize("turn", range(4))
def test_of_a_rerouting_and_an_answer_at_once_no_share_is_left(cast: Cast, turn: int) -> None:
    context, custodians = cast.context, everybody(cast)
    reported = confidential(context)
    request_identity(context, cast.budi.actor, reported.case_id, REASON)
    tracking = reported.enter(context)
    acts = [
        lambda: reroute(context, tracking, {"exclude": "Lukman Hakim"}),
        lambda: _answer(cast, custodians),
    ]
    if turn % 2:
        acts.reverse()
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert set(boxes(cast, reported.case_id)) <= {None}


def _answer(cast: Cast, custodians: Custodians) -> None:
    lukman = custodians.lukman.actor
    try:
        for asked in requests_to_me(cast.context, lukman).requests:
            answer_request(cast.context, lukman, asked.id, Reply.APPROVE, asked.fingerprint)
    except (NotFound, Stale):
        pass
