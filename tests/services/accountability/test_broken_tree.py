"""An altered tree stops what would be signed over it, and nothing else; somebody is told."""

import logging
from datetime import date

import pytest
from sqlalchemy import Update, delete, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import alter, closed_days, rows_of, table, unit_log
from tests.reports import report
from wbs.domain.accountability import CUSTODY, INSTANCE
from wbs.domain.errors import Tampered
from wbs.domain.span import ReportingPeriod
from wbs.jobs.housekeeping import run_round
from wbs.services.accountability import trees
from wbs.services.accountability.integrate import BrokenLog
from wbs.services.accountability.publish import publish
from wbs.services.accountability.verify import verify
from wbs.services.doctor_log import examine_log
from wbs.services.documents.export_figures import Wish
from wbs.services.documents.issue_pack import prepare_pack
from wbs.services.finding import Level
from wbs.services.health import Health, health
from wbs.store.log import checkpoints, log_tree

TILE, BATCH = table("log_tile"), table("log_batch")
WEDNESDAY = date(2026, 8, 5)


def altered(log: str) -> Update:
    """Bytes of the same length: nothing is missing, and the roots are others."""
    return update(TILE).where(TILE.c.log == log).values(hashes=b"\1" * 256)


def sizes(cast: Cast, log: str) -> list[int]:
    with cast.context.database.reading() as work:
        return [batch.size for batch in log_tree.all_batches(work, log)]


def last_closed(cast: Cast) -> date | None:
    with cast.context.database.reading() as work:
        return checkpoints.last_day(work)


def told(cast: Cast) -> list[str]:
    return [each.problem for each in examine_log(cast.context) if each.level is Level.ERROR]


@pytest.mark.parametrize("is_short", [False, True])
def test_no_day_is_closed_over_an_altered_tree_and_other_logs_go_on(
    cast: Cast, clock: Clock, is_short: bool
) -> None:
    closed_days(cast, clock)
    one, other = unit_log(cast), unit_log(cast, "satker-2")
    report(cast.context)
    report(cast.context, unit="satker-2")
    own = TILE.c.log == one.key
    alter(cast.context, delete(TILE).where(own) if is_short else altered(one.key))
    clock.move(days=1)

    with pytest.raises(BrokenLog, match="satker-1") as found:
        publish(cast.context)

    assert [log.key for log in found.value.logs] == [one.key]
    assert last_closed(cast) == WEDNESDAY
    assert (sizes(cast, one.key), sizes(cast, other.key)) == ([2, 6, 8], [1, 2])
    assert len(sizes(cast, CUSTODY)) > 1


def test_a_quiet_log_and_an_altered_batch_stop_the_day_too(cast: Cast, clock: Clock) -> None:
    """Its checkpoint of the next day would be signed over a root that no leaf gives."""
    closed_days(cast, clock)
    quiet = unit_log(cast, "satker-2")
    alter(cast.context, update(BATCH).where(BATCH.c.log == quiet.key).values(root=b"\1" * 32))
    clock.move(days=1)

    with pytest.raises(BrokenLog, match="satker-2"):
        publish(cast.context)
    assert last_closed(cast) == WEDNESDAY


def test_an_altered_instance_log_is_named_like_any_other(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    alter(cast.context, altered(INSTANCE))
    clock.move(days=1)

    with pytest.raises(BrokenLog):
        publish(cast.context)
    assert "the stored tree of wbs.example.test was altered" in told(cast)[0]


def test_the_doctor_names_the_log_and_what_to_do(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    assert told(cast) == []
    alter(cast.context, altered(unit_log(cast).key))

    (found,) = [each for each in examine_log(cast.context) if each.level is Level.ERROR]
    assert "wbs.example.test/satker-1" in found.problem
    assert "An altered tree" in found.hint


def test_the_round_tells_its_kind_alone_and_does_everything_else(
    cast: Cast, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    closed_days(cast, clock)
    alter(cast.context, altered(unit_log(cast).key))
    report(cast.context)
    clock.move(days=1)

    with caplog.at_level(logging.WARNING):
        assert run_round(cast.context) is False

    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.ERROR, "log: BrokenLog")
    ]


def test_health_says_that_the_log_stands_still_and_that_reports_are_received(
    cast: Cast, clock: Clock
) -> None:
    closed_days(cast, clock)
    alter(cast.context, altered(unit_log(cast).key))
    report(cast.context)
    assert health(cast.context) is Health.OK
    clock.move(days=2)
    run_round(cast.context)

    assert health(cast.context) is Health.BEHIND


def test_a_pack_of_another_unit_is_made_and_one_of_its_own_is_refused(
    cast: Cast, clock: Clock
) -> None:
    closed_days(cast, clock)
    report(cast.context)
    alter(cast.context, altered(unit_log(cast).key))
    day = cast.context.today()
    period = ReportingPeriod.parse("2026-Q3")

    assert prepare_pack(cast.context, None, Wish("satker-2", period, day))
    with pytest.raises(Tampered, match="satker-1"):
        prepare_pack(cast.context, None, Wish("satker-1", period, day))


def test_a_proof_out_of_tiles_that_are_gone_is_refused_by_name(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    log = unit_log(cast)
    alter(cast.context, delete(TILE).where(TILE.c.log == log.key))

    with pytest.raises(BrokenLog, match="satker-1"):
        trees.consistency(cast.context, log, 2, 8)
    with pytest.raises(BrokenLog, match="satker-1"):
        trees.inclusion(cast.context, log, 2, 8)


def test_rows_brought_back_from_a_copy_mend_it(cast: Cast, clock: Clock) -> None:
    """As docs/operations.md says: the tile as it was, and the waiting day is closed after all."""
    closed_days(cast, clock)
    log = unit_log(cast).key
    (kept,) = [row for row in rows_of(cast.context, "log_tile")["log_tile"] if row[0] == log]
    alter(cast.context, altered(log))
    report(cast.context)
    clock.move(days=1)
    with pytest.raises(BrokenLog):
        publish(cast.context)

    alter(cast.context, update(TILE).where(TILE.c.log == log).values(hashes=kept[3]))

    assert len(publish(cast.context).days) == 1
    assert verify(cast.context).first is None
    assert told(cast) == []
