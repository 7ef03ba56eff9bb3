"""Whose turn it is to write: threads of one process wait at a lock, processes at a locked file.

SQLite makes a writer that finds the database locked sleep for up to a tenth of a second and look
again; where another process writes without pause, it may look in vain for seconds. Here it looks
every millisecond.
"""

import fcntl
import os
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wbs.domain.errors import Busy

LOOK_SECONDS = 0.001


class Turn:
    """One writer at a time, among all threads and processes that name the same file.

    It ends with the process that has it, however that ends. A process that forked off has none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._begin()

    @contextmanager
    def taken(self, wait_seconds: float) -> Iterator[None]:
        """Nobody else is inside.

        Raises:
            Busy: the turn did not come in time.
        """
        ends = time.monotonic() + wait_seconds
        if not self._lock.acquire(timeout=wait_seconds):
            raise Busy("the database is at its limit")
        try:
            self._take_file(ends)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._lock.release()

    def after_fork(self) -> None:
        """In a child: a lock and an open file of its own; what the parent holds stays the parent's."""
        self._end()
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._file = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        self._end = weakref.finalize(self, os.close, self._file)

    def _take_file(self, ends: float) -> None:
        while True:
            try:
                return fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= ends:
                    raise Busy("the database is at its limit") from None
                time.sleep(LOOK_SECONDS)
