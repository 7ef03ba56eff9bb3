"""Checking proofs: that a leaf is in a tree, and that a tree grew out of a smaller one (RFC 9162 §2.1.3.2, §2.1.4.2).

`verify_…` return nothing or raise: a forgotten answer cannot pass for a yes. A proof file is C2SP tlog-proof.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
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
    found = leaf_hash
    for each, is_left in _climb(index, size - 1, proof):
        found = node_hash(each, found) if is_left else node_hash(found, each)
    if found != root:
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
    if old in (0, new):
        _verify_trivial(old, new, proof, old_root, new_root)
        return
    if not 0 < old < new or not proof:
        raise WrongProof("nothing is shown")
    first, *rest = [old_root, *proof] if old & (old - 1) == 0 else proof
    aligned = (
        old & -old
    ).bit_length() - 1  # as many levels up the old tree ends in a whole subtree
    before = after = first
    for each, is_left in _climb(old - 1 >> aligned, new - 1 >> aligned, rest):
        before = node_hash(each, before) if is_left else before
        after = node_hash(each, after) if is_left else node_hash(after, each)
    if before != old_root or after != new_root:
        raise WrongProof("the larger tree did not grow out of the smaller")


def _climb(number: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each hash on the way from node *number* to the root, and whether it stands to its left.

    *last* is the number of the level's last node.

    Raises:
        WrongProof: the root is reached too soon, or not at all.
    """
    for each in proof:
        if last == 0:
            raise WrongProof("a proof too long")
        is_left = number & 1 == 1 or number == last
        yield each, is_left
        while is_left and number and not number & 1:
            number, last = number >> 1, last >> 1
        number, last = number >> 1, last >> 1
    if last:
        raise WrongProof("a proof too short")


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
