"""The housekeeping process: round after round it sweeps, and does the work that days alone bring.

Any number of them may run at once: every step is safe to repeat and to race.
"""

import logging
import threading
from collections.abc import Callable

from wbs.domain.errors import WbsError
from wbs.services import daily_work
from wbs.services.context import Context
from wbs.services.sweep import sweep

ROUND_SECONDS = 60

_log = logging.getLogger(__name__)


def keep_house(
    context: Context, stop: threading.Event, round_seconds: float = ROUND_SECONDS
) -> None:
    """Rounds until *stop* is set. A step that fails is told by its kind alone and tried again."""
    while not stop.is_set():
        run_round(context)
        stop.wait(round_seconds)


def run_round(context: Context) -> bool:
    """One round; whether every step succeeded. No step keeps another from being done."""
    return all([_done("sweep", sweep, context), _done("daily work", daily_work.run, context)])


def _done(name: str, step: Callable[[Context], object], context: Context) -> bool:
    """Security: messages and traces of errors may hold what was being worked on; their kind does not."""
    try:
        step(context)
    except WbsError as error:
        _log.warning("%s: %s", name, type(error).__name__)
    except Exception as error:  # the root of this process: nothing above would try again
        _log.error("%s: %s", name, type(error).__name__)
    else:
        return True
    return False
