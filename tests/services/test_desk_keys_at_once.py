"""Several people at one desk's key at the same moment: one key, and no leaver keeps a box."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import text

from tests.cast import Cast, seat
from tests.reports import report
from wbs.domain.errors import NotAllowed, NotFound, Stale, WbsError
from wbs.domain.kinds import DeskKind, Kind
from wbs.domain.officer import Membership
from wbs.sealing.box import Purpose, open_box
from wbs.sealing.errors import SealingError
from wbs.sealing.keypair import fingerprint, public_key_of
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.overview import agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.approvals.decide import approve, reject
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.keys.confirm_member import confirm_member
from wbs.services.keys.desk_keys import desk_seed
from wbs.services.keys.propose_member import propose_member, remove_member
from wbs.services.keys.reseal_cases import reseal_cases
from wbs.store.agency import proposals


def at_once(*acts: Callable[[], object]) -> list[WbsError | None]:
    """What each of the acts ended with, all begun at the same moment."""

    def run(act: Callable[[], object]) -> WbsError | None:
        try:
            act()
        except WbsError as error:
            return error
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def boxes(context: Context, desk_id: str) -> set[tuple[int, str]]:
    with context.database.reading() as work:
        rows = work.execute(
            text("SELECT epoch, officer_id FROM seed_box WHERE desk_id = :id"), {"id": desk_id}
        )
        return {(epoch, officer_id) for epoch, officer_id in rows}


def test_of_two_first_keys_at_once_one_is_made(context: Context, cast: Cast) -> None:
    admin = cast.ratna.actor.officer
    desk = add_desk(context, admin, "satker-4", DeskKind.WBS)
    pair = (cast.eko, cast.citra)
    for person in pair:
        propose_member(context, admin, desk.id, person.actor.officer.id)

    ended = at_once(*(partial(seat, context, cast.dewi, person, [desk.id]) for person in pair))

    here = agency(context)
    assert [type(error) for error in ended].count(type(None)) == 1
    assert [type(error) for error in ended].count(Stale) == 1
    assert here.desk("satker-4", DeskKind.WBS).epoch == 1
    assert len(here.at_desk(desk.id, Membership.PRESENT)) == 1
    assert len(here.at_desk(desk.id, Membership.PROPOSED)) == 1
    assert len(boxes(context, desk.id)) == 1


def test_letting_in_and_disabling_at_once_leaves_no_box_with_the_disabled(
    context: Context, cast: Cast
) -> None:
    desk, citra = cast.desk("satker-1", DeskKind.WBS), cast.citra.actor.officer
    propose_member(context, cast.ratna.actor.officer, desk.id, citra.id)
    assert citra.public_key is not None
    seen = fingerprint(citra.public_key)

    ended = at_once(
        lambda: confirm_member(context, cast.budi.actor, desk.id, citra.id, seen),
        lambda: disable_officer(context, None, citra.id),
    )

    assert ended[1] is None
    assert ended[0] is None or isinstance(ended[0], NotFound)
    assert citra.id not in {officer_id for _, officer_id in boxes(context, desk.id)}
    now = agency(context).desk("satker-1", DeskKind.WBS)
    with context.database.reading() as work:
        seed = desk_seed(context, work, cast.budi.actor, desk.id, now.epoch)
    assert public_key_of(seed) == now.public_key


def test_two_members_let_one_in_at_once_and_she_is_in_once(context: Context, cast: Cast) -> None:
    desk, citra = cast.desk("satker-1", DeskKind.WBS), cast.citra.actor.officer
    propose_member(context, cast.ratna.actor.officer, desk.id, citra.id)
    assert citra.public_key is not None
    seen = fingerprint(citra.public_key)

    ended = at_once(
        lambda: confirm_member(context, cast.budi.actor, desk.id, citra.id, seen),
        lambda: confirm_member(context, cast.indah.actor, desk.id, citra.id, seen),
    )

    assert [type(error) for error in ended].count(type(None)) == 1
    assert [type(error) for error in ended].count(Stale) == 1
    assert (1, citra.id) in boxes(context, desk.id)


def test_of_two_who_are_taken_away_at_once_the_last_one_stays(context: Context, cast: Cast) -> None:
    desk, admin = cast.desk("satker-1", DeskKind.WBS), cast.ratna.actor.officer
    pair = (cast.budi.actor.officer.id, cast.indah.actor.officer.id)
    proposed: list[object] = []

    def remove(officer_id: str) -> None:
        proposed.append(remove_member(context, admin, desk.id, officer_id))

    ended = at_once(*(partial(remove, officer_id) for officer_id in pair))

    assert ended == [None, None]
    assert sorted(each is None for each in proposed) == [False, True]
    assert agency(context).desk("satker-1", DeskKind.WBS).epoch == 2
    assert len({officer_id for _, officer_id in boxes(context, desk.id)}) == 1


def test_a_proposal_approved_by_two_at_once_is_approved_once(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-2", DeskKind.WBS)
    citra = cast.citra.actor
    proposal = remove_member(context, cast.ratna.actor.officer, desk.id, citra.officer.id)
    assert proposal

    ended = at_once(*(partial(approve, context, a, proposal.id) for a in (citra, cast.dewi.actor)))

    refused = [error for error in ended if error]
    assert len(refused) == 1
    assert isinstance(refused[0], Stale | NotFound), "citra sits there no more"
    assert not boxes(context, desk.id)


def test_approving_and_rejecting_at_once_ends_in_one_of_them(context: Context, cast: Cast) -> None:
    set_unit(context, cast.ratna.actor.officer, "satker-1", UnitChange(head_name="Boneka"))
    with context.database.reading() as work:
        (proposal,) = proposals.waiting(work)

    ended = at_once(
        lambda: approve(context, cast.dewi.actor, proposal.id),
        lambda: reject(context, cast.dewi.actor, proposal.id),
    )

    is_approved = ended[0] is None
    assert [type(error) for error in ended].count(Stale) == 1
    assert (agency(context).unit("satker-1").head_name == "Boneka") is is_approved


def test_two_members_who_log_in_at_once_seal_the_cases_to_the_new_key_once(
    context: Context, cast: Cast
) -> None:
    case_ids = [report(context).case_id for _ in range(3)]
    desk = cast.desk("satker-1", DeskKind.WBS)
    cast.seat_beside(cast.budi, cast.citra, desk.id)
    remove_member(context, cast.ratna.actor.officer, desk.id, cast.budi.actor.officer.id)
    pair = [cast.actor(cast.indah), cast.actor(cast.citra)]
    ended = at_once(*(partial(reseal_cases, context, actor) for actor in pair))

    assert ended == [None, None]
    assert all(open_case(context, actor, case_id) for actor in pair for case_id in case_ids)


@pytest.mark.parametrize("kind", [Kind.WBS, Kind.COMPLAINT])
def test_an_administrators_session_opens_no_case(context: Context, cast: Cast, kind: Kind) -> None:
    category = "pungutan-liar" if kind is Kind.WBS else "pelayanan-lambat"
    case_id = report(context, kind=kind, category=category).case_id
    ratna = cast.actor(cast.ratna)

    with pytest.raises(NotAllowed):
        open_case(context, ratna, case_id)

    with context.database.reading() as work:
        held = work.execute(
            text("SELECT count(*) FROM seed_box WHERE officer_id = :id"), {"id": ratna.officer.id}
        ).scalar_one()
        rows = work.execute(text("SELECT case_id, desk_id, epoch, box FROM case_key_box")).all()
    assert (held, len(rows)) == (0, 1)
    for case, desk, epoch, box in rows:
        for recipient in (desk, ratna.officer.id):
            with pytest.raises(SealingError):
                open_box(
                    box,
                    ratna.seed,
                    Purpose.CASE_TO_DESK,
                    subject=case,
                    recipient=recipient,
                    epoch=epoch,
                )


def test_a_member_let_in_later_opens_the_cases_from_before(context: Context, cast: Cast) -> None:
    case_id = report(context).case_id
    desk, citra = cast.desk("satker-1", DeskKind.WBS), cast.citra.actor.officer
    propose_member(context, cast.ratna.actor.officer, desk.id, citra.id)
    assert citra.public_key is not None

    confirm_member(context, cast.budi.actor, desk.id, citra.id, fingerprint(citra.public_key))

    assert open_case(context, cast.actor(cast.citra), case_id)


def test_those_who_stay_open_the_cases_from_before_and_after_a_leaver(
    context: Context, cast: Cast
) -> None:
    before = report(context).case_id
    disable_officer(context, cast.ratna.actor.officer, cast.budi.actor.officer.id)
    after = report(context).case_id

    indah = cast.actor(cast.indah)

    assert open_case(context, indah, before)
    assert open_case(context, indah, after)
