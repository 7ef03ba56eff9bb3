"""The tracking code: the reporter's only key to the case."""

from collections.abc import Callable
from typing import Self

from wbs.sealing.body import key_from, open_own, seal_body
from wbs.sealing.commitment import ID_BYTES
from wbs.sealing.errors import Malformed
from wbs.sealing.key import KEY_BYTES, Key, expand
from wbs.sealing.labels import CODE_KEY, CODE_LOOKUP, Artefact
from wbs.sealing.secret import Secret
from wbs.sealing.symbols import SECRET_BYTES, read_symbols, write_symbols


class WrittenCode(Secret):
    """120 random bits that a person keeps on paper.

    Raises:
        Malformed: "length" (not 15 bytes).
    """

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_BYTES:
            raise Malformed("length")
        self._secret = secret

    @classmethod
    def new(cls, random_bytes: Callable[[int], bytes]) -> Self:
        """A fresh random code."""
        return cls(random_bytes(SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The code as typed; dashes, spaces and case do not count, O reads as 0, I and L as 1.

        Raises:
            Malformed: "symbol", "length", "check": a slip, told before anything is looked up.
        """
        return cls(read_symbols(text))

    @property
    def secret(self) -> bytes:
        """The 15 bytes."""
        return self._secret

    def grouped(self) -> str:
        """The code as it is shown: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`."""
        return write_symbols(self._secret)


class TrackingCode(WrittenCode):
    """A reporter's code."""

    __slots__ = ()


def lookup_id(code: TrackingCode) -> str:
    """Under what the case is found: 32 hexadecimal digits that do not lead back to the code."""
    return expand(code.secret, CODE_LOOKUP, b"", ID_BYTES).hex()


def _wrapping_key(code: TrackingCode) -> Key:
    return Key(expand(code.secret, CODE_KEY, b"", KEY_BYTES))


def wrap_case_key(code: TrackingCode, case_key: Key, case_id: str) -> bytes:
    """The case key for the holder of the code."""
    return seal_body(Artefact.CODE_WRAP, _wrapping_key(code), (case_id,), case_key.raw)


def unwrap_case_key(code: TrackingCode, wrapped: bytes, case_id: str) -> Key:
    """The case key. The row was found by the code, so a mismatch is nobody's slip.

    Raises:
        Tampered: "commitment", "chunk", "length" or a header's reason.
    """
    return key_from(open_own(Artefact.CODE_WRAP, _wrapping_key(code), (case_id,), wrapped))
