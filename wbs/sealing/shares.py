"""One key among n custodians, any k of whom give it back: an exclusive or for every k-subset (sealing-v1 §17).

Security: fewer than k holdings are independent of the key. What combining yields is proved by what it
opens, not by this module.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb

from wbs.sealing.box import Place, open_boxed, seal_boxed
from wbs.sealing.errors import Tampered, WrongKey
from wbs.sealing.key import KEY_BYTES, Key
from wbs.sealing.secret import Secret

MIN_THRESHOLD = 2
MAX_HOLDERS = 7
HEAD_BYTES = 3


@dataclass(frozen=True, repr=False)
class Holding(Secret):
    """What one custodian holds of one split: which of *holders* they are, and their shares."""

    threshold: int
    holders: int
    position: int
    shares: bytes

    def to_bytes(self) -> bytes:
        """The holding as a box holds it."""
        return bytes([self.threshold, self.holders, self.position]) + self.shares

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Holding":
        """The holding a box held.

        Raises:
            Tampered: "share" (no such k, n and position), "length".
        """
        threshold, holders, position = raw[:HEAD_BYTES]
        if not (MIN_THRESHOLD <= threshold <= holders <= MAX_HOLDERS and position < holders):
            raise Tampered("share")
        if len(raw) != holding_bytes(threshold, holders):
            raise Tampered("length")
        return cls(threshold, holders, position, raw[HEAD_BYTES:])


def holding_bytes(threshold: int, holders: int) -> int:
    """How long a holding of such a split is."""
    return HEAD_BYTES + KEY_BYTES * comb(holders - 1, threshold - 1)


SIZES = frozenset(
    holding_bytes(threshold, holders)
    for holders in range(MIN_THRESHOLD, MAX_HOLDERS + 1)
    for threshold in range(MIN_THRESHOLD, holders + 1)
)


def split_key(
    key: Key, threshold: int, holders: int, random_bytes: Callable[[int], bytes]
) -> tuple[Holding, ...]:
    """One holding for each of *holders*, any *threshold* of which give the key.

    Raises:
        ValueError: not 2 ≤ threshold ≤ holders ≤ 7.
    """
    if not MIN_THRESHOLD <= threshold <= holders <= MAX_HOLDERS:
        raise ValueError("a split is between two and seven, and none of them alone")
    shares: list[list[bytes]] = [[] for _ in range(holders)]
    for subset in combinations(range(holders), threshold):
        last = key.raw
        for position in subset[:-1]:
            share = random_bytes(KEY_BYTES)
            last = _xor(last, share)
            shares[position].append(share)
        shares[subset[-1]].append(last)
    return tuple(
        Holding(threshold, holders, position, b"".join(held))
        for position, held in enumerate(shares)
    )


def combine(holdings: Iterable[Holding]) -> Key:
    """The key that was split, if these are holdings of one split; whether it is, what it opens tells.

    Raises:
        WrongKey: they are too few.
        Tampered: "share" (they are not of one split, or one came twice), "length" (one was cut).
    """
    found = sorted(holdings, key=lambda holding: holding.position)
    if not found or len(found) < found[0].threshold:
        raise WrongKey("too few shares")
    threshold, holders = found[0].threshold, found[0].holders
    positions = [holding.position for holding in found]
    if {(h.threshold, h.holders) for h in found} != {(threshold, holders)}:
        raise Tampered("share")
    if len(set(positions)) != len(positions):
        raise Tampered("share")
    chosen = found[:threshold]
    subset = tuple(positions[:threshold])
    whole = bytes(KEY_BYTES)
    for holding in chosen:
        whole = _xor(whole, _share_of(holding, subset))
    return Key(whole)


def seal_holding(holding: Holding, public_key: bytes, place: Place) -> bytes:
    """The holding for the holder of *public_key* alone, at this place alone.

    Raises:
        Tampered: as `seal_box`.
    """
    return seal_boxed(holding.to_bytes(), public_key, place)


def open_holding(box: bytes, seed: Key, place: Place) -> Holding:
    """The holding the box was made for.

    Raises:
        WrongKey, Tampered: as `open_box`; Tampered also as `Holding.from_bytes`.
    """
    return Holding.from_bytes(open_boxed(box, seed, place, SIZES))


def _share_of(holding: Holding, subset: tuple[int, ...]) -> bytes:
    """The one share of the holding that belongs to the subset."""
    subsets = combinations(range(holding.holders), holding.threshold)
    own = [each for each in subsets if holding.position in each]
    if len(holding.shares) != KEY_BYTES * len(own):
        raise Tampered("length")
    at = own.index(subset) * KEY_BYTES
    return holding.shares[at : at + KEY_BYTES]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
