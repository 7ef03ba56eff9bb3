"""Whether the parts everything stands on answer: the database, its log, and the folder of sealed files."""

import os
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from wbs.domain.errors import Busy
from wbs.store.blobs import BlobStore
from wbs.store.database import Database
from wbs.store.log import checkpoints, ledger


@dataclass(frozen=True)
class Answers:
    """Whether all of them answer, and the last day of the logs that was closed, None before the first."""

    all_answer: bool
    last_closed: date | None = None


def ask(database: Database, blobs: BlobStore) -> Answers:
    """Whether a report could be stored now, as far as a look can tell; nothing is written."""
    try:
        with database.reading() as work:
            ledger.last_custody_on(work)
            last = checkpoints.last_day(work)
    except (SQLAlchemyError, Busy):
        return Answers(all_answer=False)
    return Answers(os.access(blobs.root / "incoming", os.W_OK | os.X_OK), last)
