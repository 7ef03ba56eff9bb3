"""Whoever changes rows past the services is found, and what they did is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import delete, insert, select, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import GROUNDS, alter, closed_days, log_id_of, rows_of, table, unit_log
from tests.reports import report
from wbs.domain.accountability import CUSTODY, INSTANCE
from wbs.domain.case import Outcome, Stage
from wbs.services.accountability import trees
from wbs.services.accountability.keys import log_rules
from wbs.services.accountability.misfit import Kind, Misfit
from wbs.services.accountability.publish import publish
from wbs.services.accountability.verify import verify, verify_log
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.context import Context
from wbs.store.log import checkpoints
from wbs.tlog import tree
from wbs.tlog.checkpoint import Checkpoint, hidden_leaf, sign_checkpoint
from wbs.tlog.leaf import CLOSED, OPEN, new_leaf, read_line
from wbs.tlog.note import Signer

MONDAY = date(2026, 8, 3)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
EVENT, LEAF, TILE = table("event"), table("log_leaf"), table("log_tile")
BATCH, CHECKPOINT, TALLY = table("log_batch"), table("log_checkpoint"), table("tally")
CUSTODY_ROW = table("custody")


@pytest.fixture
def closed(cast: Cast, clock: Clock) -> Cast:
    """Three closed days, and one event since."""
    closed_days(cast, clock)
    report(cast.context)
    return cast


def first(context: Context) -> Misfit:
    found = verify(context).first
    assert found is not None
    return found


def leaf_at(cast: Cast, position: int, log: str = "") -> bytes:
    with cast.context.database.reading() as work:
        here = (LEAF.c.log == (log or unit_log(cast).key), LEAF.c.position == position)
        found: bytes = work.execute(select(LEAF.c.leaf_hash).where(*here)).scalar_one()
        return found


def forged(cast: Cast, like: bytes, **fields: str) -> dict[str, object]:
    """A row that opens and says what its columns say, made after another one."""
    with cast.context.database.reading() as work:
        row = dict(work.execute(select(EVENT).where(EVENT.c.leaf_hash == like)).mappings().one())
    opened = read_line(OPEN, row["open_line"])
    leaf = new_leaf(
        opened | fields, read_line(CLOSED, row["closed_line"]), cast.context.random_bytes
    )
    return {**row, **vars(leaf)}


def test_logs_nobody_touched_fit(closed: Cast) -> None:
    derived = verify(closed.context)

    assert derived.first is None
    assert dict(derived.logs)["wbs.example.test/satker-1"] == 8
    assert dict(derived.logs)["wbs.example.test"] == len(closed.agency.units) + 1
    assert derived.waiting >= 1
    assert derived.closed_until == WEDNESDAY


def test_a_deleted_event_is_named(closed: Cast) -> None:
    gone = leaf_at(closed, 3)
    alter(closed.context, delete(EVENT).where(EVENT.c.leaf_hash == gone))

    found = first(closed.context)
    assert (found.kind, found.position, found.day) == (Kind.DELETED, 3, TUESDAY)
    assert found.log == "wbs.example.test/satker-1"
    assert gone.hex() in found.what


def test_one_log_alone_is_verified_before_a_pack_is_made_of_it(closed: Cast) -> None:
    one, other = unit_log(closed), unit_log(closed, "satker-2")
    assert (verify_log(closed.context, one), verify_log(closed.context, other)) == (None, None)

    alter(closed.context, delete(EVENT).where(EVENT.c.leaf_hash == leaf_at(closed, 3)))

    assert verify_log(closed.context, other) is None
    found = verify_log(closed.context, one)
    assert found is not None
    assert found.kind is Kind.DELETED


def test_an_event_deleted_with_its_place_is_named(closed: Cast) -> None:
    gone = leaf_at(closed, 3)
    alter(
        closed.context,
        delete(EVENT).where(EVENT.c.leaf_hash == gone),
        delete(LEAF).where(LEAF.c.leaf_hash == gone),
    )

    found = first(closed.context)
    assert (found.kind, found.position) == (Kind.DELETED, 3)


def test_an_event_deleted_before_it_was_integrated_leaves_a_gap(cast: Cast, clock: Clock) -> None:
    reported = closed_days(cast, clock)[2]
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.INVESTIGATION, Words())
    close_case(
        cast.context, cast.budi.actor, reported.case_id, Outcome.UNSUBSTANTIATED, None, GROUNDS
    )
    case = log_id_of(cast.context, reported)
    alter(cast.context, delete(EVENT).where(EVENT.c.log_id == case, EVENT.c.ordinal == 2))

    found = first(cast.context)
    assert (found.kind, case in found.what) == (Kind.DELETED, True)


def test_a_case_of_which_every_waiting_event_is_gone_is_named(closed: Cast) -> None:
    reported = report(closed.context)
    case = log_id_of(closed.context, reported)
    alter(closed.context, delete(EVENT).where(EVENT.c.log_id == case))

    found = first(closed.context)
    assert (found.kind, case in found.what) == (Kind.DELETED, True)


def test_what_is_counted_of_a_case_cannot_go_or_change(closed: Cast) -> None:
    with closed.context.database.reading() as work:
        case = work.scalar(select(EVENT.c.log_id).where(EVENT.c.leaf_hash == leaf_at(closed, 0)))
    other = closed.unit("satker-2").id
    for column, value in (("kind", "complaint"), ("category", "suap"), ("unit_id", other)):
        before = rows_of(closed.context, "tally")
        alter(closed.context, update(TALLY).where(TALLY.c.log_id == case).values({column: value}))
        found = first(closed.context)
        assert found.kind is Kind.ALTERED
        assert ("unit" if column == "unit_id" else column) in found.what
        kept = next(row for row in before["tally"] if row[0] == case)
        alter(
            closed.context,
            update(TALLY).where(TALLY.c.log_id == case).values(
                unit_id=kept[1], kind=kept[2], category=kept[4]
            ),
        )  # fmt: skip
    assert verify(closed.context).first is None


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("outcome", "substantiated", "outcome"),
        ("act", "closed", "act"),
        ("act", "nonsense", "counted"),
        ("occurred_on", MONDAY - timedelta(days=40), "day"),
        ("logged_on", WEDNESDAY + timedelta(days=1), "logged"),
        ("ordinal", 7, "ordinal"),
        ("days_open", ">60", "days_open"),
    ],
)
def test_an_altered_column_is_named(closed: Cast, column: str, value: object, named: str) -> None:
    leaf = leaf_at(closed, 4)
    alter(closed.context, update(EVENT).where(EVENT.c.leaf_hash == leaf).values({column: value}))

    found = first(closed.context)
    assert found.kind in {Kind.ALTERED, Kind.DELETED}
    assert (found.position, named in found.what) == (4, True)


@pytest.mark.parametrize("column", ["open_line", "open_salt", "closed_line", "closed_salt"])
def test_an_altered_line_or_salt_is_named(closed: Cast, column: str) -> None:
    leaf = leaf_at(closed, 4)
    alter(
        closed.context, update(EVENT).where(EVENT.c.leaf_hash == leaf).values({column: b"x" * 32})
    )

    found = first(closed.context)
    assert (found.kind, found.position) == (Kind.ALTERED, 4)


def test_an_event_made_anew_with_its_hash_is_named(closed: Cast) -> None:
    old = leaf_at(closed, 4)
    row = forged(closed, old, channel="letter")
    alter(
        closed.context,
        update(TALLY).where(TALLY.c.log_id == row["log_id"]).values(channel="letter"),
        delete(EVENT).where(EVENT.c.leaf_hash == old),
        insert(EVENT).values(row),
        update(LEAF).where(LEAF.c.leaf_hash == old).values(leaf_hash=row["leaf_hash"]),
    )

    found = first(closed.context)
    assert found.kind in {Kind.ALTERED, Kind.REORDERED}
    assert found.log == "wbs.example.test/satker-1"


def test_leaves_that_changed_places_are_named(closed: Cast) -> None:
    log, one, other = unit_log(closed).key, leaf_at(closed, 3), leaf_at(closed, 4)
    own = LEAF.c.log == log
    alter(
        closed.context,
        update(LEAF).where(own, LEAF.c.position == 3).values(leaf_hash=b"aside"),
        update(LEAF).where(own, LEAF.c.position == 4).values(leaf_hash=one),
        update(LEAF).where(own, LEAF.c.position == 3).values(leaf_hash=other),
    )

    found = first(closed.context)
    assert (found.kind, found.position) == (Kind.REORDERED, 4)


def test_an_event_written_into_a_closed_day_is_named(closed: Cast) -> None:
    like = leaf_at(closed, 0)
    row = forged(closed, like, log="8d" * 16)
    tally = {**_tally(closed, like), "log_id": "8d" * 16}
    alter(
        closed.context,
        insert(TALLY).values(tally),
        insert(EVENT).values({**row, "log_id": "8d" * 16}),
    )

    found = first(closed.context)
    assert (found.kind, found.day) == (Kind.INSERTED, MONDAY)
    assert publish(closed.context).days == ()
    assert first(closed.context) == found


def _tally(cast: Cast, leaf: bytes) -> dict[str, object]:
    with cast.context.database.reading() as work:
        case = select(EVENT.c.log_id).where(EVENT.c.leaf_hash == leaf).scalar_subquery()
        found = work.execute(select(TALLY).where(TALLY.c.log_id == case))
        return dict(found.mappings().one())


def test_an_event_put_into_a_later_batch_than_its_day_is_named(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    report(cast.context)
    clock.move(days=1)
    publish(cast.context)
    alter(
        cast.context,
        update(BATCH)
        .where(BATCH.c.log == unit_log(cast).key, BATCH.c.number == 3)
        .values(day=WEDNESDAY),
    )

    found = first(cast.context)
    assert (found.kind, found.position) == (Kind.BACK_DATED, 8)


def test_an_event_that_happened_after_it_was_written_is_named(closed: Cast) -> None:
    like = leaf_at(closed, 0)
    with closed.context.database.reading() as work:
        row = dict(work.execute(select(EVENT).where(EVENT.c.leaf_hash == like)).mappings().one())
    opened = {**read_line(OPEN, row["open_line"]), "log": "8d" * 16, "late": "yes"}
    shut = {**read_line(CLOSED, row["closed_line"]), "day": "2026-08-30", "logged": "2026-08-06"}
    leaf = new_leaf(opened, shut, closed.context.random_bytes)
    days = {"occurred_on": date(2026, 8, 30), "logged_on": date(2026, 8, 6)}
    alter(
        closed.context,
        insert(TALLY).values({**_tally(closed, like), "log_id": "8d" * 16}),
        insert(EVENT).values({**row, **vars(leaf), **days, "log_id": "8d" * 16}),
    )

    assert first(closed.context).kind is Kind.BACK_DATED


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (
            lambda log: update(TILE).where(TILE.c.log == log).values(hashes=b"\1" * 256),
            Kind.ALTERED,
        ),
        (lambda log: delete(TILE).where(TILE.c.log == log), Kind.ALTERED),
        (lambda log: update(BATCH).where(BATCH.c.log == log).values(root=b"\1" * 32), Kind.TREE),
        (lambda log: delete(BATCH).where(BATCH.c.log == log, BATCH.c.number == 1), Kind.REORDERED),
        (lambda log: delete(BATCH).where(BATCH.c.log == log, BATCH.c.number == 2), Kind.INSERTED),
        (lambda log: delete(CHECKPOINT).where(CHECKPOINT.c.log == log), Kind.CHECKPOINT),
        (
            lambda log: update(CHECKPOINT).where(CHECKPOINT.c.log == log).values(size=7),
            Kind.CHECKPOINT,
        ),
        (
            lambda log: update(CHECKPOINT).where(CHECKPOINT.c.log == log).values(salt=b"\1" * 32),
            Kind.CHECKPOINT,
        ),
    ],
)
@pytest.mark.parametrize("of", ["unit", CUSTODY])
def test_an_altered_tree_or_checkpoint_is_named(
    closed: Cast, of: str, change: Callable[[str], object], kind: Kind
) -> None:
    log = unit_log(closed).key if of == "unit" else CUSTODY
    if of == CUSTODY and kind in {Kind.REORDERED, Kind.INSERTED}:
        log = unit_log(closed, "satker-1").key
    alter(closed.context, change(log))  # type: ignore[arg-type]

    assert first(closed.context).kind is kind


@pytest.mark.parametrize("column", ["reason", "officer_id", "act"])
def test_an_altered_custody_entry_is_named(closed: Cast, column: str) -> None:
    leaf = leaf_at(closed, 2, CUSTODY)
    value = "case_opened" if column == "act" else "00" * 16
    alter(
        closed.context,
        update(CUSTODY_ROW).where(CUSTODY_ROW.c.leaf_hash == leaf).values({column: value}),
    )

    found = first(closed.context)
    assert (found.kind, found.log) == (Kind.ALTERED, "wbs.example.test/_custody")


def test_a_log_made_anew_without_the_key_is_named(closed: Cast) -> None:
    """Whoever holds the database alone signs by a key of their own."""
    thief = replace(
        closed.context,
        rules=replace(closed.context.rules, log=log_rules("77" * 32, "wbs.example.test", 2, ())),
    )
    _make_anew(thief)

    assert first(closed.context).kind is Kind.SIGNATURE
    assert verify(thief).first is None


def test_a_log_made_anew_with_the_key_is_shown_by_a_kept_checkpoint_alone(closed: Cast) -> None:
    with closed.context.database.reading() as work:
        kept = checkpoints.latest(work, INSTANCE)
    assert kept is not None
    assert verify(closed.context, [kept.signed]).first is None
    _make_anew(closed.context)

    assert verify(closed.context).first is None
    found = verify(closed.context, [kept.signed]).first
    assert found is not None
    assert found.kind is Kind.ANCHOR


def _make_anew(context: Context) -> None:
    """One case is taken out of history with all its rows, and all that was integrated is integrated again."""
    with context.database.reading() as work:
        case = work.scalars(select(EVENT.c.log_id).where(EVENT.c.ordinal == 2)).first()
    alter(
        context,
        *(
            delete(table(name)).where(table(name).c.log_id == case)
            for name in ("event", "clock", "counted_span", "tally", "case")
        ),
        *(delete(table(name)) for name in ("log_batch", "log_leaf", "log_tile", "log_checkpoint")),
    )
    publish(context)


def test_an_anchor_of_another_instance_or_too_large_is_named(closed: Cast) -> None:
    rules = closed.context.rules.log
    assert rules is not None
    root = sha256().digest()
    beyond = sign_checkpoint(Checkpoint("wbs.example.test", 900, root), rules.newest)
    other = sign_checkpoint(Checkpoint("wbs.other.test", 0, root), rules.newest)
    stranger = Signer("wbs.example.test", bytes(32))
    foreign = sign_checkpoint(Checkpoint("wbs.example.test", 0, tree.EMPTY_ROOT), stranger)

    for kept in (beyond, other, foreign, b"nothing"):
        found = verify(closed.context, [kept]).first
        assert found is not None
        assert found.kind is Kind.ANCHOR


def test_an_exchanged_salt_shows_a_unit_checkpoint_that_was_never_published(closed: Cast) -> None:
    found = trees.signed_tree(
        closed.context, trees.tree_on(closed.context, unit_log(closed), WEDNESDAY)
    )
    assert found.salt is not None
    assert hidden_leaf(found.salt, found.checkpoint) != hidden_leaf(bytes(32), found.checkpoint)
