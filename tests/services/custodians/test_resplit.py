"""A custodian leaves and a successor comes: k who are present split anew, and nobody ever has a key alone."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from itertools import combinations, product
from typing import Any

import pytest
from sqlalchemy import text

from tests.cast import Cast, Person
from tests.conftest import Clock
from tests.custodians import (
    REASON,
    Custodians,
    answer,
    appoint,
    approved,
    confidential,
    everybody,
    fresh,
    shown_fingerprint,
)
from tests.reports import Reported, report
from tests.services.at_once import at_once
from wbs.domain.errors import NotAllowed
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import DeskKind
from wbs.domain.opening import Matter
from wbs.sealing.errors import SealingError
from wbs.sealing.identity import open_identity as unsealed
from wbs.sealing.key import Key
from wbs.sealing.resplit import open_parts
from wbs.sealing.shares import Holding, combine, open_holding
from wbs.services import daily_work
from wbs.services.context import Context
from wbs.services.custodians.appoint_custodian import dismiss_custodian
from wbs.services.custodians.leave_custody import what_is_lost
from wbs.services.custodians.open_identity import open_identity
from wbs.services.custodians.request_opening import request_identity
from wbs.services.custodians.resplit import finish_resplits, give_parts, wanted_of
from wbs.services.custodians.sealed_apart import share_place
from wbs.services.doctor import examine
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.tracking.track_case import read_case
from wbs.store.custody import resplits, shares
from wbs.store.schema.custody import CaseShareRow, ResplitPartRow

Rows = list[tuple[Any, ...]]


@pytest.fixture
def custodians(cast: Cast) -> Custodians:
    return everybody(cast, escrow=True)


def leave(cast: Cast, person: Person, slug: str = "satker-1") -> None:
    by, officer_id = cast.ratna.actor.officer, person.actor.officer.id
    approved(cast, dismiss_custodian(cast.context, by, cast.unit(slug).id, officer_id))


def follow(cast: Cast, gone: Person, username: str = "rudi", slug: str = "satker-1") -> Person:
    """Somebody leaves and another comes; the desk's member has logged in since."""
    leave(cast, gone, slug)
    new = appoint(cast, slug, username)[username]
    cast.actor(cast.budi)
    return new


def give(cast: Cast, *people: Person) -> int:
    done = 0
    for person in people:
        actor = fresh(cast, person)
        seen = {each.fingerprint for each in wanted_of(cast.context, actor).receivers}
        done += give_parts(cast.context, actor, seen)
    return done


def held(context: Context, case_id: str, matter: Matter = Matter.IDENTITY) -> dict[str, int]:
    """Who holds a share of which split."""
    with context.database.reading() as work:
        return {s.officer_id: s.split for s in shares.shares_of(work, case_id, matter)}


def ids(*people: Person) -> set[str]:
    return {person.actor.officer.id for person in people}


def identity_of(cast: Cast, case_id: str, *agreeing: Person) -> str:
    """Who reported, opened by budi with what these gave."""
    budi = cast.actor(cast.budi)
    request_identity(cast.context, budi, case_id, REASON)
    for person in agreeing:
        answer(cast, person)
    return open_identity(cast.context, budi, case_id).name


def every_share(context: Context) -> Rows:
    """All that lies in the database of holdings and parts, as a thief copies it."""
    with context.database.reading() as work:
        rows = work.execute(
            text("SELECT case_id, matter, officer_id, split, box FROM case_share")
        ).all()
        parts = work.execute(
            text(
                "SELECT p.case_id, p.matter, receiver_id, r.split, boxes FROM resplit_part p"
                " JOIN resplit r ON r.case_id = p.case_id AND r.matter = p.matter"
            )
        ).all()
    return [tuple(row) for row in (*rows, *parts)]


