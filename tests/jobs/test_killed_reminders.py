"""A run of reminders is killed at every step: none is lost, and none is sent twice."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from tests.cast import Cast
from tests.conftest import MONDAY, Clock
from tests.jobs.reminder_run import post_watched, run, watched
from tests.mailbox import Mailbox, mail_server
from tests.reminded import want_mail, with_mail
from tests.reports import report
from wbs.domain.kinds import Kind
from wbs.services.context import Context
from wbs.settings import Settings
from wbs.store.schema.reminders import DigestRow, NoticeRow, ReminderRow

NIGHT, MORNING = MONDAY + timedelta(hours=16), MONDAY + timedelta(days=1)
ROOT = Path(__file__).parent.parent.parent


class Killed(BaseException):
    """Nothing in the house catches it, as nothing catches a SIGKILL."""


class Fuse:
    """Burns through at one step."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self, _step: str) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


@pytest.fixture
def mailing(cast: Cast) -> Cast:
    """Two desks with something to see: two officers here and one there want mail."""
    found = with_mail(cast)
    want_mail(found, "budi", "indah", "citra")
    report(found.context)
    report(found.context, kind=Kind.COMPLAINT)
    report(found.context, unit="satker-2")
    return found


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as found:
        yield found


def forget_all(context: Context, box: Mailbox) -> None:
    with context.database.transaction() as work:
        for row in (NoticeRow, DigestRow, ReminderRow):
            work.execute(delete(row))
    box.letters.clear()


def counted(context: Context) -> tuple[int, int, set[str]]:
    """Reminders, notices, and the states of digests."""
    with context.database.reading() as work:
        reminders = work.scalar(select(func.count()).select_from(ReminderRow)) or 0
        notices = work.scalar(select(func.count()).select_from(NoticeRow)) or 0
        return reminders, notices, set(work.scalars(select(DigestRow.state)))


def test_at_whichever_step_a_run_dies_each_is_told_once(
    mailing: Cast, clock: Clock, box: Mailbox
) -> None:
    context = mailing.context
    twice = 0
    for steps in count(1):
        forget_all(context, box)
        fuse = Fuse(steps)
        clock.at = NIGHT
        for at in (NIGHT, MORNING):
            clock.at = at
            try:
                run(watched(context, fuse), post_watched(box.mailer(), fuse))
            except Killed:
                clock.at = at
                run(context, box.mailer())
        for _ in range(3):
            clock.move(minutes=16)
            run(context, box.mailer())

        assert len(set(box.names)) == 3, steps
        assert sorted(set(box.addresses)) == [
            f"{n}@example.test" for n in ("budi", "citra", "indah")
        ]
        assert counted(context) == (4, 7, {"sent"}), steps
        assert len(box.letters) <= 4, steps
        twice += len(box.letters) == 4
        if fuse.left > 0:
            break

    assert steps > 30
    # Between the server's word and our mark: as often as there are letters, before and after the
    # transaction that marks begins and before it is committed.
    assert twice == 3 * 3


@pytest.mark.parametrize(
    ("step", "letters"),
    [("before the server took it", 0), ("after the server took it", 1), ("before its commit", 0)],
)
def test_a_process_that_is_really_killed_loses_and_doubles_nothing(
    mailing: Cast, clock: Clock, box: Mailbox, settings: Settings, step: str, letters: int
) -> None:
    context = mailing.context
    clock.at = NIGHT
    run(context, box.mailer())

    ended = subprocess.run(
        [
            *(sys.executable, "-m", "tests.jobs.reminder_run", str(settings.data_dir)),
            *(settings.database.url, str(box.port), MORNING.isoformat(), step),
        ],
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    taken = len(box.letters)
    clock.at = MORNING
    for _ in range(3):
        clock.move(minutes=16)
        run(context, box.mailer())

    assert ended.returncode == -signal.SIGKILL
    assert taken == letters
    assert len(set(box.names)) == 3
    assert len(box.letters) == 3 + letters
    assert counted(context) == (4, 7, {"sent"})


def test_of_many_that_run_at_once_one_sends_each_letter(
    mailing: Cast, clock: Clock, box: Mailbox
) -> None:
    for at in (NIGHT, MORNING):
        clock.at = at
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(run, [mailing.context] * 4, [box.mailer()] * 4))

    assert len(box.names) == len(set(box.names)) == 3
    assert counted(mailing.context) == (4, 7, {"sent"})
