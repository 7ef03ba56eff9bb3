"""Keys of desks: who holds them, who lets whom in, and what a leaver keeps."""

import pytest
from sqlalchemy import text

from tests.cast import Cast, Person
from wbs.domain.errors import NotAllowed, NotFound, Refused, Stale, Tampered, Unavailable
from wbs.domain.kinds import DeskKind, Kind
from wbs.domain.officer import Membership
from wbs.domain.routing import RoutingQuestion, choose_desk
from wbs.domain.unit import Desk
from wbs.sealing.box import Purpose, open_box, seal_box
from wbs.sealing.errors import SealingError
from wbs.sealing.key import Key, new_key
from wbs.sealing.keypair import fingerprint, public_key_of
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.actor import Actor
from wbs.services.agency.overview import agency
from wbs.services.context import Context
from wbs.services.keys.confirm_member import confirm_member, own_desks
from wbs.services.keys.desk_keys import desk_seed
from wbs.services.keys.propose_member import propose_member, remove_member


def seed_of(context: Context, actor: Actor, desk: Desk, epoch: int) -> Key:
    with context.database.reading() as work:
        return desk_seed(context, work, actor, desk.id, epoch)


def desk_now(context: Context, slug: str, kind: DeskKind) -> Desk:
    return agency(context).desk(slug, kind)


def acts_at(context: Context, desk: Desk) -> list[str]:
    with context.database.reading() as work:
        rows = work.execute(
            text("SELECT act FROM custody WHERE desk_id = :id"), {"id": desk.id}
        ).scalars()
        return sorted(rows)


def admin(cast: Cast) -> Actor:
    return cast.ratna.actor


def print_of(person: Person) -> str:
    assert person.actor.officer.public_key is not None
    return fingerprint(person.actor.officer.public_key)