def opened_with(stolen: Rows, people: Iterable[Person]) -> list[Holding]:
    """Every holding these people's keys open in what was stolen, whole or in part."""
    found = []
    for case_id, matter, officer_id, split, box in stolen:
        for person in people:
            place = share_place(Matter(matter), case_id, officer_id, split)
            seed = person.actor.seed
            for attempt in (open_holding, open_parts):
                with suppress(SealingError):
                    found.append(attempt(box, seed, place))
            for single in pieces(box):
                with suppress(SealingError):
                    found.append(open_holding(single, seed, place))
    return found


def pieces(joined: bytes) -> list[bytes]:
    found, at = [], 0
    while at + 2 <= len(joined):
        size = int.from_bytes(joined[at : at + 2], "big")
        found.append(joined[at + 2 : at + 2 + size])
        at += 2 + size
    return found


def any_key_opens(cast: Cast, case: Reported, holdings: list[Holding]) -> bool:
    """Whether any of what these holdings may give opens the identity, by somebody who has the case's key."""
    with cast.context.database.reading() as work:
        sealed = shares.identity(work, case.case_id)
    assert sealed
    case_key = case.enter(cast.context).case_key
    raw = {h.shares[at : at + 32] for h in holdings for at in range(0, len(h.shares), 32)}
    tried = set(raw)
    for one, other in combinations(raw, 2):
        tried.add(bytes(a ^ b for a, b in zip(one, other, strict=True)))
    for pair in product(holdings, holdings):
        with suppress(SealingError):
            tried.add(combine(pair).raw)
    for key in tried:
        with suppress(SealingError):
            unsealed(Key(key), case_key, sealed, case.case_id)
            return True
    return False


def test_a_successor_counts_and_the_leaver_holds_nothing(
    cast: Cast, custodians: Custodians
) -> None:
    context, case = cast.context, confidential(cast.context)
    rudi = follow(cast, custodians.mira)
    before = what_is_lost(context, custodians.lukman.actor.officer.id)

    assert give(cast, custodians.lukman, custodians.nanda) == 2

    two = ids(custodians.lukman, custodians.nanda, rudi)
    assert held(context, case.case_id) == dict.fromkeys(two, 2)
    after = what_is_lost(context, custodians.lukman.actor.officer.id)
    assert (before, after) == (1, 0)
    leave(cast, custodians.lukman)
    assert identity_of(cast, case.case_id, rudi, custodians.nanda) == "Sari Rahmawati"


def test_before_meanwhile_and_after_one_of_two_and_the_whole_database_open_nothing(
    cast: Cast, custodians: Custodians
) -> None:
    case = confidential(cast.context)
    stolen = every_share(cast.context)
    rudi = follow(cast, custodians.mira)
    everyone = (custodians.lukman, custodians.mira, custodians.nanda, rudi)
    stolen += every_share(cast.context)
    give(cast, custodians.lukman)
    meanwhile = every_share(cast.context)
    stolen += meanwhile
    assert len(meanwhile) > len(held(cast.context, case.case_id))
    give(cast, custodians.nanda)
    stolen += every_share(cast.context)

    for person in everyone:
        holdings = opened_with(stolen, [person])
        assert holdings
        assert not any_key_opens(cast, case, holdings), person.username
    assert any_key_opens(cast, case, opened_with(stolen, everyone[:2]))


def test_the_leavers_copy_and_one_who_stayed_open_nothing_of_what_is_stored_afterwards(
    cast: Cast, custodians: Custodians
) -> None:
    case = confidential(cast.context)
    copied = opened_with(every_share(cast.context), [custodians.mira])
    follow(cast, custodians.mira)
    give(cast, custodians.lukman, custodians.nanda)
    stolen = every_share(cast.context)

    for person in (custodians.lukman, custodians.nanda):
        assert not any_key_opens(cast, case, [*copied, *opened_with(stolen, [person])])
    assert opened_with(stolen, [custodians.mira]) == []
    with cast.context.database.reading() as work:
        assert not work.scalars(ResplitPartRow.__table__.select()).all()
        rows = work.query(CaseShareRow).filter_by(officer_id=custodians.mira.actor.officer.id)
        assert rows.count() == 0


