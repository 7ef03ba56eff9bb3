"""A split key among other holders, without anybody ever having the key: k holders each split what they hold (sealing-v1 §18).

Security: exclusive or is linear. Whoever sees fewer than k holdings of one of the k new splits, and not all k of the
old shares, learns nothing of the key, before, meanwhile and afterwards.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from wbs.sealing.box import Place
from wbs.sealing.encoding import fields
from wbs.sealing.errors import Tampered
from wbs.sealing.key import KEY_BYTES, Key
from wbs.sealing.shares import Holding, open_holding, seal_holding, split_key

LENGTH_BYTES = 2


def resplit(
    holding: Holding, receivers: int, random_bytes: Callable[[int], bytes]
) -> tuple[tuple[Holding, ...], ...]:
    """For each receiver what they are given of each share of the holding, in the order of its shares.

    Raises:
        ValueError: fewer receivers than must agree, or more than seven.
    """
    shares = [
        Key(holding.shares[at : at + KEY_BYTES]) for at in range(0, len(holding.shares), KEY_BYTES)
    ]
    splits = [split_key(share, holding.threshold, receivers, random_bytes) for share in shares]
    return tuple(zip(*splits, strict=True))


def seal_part(given: Iterable[Holding], public_key: bytes, place: Place) -> bytes:
    """What one giver gives one receiver: a box for each share, behind their lengths.

    Raises:
        Tampered: as `seal_box`.
    """
    return fields(*(seal_holding(holding, public_key, place) for holding in given))


def choose_part(sealed: bytes, positions: Sequence[int], position: int, holders: int) -> bytes:
    """Of the boxes a giver at that position made, the one for the share that the givers at *positions* have together.

    Raises:
        Tampered: "share" (no such positions), "length" (not as many boxes as the giver holds shares).
    """
    wanted, boxes = tuple(sorted(positions)), _boxes(sealed)
    own = [s for s in combinations(range(holders), len(wanted)) if position in s]
    if wanted not in own:
        raise Tampered("share")
    if len(boxes) != len(own):
        raise Tampered("length")
    return boxes[own.index(wanted)]


def join_parts(chosen: Iterable[bytes]) -> bytes:
    """What a receiver holds of the new split: one box of each giver."""
    return fields(*chosen)


def open_parts(joined: bytes, seed: Key, place: Place) -> Holding:
    """The holding that all parts are together.

    Raises:
        WrongKey: as `open_box`.
        Tampered: "length" (cut, or none), "share" (parts of several splits, or not one of each giver), or as
            `open_holding`.
    """
    parts = [open_holding(box, seed, place) for box in _boxes(joined)]
    first = parts[0]
    heads = {(part.threshold, part.holders, part.position) for part in parts}
    if len(heads) > 1 or len(parts) != first.threshold:
        raise Tampered("share")
    whole = bytes(len(first.shares))
    for part in parts:
        whole = bytes(a ^ b for a, b in zip(whole, part.shares, strict=True))
    return Holding(first.threshold, first.holders, first.position, whole)


def _boxes(joined: bytes) -> list[bytes]:
    boxes, at = [], 0
    while at < len(joined):
        size = int.from_bytes(joined[at : at + LENGTH_BYTES], "big")
        box = joined[at + LENGTH_BYTES : at + LENGTH_BYTES + size]
        if len(box) != size or not size:
            raise Tampered("length")
        boxes.append(box)
        at += LENGTH_BYTES + size
    if not boxes:
        raise Tampered("length")
    return boxes
