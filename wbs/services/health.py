"""Whether the installation can do its work at this moment."""

from wbs.services.context import Context
from wbs.store.health import all_answer


def is_healthy(context: Context) -> bool:
    """Whether database, log and sealed files answer; what does not is told to `doctor` alone."""
    return all_answer(context.database, context.blobs)
