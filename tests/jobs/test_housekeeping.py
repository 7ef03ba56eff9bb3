"""The housekeeping process does its rounds whatever happens in one of them, and stops when told."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text

from tests.cast import Cast
from tests.conftest import Clock
from tests.erasures import erased_by_two, rested
from tests.reports import report
from wbs.domain.errors import NotFound
from wbs.domain.event import Act
from wbs.jobs.housekeeping import Housekeeping, keep_house, run_round
from wbs.jobs.queue import open_queue
from wbs.services.context import Context
from wbs.services.intake.draft import change_draft, new_token
from wbs.store.schema.cases import DraftRow
from wbs.store.schema.ledger import EventRow

SHORT = 0.01


def housekeeping(context: Context) -> Housekeeping:
    return Housekeeping(context, open_queue("", context.blobs.root.parent))


def drafts(context: Context) -> int:
    with context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(DraftRow)) or 0


def overdue_events(context: Context) -> int:
    with context.database.reading() as work:
        found = select(func.count()).select_from(EventRow).where(EventRow.act == Act.OVERDUE.value)
        return work.scalar(found) or 0


@pytest.mark.usefixtures("cast")
def test_a_round_sweeps_and_does_the_daily_work(context: Context, clock: Clock) -> None:
    report(context)
    change_draft(context, new_token(context))
    clock.move(days=60)

    assert run_round(context)

    assert drafts(context) == 0
    assert overdue_events(context) == 1


def test_a_round_carries_out_what_two_persons_wanted_the_day_before(
    cast: Cast, context: Context, clock: Clock
) -> None:
    reported = rested(cast, clock)
    erased_by_two(cast, reported)
    assert run_round(context)
    reported.enter(context)
    clock.move(days=1)

    assert run_round(context)

    with pytest.raises(NotFound):
        reported.enter(context)


@pytest.mark.usefixtures("cast")
def test_two_rounds_at_once_write_one_event(context: Context, clock: Clock) -> None:
    for _ in range(3):
        report(context)
    clock.move(days=60)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(run_round, [context] * 2))

    assert done == [True, True]
    assert overdue_events(context) == 3
    run_round(context)
    assert overdue_events(context) == 3


def test_what_fails_is_told_by_its_kind_alone_and_keeps_nothing_else_from_being_done(
    context: Context, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    change_draft(context, new_token(context))
    clock.move(hours=5)
    with context.database.transaction() as work:
        work.execute(text("ALTER TABLE clock RENAME TO clock_of_secrets"))

    assert not run_round(context)

    assert drafts(context) == 0
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.ERROR, f"{step}: {_missing_table(context)}")
        for step in ("daily work", "reminders")
    ]
    assert not [record for record in caplog.records if record.exc_info]
    with context.database.transaction() as work:
        work.execute(text("ALTER TABLE clock_of_secrets RENAME TO clock"))
    assert run_round(context)


def _missing_table(context: Context) -> str:
    return "OperationalError" if context.database.engine.name == "sqlite" else "ProgrammingError"


def test_rounds_go_on_after_one_that_failed_until_told_to_stop(
    context: Context, clock: Clock
) -> None:
    with context.database.transaction() as work:
        work.execute(text("ALTER TABLE clock RENAME TO clock_of_secrets"))
    stop = threading.Event()
    house = threading.Thread(target=keep_house, args=(housekeeping(context), stop, SHORT))
    house.start()
    change_draft(context, new_token(context))
    clock.move(hours=5)

    _wait_until_none(context)
    stop.set()
    house.join(5)

    assert not house.is_alive()
    with context.database.transaction() as work:
        work.execute(text("ALTER TABLE clock_of_secrets RENAME TO clock"))


def _wait_until_none(context: Context) -> None:
    patience = threading.Event()
    for _ in range(500):
        if drafts(context) == 0:
            return
        patience.wait(SHORT)
    pytest.fail("no round was done")


def test_told_to_stop_no_round_is_begun(context: Context, clock: Clock) -> None:
    change_draft(context, new_token(context))
    clock.move(hours=5)
    stop = threading.Event()
    stop.set()

    keep_house(housekeeping(context), stop, SHORT)

    assert drafts(context) == 1
