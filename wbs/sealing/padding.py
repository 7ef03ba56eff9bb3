"""Lengths that tell only their bucket: Padmé, at least 512 bytes (sealing-v1 §6)."""

from wbs.sealing.errors import Tampered

MIN_BYTES = 512
LENGTH_BYTES = 8


def padded_size(size_bytes: int) -> int:
    """The bucket of a content: at least 512 bytes, at most 12 % above the content."""
    if size_bytes <= MIN_BYTES:
        return MIN_BYTES
    exponent = size_bytes.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (size_bytes + mask) & ~mask


def pad(content: bytes) -> bytes:
    """Length, content, zeros up to the bucket."""
    framed = len(content).to_bytes(LENGTH_BYTES, "big") + content
    return framed.ljust(padded_size(len(framed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """The content `pad` was given.

    Raises:
        Tampered: "padding" (a length, a bucket or a byte `pad` never makes).
    """
    size_bytes = int.from_bytes(padded[:LENGTH_BYTES], "big")
    content = padded[LENGTH_BYTES : LENGTH_BYTES + size_bytes]
    if pad(content) != padded:
        raise Tampered("padding")
    return content
