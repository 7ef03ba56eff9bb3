"""The queue holds names and ids, runs nobody's code, and may be lost or doubled without anything being so."""

import json
import pickle
import stat
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from huey import Huey
from sqlalchemy import select

from tests.cast import Cast
from tests.conftest import MONDAY, Clock
from tests.mailbox import mail_server
from tests.reminded import rounds, want_mail, with_mail
from tests.reports import report
from wbs.jobs.housekeeping import Housekeeping, keep_house
from wbs.jobs.queue import PlainSerializer, open_queue
from wbs.store.schema.reminders import DigestRow

PATIENCE = 20


@pytest.fixture(params=["file", "redis"])
def queue(request: pytest.FixtureRequest, data_dir: Path) -> Huey:
    url = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    found = open_queue(url, data_dir)
    found.storage.name = found.name = f"wbs-{uuid4().hex}"
    if request.param == "redis":
        found.storage.queue_key = f"huey.redis.{found.name}"
    return found


def wait_for(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, "it did not come to be"
        time.sleep(0.05)


def test_a_letter_goes_through_the_queue_and_only_its_id_with_it(
    cast: Cast, clock: Clock, queue: Huey
) -> None:
    mailing = with_mail(cast)
    want_mail(mailing, "budi")
    report(mailing.context)
    rounds(mailing.context)
    clock.at = MONDAY + timedelta(days=1)
    stop = threading.Event()
    with mail_server() as box:
        house = Housekeeping(mailing.context, queue, box.mailer())
        worker = threading.Thread(target=keep_house, args=(house, stop, 0.1))
        worker.start()
        try:
            wait_for(lambda: len(box.letters) == 1)
        finally:
            stop.set()
            worker.join(PATIENCE)

    assert not worker.is_alive()
    with mailing.context.database.reading() as work:
        assert box.names == [f"<{i}@example.test>" for i in work.scalars(select(DigestRow.id))]


def test_what_lies_in_the_queue_is_names_and_ids(cast: Cast, clock: Clock, queue: Huey) -> None:
    mailing = with_mail(cast)
    want_mail(mailing, "budi")
    report(mailing.context)
    rounds(mailing.context)
    clock.at = MONDAY + timedelta(days=1)
    with mailing.context.database.reading() as work:
        digest_id = work.scalars(select(DigestRow.id)).one()
    house = Housekeeping(mailing.context, queue, lambda _letter: None)
    house.begin()
    for _ in range(queue.pending_count()):  # every step of a round
        queue.execute(queue.dequeue())

    (left,) = [json.loads(item) for item in queue.storage.enqueued_items()]

    assert left[1:] == ["functools.deliver", [digest_id], None]


def test_the_file_of_the_queue_is_its_owners_alone(data_dir: Path) -> None:
    open_queue("", data_dir)

    modes = {p.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) for p in data_dir.glob("jobs*")}
    assert modes == {0}


class Trap:
    """Runs code where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("code from the queue was run",))


@pytest.mark.parametrize(
    "planted",
    [pickle.dumps(Trap()), b"", b"[]", b'{"a": 1}', b'["i", "os.system", ["true"], null]'],
)
def test_what_somebody_planted_there_is_not_run(cast: Cast, queue: Huey, planted: bytes) -> None:
    house = Housekeeping(cast.context, queue)
    queue.storage.enqueue(planted)
    report(cast.context)
    stop = threading.Event()
    worker = threading.Thread(target=keep_house, args=(house, stop, 0.1))
    worker.start()
    wait_for(lambda: queue.storage.queue_size() == 0)
    stop.set()
    worker.join(PATIENCE)

    with pytest.raises(ValueError):
        PlainSerializer().deserialize(pickle.dumps(Trap()))


def test_a_queue_that_cannot_be_reached_ends_nothing(
    cast: Cast, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    queue = open_queue("redis://127.0.0.1:9/0", data_dir)
    stop = threading.Event()
    worker = threading.Thread(
        target=keep_house, args=(Housekeeping(cast.context, queue), stop, 0.1)
    )
    worker.start()
    wait_for(lambda: "queue: ConnectionError" in caplog.messages)
    stop.set()
    worker.join(PATIENCE)

    assert not worker.is_alive()
