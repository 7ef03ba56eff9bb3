"""Processes of one service: known by a name, and gone when whoever started them is gone."""

import gc
import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

NAME = Path("/proc/self/comm")
OBJECTS_BETWEEN_COLLECTIONS = 5_000
SECONDS_TO_STOP = 10


def end_with_parent() -> None:
    """Once the process that started this one has ended, however it did, this one is told to stop.

    It is told again every second, for a server that is only just starting forgets it; and after ten
    seconds it is ended.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait, args=(parent,), daemon=True).start()


def settle() -> None:
    """What was built until now stays: the collector passes it by, and comes less often for the rest.

    A request makes thousands of values and hardly a cycle among them; looking for cycles as often
    as a bare interpreter does took a tenth of the time of every page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 10, 10)


def call_myself(name: str) -> None:
    """What `ps` and `top` show of this process, where the system lets us."""
    if NAME.exists():
        NAME.write_text(name)


def _wait(parent: BaseProcess) -> None:
    parent.join()
    for _ in range(SECONDS_TO_STOP):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)
