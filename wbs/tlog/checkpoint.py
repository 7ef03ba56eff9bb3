"""Checkpoints (C2SP tlog-checkpoint): a log's origin, size and root, signed in the origin's name.

The instance log holds one salted hash of every other log's checkpoint for each day.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from wbs.tlog import note
from wbs.tlog.base64_lines import NotBase64, decode
from wbs.tlog.leaf import LEAF_PREFIX, SALT_BYTES
from wbs.tlog.note import PublicKey, Signer
from wbs.tlog.tree import HASH_BYTES

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
LEAST_LINES = 3


class BadCheckpoint(Exception):
    """The text is no checkpoint; `reason` is a word of log-v1."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WrongOrigin(Exception):
    """The checkpoint is another log's."""


@dataclass(frozen=True)
class Checkpoint:
    """How large a log is, and the root over all its leaves."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Its three lines."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """The checkpoint as a note, signed by *signer* in the name of its origin."""
    return note.sign(checkpoint.text, signer.called(checkpoint.origin))


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text; further lines are passed over.

    Raises:
        BadCheckpoint: "lines" (fewer than three, or an empty one), "size", "root".
    """
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < LEAST_LINES or not all(lines):
        raise BadCheckpoint("lines")
    origin, size, encoded = lines[:LEAST_LINES]
    if not _SIZE.fullmatch(size):
        raise BadCheckpoint("size")
    try:
        root = decode(encoded)
    except NotBase64:
        raise BadCheckpoint("root") from None
    if len(root) != HASH_BYTES:
        raise BadCheckpoint("root")
    return Checkpoint(origin, int(size), root)


def verify_checkpoint(signed: bytes, origin: str, keys: Iterable[PublicKey]) -> Checkpoint:
    """The checkpoint of that log, signed by one of *keys* in the name of the origin, whatever they are called.

    Raises:
        BadNote, BadCheckpoint: the bytes are no such thing.
        NotSigned: none of the keys has signed it.
        WrongOrigin: it is another log's.
    """
    found = read_checkpoint(note.read(signed).text)
    if found.origin != origin:
        raise WrongOrigin("the checkpoint is another log's")
    note.verify(signed, [key.called(origin) for key in keys])
    return found


def hidden_leaf(salt: bytes, signed: bytes) -> bytes:
    """The leaf hash under which the instance log holds a checkpoint: it tells nothing without the salt.

    Raises:
        ValueError: the salt is not 32 bytes long.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt of another length")
    return sha256(LEAF_PREFIX + sha256(salt + signed).digest()).digest()
