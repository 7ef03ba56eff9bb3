"""Cases follow a desk's next key: what a leaver kept opens nothing that is stored afterwards."""

import pytest
from sqlalchemy import text

from tests.cast import Cast
from tests.reports import report
from wbs.domain.errors import Tampered
from wbs.domain.kinds import DeskKind
from wbs.sealing.box import Purpose, open_box, seal_box
from wbs.sealing.errors import SealingError
from wbs.sealing.key import Key, new_key
from wbs.sealing.keypair import public_key_of
from wbs.services.actor import Actor
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.keys.case_boxes import take_case
from wbs.services.keys.desk_keys import desk_seed
from wbs.services.keys.propose_member import remove_member
from wbs.services.keys.reseal_cases import reseal_cases


def boxes(context: Context) -> list[tuple[str, str, int, bytes]]:
    with context.database.reading() as work:
        query = text("SELECT case_id, desk_id, epoch, box FROM case_key_box ORDER BY case_id")
        return [tuple(row) for row in work.execute(query)]


def epochs(context: Context) -> list[int]:
    return sorted(epoch for _, _, epoch, _ in boxes(context))


def seed_of(context: Context, actor: Actor, desk_id: str, epoch: int) -> Key:
    with context.database.reading() as work:
        return desk_seed(context, work, actor, desk_id, epoch)


def left(cast: Cast) -> Actor:
    """indah, from before she logs in again, after budi was taken from satker-1's WBS desk."""
    desk = cast.desk("satker-1", DeskKind.WBS)
    remove_member(cast.context, None, desk.id, cast.budi.actor.officer.id)
    return cast.now(cast.indah)


def test_a_leaver_with_their_seed_and_a_dump_from_afterwards_opens_no_case(
    context: Context, cast: Cast
) -> None:
    case_ids = [report(context).case_id for _ in range(3)]
    desk = cast.desk("satker-1", DeskKind.WBS)
    kept = seed_of(context, cast.budi.actor, desk.id, 1)
    left(cast)
    cast.log_in(cast.indah)

    stored = boxes(context)
    assert [epoch for _, _, epoch, _ in stored] == [2, 2, 2]
    for case_id, desk_id, epoch, box in stored:
        for seed in (kept, cast.budi.actor.seed):
            for at in (1, epoch):
                with pytest.raises(SealingError):
                    open_box(
                        box,
                        seed,
                        Purpose.CASE_TO_DESK,
                        subject=case_id,
                        recipient=desk_id,
                        epoch=at,
                    )
    assert all(open_case(context, cast.indah.actor, case_id) for case_id in case_ids)


def test_a_portion_follows_at_each_login_and_closed_cases_come_last(
    context: Context, cast: Cast
) -> None:
    case_ids = sorted(report(context).case_id for _ in range(3))
    with context.database.transaction() as work:
        close = text("""UPDATE "case" SET due_sort = '9999-01-01' WHERE id = :id""")
        work.execute(close, {"id": case_ids[0]})
    indah = left(cast)

    assert reseal_cases(context, indah, portion=2) == 2
    assert [epoch for _, _, epoch, _ in boxes(context)] == [1, 2, 2]
    assert reseal_cases(context, indah, portion=2) == 1
    assert reseal_cases(context, indah, portion=2) == 0
    assert epochs(context) == [2, 2, 2]


def test_what_was_done_is_one_custody_row_without_a_case(context: Context, cast: Cast) -> None:
    case_id = report(context).case_id
    reseal_cases(context, left(cast))

    with context.database.reading() as work:
        rows = work.execute(text("SELECT * FROM custody WHERE act = 'cases_resealed'")).mappings()
        (row,) = rows.all()
    assert (row["officer_id"], row["reason"]) == (cast.indah.actor.officer.id, "epoch 2: 1")
    assert row["log_id"] is None
    assert case_id not in str(dict(row))