def test_whom_the_report_names_becomes_no_successor_and_it_is_read_once(
    cast: Cast, custodians: Custodians
) -> None:
    case = confidential(cast.context, who="Rudi dari bagian umum, Rudi Rudi")
    follow(cast, custodians.mira)

    assert give(cast, custodians.lukman, custodians.nanda) == 0

    assert held(cast.context, case.case_id) == dict.fromkeys(
        ids(custodians.lukman, custodians.nanda), 1
    )
    cast.actor(cast.budi)
    with cast.context.database.reading() as work:
        read = text("SELECT count(*) FROM custody WHERE act = 'resplit_prepared'")
        assert work.scalar(read) == 1


def test_the_escrow_copy_follows_as_well_and_still_opens_the_case(
    cast: Cast, custodians: Custodians
) -> None:
    case = report(cast.context)
    key = case.enter(cast.context).case_key
    rudi = follow(cast, custodians.omar, slug="inspektorat")

    give(cast, custodians.putri, custodians.qori)

    three = (custodians.putri, custodians.qori, rudi)
    assert held(cast.context, case.case_id, Matter.ESCROW) == dict.fromkeys(ids(*three), 2)
    stolen = every_share(cast.context)
    for pair in combinations(three, 2):
        whole = [h for h in opened_with(stolen, pair) if len(h.shares) == 64]
        keys = set()
        for one, other in combinations(whole, 2):
            with suppress(SealingError):
                keys.add(combine([one, other]).raw)
        assert key.raw in keys


def test_the_reporter_is_told_once_it_stands(cast: Cast, custodians: Custodians) -> None:
    case = confidential(cast.context)
    follow(cast, custodians.mira)
    give(cast, custodians.lukman)
    acts = {step.act for step in read_case(cast.context, case.enter(cast.context)).keeping.steps}
    assert acts == set()
    give(cast, custodians.nanda)

    steps = read_case(cast.context, case.enter(cast.context)).keeping.steps

    assert (CustodyAct.SHARES_RESPLIT, Matter.IDENTITY) in {(s.act, s.matter) for s in steps}


def test_a_running_request_is_not_disturbed_and_the_split_stands_once_it_ended(
    cast: Cast, clock: Clock, custodians: Custodians
) -> None:
    context, case = cast.context, confidential(cast.context)
    rudi = follow(cast, custodians.mira)
    request_identity(context, cast.budi.actor, case.case_id, REASON)
    answer(cast, custodians.lukman)
    give(cast, custodians.lukman, custodians.nanda)

    answer(cast, custodians.nanda)
    assert open_identity(context, cast.budi.actor, case.case_id).name == "Sari Rahmawati"
    assert set(held(context, case.case_id).values()) == {1}
    clock.move(days=8)
    daily_work.run(context)
    daily_work.run(context)

    assert held(context, case.case_id) == dict.fromkeys(
        ids(custodians.lukman, custodians.nanda, rudi), 2
    )


def test_another_key_than_the_one_seen_gets_nothing(cast: Cast, custodians: Custodians) -> None:
    case = confidential(cast.context)
    follow(cast, custodians.mira)
    lukman = fresh(cast, custodians.lukman)
    seen = {shown_fingerprint(lukman), shown_fingerprint(custodians.nanda.actor)}

    assert give_parts(cast.context, lukman, seen) == 0

    with cast.context.database.reading() as work:
        assert not resplits.parts_of(work, case.case_id, Matter.IDENTITY)


def test_who_leaves_meanwhile_takes_what_was_prepared_along(
    cast: Cast, custodians: Custodians
) -> None:
    case = confidential(cast.context)
    rudi = follow(cast, custodians.mira)
    give(cast, custodians.lukman)

    leave(cast, rudi)

    assert finish_resplits(cast.context) == 0
    assert give(cast, custodians.nanda) == 0
    assert held(cast.context, case.case_id) == dict.fromkeys(
        ids(custodians.lukman, custodians.nanda), 1
    )
    with cast.context.database.reading() as work:
        assert not resplits.parts_of(work, case.case_id, Matter.IDENTITY)


