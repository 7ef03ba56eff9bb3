"""A file, sealed while it arrives and opened while it leaves; memory stays flat for any size."""

from collections.abc import Iterator
from typing import BinaryIO

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from wbs.sealing.body import COMMITMENT_BYTES
from wbs.sealing.encoding import HEADER_BYTES, check_header, context_of, header_of
from wbs.sealing.errors import Tampered
from wbs.sealing.key import Key
from wbs.sealing.labels import Artefact
from wbs.sealing.padding import padded_size

PIECE_BYTES = 65536


class AttachmentSink:
    """Writes what it is given to *target*, sealed; no plaintext stays behind.

    Nothing written may be used before `finish` returned: without it the file does not open.
    """

    def __init__(self, target: BinaryIO, key: Key, blob_id: str) -> None:
        self._target = target
        self._encryptor = Cobblestone256Encryptor(key.raw, context_of(Artefact.ATTACHMENT, blob_id))
        self._size_bytes = 0
        target.write(header_of(Artefact.ATTACHMENT))

    @property
    def size_bytes(self) -> int:
        """The true length so far."""
        return self._size_bytes

    def write(self, data: bytes) -> int:
        """Seal *data* behind what was written before."""
        self._target.write(self._encryptor.update(data))
        self._size_bytes += len(data)
        return len(data)

    def finish(self) -> None:
        """Pad to the bucket and seal the end; the target stays open."""
        missing = padded_size(self._size_bytes) - self._size_bytes
        zeros = bytes(min(missing, PIECE_BYTES))
        while missing:
            piece = zeros[:missing]
            self._target.write(self._encryptor.update(piece))
            missing -= len(piece)
        self._target.write(self._encryptor.finalize())


def open_attachment(source: BinaryIO, key: Key, blob_id: str, size_bytes: int) -> Iterator[bytes]:
    """The file in pieces, never more than *size_bytes*; the last piece only once all was verified.

    A wrong key, place or header is raised by the call itself, before any piece. Whoever passes
    the pieces on announces *size_bytes* first, so that a file cut off does not look complete.

    Raises:
        Tampered: "header", "suite", "artefact", "commitment"; while iterating
            "chunk" (altered or cut off), "padding" (not *size_bytes* and zeros up to the bucket).
    """
    check_header(Artefact.ATTACHMENT, source.read(HEADER_BYTES))
    decryptor = Cobblestone256Decryptor(key.raw, context_of(Artefact.ATTACHMENT, blob_id))
    head = source.read(COMMITMENT_BYTES)
    try:
        decryptor.update(head)
    except InvalidTag:
        raise Tampered("commitment") from None
    return _verified(_decrypted(source, decryptor), size_bytes)


def _decrypted(source: BinaryIO, decryptor: Cobblestone256Decryptor) -> Iterator[bytes]:
    try:
        while piece := source.read(PIECE_BYTES):
            yield decryptor.update(piece)
        yield decryptor.finalize()
    except InvalidTag:
        raise Tampered("chunk") from None


def _verified(pieces: Iterator[bytes], size_bytes: int) -> Iterator[bytes]:
    """Hold the last piece of the content back until padding and end were seen."""
    held = b""
    left = size_bytes
    padding = padded_size(size_bytes) - size_bytes
    for piece in pieces:
        content, rest = piece[:left], piece[left:]
        left -= len(content)
        padding -= len(rest)
        if rest.count(0) != len(rest) or padding < 0:
            raise Tampered("padding")
        if content:
            if held:
                yield held
            held = content
    if left or padding:
        raise Tampered("padding")
    if held:
        yield held
