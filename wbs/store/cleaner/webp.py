"""WebP without metadata: chunks are dropped, the picture's own bytes stay as they are."""

from collections.abc import Iterator

from wbs.store.cleaner.result import Unsure

_PICTURE = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"VP8X"})
_METADATA_FLAGS = 0x2C  # colour profile, EXIF and XMP, in the header chunk
_FRAME_HEADER_BYTES = 16


def strip(data: bytes) -> bytes:
    """The same picture without EXIF, XMP, colour profile, unknown chunks, or a tail.

    Raises:
        Unsure: the file is cut off or holds no picture.
    """
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Unsure("the file is cut off")
    names, kept = set(), [b"WEBP"]
    for name, body in _chunks(data[12:end]):
        if name in _PICTURE:
            names.add(name)
            kept.append(_chunk(name, _cleaned(name, body)))
    if not names & {b"VP8 ", b"VP8L", b"ANMF"}:
        raise Unsure("no picture")
    return _chunk(b"RIFF", b"".join(kept))


def _cleaned(name: bytes, body: bytes) -> bytes:
    if name == b"VP8X" and body:
        return bytes([body[0] & ~_METADATA_FLAGS]) + body[1:]
    if name == b"ANMF":
        inner = _chunks(body[_FRAME_HEADER_BYTES:])
        frame = b"".join(_chunk(n, b) for n, b in inner if n in _PICTURE)
        return body[:_FRAME_HEADER_BYTES] + frame
    return body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        if end > len(data) or at + 8 > len(data):
            raise Unsure("a chunk is cut off")
        yield data[at : at + 4], data[at + 8 : end]
        at = end + end % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
