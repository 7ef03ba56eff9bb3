"""Several people at one desk's key at the same moment: one key, and no leaver keeps a box."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tests.cast import Cast
from tests.reports import report
from wbs.domain.errors import NotAllowed, NotFound, Stale, WbsError
from wbs.domain.kinds import DeskKind, Kind
from wbs.domain.officer import Membership
from wbs.sealing.box import Purpose, open_box
from wbs.sealing.errors import SealingError
from wbs.sealing.keypair import fingerprint, public_key_of
from wbs.services.add_desk import add_desk
from wbs.services.agency import agency
from wbs.services.confirm_member import confirm_member
from wbs.services.context import Context
from wbs.services.desk_keys import desk_seed
from wbs.services.disable_officer import disable_officer
from wbs.services.open_case import open_case
from wbs.services.propose_member import propose_member, remove_member


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


def test_of_two_first_members_at_once_one_makes_the_key(context: Context, cast: Cast) -> None:
    admin = cast.ratna.actor.officer
    desk = add_desk(context, admin, "satker-4", DeskKind.WBS)
    pair = (cast.eko, cast.citra)
    for person in pair:
        propose_member(context, admin, desk.id, person.actor.officer.id)
    codes = [cast.otp(person) for person in pair]

    ended = at_once(
        lambda: cast.log_in_with(pair[0], codes[0]),
        lambda: cast.log_in_with(pair[1], codes[1]),
    )

    here = agency(context)
    assert ended == [None, None]
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
        lambda: disable_officer(context, cast.ratna.actor.officer, citra.id),
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


def test_two_leave_at_once_and_two_epochs_follow_each_other(context: Context, cast: Cast) -> None:
    desk, admin = cast.desk("satker-1", DeskKind.WBS), cast.ratna.actor.officer

    ended = at_once(
        lambda: remove_member(context, admin, desk.id, cast.budi.actor.officer.id),
        lambda: remove_member(context, admin, desk.id, cast.indah.actor.officer.id),
    )

    assert ended == [None, None]
    assert not agency(context).desk("satker-1", DeskKind.WBS).is_active
    assert not boxes(context, desk.id)


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
