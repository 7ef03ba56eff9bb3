"""GIF without metadata: comments and unknown extensions are dropped, the frames stay as they are."""

from wbs.store.cleaner.result import Unsure

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_SCREEN_BYTES, _DESCRIPTOR_BYTES = 13, 10


def strip(data: bytes) -> bytes:
    """The same frames without comments, XMP, other applications' data, or a tail.

    Raises:
        Unsure: the file is cut off, or holds a block we do not know.
    """
    at = _table_end(data, 10, _SCREEN_BYTES)
    kept = [data[:at]]
    while True:
        block = _byte(data, at)
        if block == _TRAILER:
            kept.append(b"\x3b")
            return b"".join(kept)
        if block == _IMAGE:
            start = _table_end(data, at + 9, at + _DESCRIPTOR_BYTES) + 1
            is_kept = True
        elif block == _EXTENSION:
            start = at + 2
            is_kept = _byte(data, at + 1) == _CONTROL or _is_loop(data, at)
        else:
            raise Unsure("an unknown block")
        end = _blocks_end(data, start)
        if is_kept:
            kept.append(data[at:end])
        at = end


def _is_loop(data: bytes, at: int) -> bool:
    return _byte(data, at + 1) == _APPLICATION and data[at + 3 : at + 14] in _LOOPS


def _table_end(data: bytes, flags_at: int, start: int) -> int:
    """Where the colour table that follows ends, if the flags say that one follows."""
    flags = _byte(data, flags_at)
    return start + 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else start


def _blocks_end(data: bytes, at: int) -> int:
    while size := _byte(data, at):
        at += 1 + size
    return at + 1


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise Unsure("the file is cut off")
    return data[at]
