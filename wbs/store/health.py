"""Whether the parts everything stands on answer: the database, its log, and the folder of sealed files."""

import os

from sqlalchemy.exc import SQLAlchemyError

from wbs.domain.errors import Busy
from wbs.store.blobs import BlobStore
from wbs.store.database import Database
from wbs.store.log import ledger


def all_answer(database: Database, blobs: BlobStore) -> bool:
    """Whether a report could be stored now, as far as a look can tell; nothing is written."""
    try:
        with database.reading() as work:
            ledger.last_custody_on(work)
    except (SQLAlchemyError, Busy):
        return False
    return os.access(blobs.root / "incoming", os.W_OK | os.X_OK)
