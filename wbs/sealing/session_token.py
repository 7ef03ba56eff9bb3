"""The token of a session: the database finds the row by it and opens nothing without it."""

from collections.abc import Callable

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.carried import read_carried, write_carried
from wbs.sealing.commitment import ID_BYTES
from wbs.sealing.encoding import fields
from wbs.sealing.key import KEY_BYTES, Key, expand
from wbs.sealing.labels import (
    SESSION_CSRF,
    SESSION_KEY,
    SESSION_KINDS,
    SESSION_LOOKUP,
    SUITE_ID,
    Artefact,
)
from wbs.sealing.padding import pad, unpad
from wbs.sealing.secret import Secret

TOKEN_BYTES = 1 + 32  # suite, random


class SessionToken(Secret):
    """32 random bytes that live in a cookie or a link, and nowhere else."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    @classmethod
    def new(cls, random_bytes: Callable[[int], bytes]) -> "SessionToken":
        """A fresh random token."""
        return cls(random_bytes(32))

    @classmethod
    def parse(cls, text: str) -> "SessionToken":
        """The token whose `text` this is.

        Raises:
            Malformed: "length", "symbol", "suite".
        """
        return cls(read_carried(text, TOKEN_BYTES)[1:])

    @property
    def text(self) -> str:
        """The token for the cookie or link: 44 characters."""
        return write_carried(bytes([SUITE_ID]) + self._secret)

    @property
    def lookup(self) -> str:
        """Under what the row is found: 32 hexadecimal digits that do not lead back to the token."""
        return expand(self._secret, SESSION_LOOKUP, b"", ID_BYTES).hex()

    def csrf(self) -> str:
        """What a form of this session carries; it opens nothing."""
        return expand(self._secret, SESSION_CSRF, b"", KEY_BYTES).hex()

    def key(self, label: str) -> Key:
        """The key of one kind of session."""
        if label not in SESSION_KINDS:
            raise ValueError(f"no kind of session: {label}")
        return Key(expand(self._secret, SESSION_KEY, fields(label), KEY_BYTES))


def seal_session(token: SessionToken, payload: bytes, label: str) -> bytes:
    """What a session row holds, for the holder of the token alone."""
    return seal_body(Artefact.SESSION, token.key(label), (label, token.lookup), pad(payload))


def open_session(token: SessionToken, sealed: bytes, label: str) -> bytes:
    """The payload. The row was found by the token, so a mismatch is nobody's slip.

    Raises:
        Tampered: "commitment", "chunk", "length", "padding" or a header's reason.
    """
    place = (label, token.lookup)
    return unpad(open_own(Artefact.SESSION, token.key(label), place, sealed))
