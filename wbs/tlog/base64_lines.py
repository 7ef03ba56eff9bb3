"""Base64 of RFC 4648 §4 with its padding, of which every value has one spelling."""

from base64 import b64decode, b64encode


class NotBase64(Exception):
    """The text is not the one spelling of any bytes."""


def decode(text: str) -> bytes:
    """The bytes of *text*.

    Raises:
        NotBase64: it holds another symbol, has no or wrong padding, or bits that no encoder sets.
    """
    try:
        found = b64decode(text, validate=True)
    except ValueError:  # symbols outside ASCII too
        raise NotBase64("no base64") from None
    if b64encode(found).decode() != text:
        raise NotBase64("another spelling")
    return found
