"""Make a backup while the house works: rows of one moment, every file they name, and the tombstones at the end.

Security: holds what a thief of database and files would hold, sealed as it is there, and no key of the
installation's own (`secrets/`). What of the moment is left out stands in `wbs/store/backup/rows.py`.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from wbs.domain.errors import NotFound
from wbs.domain.event import CustodyAct
from wbs.services import custody
from wbs.services.context import Context
from wbs.store import backed_up, migrate
from wbs.store.backup.archive import HEAD, ArchiveWriter
from wbs.store.backup.rows import pieces_of
from wbs.store.backup.whole_file import written_whole
from wbs.store.database import Work

FORMAT = 1
TOMBSTONES_AT_ONCE = 5_000


@dataclass(frozen=True)
class Made:
    """A backup that is there, and until when it may be kept.

    How many files it holds, how many went with erased cases meanwhile, how many the installation itself lacks.
    """

    path: Path
    size: int
    files: int
    erased_meanwhile: int
    missing: int
    expires_on: date


def make_backup(
    context: Context, path: Path, extras: Mapping[str, bytes], *, overwrite: bool = False
) -> Made:
    """The file at *path* is a whole backup, durable and its owner's alone; *extras* stand in it beside the data.

    A case that is submitted meanwhile is in it whole or not at all; one that is erased meanwhile comes with its
    tombstone. The custody log says that it was made, and until when it may be kept.

    Raises:
        Refused: something is there already.
        OSError: it cannot be written; nothing is left of it.
        Busy: the database is at its limit; nothing is left of it, or, once it stands, nothing noted.
    """
    expires_on = context.today() + timedelta(days=context.rules.backup_keep_days)
    with written_whole(path, overwrite=overwrite) as file:
        writer = ArchiveWriter(file, path.parent)
        try:
            counts = _write(context, writer, path.parent, extras, expires_on)
        finally:
            writer.drop()
        size = file.tell()
    with context.database.transaction() as work:
        custody.record(
            context,
            work,
            CustodyAct.BACKUP_MADE,
            None,
            unit_id=backed_up.top_unit(work),
            reason=expires_on.isoformat(),
        )
    return Made(path, size, *counts, expires_on)


def _write(
    context: Context,
    writer: ArchiveWriter,
    spool: Path,
    extras: Mapping[str, bytes],
    expires_on: date,
) -> tuple[int, int, int]:
    with tempfile.TemporaryFile(dir=spool) as names:
        with context.database.reading() as work:
            writer.add(HEAD, _head(context, expires_on))
            for name in sorted(extras):
                writer.add(name, extras[name])
            counts: dict[str, int] = {}
            for table, piece in pieces_of(work):
                counts[table] = counts.get(table, 0) + 1
                writer.add(f"rows/{table}/{counts[table]:06}.jsonl", piece)
            for blob_id in backed_up.kept_files(work):
                names.write(f"{blob_id}\n".encode())
        names.seek(0)
        files = _files(context, writer, names)
    with context.database.reading() as work:
        _tombstones(work, writer)
    writer.finish()
    return files


def _head(context: Context, expires_on: date) -> bytes:
    head = {
        "format": FORMAT,
        "revision": migrate.revisions()[-1],
        "log_name": context.rules.log_name,
        "made_on": context.today().isoformat(),
        "expires_on": expires_on.isoformat(),
    }
    return json.dumps(head, sort_keys=True).encode() + b"\n"


def _files(context: Context, writer: ArchiveWriter, names: IO[bytes]) -> tuple[int, int, int]:
    """How many files were copied, how many had gone with their row by then, how many are missing."""
    copied = erased = missing = 0
    for line in names:
        blob_id = line.decode().strip()
        try:
            with context.blobs.open(blob_id) as source:
                size = source.seek(0, 2)
                source.seek(0)
                writer.add_stream(f"blobs/{blob_id}", source, size)
                copied += 1
        except NotFound:
            with context.database.reading() as work:
                is_known = backed_up.knows_file(work, blob_id)
            missing += is_known
            erased += not is_known
    return copied, erased, missing


def _tombstones(work: Work, writer: ArchiveWriter) -> None:
    """Those of this moment: also of what was erased since the rows were read."""
    for number, some in enumerate(backed_up.tombstones(work, TOMBSTONES_AT_ONCE), start=1):
        lines = "".join(json.dumps(each) + "\n" for each in some)
        writer.add(f"tombstones/{number:06}.jsonl", lines.encode())
