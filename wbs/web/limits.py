"""Spending a permit: the one way a view slows a source down."""

import logging
import time

from limits import RateLimitItemPerMinute
from limits.errors import StorageError

from wbs.web.shell import shell
from wbs.web.source import source_key

WINDOW_MINUTES = 10

_log = logging.getLogger(__name__)


class LimitReached(Exception):
    """The source has used up its permits; `retry_after` are seconds until the next one."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("limit reached")
        self.retry_after = retry_after


def spend(name: str, *, key: str | None = None) -> None:
    """Take one permit of the limit *name* (a field of `Limits`) for this source, or for *key*.

    While the store of the counters does not answer, everybody passes: it never closes intake.

    Raises:
        LimitReached: none is left in the moving window.
    """
    here = shell()
    item = RateLimitItemPerMinute(getattr(here.settings.limits, name), WINDOW_MINUTES)
    source = key or source_key(here.settings)()
    strategy = here.limiter.limiter
    try:
        if strategy.hit(item, name, source):
            return
        resets_at = strategy.get_window_stats(item, name, source).reset_time
    except StorageError as error:
        _log.warning("the volatile store does not answer: %s", type(error.storage_error).__name__)
        return
    raise LimitReached(max(1, int(resets_at - time.time()) + 1))
