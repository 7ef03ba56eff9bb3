"""The leaf of an event: two salted lines, opened apart, and the hash the tree holds of them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

OPEN = "wbs-log/1 open"
CLOSED = "wbs-log/1 closed"
SALT_BYTES = 32
LEAF_PREFIX = b"\x00"  # RFC 9162 §2.1.1
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Controls, line and paragraph separators, surrogates: nothing that could end or hide a field.
_FORBIDDEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
FORBIDDEN = re.compile(f"[{_FORBIDDEN}]")
_FIELDS = re.compile(f"(?:\t{NAME.pattern}=[^{_FORBIDDEN}]*)*")  # what follows the title


class BadLine(Exception):
    """The bytes are no line of this version; `reason` is a word of log-v1."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WrongLeaf(Exception):
    """A line, a salt or a commitment does not belong to the leaf."""


@dataclass(frozen=True)
class Leaf:
    """Both lines with their salts, and the hash that commits to them."""

    open_line: bytes
    open_salt: bytes
    closed_line: bytes
    closed_salt: bytes
    leaf_hash: bytes


def _is_field(name: str, value: str) -> bool:
    return bool(NAME.fullmatch(name)) and not FORBIDDEN.search(value)


def write_line(title: str, fields: Mapping[str, str]) -> bytes:
    """The one spelling of the fields: title, then `name=value` by name, tabs between, a newline.

    Raises:
        ValueError: a name or value that no line can hold.
    """
    for name, value in fields.items():
        if not _is_field(name, value):
            raise ValueError(f"no field of a line: {name}")
    parts = [title, *(f"{name}={fields[name]}" for name in sorted(fields))]
    return ("\t".join(parts) + "\n").encode()


def read_line(title: str, line: bytes) -> dict[str, str]:
    """The fields of a line, which is the very one `write_line` makes of them.

    Raises:
        BadLine: "encoding" (no UTF-8), "end" (not one newline, at the end), "title", "field" (a part
            that is none), "order" (not ascending, or twice).
    """
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise BadLine("encoding") from None
    if text.find("\n") != len(text) - 1:
        raise BadLine("end")
    found, *parts = text[:-1].split("\t")
    if found != title:
        raise BadLine("title")
    if not _FIELDS.fullmatch(text, len(found), len(text) - 1):
        raise BadLine("field")
    told = dict(part.split("=", 1) for part in parts)
    if len(told) != len(parts) or list(told) != sorted(told):
        raise BadLine("order")
    return told


def commitment(salt: bytes, line: bytes) -> bytes:
    """SHA-256 of salt and line: fixes the line, and tells nothing of it without the salt."""
    return sha256(salt + line).digest()


def leaf_hash(open_commitment: bytes, closed_commitment: bytes) -> bytes:
    """The RFC 9162 leaf hash over both commitments."""
    return sha256(LEAF_PREFIX + open_commitment + closed_commitment).digest()


def new_leaf(
    open_fields: Mapping[str, str],
    closed_fields: Mapping[str, str],
    random_bytes: Callable[[int], bytes],
) -> Leaf:
    """A leaf over both sets of fields, with fresh salts.

    Raises:
        ValueError: a name or value that no line can hold.
    """
    open_line, closed_line = write_line(OPEN, open_fields), write_line(CLOSED, closed_fields)
    open_salt, closed_salt = random_bytes(SALT_BYTES), random_bytes(SALT_BYTES)
    hashed = leaf_hash(commitment(open_salt, open_line), commitment(closed_salt, closed_line))
    return Leaf(open_line, open_salt, closed_line, closed_salt, hashed)


def verify_open_line(
    line: bytes, salt: bytes, closed_commitment: bytes, expected: bytes
) -> dict[str, str]:
    """The fields of an opened line, after it was found to be the one *expected* commits to.

    Raises:
        WrongLeaf: line, salt and commitment do not give that leaf hash.
        BadLine: they do, and the line is none of this version.
    """
    if len(salt) != SALT_BYTES or len(closed_commitment) != sha256().digest_size:
        raise WrongLeaf("a salt or commitment of the wrong length")
    if leaf_hash(commitment(salt, line), closed_commitment) != expected:
        raise WrongLeaf("the line is not the one the leaf commits to")
    return read_line(OPEN, line)


def verify_leaf(leaf: Leaf) -> None:
    """Return if both lines and salts of a kept leaf give its hash.

    Raises:
        WrongLeaf: they do not.
        BadLine: they do, and a line is none of this version.
    """
    open_leaf(leaf)


def open_leaf(leaf: Leaf) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of the open and the closed line of a kept leaf, after they were found to give its hash.

    Raises:
        WrongLeaf, BadLine: as `verify_leaf`.
    """
    closed = commitment(leaf.closed_salt, leaf.closed_line)
    opened = verify_open_line(leaf.open_line, leaf.open_salt, closed, leaf.leaf_hash)
    return opened, read_line(CLOSED, leaf.closed_line)
