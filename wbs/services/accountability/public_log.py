"""What everybody may see of the logs: the newest checkpoint of the instance log, and the keys."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.accountability import INSTANCE
from wbs.services.accountability.key_list import ListedKey, listed_keys
from wbs.services.context import Context
from wbs.store.log import checkpoints


@dataclass(frozen=True)
class PublicLog:
    """The newest checkpoint with its day, None before the first; and the keys, the last of which signs."""

    day: date | None
    checkpoint: bytes
    keys: tuple[ListedKey, ...]


def public_log(context: Context) -> PublicLog:
    """The page's content. Nothing of any unit is in it."""
    with context.database.reading() as work:
        latest = checkpoints.latest(work, INSTANCE)
    keys = listed_keys(context)
    if latest is None:
        return PublicLog(None, b"", keys)
    return PublicLog(latest.day, latest.signed, keys)