def test_a_case_that_moves_is_asked_anew_by_the_desk_that_has_it(
    cast: Cast, custodians: Custodians
) -> None:
    context, case = cast.context, confidential(cast.context)
    rudi = follow(cast, custodians.mira)
    give(cast, custodians.lukman)
    desk = cast.desk("kanwil-a", DeskKind.WBS)
    hand_over(context, cast.budi.actor, case.case_id, HandOver(desk.id, "Salah meja."))

    assert give(cast, custodians.nanda) == 0
    cast.actor(cast.gita)
    give(cast, custodians.lukman, custodians.nanda)

    assert ids(rudi) < set(held(context, case.case_id))


def test_where_fewer_than_k_are_left_nobody_splits_anything(
    cast: Cast, custodians: Custodians
) -> None:
    case = confidential(cast.context)
    leave(cast, custodians.lukman)
    follow(cast, custodians.mira)

    assert give(cast, custodians.nanda) == 0
    assert held(cast.context, case.case_id) == dict.fromkeys(ids(custodians.nanda), 1)


def test_a_second_successor_follows_the_first(cast: Cast, custodians: Custodians) -> None:
    case = confidential(cast.context)
    rudi = follow(cast, custodians.mira)
    give(cast, custodians.lukman, custodians.nanda)
    tuti = follow(cast, custodians.lukman, "tuti")

    give(cast, custodians.nanda, rudi)

    assert held(cast.context, case.case_id) == dict.fromkeys(ids(custodians.nanda, rudi, tuti), 3)
    assert identity_of(cast, case.case_id, tuti, rudi) == "Sari Rahmawati"


def test_whoever_is_no_custodian_of_the_case_gives_nothing(
    cast: Cast, custodians: Custodians
) -> None:
    confidential(cast.context)
    follow(cast, custodians.mira)

    assert wanted_of(cast.context, custodians.omar.actor).keys == 0
    assert give_parts(cast.context, custodians.omar.actor, set()) == 0
    for stranger in (cast.budi, cast.ratna):
        with pytest.raises(NotAllowed):
            give_parts(cast.context, stranger.actor, set())


def test_two_who_give_at_once_make_one_split(cast: Cast, custodians: Custodians) -> None:
    case = confidential(cast.context)
    rudi = follow(cast, custodians.mira)
    pair = [fresh(cast, custodians.lukman), fresh(cast, custodians.nanda)]
    seen = {each.fingerprint for each in wanted_of(cast.context, pair[0]).receivers}

    done = at_once(2, lambda n: give_parts(cast.context, pair[n], seen))

    assert done == [1, 1]
    assert held(cast.context, case.case_id) == dict.fromkeys(
        ids(custodians.lukman, custodians.nanda, rudi), 2
    )
    assert identity_of(cast, case.case_id, rudi, custodians.nanda) == "Sari Rahmawati"


def test_a_custodian_who_leaves_while_others_give_holds_nothing_in_the_end(
    cast: Cast, custodians: Custodians
) -> None:
    case = confidential(cast.context)
    rudi = follow(cast, custodians.mira)
    give(cast, custodians.lukman)
    nanda = fresh(cast, custodians.nanda)
    seen = {each.fingerprint for each in wanted_of(cast.context, nanda).receivers}
    unit_id, leaver = cast.unit("satker-1").id, rudi.actor.officer.id
    acts: list[Callable[[], object]] = [
        lambda: give_parts(cast.context, nanda, seen),
        partial(dismiss_custodian, cast.context, None, unit_id, leaver),
    ]

    at_once(2, lambda n: acts[n]())

    assert leaver not in held(cast.context, case.case_id)


def test_the_doctor_counts_what_custodians_have_yet_to_split(
    cast: Cast, custodians: Custodians
) -> None:
    confidential(cast.context)
    follow(cast, custodians.mira)
    waits = "1 sealed keys wait to be split anew for a successor"
    assert waits in {found.problem for found in examine(cast.context)}
    give(cast, custodians.lukman, custodians.nanda)

    assert waits not in {found.problem for found in examine(cast.context)}
