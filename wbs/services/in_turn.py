"""Do something to a case in one transaction, again from its beginning where somebody was faster."""

from collections.abc import Callable
from typing import TypeVar

from wbs.domain.errors import Busy
from wbs.services.context import Context
from wbs.store.database import Conflict, Work

TRIES = 100
T = TypeVar("T")


def in_turn(context: Context, act: Callable[[Work], T]) -> T:
    """What *act* returned in the transaction that was committed; those that lost a race left nothing.

    Raises:
        Busy: others were faster too many times in a row; nothing was written.
    """
    for _ in range(TRIES):
        try:
            with context.database.transaction() as work:
                return act(work)
        except Conflict:
            continue
    raise Busy("the case is being written to")
