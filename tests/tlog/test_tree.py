"""The tree is that of RFC 9162: known answers, and a reference written down word by word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.tlog import tree
from wbs.tlog.proof import WrongProof, verify_consistency, verify_inclusion

# The eight leaves, roots and proofs that implementations of RFC 6962 are tested with.
LEAVES = [
    sha256(b"\0" + bytes.fromhex(data)).digest()
    for data in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
B = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
CD = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
E = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
EF = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
GH = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
EFGH = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
INCLUSION = [(0, 1, []), (0, 8, [B, CD, EFGH]), (5, 8, [E, GH, ROOTS[4]]), (2, 3, [ROOTS[2]])]
INCLUSION += [(1, 5, [A, CD, E])]
CONSISTENCY = [(1, 1, []), (1, 8, [B, CD, EFGH]), (6, 8, [EF, GH, ROOTS[4]]), (2, 5, [CD, E])]


@dataclass
class Kept:
    """A tree that is appended to, whose tiles are kept, and whose reads and writes are counted."""

    size: int = 0
    tiles: dict[tuple[int, int], bytes] = field(default_factory=dict)
    reads: int = 0
    writes: int = 0

    def read(self, level: int, number: int) -> bytes:
        self.reads += 1
        return self.tiles.get((level, number), b"")

    def append(self, leaves: Sequence[bytes]) -> None:
        changed = tree.append(self.read, self.size, leaves)
        self.tiles |= changed
        self.writes += len(changed)
        self.size += len(leaves)


def some_leaves(count: int, start: int = 0) -> list[bytes]:
    return [
        sha256(b"\0" + number.to_bytes(8, "big")).digest() for number in range(start, start + count)
    ]


def split(count: int) -> int:
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def mth(leaves: Sequence[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 9162 §2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
    """RFC 9162 §2.1.4.1."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_known_ones(size: int) -> None:
    assert tree.root(tree.from_leaves(LEAVES[:size]), size).hex() == ROOTS[size]
    assert tree.root(tree.from_leaves(LEAVES), size).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_inclusion_proofs_are_the_known_ones(index: int, size: int, proof: list[str]) -> None:
    found = tree.inclusion_proof(tree.from_leaves(LEAVES), index, size)

    assert [each.hex() for each in found] == proof
    verify_inclusion(LEAVES[index], index, size, found, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY)
def test_consistency_proofs_are_the_known_ones(old: int, new: int, proof: list[str]) -> None:
    found = tree.consistency_proof(tree.from_leaves(LEAVES), old, new)

    assert [each.hex() for each in found] == proof
    verify_consistency(old, new, found, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]))


@given(st.lists(st.integers(0, 400), max_size=6), st.data())
def test_appended_in_any_batches_the_tree_is_that_of_the_reference(
    batches: list[int], data: st.DataObject
) -> None:
    kept = Kept()
    for count in batches:
        kept.append(some_leaves(count, kept.size))
    leaves = some_leaves(kept.size)
    size = data.draw(st.integers(0, kept.size))
    old = data.draw(st.integers(0, size))

    assert tree.root(kept.read, size) == mth(leaves[:size])
    proof = tree.consistency_proof(kept.read, old, size)
    assert list(proof) == (subproof(old, leaves[:size], True) if old else [])
    verify_consistency(old, size, proof, mth(leaves[:old]), mth(leaves[:size]))
    if size:
        index = data.draw(st.integers(0, size - 1))
        shown = tree.inclusion_proof(kept.read, index, size)
        assert list(shown) == path(index, leaves[:size])
        assert tree.leaf_at(kept.read, index) == leaves[index]
        verify_inclusion(leaves[index], index, size, shown, mth(leaves[:size]))


@pytest.mark.parametrize("size", range(1, 20))
def test_no_other_proof_shows_a_leaf(size: int) -> None:
    leaves = some_leaves(size)
    read, top = tree.from_leaves(leaves), mth(leaves)
    for index in range(size):
        proof = tree.inclusion_proof(read, index, size)
        wrong = [
            (leaves[index], (index + 1), size, proof, top),
            (leaves[index], index - size, size, proof, top),
            (sha256(leaves[index]).digest(), index, size, proof, top),
            (leaves[index], index, size, (*proof, top), top),
            (leaves[index], index, size, proof, sha256(top).digest()),
            (leaves[index], index, size, proof[:-1], top) if proof else None,
        ]
        wrong += [
            (
                leaves[index],
                index,
                size,
                (*proof[:at], sha256(proof[at]).digest(), *proof[at + 1 :]),
                top,
            )
            for at in range(len(proof))
        ]
        for each in filter(None, wrong):
            with pytest.raises(WrongProof):
                verify_inclusion(*each)


@pytest.mark.parametrize("new", range(1, 20))
def test_no_other_proof_shows_that_a_tree_grew(new: int) -> None:
    leaves = some_leaves(new)
    read, top = tree.from_leaves(leaves), mth(leaves)
    for old in range(1, new + 1):
        before = mth(leaves[:old])
        proof = tree.consistency_proof(read, old, new)
        wrong = [
            (old, new, proof, sha256(before).digest(), top),
            (old, new, proof, before, sha256(top).digest()),
            (old, new, (*proof, top), before, top),
            (old, new, proof[:-1], before, top) if proof else None,
            (new + 1, new, proof, before, top),
        ]
        wrong += [
            (old, new, (*proof[:at], sha256(proof[at]).digest(), *proof[at + 1 :]), before, top)
            for at in range(len(proof))
        ]
        for each in filter(None, wrong):
            with pytest.raises(WrongProof):
                verify_consistency(*each)


def test_nothing_is_consistent_with_an_empty_tree_of_another_root() -> None:
    with pytest.raises(WrongProof):
        verify_consistency(0, 3, (), mth(LEAVES[:1]), mth(LEAVES[:3]))
    verify_consistency(0, 3, (), tree.EMPTY_ROOT, mth(LEAVES[:3]))


def test_a_tile_that_lacks_a_hash_is_no_tree() -> None:
    kept = Kept()
    kept.append(some_leaves(600))
    kept.tiles[0, 1] = kept.tiles[0, 1][:-1]

    with pytest.raises(tree.BrokenTree):
        tree.inclusion_proof(kept.read, 510, 600)
    with pytest.raises(tree.BrokenTree):
        tree.append(Kept().read, 3, some_leaves(1))
    with pytest.raises(ValueError, match="length"):
        tree.append(kept.read, 600, [b"short"])
    with pytest.raises(ValueError, match="leaf"):
        tree.inclusion_proof(kept.read, 600, 600)
    with pytest.raises(ValueError, match="smaller"):
        tree.consistency_proof(kept.read, 601, 600)


def test_what_is_read_and_written_grows_with_the_levels_and_not_with_the_leaves() -> None:
    costs = []
    for size in (1_000, 100_000):
        kept = Kept()
        kept.append(some_leaves(size))
        kept.reads = kept.writes = 0
        kept.append(some_leaves(10, size))
        tree.inclusion_proof(kept.read, size // 3, kept.size)
        tree.consistency_proof(kept.read, size, kept.size)
        tree.root(kept.read, kept.size)
        costs.append((kept.reads, kept.writes))

    assert costs[0][0] <= 16
    assert costs[1][0] <= 24
    assert max(writes for _, writes in costs) <= 2
