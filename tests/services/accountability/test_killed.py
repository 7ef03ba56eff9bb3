"""Closing days is killed before and after every write: nothing is half done, and the next run ends it."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import LOG_TABLES, alter, rows_of, some_days
from wbs.services.accountability.publish import publish
from wbs.services.accountability.verify import verify
from wbs.services.context import Context
from wbs.settings import Settings

ROOT = Path(__file__).parents[3]
WRITES = ("INSERT", "UPDATE", "DELETE")


class Killed(BaseException):
    """Nothing in the house catches it, as nothing catches a SIGKILL."""


class Fuse:
    """Burns through at one write or commit, before or after it."""

    def __init__(self, at: int, after: bool) -> None:
        self.left, self.after = at, after

    def _burn(self, is_after: bool) -> None:
        if is_after is self.after:
            self.left -= 1
            if self.left == 0:
                raise Killed

    def before_write(
        self, _connection: Connection, _cursor: object, statement: str, *_: object
    ) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            self._burn(False)

    def after_write(
        self, _connection: Connection, _cursor: object, statement: str, *_: object
    ) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            self._burn(True)

    def at_commit(self, _connection: Connection) -> None:
        self._burn(False)


@contextmanager
def burning(context: Context, fuse: Fuse) -> Iterator[None]:
    engine = context.database.engine
    listeners: list[tuple[str, Callable[..., None]]] = [
        ("before_cursor_execute", fuse.before_write),
        ("after_cursor_execute", fuse.after_write),
        ("commit", fuse.at_commit),
    ]
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)


def known(rows: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """What does not hang on the salts, which are drawn anew by each run."""
    found = {name: rows[name] for name in ("log_key", "promise_key")}
    for name in ("log_batch", "log_leaf", "log_tile"):
        found[name] = [row for row in rows[name] if row[0] != "instance"]
    found["log_checkpoint"] = [row[:4] for row in rows["log_checkpoint"] if row[0] != "instance"]
    found["sizes"] = [(row[0], row[1], row[3]) for row in rows["log_batch"]]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_write_the_logs_fit_and_the_next_run_ends_it(
    cast: Cast, clock: Clock, after: bool
) -> None:
    some_days(cast, clock)
    clock.move(days=1)
    context = cast.context
    rules = context.rules.log
    assert rules is not None
    rules = replace(rules, anchors=("tpi@example.test",))
    context = replace(context, rules=replace(context.rules, log=rules))
    publish(context)
    whole = known(rows_of(context))

    for at in count(1):
        alter(context, *(f"DELETE FROM {name}" for name in (*LOG_TABLES, "anchor_letter")))
        fuse = Fuse(at, after)
        try:
            with burning(context, fuse):
                publish(context)
        except Killed:
            context.database.close()  # whoever comes next opens connections of their own
        gc.collect()  # what the killed one held is gone with it, as with a process
        if fuse.left > 0:
            break
        half = verify(context)
        assert half.first is None, (at, half.first)
        publish(context)
        assert known(rows_of(context)) == whole, at
        assert len(rows_of(context, "anchor_letter")["anchor_letter"]) == 1

    assert at > 40
    assert verify(context).first is None


def test_processes_that_close_days_at_once_close_each_once_and_one_that_is_killed_leaves_nothing_half(
    cast: Cast, clock: Clock, settings: Settings
) -> None:
    some_days(cast, clock)
    clock.move(days=1)
    command = [
        *(sys.executable, "-m", "tests.services.accountability.publish_run"),
        *(str(settings.data_dir), settings.database.url, clock.at.isoformat()),
    ]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    killed = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    time.sleep(1)
    killed.kill()
    killed.communicate(timeout=120)

    told = [process.communicate(timeout=120)[0].split() for process in running]

    assert [process.returncode for process in running] == [0, 0, 0]
    assert sum(map(len, told)) <= 1
    publish(cast.context)
    assert verify(cast.context).first is None
    batches = [row[:2] for row in rows_of(cast.context)["log_batch"]]
    assert batches.count(("instance", 0)) == 1
    assert ("instance", 1) not in batches
