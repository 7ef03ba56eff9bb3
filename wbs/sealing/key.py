"""A key of 32 bytes, and how further keys are derived from it."""

from collections.abc import Callable
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wbs.sealing.encoding import fields
from wbs.sealing.errors import Malformed
from wbs.sealing.labels import SUITE
from wbs.sealing.secret import Secret

KEY_BYTES = 32


class Key(Secret):
    """Exactly 32 secret bytes.

    Raises:
        Malformed: "length" (not 32 bytes); `from_hex` also "encoding".
    """

    __hash__ = None  # type: ignore[assignment]  # a key in a set or dict would be a cache
    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise Malformed("length")
        self._raw = bytes(raw)

    @property
    def raw(self) -> bytes:
        """The bytes themselves."""
        return self._raw

    def hex(self) -> str:
        """The bytes as 64 lower-case hexadecimal digits, for the inside of sealed things."""
        return self._raw.hex()

    @classmethod
    def from_hex(cls, text: str) -> "Key":
        """The key whose `hex()` is *text*."""
        try:
            return cls(bytes.fromhex(text))
        except ValueError:
            raise Malformed("encoding") from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and compare_digest(self._raw, other._raw)


def new_key(random_bytes: Callable[[int], bytes]) -> Key:
    """A fresh random key."""
    return Key(random_bytes(KEY_BYTES))


def expand(secret: bytes, label: str, context: bytes, size_bytes: int) -> bytes:
    """HKDF-SHA256 without salt over *secret*, bound to suite, label and context (sealing-v1 R10)."""
    info = fields(SUITE, label, context)
    return HKDF(algorithm=SHA256(), length=size_bytes, salt=None, info=info).derive(secret)


def derive(key: Key, label: str, context: bytes = b"") -> Key:
    """The key for one purpose; it says nothing about *key* or about any other purpose's."""
    return Key(expand(key.raw, label, context, KEY_BYTES))
