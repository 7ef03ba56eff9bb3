"""JPEG without metadata: segments are dropped, the picture's own bytes stay as they are."""

import re
import struct
from collections.abc import Iterator

from wbs.store.cleaner.result import Unsure

START = b"\xff\xd8"
END = b"\xff\xd9"
_APP0, _APP1, _APP14, _SOS, _EOI = 0xE0, 0xE1, 0xEE, 0xDA, 0xD9
_DROPPED = frozenset({*range(0xE0, 0xF0), 0xFE})
# Frames, Huffman and arithmetic tables, scans, quantisation, lines, restart interval, hierarchy.
_KEPT = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)} - {0xC8, _EOI})
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
_JFIF_BYTES, _ADOBE_BYTES = 18, 16  # whole segments without a thumbnail
_ORIENTATION = 0x0112
_SHORT = 3


def strip(data: bytes, *, keep_orientation: bool = True) -> bytes:
    """The same picture without EXIF, GPS, XMP, IPTC, colour profile, thumbnails, comments, or a tail.

    Only the orientation is written anew, without which a photo would lie on its side.

    Raises:
        Unsure: the file is cut off, or holds a segment we do not know.
    """
    kept: list[bytes] = []
    orientation = 1
    for marker, segment in _segments(data):
        if marker not in _DROPPED:
            kept.append(segment)
        elif marker == _APP0 and segment[4:9] == b"JFIF\0" and len(segment) >= _JFIF_BYTES:
            kept.append(b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0")
        elif marker == _APP14 and segment[4:9] == b"Adobe" and len(segment) >= _ADOBE_BYTES:
            kept.append(b"\xff\xee\x00\x0e" + segment[4:16])
        elif marker == _APP1 and segment[4:10] == b"Exif\0\0":
            orientation = _orientation(segment[10:])
    if keep_orientation and orientation != 1:
        at = 1 if kept[0].startswith(b"\xff\xe0") else 0
        kept.insert(at, _orientation_segment(orientation))
    return b"".join((START, *kept, END))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment up to the end of the picture; a scan comes with its coded data."""
    at, has_scan = len(START), False
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at : at + 1] != b"\xff" or len(data) < at + 2:
            raise Unsure("no segment where one must be")
        marker = data[at + 1]
        if marker == _EOI:
            break
        has_scan = has_scan or marker == _SOS
        end = _segment_end(data, at, marker)
        yield marker, data[at:end]
        at = end
    if not has_scan:
        raise Unsure("no picture")


def _segment_end(data: bytes, at: int, marker: int) -> int:
    if marker not in _KEPT and marker not in _DROPPED:
        raise Unsure("an unknown segment")
    end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
    if end < at + 4 or end > len(data):
        raise Unsure("a segment is cut off")
    if marker == _SOS:
        after = _AFTER_SCAN.search(data, end)
        if after is None:
            raise Unsure("a scan is cut off")
        return after.start()
    return end


def _orientation(tiff: bytes) -> int:
    """The orientation an EXIF block tells, 1 where it tells none that exists."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for n in range(count):
            entry = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * n)
            if entry[:3] == (_ORIENTATION, _SHORT, 1):
                return int(entry[3]) if 1 <= entry[3] <= 8 else 1  # noqa: PLR2004
    except struct.error:
        pass  # a block that lies about its lengths tells no orientation
    return 1


def _orientation_segment(orientation: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    block = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
