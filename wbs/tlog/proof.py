"""Checking proofs: that a leaf is in a tree, and that a tree grew out of a smaller one (RFC 9162 §2.1.3.2, §2.1.4.2).

`verify_…` return nothing or raise: a forgotten answer cannot pass for a yes. A proof file is C2SP tlog-proof.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from wbs.tlog.base64_lines import NotBase64, decode
from wbs.tlog.tree import EMPTY_ROOT, HASH_BYTES, node_hash

TITLE = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


class WrongProof(Exception):
    """The proof does not show what it is said to show."""


class BadProof(Exception):
    """The bytes are no proof file; `reason` is a word of log-v1."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class ProofFile:
    """An inclusion proof with the checkpoint it leads to, as it stands in a file."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Return if the leaf stands at *index* in the tree of *size* with that root.

    Raises:
        WrongProof: it is not shown.
    """
    if not 0 <= index < size or any(len(each) != HASH_BYTES for each in (leaf_hash, root, *proof)):
        raise WrongProof("no such leaf")
    number, last, found = index, size - 1, leaf_hash
    for each in proof:
        if last == 0:
            raise WrongProof("a proof too long")
        if number & 1 or number == last:
            found = node_hash(each, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, each)
        number, last = number >> 1, last >> 1
    if last or found != root:
        raise WrongProof("the leaf is not at that place")


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Return if the tree of *new* leaves begins with the very leaves of the tree of *old*.

    Raises:
        WrongProof: it is not shown.
    """
    if any(len(each) != HASH_BYTES for each in (old_root, new_root, *proof)):
        raise WrongProof("a hash of another length")
    if old == new or old == 0:
        _verify_trivial(old, new, proof, old_root, new_root)
        return
    if not 0 < old < new or not proof:
        raise WrongProof("nothing is shown")
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    first = second = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            raise WrongProof("a proof too long")
        if number & 1 or number == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            second = node_hash(second, each)
        number, last = number >> 1, last >> 1
    if last or first != old_root or second != new_root:
        raise WrongProof("the larger tree did not grow out of the smaller")


def _verify_trivial(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    expected = new_root if old == new else EMPTY_ROOT
    if proof or old_root != expected or new < old:
        raise WrongProof("two roots of one size, or a proof where none is needed")


def write_proof(proof: ProofFile) -> bytes:
    """The proof as a C2SP tlog-proof file, without `extra`."""
    lines = [TITLE, f"index {proof.index}", *(b64encode(h).decode() for h in proof.hashes)]
    return "\n".join([*lines, "", ""]).encode() + proof.checkpoint


def read_proof(file: bytes) -> ProofFile:
    """The proof in a file; an `extra` line is passed over. The checkpoint is not read yet.

    Raises:
        BadProof: "title", "index", "hash" (not 32 bytes in base64, or more than 63 of them), "end" (no
            checkpoint follows).
    """
    head, between, checkpoint = file.partition(b"\n\n")
    if not between:
        raise BadProof("end")
    try:
        title, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise BadProof("title") from None
    if title != TITLE:
        raise BadProof("title")
    if lines and lines[0].startswith("extra "):
        lines.pop(0)
    found = _INDEX.fullmatch(lines[0]) if lines else None
    if found is None:
        raise BadProof("index")
    try:
        hashes = tuple(decode(line) for line in lines[1:])
    except NotBase64:
        raise BadProof("hash") from None
    if len(hashes) > 63 or any(len(each) != HASH_BYTES for each in hashes):  # noqa: PLR2004 (the deepest tree)
        raise BadProof("hash")
    return ProofFile(int(found.group(1)), hashes, checkpoint)