def test_the_first_key_was_given_to_the_first_member(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-2", DeskKind.WBS)

    assert desk.epoch == 1
    assert public_key_of(seed_of(context, cast.citra.actor, desk, 1)) == desk.public_key
    assert acts_at(context, desk) == ["desk_added", "desk_key_made", "member_proposed"]


def test_a_public_key_exchanged_in_the_database_is_noticed_at_the_next_opening(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("satker-2", DeskKind.WBS)
    foreign = public_key_of(new_key(context.random_bytes))
    with context.database.transaction() as work:
        exchange = text("UPDATE desk_key SET public_key = :key WHERE desk_id = :id")
        work.execute(exchange, {"key": foreign, "id": desk.id})

    with pytest.raises(Tampered, match="exchanged"):
        seed_of(context, cast.citra.actor, desk, 1)


def test_a_further_member_holds_the_same_seed_once_let_in(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)

    seeds = [seed_of(context, p.actor, desk, 1) for p in (cast.budi, cast.indah)]

    assert seeds[0] == seeds[1]
    assert "member_confirmed" in acts_at(context, desk)


def test_a_proposed_member_holds_nothing_however_often_they_log_in(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_member(context, admin(cast).officer, desk.id, cast.citra.actor.officer.id)

    citra = cast.actor(cast.citra)

    assert desk.id not in citra.officer.desk_ids
    with pytest.raises(NotFound):
        seed_of(context, citra, desk, 1)
    assert desk_now(context, "satker-1", DeskKind.WBS) == desk


def test_letting_in_hands_over_every_epoch_the_confirmer_holds(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    remove_member(context, admin(cast).officer, desk.id, cast.indah.actor.officer.id)
    propose_member(context, admin(cast).officer, desk.id, cast.citra.actor.officer.id)

    budi = cast.actor(cast.budi)
    confirm_member(context, budi, desk.id, cast.citra.actor.officer.id, print_of(cast.citra))

    for epoch in (1, 2):
        assert seed_of(context, cast.citra.actor, desk, epoch) == seed_of(
            context, budi, desk, epoch
        )


def test_another_key_than_the_one_seen_is_not_let_in(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_member(context, admin(cast).officer, desk.id, cast.citra.actor.officer.id)
    other = fingerprint(public_key_of(new_key(context.random_bytes)))

    with pytest.raises(Stale):
        confirm_member(context, cast.budi.actor, desk.id, cast.citra.actor.officer.id, other)

    with pytest.raises(NotFound):
        seed_of(context, cast.citra.actor, desk, 1)


def test_only_a_present_member_lets_somebody_in(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    citra = cast.citra.actor.officer.id
    propose_member(context, admin(cast).officer, desk.id, citra)

    for stranger in (cast.dewi, cast.eko, cast.citra):
        with pytest.raises(NotFound):
            confirm_member(context, cast.actor(stranger), desk.id, citra, print_of(cast.citra))
    for outsider in (cast.ratna, cast.fajar):
        with pytest.raises(NotAllowed):
            confirm_member(context, outsider.actor, desk.id, citra, print_of(cast.citra))


def test_nobody_is_let_in_whom_the_administrator_did_not_propose(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)

    with pytest.raises(NotFound):
        confirm_member(
            context, cast.budi.actor, desk.id, cast.eko.actor.officer.id, print_of(cast.eko)
        )


def test_a_member_is_let_in_once(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)

    with pytest.raises(Stale):
        confirm_member(
            context, cast.budi.actor, desk.id, cast.indah.actor.officer.id, print_of(cast.indah)
        )


def test_disabling_a_member_makes_a_new_epoch_for_those_who_stay(
    context: Context, cast: Cast
) -> None:
    before = cast.desk("satker-1", DeskKind.WBS)

    disable_officer(context, admin(cast).officer, cast.budi.actor.officer.id)

    after = desk_now(context, "satker-1", DeskKind.WBS)
    assert (after.epoch, after.public_key == before.public_key) == (2, False)
    assert public_key_of(seed_of(context, cast.indah.actor, after, 2)) == after.public_key
    assert seed_of(context, cast.indah.actor, after, 1)
    assert {"member_removed", "desk_epoch"} <= set(acts_at(context, after))


def test_a_leavers_boxes_are_gone_and_what_they_hold_opens_nothing_new(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    kept = seed_of(context, cast.budi.actor, desk, 1)

    disable_officer(context, admin(cast).officer, cast.budi.actor.officer.id)

    after = desk_now(context, "satker-1", DeskKind.WBS)
    assert after.public_key is not None
    for epoch in (1, 2):
        with pytest.raises(NotFound):
            seed_of(context, cast.budi.actor, after, epoch)
    case = {"subject": "c" * 32, "recipient": desk.id}
    box = seal_box(
        new_key(context.random_bytes), after.public_key, Purpose.CASE_TO_DESK, **case, epoch=2
    )
    for epoch in (1, 2):
        with pytest.raises(SealingError):
            open_box(box, kept, Purpose.CASE_TO_DESK, **case, epoch=epoch)


def test_a_proposed_member_who_goes_changes_no_key(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_member(context, admin(cast).officer, desk.id, cast.citra.actor.officer.id)

    remove_member(context, admin(cast).officer, desk.id, cast.citra.actor.officer.id)

    assert desk_now(context, "satker-1", DeskKind.WBS) == desk


def test_a_desk_whose_last_member_goes_has_no_key_and_routing_goes_up(
    context: Context, cast: Cast
) -> None:
    cast.disable(cast.citra)

    here = agency(context)
    desk = here.desk("satker-2", DeskKind.WBS)
    assert (desk.epoch, desk.public_key, desk.is_active) == (0, None, False)
    question = RoutingQuestion(Kind.WBS, here.unit("satker-2").id, "korupsi")
    assert choose_desk(question, here.units, here.desks).desk == here.desk("kanwil-a", DeskKind.WBS)


def test_a_desk_left_empty_gets_a_new_key_and_never_an_old_number(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("satker-2", DeskKind.WBS)
    cast.remove(cast.citra, desk.id)

    eko = cast.seat(cast.eko, desk.id)

    after = desk_now(context, "satker-2", DeskKind.WBS)
    assert after.epoch == 2
    assert after.public_key != desk.public_key
    assert public_key_of(seed_of(context, eko, after, 2)) == after.public_key
    with pytest.raises(NotFound):
        seed_of(context, eko, after, 1)


def test_no_desk_left_at_all_is_unavailable(context: Context, cast: Cast) -> None:
    for person in (cast.citra, cast.gita, cast.dewi):
        disable_officer(context, None, person.actor.officer.id)
    here = agency(context)

    with pytest.raises(Unavailable):
        choose_desk(
            RoutingQuestion(Kind.WBS, here.unit("satker-2").id, "korupsi"), here.units, here.desks
        )


def test_an_administrators_seed_opens_no_desk_and_no_case(context: Context, cast: Cast) -> None:
    ratna = cast.actor(cast.ratna)
    with context.database.reading() as work:
        held = work.execute(
            text("SELECT count(*) FROM seed_box WHERE officer_id = :id"), {"id": ratna.officer.id}
        ).scalar_one()

    assert held == 0
    for desk in cast.agency.desks:
        assert desk.public_key is not None
        place = {"subject": "c" * 32, "recipient": desk.id}
        case_key = new_key(context.random_bytes)
        box = seal_box(case_key, desk.public_key, Purpose.CASE_TO_DESK, **place, epoch=desk.epoch)
        with pytest.raises(SealingError):
            open_box(box, ratna.seed, Purpose.CASE_TO_DESK, **place, epoch=desk.epoch)
        with pytest.raises(NotFound):
            seed_of(context, ratna, desk, desk.epoch)


def test_an_administrator_is_never_proposed(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)

    for person in (cast.ratna, cast.fajar):
        with pytest.raises(Refused):
            propose_member(context, admin(cast).officer, desk.id, person.actor.officer.id)


def test_only_administrators_propose_remove_and_disable(context: Context, cast: Cast) -> None:
    desk, citra = cast.desk("satker-1", DeskKind.WBS), cast.citra.actor.officer.id

    for person in (cast.budi, cast.dewi, cast.gita, cast.fajar):
        by = person.actor.officer
        with pytest.raises(NotAllowed):
            propose_member(context, by, desk.id, citra)
        with pytest.raises(NotAllowed):
            remove_member(context, by, desk.id, cast.indah.actor.officer.id)
        with pytest.raises(NotAllowed):
            disable_officer(context, by, citra)


def test_the_last_administrator_stays(context: Context, cast: Cast) -> None:
    with pytest.raises(Refused):
        disable_officer(context, admin(cast).officer, cast.ratna.actor.officer.id)


def test_an_officer_is_disabled_once(context: Context, cast: Cast) -> None:
    disable_officer(context, admin(cast).officer, cast.fajar.actor.officer.id)

    with pytest.raises(Refused):
        disable_officer(context, admin(cast).officer, cast.fajar.actor.officer.id)


def test_members_see_their_own_desks_alone(context: Context, cast: Cast) -> None:
    shown = own_desks(context, cast.citra.actor)

    assert {view.unit.slug for view in shown} == {"satker-2"}
    assert {member.username for view in shown for member in view.members} == {"citra"}


def test_the_page_shows_the_fingerprints_people_compare(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_member(context, admin(cast).officer, desk.id, cast.citra.actor.officer.id)

    view = next(v for v in own_desks(context, cast.budi.actor) if v.desk.id == desk.id)

    assert desk.public_key is not None
    assert view.fingerprint == fingerprint(desk.public_key)
    shown = {m.username: (m.state, m.fingerprint) for m in view.members}
    assert shown["citra"] == (Membership.PROPOSED, print_of(cast.citra))
    assert shown["budi"] == (Membership.PRESENT, print_of(cast.budi))
    assert (view.present, view.may_confirm) == (2, True)
