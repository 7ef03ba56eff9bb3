"""PNG without metadata: chunks are dropped, the picture's own bytes stay as they are."""

import zlib

from wbs.store.cleaner.result import Unsure

START = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD hIST pHYs acTL fcTL fdAT".split()
)
_LOWER_CASE = 0x20  # of a chunk's first letter: the picture can be shown without it


def strip(data: bytes) -> bytes:
    """The same picture without texts, EXIF, times, colour profile, unknown chunks, or a tail.

    Raises:
        Unsure: the file is cut off or damaged, or holds a chunk without which it cannot be shown.
    """
    kept, at = [START], len(START)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        if end > len(data) or len(name) != 4:  # noqa: PLR2004
            raise Unsure("a chunk is cut off")
        if name in _KEPT:
            if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
                raise Unsure("a chunk is damaged")
            kept.append(data[at:end])
        elif not name[0] & _LOWER_CASE:
            raise Unsure("an unknown chunk")
        if name == b"IEND":
            return b"".join(kept)
        at = end
