"""Bytes that travel in a form or a cookie: base64url with no padding, one spelling for each."""

from base64 import b64decode, urlsafe_b64encode

from wbs.sealing.errors import Malformed
from wbs.sealing.labels import SUITE_ID


def write_carried(raw: bytes) -> str:
    """The bytes as text of `A-Z a-z 0-9 - _`; their number is a multiple of three."""
    return urlsafe_b64encode(raw).decode("ascii")


def read_carried(text: str, size_bytes: int) -> bytes:
    """The bytes behind a text that `write_carried` made of *size_bytes* bytes.

    Raises:
        Malformed: "length", "symbol", "suite" (the first byte is not ours).
    """
    if len(text) != size_bytes // 3 * 4:
        raise Malformed("length")
    try:
        raw = b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        raise Malformed("symbol") from None
    if write_carried(raw) != text:  # b64decode also takes + and /
        raise Malformed("symbol")
    if raw[0] != SUITE_ID:
        raise Malformed("suite")
    return raw
