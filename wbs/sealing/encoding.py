"""The bytes that bind a sealed thing to its place: fields with lengths, and the four-byte header."""

from wbs.sealing.errors import Tampered
from wbs.sealing.labels import LETTERS, MAGIC, SUITE, SUITE_ID, Artefact

HEADER_BYTES = 4
MAX_FIELD_BYTES = 0xFFFF


def fields(*parts: str | int | bytes) -> bytes:
    """The parts, each behind its length in two bytes: no two lists of parts give the same bytes.

    Texts are UTF-8, numbers eight bytes big-endian.
    """
    out = bytearray()
    for part in parts:
        if isinstance(part, int):
            raw = part.to_bytes(8, "big")
        else:
            raw = part.encode() if isinstance(part, str) else part
        out += len(raw).to_bytes(2, "big") + raw  # sealing-v1 R3: OverflowError beyond 65535
    return bytes(out)


def context_of(artefact: Artefact, *parts: str | int | bytes) -> bytes:
    """The context (Cobblestone) or info (HPKE) of an artefact at its place."""
    return fields(SUITE, artefact.value, *parts)


def header_of(artefact: Artefact) -> bytes:
    """`WB`, the suite, the letter."""
    return MAGIC + bytes([SUITE_ID]) + LETTERS[artefact]


def body_of(artefact: Artefact, sealed: bytes) -> bytes:
    """What follows the header.

    Raises:
        Tampered: "header" (none of ours), "suite" (not one we know), "artefact" (another kind).
    """
    check_header(artefact, sealed[:HEADER_BYTES])
    return sealed[HEADER_BYTES:]


def check_header(artefact: Artefact, header: bytes) -> None:
    """Raise unless *header* announces *artefact* in our suite.

    Raises:
        Tampered: as for `body_of`.
    """
    if len(header) != HEADER_BYTES or not header.startswith(MAGIC):
        raise Tampered("header")
    if header[2] != SUITE_ID:
        raise Tampered("suite")
    if header[3:] != LETTERS[artefact]:
        raise Tampered("artefact")
