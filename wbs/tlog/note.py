"""Signed notes (C2SP signed-note): a text, and signatures by named Ed25519 keys under it.

A key's id is the first four bytes of SHA-256(name ‖ 0a ‖ 01 ‖ public key). A reader passes over signatures
by keys it does not know and refuses a note whose known key did not sign it.
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wbs.tlog.base64_lines import NotBase64, decode

ED25519 = b"\x01"
ID_BYTES = 4
KEY_BYTES = 32
MOST_SIGNATURES = 100
_DASH = "\u2014 "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_VKEY = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")


class BadNote(Exception):
    """The bytes are no signed note, or no key; `reason` is a word of log-v1."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSigned(Exception):
    """None of the keys that were asked for has signed the note, or a signature of one is wrong."""


@dataclass(frozen=True)
class PublicKey:
    """Who signs, under which name, by which key."""

    name: str
    key: bytes

    def __post_init__(self) -> None:
        if not is_name(self.name) or len(self.key) != KEY_BYTES:
            raise BadNote("key")

    @property
    def id(self) -> bytes:
        """Four bytes that tell which key a signature is by."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:ID_BYTES]

    @property
    def text(self) -> str:
        """The key as C2SP writes it: name, id, algorithm and key, `+` between."""
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.key).decode()}"

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """The key that a text names.

        Raises:
            BadNote: "key": it is of another form or algorithm, or its id is not that of its key.
        """
        found = _VKEY.fullmatch(text)
        if found is None:
            raise BadNote("key")
        try:
            encoded = decode(found.group(3))
        except NotBase64:
            raise BadNote("key") from None
        key = cls(found.group(1), encoded[1:])
        if encoded[:1] != ED25519 or key.id.hex() != found.group(2):
            raise BadNote("key")
        return key

    def called(self, name: str) -> "PublicKey":
        """The same key under another name."""
        return PublicKey(name, self.key)


@dataclass(frozen=True)
class Signer:
    """A key that signs, under a name."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """Its public half."""
        return PublicKey(self.name, public_half(self.seed))

    def called(self, name: str) -> "Signer":
        """The same key under another name."""
        return Signer(name, self.seed)


@dataclass(frozen=True)
class Note:
    """A note as it was read: its text with the last newline, and signatures by key name and id."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]


def public_half(seed: bytes) -> bytes:
    """The public key of a 32-byte seed."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def is_name(name: str) -> bool:
    """Whether a key can be called so: text without spaces, controls and `+`."""
    return bool(name) and not any(
        c == "+" or unicodedata.category(c) in {"Zs", "Zl", "Zp", "Cc", "Cs"} for c in name
    )


def sign(text: str, *signers: Signer) -> bytes:
    """The note, signed by each.

    Raises:
        ValueError: the text is none that a note can hold.
    """
    if not _is_text(text):
        raise ValueError("no text of a note")
    lines = (_signature_line(text, signer) for signer in signers)
    return "\n".join([text, *lines, ""]).encode()


def read(note: bytes) -> Note:
    """The note, whose signatures are not checked yet.

    Raises:
        BadNote: "encoding" (no UTF-8, or controls), "end" (no text ending in a newline, no empty line, or
            no signature after it), "signature" (a line that is none).
    """
    try:
        text, between, below = note.decode().rpartition("\n\n")
    except UnicodeDecodeError:
        raise BadNote("encoding") from None
    if not between or not below.endswith("\n"):
        raise BadNote("end")
    if not _is_text(text + "\n"):
        raise BadNote("encoding")
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("signature")
    return Note(text + "\n", tuple(map(_read_signature, lines)))


def verify(note: bytes, keys: Iterable[PublicKey]) -> str:
    """The text of a note that one of *keys* signed; signatures by other keys say nothing.

    Raises:
        BadNote: it is no note.
        NotSigned: none of them did, or a signature in the name and id of one is not by it.
    """
    found = read(note)
    known = {(key.name, key.id): key for key in keys}
    signed = [s for s in found.signatures if (s[0], s[1]) in known]
    for name, key_id, signature in signed:
        key = Ed25519PublicKey.from_public_bytes(known[name, key_id].key)
        try:
            key.verify(signature, found.text.encode())
        except InvalidSignature:
            raise NotSigned("a signature is wrong") from None
    if not signed:
        raise NotSigned("no key we know has signed it")
    return found.text


def _signature_line(text: str, signer: Signer) -> str:
    signature = Ed25519PrivateKey.from_private_bytes(signer.seed).sign(text.encode())
    return f"{_DASH}{signer.name} {b64encode(signer.public.id + signature).decode()}"


def _read_signature(line: str) -> tuple[str, bytes, bytes]:
    name, between, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not between or not is_name(name):
        raise BadNote("signature")
    try:
        both = decode(encoded)
    except NotBase64:
        raise BadNote("signature") from None
    if len(both) <= ID_BYTES:
        raise BadNote("signature")
    return name, both[:ID_BYTES], both[ID_BYTES:]


def _is_text(text: str) -> bool:
    is_written = text.endswith("\n") and not _CONTROL.search(text)
    return is_written and not any("\ud800" <= c <= "\udfff" for c in text)
