"""Closing a day: every log's checkpoint goes, hidden, into the instance log, whose own is published and mailed.

Safe to run at any time, again, and twice at once: each day is closed in one transaction, and its batch of the
instance log is written by one alone.
"""

from dataclasses import dataclass
from datetime import date, time
from functools import partial

from wbs.domain.accountability import (
    INSTANCE,
    DayCheckpoint,
    Log,
    instance_log,
)
from wbs.domain.errors import Unavailable
from wbs.services.accountability.integrate import (
    BrokenLog,
    append_batch,
    integrate_until,
    is_whole,
    last_settled,
    written_logs,
)
from wbs.services.accountability.key_list import keep_list
from wbs.services.accountability.open_day import ONE_DAY
from wbs.services.context import JAKARTA, Context, LogRules
from wbs.services.in_turn import in_turn
from wbs.store.database import Work
from wbs.store.log import anchors, checkpoints, log_tree
from wbs.tlog.checkpoint import Checkpoint, hidden_leaf, sign_checkpoint
from wbs.tlog.leaf import SALT_BYTES
from wbs.tlog.note import Signer
from wbs.tlog.tree import EMPTY_ROOT, BrokenTree


@dataclass(frozen=True)
class Published:
    """How many leaves were integrated, and which days were closed."""

    integrated: int
    days: tuple[date, ...]


NOTHING = Published(0, ())


def publish_due(context: Context) -> Published:
    """Every day is closed whose hour has come; nothing happens without a log key.

    Raises:
        BrokenLog: a tree was altered; what was written is integrated elsewhere, and no day is closed.
        Busy: others did the same all the time; the days before are closed.
    """
    rules = context.rules.log
    if rules is None:
        return NOTHING
    now = context.clock().astimezone(JAKARTA)
    due = now.date() - (ONE_DAY if now.time() >= time(rules.hour) else 2 * ONE_DAY)
    with context.database.reading() as work:
        last = checkpoints.last_day(work)
    if last is not None and last >= due:
        return NOTHING
    return _close_until(context, rules, due)


def publish(context: Context, *, since: date | None = None) -> Published:
    """Every day that is over is closed now, whatever the hour; the first ever is yesterday, or *since*.

    Raises:
        Unavailable: there is no log key here.
        BrokenLog: as `publish_due`.
        Busy: others did the same all the time; the days before are closed.
    """
    if context.rules.log is None:
        raise Unavailable("no log key")
    return _close_until(context, context.rules.log, last_settled(context) - ONE_DAY, since)


def _close_until(
    context: Context, rules: LogRules, until: date, since: date | None = None
) -> Published:
    integrated = integrate_until(context, until)
    in_turn(context, partial(keep_list, context, rules))
    with context.database.reading() as work:
        last = checkpoints.last_day(work)
    day = last + ONE_DAY if last else since or until
    closed = []
    while day <= until:
        if in_turn(context, partial(_close, context, rules, day, day == until)):
            closed.append(day)
        day += ONE_DAY
    return Published(integrated, tuple(closed))


def _close(context: Context, rules: LogRules, day: date, is_last: bool, work: Work) -> bool:
    """Whether the day was closed here and now; of several days only the last one is mailed.

    A day is closed for all logs or for none: what a log could not take in of a closed day would stay outside for
    ever (log-v1 R20).
    """
    last = checkpoints.last_day(work)
    if last is not None and last >= day:
        return False
    newest, own = rules.newest, instance_log(context.rules.log_name)
    logs = written_logs(context, work)
    hidden = [_hidden(context, newest, each, day, work) for each in logs]
    leaves = [each.leaf_hash for each in hidden if each.leaf_hash]
    try:
        batch = append_batch(work, INSTANCE, day, leaves)
    except BrokenTree:
        raise BrokenLog([own]) from None
    for each in hidden:
        checkpoints.add(work, each)
    signed = sign_checkpoint(Checkpoint(own.origin, batch.size, batch.root), newest)
    checkpoints.add(work, DayCheckpoint(INSTANCE, day, batch.size, signed))
    if is_last:
        for address in rules.anchors:
            anchors.add(work, day, address)
    return True


def _hidden(context: Context, newest: Signer, log: Log, day: date, work: Work) -> DayCheckpoint:
    batch = log_tree.last_batch_on(work, log.key, day)
    if not is_whole(work, batch):
        raise BrokenLog([log])
    size, root = (batch.size, batch.root) if batch else (0, EMPTY_ROOT)
    signed = sign_checkpoint(Checkpoint(log.origin, size, root), newest)
    salt = context.random_bytes(SALT_BYTES)
    return DayCheckpoint(log.key, day, size, signed, salt, hidden_leaf(salt, signed))
