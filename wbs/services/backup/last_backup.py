"""What is known of the backups that were made: when the last was, until when one may be kept, what was erased."""

from wbs.services.context import Context
from wbs.store import backed_up
from wbs.store.backed_up import LastBackup, Stone

STONES_AT_ONCE = 5_000


def last_backup(context: Context) -> LastBackup:
    """When the last was made, and the last day on which any of them may exist."""
    with context.database.reading() as work:
        return backed_up.last_backup(work)


def tombstones_of(context: Context) -> set[Stone]:
    """Every tombstone of the installation."""
    with context.database.reading() as work:
        return {stone for some in backed_up.tombstones(work, STONES_AT_ONCE) for stone in some}