def test_no_case_follows_a_key_that_was_written_into_the_database(
    context: Context, cast: Cast
) -> None:
    """A writer to the database makes a whole epoch, with boxes for its members; nobody's secret is needed."""
    report(context)
    desk, indah = cast.desk("satker-1", DeskKind.WBS), cast.now(cast.indah)
    mine = new_key(context.random_bytes)
    assert indah.officer.public_key
    box = seal_box(
        mine,
        indah.officer.public_key,
        Purpose.SEED_TO_MEMBER,
        subject=desk.id,
        recipient=indah.officer.id,
        epoch=2,
    )
    for voucher in (None, b"\0" * 32, _voucher_of(context, desk.id)):
        with context.database.transaction() as work:
            work.execute(
                text("DELETE FROM seed_box WHERE desk_id = :d AND epoch = 2"), {"d": desk.id}
            )
            work.execute(
                text("DELETE FROM desk_key WHERE desk_id = :d AND epoch = 2"), {"d": desk.id}
            )
            work.execute(
                text("INSERT INTO desk_key VALUES (:d, 2, :key, :on, :voucher)"),
                {
                    "d": desk.id,
                    "key": public_key_of(mine),
                    "on": context.today(),
                    "voucher": voucher,
                },
            )
            work.execute(
                text("INSERT INTO seed_box VALUES (:d, 2, :o, :box)"),
                {"d": desk.id, "o": indah.officer.id, "box": box},
            )
            work.execute(text("UPDATE desk SET epoch = 2 WHERE id = :d"), {"d": desk.id})

        assert reseal_cases(context, indah) == 0
        assert epochs(context) == [1]


def _voucher_of(context: Context, desk_id: str) -> bytes:
    with context.database.reading() as work:
        query = text("SELECT voucher FROM desk_key WHERE desk_id = :d AND epoch = 1")
        return bytes(work.execute(query, {"d": desk_id}).scalar_one())


def test_a_public_key_exchanged_beside_its_voucher_gets_no_case(
    context: Context, cast: Cast
) -> None:
    report(context)
    desk, indah = cast.desk("satker-1", DeskKind.WBS), left(cast)
    foreign = public_key_of(new_key(context.random_bytes))
    with context.database.transaction() as work:
        exchange = text("UPDATE desk_key SET public_key = :k WHERE desk_id = :d AND epoch = 2")
        work.execute(exchange, {"k": foreign, "d": desk.id})

    assert reseal_cases(context, indah) == 0
    assert epochs(context) == [1]
    with pytest.raises(Tampered, match="exchanged"):
        seed_of(context, indah, desk.id, 2)


def test_a_case_taken_from_the_desk_meanwhile_does_not_come_back(
    context: Context, cast: Cast
) -> None:
    kept, taken = report(context).case_id, report(context).case_id
    desk, indah = cast.desk("satker-1", DeskKind.WBS), left(cast)
    with context.database.transaction() as work:
        take_case(work, taken, desk.id)

    assert reseal_cases(context, indah) == 1
    assert [case_id for case_id, *_ in boxes(context)] == [kept]


def test_a_box_that_does_not_open_is_left_and_keeps_no_other_from_following(
    context: Context, cast: Cast
) -> None:
    broken, whole = report(context).case_id, report(context).case_id
    with context.database.transaction() as work:
        spoil = text("UPDATE case_key_box SET box = :box WHERE case_id = :id")
        work.execute(spoil, {"box": b"WB\x01B" + bytes(1168), "id": broken})

    assert reseal_cases(context, left(cast)) == 1
    assert {case_id: epoch for case_id, _, epoch, _ in boxes(context)} == {broken: 1, whole: 2}


def test_who_was_let_in_after_the_desk_was_empty_leaves_what_they_cannot_open(
    context: Context, cast: Cast
) -> None:
    report(context, unit="satker-2")
    desk = cast.desk("satker-2", DeskKind.WBS)
    cast.remove(cast.citra, desk.id)

    eko = cast.seat(cast.eko, desk.id)

    assert reseal_cases(context, eko) == 0
    assert epochs(context) == [1]
