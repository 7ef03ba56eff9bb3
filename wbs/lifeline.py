"""Processes of one service: known by a name, and gone when whoever started them is gone."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.process import BaseProcess
from pathlib import Path

NAME = Path("/proc/self/comm")


def end_with_parent() -> None:
    """Once the process that started this one has ended, however it did, this one is told to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait, args=(parent,), daemon=True).start()


def call_myself(name: str) -> None:
    """What `ps` and `top` show of this process, where the system lets us."""
    if NAME.exists():
        NAME.write_text(name)


def _wait(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
