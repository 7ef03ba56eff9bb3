"""A key among other custodians: any k of the new have it, k−1 of old and new together have nothing at any moment."""

import os
from itertools import combinations

import pytest

from wbs.sealing.box import Place, Purpose
from wbs.sealing.errors import Tampered, WrongKey
from wbs.sealing.key import Key, new_key
from wbs.sealing.keypair import public_key_of
from wbs.sealing.resplit import choose_part, join_parts, open_parts, resplit, seal_part
from wbs.sealing.shares import Holding, combine, seal_holding, split_key

SPLITS = [(2, 3, 3), (2, 2, 7), (3, 4, 4), (3, 5, 3), (4, 7, 7), (2, 7, 2)]
SEEDS = [Key(bytes([n + 1] * 32)) for n in range(7)]


def place(receiver: int, split: int = 2) -> Place:
    return Place(Purpose.IDENTITY_SHARE, "case", f"officer-{receiver}", split)


def given(
    held: tuple[Holding, ...], givers: tuple[int, ...], receivers: int
) -> dict[tuple[int, int], bytes]:
    """What each giver gives each receiver, sealed."""
    return {
        (giver, receiver): seal_part(part, public_key_of(SEEDS[receiver]), place(receiver))
        for giver in givers
        for receiver, part in enumerate(resplit(held[giver], receivers, os.urandom))
    }


def received(
    parts: dict[tuple[int, int], bytes], givers: tuple[int, ...], receiver: int, holders: int
) -> bytes:
    return join_parts(
        choose_part(parts[giver, receiver], givers, giver, holders) for giver in givers
    )


@pytest.mark.parametrize(("threshold", "before", "after"), SPLITS)
def test_any_k_of_the_new_have_the_key_whoever_of_the_old_gave(
    threshold: int, before: int, after: int
) -> None:
    key = new_key(os.urandom)
    held = split_key(key, threshold, before, os.urandom)

    for givers in list(combinations(range(before), threshold))[:3]:
        parts = given(held, givers, after)
        new = [
            open_parts(received(parts, givers, r, before), SEEDS[r], place(r)) for r in range(after)
        ]
        assert {(h.threshold, h.holders) for h in new} == {(threshold, after)}
        for some in combinations(new, threshold):
            assert combine(some) == key
        for few in combinations(new, threshold - 1):
            with pytest.raises(WrongKey):
                combine(few)
        again = split_twice(new, threshold, after)
        assert combine(again) == key


def split_twice(new: list[Holding], threshold: int, after: int) -> list[Holding]:
    """Split anew once more, among as few as must agree."""
    givers = tuple(range(threshold))
    parts = {
        (g, r): seal_part(part, public_key_of(SEEDS[r]), place(r))
        for g in givers
        for r, part in enumerate(resplit(new[g], threshold, os.urandom))
    }
    return [
        open_parts(received(parts, givers, r, after), SEEDS[r], place(r)) for r in range(threshold)
    ]


@pytest.mark.parametrize(("threshold", "before", "after"), [(2, 3, 3), (3, 4, 4), (3, 5, 5)])
def test_the_parts_k_minus_one_can_open_fit_every_other_key(
    threshold: int, before: int, after: int
) -> None:
    """Perfect secrecy, shown at the share nobody of them holds: what they see of its split fits any other share.

    Any k−1 persons, who hold an old position, a new one, or both, miss one old share of the givers'; of its new
    split they see fewer than k holdings, and `test_shares` shows that those fit every value.
    """
    givers = tuple(range(threshold))
    for few in combinations(range(after), threshold - 1):
        missing = [giver for giver in givers if giver not in few]
        assert missing, "k−1 persons hold every old share of the k givers"
        assert len(few) < threshold
    held = split_key(new_key(os.urandom), threshold, before, os.urandom)
    one, other = (resplit(held[0], after, os.urandom) for _ in range(2))
    for receiver in range(after - 1):
        assert one[receiver] != other[receiver], "drawn anew each time"


def test_shares_of_two_splits_never_come_together() -> None:
    key = new_key(os.urandom)
    held = split_key(key, 2, 3, os.urandom)
    parts = given(held, (0, 1), 3)
    new = open_parts(received(parts, (0, 1), 2, 3), SEEDS[2], place(2))

    assert combine([held[0], new]) != key
    assert combine([held[1], new]) != key


def test_what_is_missing_doubled_or_of_elsewhere_is_refused() -> None:
    held = split_key(new_key(os.urandom), 2, 3, os.urandom)
    parts = given(held, (0, 1), 3)
    whole = received(parts, (0, 1), 2, 3)
    one = choose_part(parts[0, 2], (0, 1), 0, 3)
    strange = seal_holding(Holding(2, 3, 1, bytes(64)), public_key_of(SEEDS[2]), place(2))

    for joined, reason in (
        (whole[:-1], "length"),
        (b"", "length"),
        (join_parts([one]), "share"),
        (join_parts([one, one, one]), "share"),
        (join_parts([one, strange]), "share"),
    ):
        with pytest.raises(Tampered, match=reason):
            open_parts(joined, SEEDS[2], place(2))
    for seed, at in ((SEEDS[1], place(2)), (SEEDS[2], place(2, split=3)), (SEEDS[2], place(1))):
        with pytest.raises(WrongKey):
            open_parts(whole, seed, at)
    with pytest.raises(Tampered, match="share"):
        choose_part(parts[0, 2], (1, 2), 0, 3)
    with pytest.raises(Tampered, match="length"):
        choose_part(join_parts([one]), (0, 1), 0, 3)
