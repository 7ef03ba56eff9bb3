"""Receive the files of one request while they arrive, sealed before anything touches the disk.

Which report a file is for is known only after the whole body was read (its fields, token included,
come in the same body). So each file gets a random key, and its place only when the caller commits.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from wbs.domain.file_name import clean_file_name, media_type_of
from wbs.sealing.attachment import AttachmentSink
from wbs.sealing.key import Key, new_key
from wbs.services.cases.record_content import AttachmentRef
from wbs.services.context import Context
from wbs.services.intake.clean_attachment import clean_attachment

FIRST_BYTES = 16


@dataclass(frozen=True)
class ReceivedFile:
    """A file that arrived whole. `digest` (SHA-256 of what was sent) tells a file sent twice."""

    ref: AttachmentRef
    digest: str

    def __repr__(self) -> str:
        return "ReceivedFile(…)"


@dataclass(frozen=True)
class RefusedFile:
    """A file that is not kept: `too_many`, `too_large`, `no_room`, `empty` or `cut_off`."""

    name: str
    reason: str

    def __repr__(self) -> str:
        return f"RefusedFile(…, {self.reason})"


class IncomingFile:
    """One file on its way in; written to by whoever reads the body."""

    def __init__(self, context: Context, name: str, declared_type: str) -> None:
        self.name = clean_file_name(name)
        self.refused = ""
        self.is_whole = False
        self._context = context
        self._declared_type = declared_type
        self._digest = sha256()
        self._start = b""
        self._blob_id = ""
        self._key: Key | None = None
        self._target: BinaryIO | None = None
        self._sink: AttachmentSink | None = None

    def write(self, data: bytes) -> int:
        """The bytes are sealed, or dropped once the file is refused: the body is read on.

        Security: files never fill the disk, so that whoever sends very many does not stop reports.
        """
        if data and not self.refused:
            self._take(data)
        return len(data)

    def finish(self) -> None:
        """The file is whole: padded and closed. A field left empty is no file."""
        if self._sink is None or self._target is None:
            self.refused = self.refused or ("empty" if self.name else "")
            return
        self._sink.finish()
        self._target.close()
        self.is_whole = True

    def refuse(self, reason: str) -> None:
        """The file is not kept, and what was written of it is gone."""
        self.refused = reason
        self.is_whole = False
        if self._target is not None:
            self._target.close()
            self._context.blobs.discard(self._blob_id)
            self._target = self._sink = None

    def received(self) -> ReceivedFile | None:
        """The file as it came in, still among the incoming; None if it is not kept."""
        if not self.is_whole or self._sink is None or self._key is None:
            return None
        ref = AttachmentRef(
            blob_id=self._blob_id,
            key=self._key.hex(),
            name=self.name or "berkas",
            size_bytes=self._sink.size_bytes,
            media_type=media_type_of(self._start, self._declared_type),
            metadata="kept",
        )
        return ReceivedFile(ref, self._digest.hexdigest())

    def _take(self, data: bytes) -> None:
        if self._sink is None:
            self._begin()
        assert self._sink is not None  # noqa: S101 (set by _begin)
        if self._sink.size_bytes + len(data) > self._context.rules.max_attachment_bytes:
            self.refuse("too_large")
            return
        if not self._context.blobs.has_room():
            self.refuse("no_room")
            return
        self._sink.write(data)
        self._digest.update(data)
        if len(self._start) < FIRST_BYTES:
            self._start = (self._start + data[:FIRST_BYTES])[:FIRST_BYTES]

    def _begin(self) -> None:
        self._blob_id = self._context.new_id()
        self._key = new_key(self._context.random_bytes)
        self._target = self._context.blobs.begin(self._blob_id)
        self._sink = AttachmentSink(self._target, self._key, self._blob_id)


class Intake:
    """The files of one request; whatever is not committed is gone after `discard`.

    Not shared between threads.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._files: list[IncomingFile] = []
        self._settled: tuple[ReceivedFile, ...] | None = None
        self._kept: set[str] = set()

    def open(self, name: str, declared_type: str) -> IncomingFile:
        """A new file; one more than a report may have is read and dropped."""
        file = IncomingFile(self._context, name, declared_type)
        taken = sum(1 for f in self._files if f.name and not f.refused)
        if file.name and taken >= self._context.rules.max_attachments:
            file.refuse("too_many")
        self._files.append(file)
        return file

    def cut_off(self) -> None:
        """The body ended too early: the file that was arriving is not kept, those before it are."""
        for file in self._files:
            if not file.is_whole and not file.refused:
                file.refuse("cut_off" if file.name else "")

    @property
    def refused(self) -> tuple[RefusedFile, ...]:
        """The files that are not kept, and why."""
        return tuple(RefusedFile(f.name, f.refused) for f in self._files if f.refused)

    def settle(self) -> tuple[ReceivedFile, ...]:
        """The whole files, freed of metadata where possible, durable under their ids."""
        if self._settled is None:
            arrived = [received for f in self._files if (received := f.received())]
            self._settled = tuple(self._keep(received) for received in arrived)
        return self._settled

    def commit(self, blob_ids: Collection[str]) -> None:
        """Those files belong to a draft or a case now."""
        self._kept.difference_update(blob_ids)

    def discard(self) -> None:
        """Every file that was not committed is gone."""
        for file in self._files:
            if not file.refused:
                file.refuse("discarded")
        while self._kept:
            self._context.blobs.delete(self._kept.pop())

    def _keep(self, received: ReceivedFile) -> ReceivedFile:
        ref = clean_attachment(self._context, received.ref)
        self._kept.add(ref.blob_id)
        self._context.blobs.keep(ref.blob_id)
        return ReceivedFile(ref, received.digest)
