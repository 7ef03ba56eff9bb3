"""What was written goes into the trees once, day by day, whoever runs and whenever."""

from datetime import date, timedelta

from sqlalchemy import text

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import alter, closed_days, log_id_of, log_key, rows_of, some_days, unit_log
from tests.reports import report
from tests.services.at_once import at_once
from wbs.domain.accountability import CUSTODY, INSTANCE
from wbs.services.accountability import trees
from wbs.services.accountability.integrate import integrate_until
from wbs.services.accountability.publish import publish, publish_due
from wbs.services.accountability.verify import verify
from wbs.store.log import checkpoints, log_tree
from wbs.tlog import tree
from wbs.tlog.checkpoint import hidden_leaf, verify_checkpoint
from wbs.tlog.leaf import verify_open_line
from wbs.tlog.proof import read_proof, verify_consistency, verify_inclusion

MONDAY = date(2026, 8, 3)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def batches(cast: Cast, log: str) -> list[tuple[date, int]]:
    with cast.context.database.reading() as work:
        return [(batch.day, batch.size) for batch in log_tree.all_batches(work, log)]


def test_each_day_of_a_log_is_one_batch_sorted_by_hash(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    log = unit_log(cast)

    assert batches(cast, log.key) == [(MONDAY, 2), (TUESDAY, 6), (WEDNESDAY, 8)]
    assert batches(cast, cast.unit("satker-2").id) == [(MONDAY, 1)]
    with cast.context.database.reading() as work:
        hashes = [h for _, h in log_tree.leaf_hashes(work, log.key, 0, 8)]
    for first, size in ((0, 2), (2, 6), (6, 8)):
        assert hashes[first:size] == sorted(hashes[first:size])
    assert (
        tree.root(tree.from_leaves(hashes), 8) == trees.tree_on(cast.context, log, WEDNESDAY).root
    )


def test_a_tree_as_of_each_day_is_a_beginning_of_the_next(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    log = unit_log(cast)
    days = [MONDAY - timedelta(days=1), MONDAY, TUESDAY, WEDNESDAY]
    found = [trees.tree_on(cast.context, log, day) for day in days]

    assert [each.size for each in found] == [0, 2, 6, 8]
    for old in found:
        for new in found:
            if old.size <= new.size:
                proof = trees.consistency(cast.context, log, old.size, new.size)
                verify_consistency(old.size, new.size, proof, old.root, new.root)


def test_doing_it_again_or_a_day_at_a_time_changes_nothing(cast: Cast, clock: Clock) -> None:
    some_days(cast, clock)
    clock.move(days=1)
    one_by_one = [integrate_until(cast.context, day) for day in (MONDAY, TUESDAY, WEDNESDAY)]
    before = rows_of(cast.context)

    assert one_by_one[1] > 0
    assert integrate_until(cast.context, WEDNESDAY) == 0
    assert rows_of(cast.context) == before
    assert batches(cast, unit_log(cast).key) == [(MONDAY, 2), (TUESDAY, 6), (WEDNESDAY, 8)]


def test_of_many_who_integrate_and_publish_at_once_one_does(cast: Cast, clock: Clock) -> None:
    some_days(cast, clock)
    clock.move(days=1)

    done = at_once(6, lambda number: (publish if number % 2 else publish_due)(cast.context))

    assert batches(cast, unit_log(cast).key) == [(MONDAY, 2), (TUESDAY, 6), (WEDNESDAY, 8)]
    assert sorted(day for each in done for day in each.days) == [WEDNESDAY]
    units = len(cast.agency.units)
    assert batches(cast, INSTANCE) == [(WEDNESDAY, units + 1)]
    assert verify(cast.context).first is None


def test_nothing_is_integrated_in_the_first_ten_minutes_of_a_day(cast: Cast, clock: Clock) -> None:
    clock.move(hours=15, minutes=5)  # Tuesday, 00:05
    report(cast.context)

    integrate_until(cast.context, TUESDAY)
    assert batches(cast, unit_log(cast).key) == []
    clock.move(minutes=5)
    integrate_until(cast.context, TUESDAY)
    assert batches(cast, unit_log(cast).key) == [(TUESDAY, 1)]


def test_the_rest_of_a_day_that_an_export_began_is_a_second_batch(cast: Cast, clock: Clock) -> None:
    report(cast.context)
    integrate_until(cast.context, MONDAY)
    report(cast.context)
    report(cast.context)
    clock.move(days=1)

    publish(cast.context)

    assert batches(cast, unit_log(cast).key) == [(MONDAY, 1), (MONDAY, 3)]
    assert trees.tree_on(cast.context, unit_log(cast), MONDAY).size == 3
    assert verify(cast.context).first is None


def test_a_day_is_closed_from_its_hour_on_and_missed_days_one_by_one(
    cast: Cast, clock: Clock
) -> None:
    report(cast.context)
    clock.move(hours=16, minutes=59)  # Tuesday, 01:59; the hour is 2
    publish_due(cast.context)
    clock.move(minutes=1)

    assert publish_due(cast.context).days == (MONDAY,)
    assert publish_due(cast.context).days == ()
    clock.move(days=3)
    assert publish_due(cast.context).days == tuple(MONDAY + timedelta(days=n) for n in (1, 2, 3))


def test_quiet_units_stand_in_the_instance_log_every_day(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    clock.move(days=2)
    publish(cast.context)

    with cast.context.database.reading() as work:
        for day in (WEDNESDAY, WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=2)):
            found = checkpoints.all_on(work, day)
            assert len(found) == len(cast.agency.units) + 2
            salts = [each.salt for each in found if each.salt]
            assert len(set(salts)) == len(found) - 1
    quiet = unit_log(cast, "satker-4")
    shown = trees.signed_tree(cast.context, trees.tree_on(cast.context, quiet, WEDNESDAY))
    assert verify_checkpoint(shown.checkpoint, quiet.origin, [log_key(cast.context)]).size == 0


def test_a_pack_can_be_made_and_checked_from_what_the_service_gives(
    cast: Cast, clock: Clock
) -> None:
    closed_days(cast, clock)
    context, log, key = cast.context, unit_log(cast), log_key(cast.context)
    found = trees.tree_on(context, log, WEDNESDAY)
    shown = trees.signed_tree(context, found)
    leaves = list(trees.opened_leaves(context, log, found.size))

    for leaf in leaves:
        fields = verify_open_line(
            leaf.open_line, leaf.open_salt, leaf.closed_commitment, leaf.leaf_hash
        )
        assert fields["unit"] == "satker-1"
    hashes = [leaf.leaf_hash for leaf in leaves]
    signed = verify_checkpoint(shown.checkpoint, "wbs.example.test/satker-1", [key])
    assert (signed.size, signed.root) == (8, tree.root(tree.from_leaves(hashes), 8))
    assert shown.salt is not None
    assert shown.proof is not None
    proof = read_proof(shown.proof)
    above = verify_checkpoint(proof.checkpoint, "wbs.example.test", [key])
    hidden = hidden_leaf(shown.salt, shown.checkpoint)
    verify_inclusion(hidden, proof.index, above.size, proof.hashes, above.root)


def test_a_day_that_was_not_closed_is_signed_and_not_anchored(cast: Cast, clock: Clock) -> None:
    some_days(cast, clock)
    integrate_until(cast.context, WEDNESDAY)
    log = unit_log(cast)

    shown = trees.signed_tree(cast.context, trees.tree_on(cast.context, log, WEDNESDAY))

    assert (shown.salt, shown.proof) == (None, None)
    assert verify_checkpoint(shown.checkpoint, log.origin, [log_key(cast.context)]).size == 8


def test_each_event_of_a_case_is_proved_to_be_in_the_tree(cast: Cast, clock: Clock) -> None:
    reported = closed_days(cast, clock)[0]
    context, log = cast.context, unit_log(cast)

    for day, inside in ((MONDAY, 1), (TUESDAY, 2), (WEDNESDAY, 3)):
        found = trees.tree_on(context, log, day)
        proven = trees.leaves_of_case(context, log_id_of(context, reported), found)
        assert [each.leaf is not None for each in proven] == [True] * inside + [False] * (
            3 - inside
        )
        for each in proven[:inside]:
            assert each.leaf is not None
            verify_inclusion(each.leaf_hash, each.leaf.position, found.size, each.proof, found.root)


def test_after_a_day_was_closed_nothing_is_written_into_it(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    clock.move(days=-1, hours=-2)  # somebody set the clock back

    report(cast.context)

    clock.move(days=2, hours=2)
    publish(cast.context)
    assert batches(cast, unit_log(cast).key)[-1] == (WEDNESDAY + timedelta(days=1), 9)
    assert verify(cast.context).first is None


def test_the_custody_log_has_a_tree_of_its_own(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    found = trees.tree_on(cast.context, trees.log_of_custody(cast.context), WEDNESDAY)

    leaves = list(trees.opened_leaves(cast.context, found.log, found.size))
    assert found.size == len(leaves) > 20
    assert (
        tree.root(tree.from_leaves([leaf.leaf_hash for leaf in leaves]), found.size) == found.root
    )
    assert batches(cast, CUSTODY)[-1][1] == found.size


def test_a_leaf_hash_of_no_hashs_length_stops_no_log_and_is_named(cast: Cast, clock: Clock) -> None:
    some_days(cast, clock)
    log = unit_log(cast)
    with cast.context.database.reading() as work:
        one = work.scalar(
            text("SELECT leaf_hash FROM event WHERE unit_id = :unit"), {"unit": log.key}
        )
    assert one
    alter(
        cast.context,
        "UPDATE event SET leaf_hash = :short WHERE leaf_hash = :one",
        short=one[:31],
        one=one,
    )
    clock.move(days=1)

    published = publish(cast.context)

    assert published.days
    assert batches(cast, log.key)[-1][1] == 7
    assert batches(cast, cast.unit("satker-2").id) == [(MONDAY, 1)]
    first = verify(cast.context).first
    assert first is not None
    assert first.log == log.origin
