"""Hand out a file of a case, opened piece by piece, and leave a trace of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from wbs.domain.access import Permission
from wbs.domain.errors import NotFound, Tampered
from wbs.domain.event import CustodyAct
from wbs.sealing import attachment
from wbs.sealing import errors as sealing
from wbs.sealing.key import Key
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.read_records import OpenedCase, read_records
from wbs.services.cases.record_content import AttachmentRef
from wbs.services.context import Context
from wbs.store.cases import records


class Pieces:
    """A file's pieces in order, each once; the stored file is closed after the last, or by `close`."""

    def __init__(self, source: BinaryIO, pieces: Iterator[bytes]) -> None:
        self._source = source
        self._pieces = pieces

    def __iter__(self) -> "Pieces":
        return self

    def __next__(self) -> bytes:
        """The next piece.

        Raises:
            Tampered: the stored file was altered or cut off.
        """
        try:
            return next(self._pieces)
        except sealing.SealingError as error:
            self.close()
            raise Tampered("a file was altered or cut off") from error
        except StopIteration:
            self.close()
            raise

    def close(self) -> None:
        """Nothing of the file stays open."""
        self._source.close()


@dataclass(frozen=True)
class OpenedFile:
    """A file on its way out. Whoever sends the pieces announces `size_bytes` before, and closes them.

    So what is cut off does not look whole.
    """

    name: str
    size_bytes: int
    media_type: str
    pieces: Pieces

    def __repr__(self) -> str:
        return "OpenedFile(…)"


def open_attachment(
    context: Context, actor: Actor, case_id: str, number: int, blob_id: str
) -> OpenedFile:
    """The file that record *number* of the case carries; the opening is noted.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: no such file in that record, no such case, or not at a desk of the officer's.
        Unavailable: the officer holds no key of that case.
        Tampered: record or file are not what was stored.
    """
    with context.database.transaction() as work:
        case = case_for(work, actor, Permission.OPEN_CASE, case_id)
        if not records.has_file(work, case_id, blob_id):
            raise NotFound("no such file")  # before the log would repeat what stood in an address
        act = CustodyAct.ATTACHMENT_OPENED
        key = open_key(context, work, actor, case, act=act, subject_id=blob_id)
        stored = records.all_of(work, case_id)
    ref = _find(read_records(case_id, key, stored), number, blob_id)
    return OpenedFile(ref.name, ref.size_bytes, ref.media_type, pieces_of(context, ref))


def _find(opened: OpenedCase, number: int, blob_id: str) -> AttachmentRef:
    for ref in opened.files_of(number):
        if ref.blob_id == blob_id:
            return ref
    raise NotFound("no such file")


def pieces_of(context: Context, ref: AttachmentRef) -> Pieces:
    """The file's pieces; a wrong beginning is raised here and now, before any is asked for."""
    try:
        source = context.blobs.open(ref.blob_id)
    except NotFound:
        raise Tampered("a file is gone") from None
    try:
        pieces = attachment.open_attachment(
            source, Key.from_hex(ref.key), ref.blob_id, ref.size_bytes
        )
    except sealing.SealingError as error:
        source.close()
        raise Tampered("a file does not open") from error
    return Pieces(source, pieces)
