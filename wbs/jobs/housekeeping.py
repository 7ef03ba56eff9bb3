"""The housekeeping process: what days alone bring, sweeping, and letters, step by step through a queue.

Any number of them may run at once, and each may be killed at any moment: every step asks the rows what is
to be done, and is safe to repeat and to race.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial

from huey import Huey, crontab
from huey.consumer import Consumer

from wbs.domain.errors import Tampered, WbsError
from wbs.services import daily_work
from wbs.services.above.settle import settle_due
from wbs.services.accountability.anchors import (
    deliver_checkpoint,
    due_letters,
    forget_old_letters,
)
from wbs.services.accountability.publish import publish_due
from wbs.services.approvals.decide import expire
from wbs.services.context import Context
from wbs.services.publication import publish as publication
from wbs.services.reminders.collect import collect
from wbs.services.reminders.deliver import deliver, due_digests, forget_old
from wbs.services.reminders.letter import Post
from wbs.services.reminders.note import note_reminders
from wbs.services.reminders.note_evidence import note_evidence
from wbs.services.reminders.unit_reminders import note_unit_reminders
from wbs.services.retention import carry_out
from wbs.services.sweep import sweep

REMIND_MINUTES = 15
STALE_SECONDS = 50  # what was queued and not begun is queued again a minute later
STOP_SECONDS = 5

_log = logging.getLogger(__name__)
Step = Callable[..., object]


def run_round(context: Context, post: Post | None = None) -> bool:
    """One round here and now; whether every step succeeded. No step keeps another from being done."""
    return all(
        [
            _done("sweep", sweep, context),
            _done("daily work", daily_work.run, context),
            _done("log", publish_due, context),
            _done("proposals", expire, context),
            _done("erasure", carry_out.run, context),
            _done("publication", publication.publish_due, context),
            _done("handled above", settle_due, context),
            _remind(context),
            _done("letters", _send, context, post, partial(_deliver, context, post)),
            _done("checkpoints", _send_checkpoints, context, post),
        ]
    )


class Housekeeping:
    """The steps of a round as tasks of a queue: each minute, reminders each quarter of an hour."""

    def __init__(self, context: Context, queue: Huey, post: Post | None = None) -> None:
        self.queue = queue
        every_minute = crontab(minute="*")
        deliver_later = queue.task(name="deliver")(partial(_deliver, context, post))
        self._rounds = tuple(
            queue.periodic_task(when, name=name, expires=STALE_SECONDS)(step)
            for name, when, step in (
                ("sweep", every_minute, partial(_done, "sweep", sweep, context)),
                ("daily_work", every_minute, partial(_done, "daily work", daily_work.run, context)),
                ("log", every_minute, partial(_done, "log", publish_due, context)),
                ("proposals", every_minute, partial(_done, "proposals", expire, context)),
                ("erasure", every_minute, partial(_done, "erasure", carry_out.run, context)),
                (
                    "publication",
                    every_minute,
                    partial(_done, "publication", publication.publish_due, context),
                ),
                (
                    "handled_above",
                    every_minute,
                    partial(_done, "handled above", settle_due, context),
                ),
                ("remind", crontab(minute=f"*/{REMIND_MINUTES}"), partial(_remind, context)),
                (
                    "send",
                    every_minute,
                    partial(_done, "letters", _send, context, post, deliver_later),
                ),
                (
                    "anchor",
                    every_minute,
                    partial(_done, "checkpoints", _send_checkpoints, context, post),
                ),
            )
        )

    def begin(self) -> None:
        """Every step is queued once, without waiting for its minute."""
        for each in self._rounds:
            each()


def _remind(context: Context) -> bool:
    """What people are to be told is noted, then gathered for those who want mail."""
    noted = _done("reminders", note_reminders, context)
    missing = _done("evidence", note_evidence, context)
    of_units = _done("reminders of units", note_unit_reminders, context)
    return _done("digests", collect, context) and noted and missing and of_units


def _send(context: Context, post: Post | None, deliver_one: Step) -> None:
    """Each digest whose hour has come is handed to *deliver_one*, or queued by it."""
    if post is None:
        return
    for digest_id in due_digests(context):
        deliver_one(digest_id)
    forget_old(context)


def _send_checkpoints(context: Context, post: Post | None) -> None:
    """Each day's checkpoint is handed to the mail server, for every anchor that has not got it."""
    if post is None:
        return
    for letter in due_letters(context):
        deliver_checkpoint(context, post, letter)
    forget_old_letters(context)


def _deliver(context: Context, post: Post | None, digest_id: str) -> bool:
    return post is None or _done("letter", deliver, context, post, digest_id)


def _done(name: str, step: Step, *arguments: object) -> bool:
    """Security: messages and traces of errors may hold what was being worked on; their kind does not."""
    try:
        step(*arguments)
    except WbsError as error:
        level = logging.ERROR if isinstance(error, Tampered) else logging.WARNING
        _log.log(level, "%s: %s", name, type(error).__name__)
    except Exception as error:  # the root of this process: nothing above would try again
        _log.error("%s: %s", name, type(error).__name__)
    else:
        return True
    return False


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer that leaves the signals of the process to the process."""

    def _set_signal_handlers(self) -> None:
        pass


def keep_house(house: Housekeeping, stop: threading.Event, patience: float = 1) -> None:
    """Rounds until *stop* is set. A step that fails is told by its kind alone and tried again."""
    if stop.is_set():
        return
    consumer = _QuietConsumer(house.queue, max_delay=patience, shutdown_timeout=STOP_SECONDS)
    _done("queue", house.begin)
    consumer.start()
    stop.wait()
    consumer.stop(graceful=True)
