"""Any k custodians have the key, k−1 have nothing, and an identity needs the case's key as well."""

import os
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wbs.sealing.box import Place, Purpose
from wbs.sealing.errors import Tampered, WrongKey
from wbs.sealing.identity import open_identity, seal_identity
from wbs.sealing.key import Key, new_key
from wbs.sealing.keypair import public_key_of
from wbs.sealing.reason import open_reason, seal_reason
from wbs.sealing.shares import (
    SIZES,
    Holding,
    combine,
    holding_bytes,
    open_holding,
    seal_holding,
    split_key,
)

KEYS = st.binary(min_size=32, max_size=32).map(Key)
SPLITS = [(k, n) for n in range(2, 8) for k in range(2, n + 1)]
SEED, OTHER = Key(bytes(range(32))), Key(bytes(range(32, 64)))
PLACE = Place(Purpose.IDENTITY_SHARE, "case", "officer", 1)


@pytest.mark.parametrize(("threshold", "holders"), SPLITS)
def test_every_subset_of_k_opens_and_no_smaller_one_does(threshold: int, holders: int) -> None:
    key = new_key(os.urandom)
    held = split_key(key, threshold, holders, os.urandom)

    assert [len(h.to_bytes()) for h in held] == [holding_bytes(threshold, holders)] * holders
    for subset in combinations(held, threshold):
        assert combine(subset) == key
        assert combine(reversed(subset)) == key
    assert combine(held) == key
    for size in range(threshold):
        for subset in combinations(held, size):
            with pytest.raises(WrongKey):
                combine(subset)


@pytest.mark.parametrize(("threshold", "holders"), SPLITS)
def test_what_k_minus_one_hold_fits_every_other_key_as_well(threshold: int, holders: int) -> None:
    """Perfect secrecy, shown: for any other key there is a split in which these hold the very same.

    The others' shares are chosen to make it so, subset by subset.
    """
    held = split_key(SEED, threshold, holders, os.urandom)
    difference = bytes(a ^ b for a, b in zip(SEED.raw, OTHER.raw, strict=True))

    for few in combinations(range(holders), threshold - 1):
        shares = [bytearray(h.shares) for h in held]
        place = dict.fromkeys(range(holders), 0)
        for subset in combinations(range(holders), threshold):
            outsider = next(p for p in subset if p not in few)
            for p in subset:
                at = slice(place[p] * 32, place[p] * 32 + 32)
                if p == outsider:
                    shares[p][at] = bytes(
                        a ^ b for a, b in zip(shares[p][at], difference, strict=True)
                    )
                place[p] += 1
        told = [Holding(threshold, holders, p, bytes(s)) for p, s in enumerate(shares)]
        assert all(told[p].to_bytes() == held[p].to_bytes() for p in few)
        assert combine(told) == OTHER
        assert all(combine(subset) == OTHER for subset in combinations(told, threshold))


@given(KEYS)
@settings(max_examples=20)
def test_no_share_is_drawn_twice(key: Key) -> None:
    held = split_key(key, 3, 5, os.urandom)
    shares = [h.shares[i : i + 32] for h in held for i in range(0, len(h.shares), 32)]

    assert len(shares) == len(set(shares)) == 30


@pytest.mark.parametrize(("threshold", "holders"), [(1, 3), (0, 2), (4, 3), (2, 8), (2, 1)])
def test_nothing_is_split_so_that_one_alone_has_it(threshold: int, holders: int) -> None:
    with pytest.raises(ValueError, match="none of them alone"):
        split_key(SEED, threshold, holders, os.urandom)


def test_holdings_of_two_splits_give_no_key_of_either() -> None:
    one, other = (split_key(SEED, 2, 3, os.urandom) for _ in range(2))

    assert combine([one[0], other[1]]) != SEED


def test_a_holding_travels_in_a_box_and_opens_at_its_place_alone() -> None:
    holding = split_key(OTHER, 4, 7, os.urandom)[6]
    box = seal_holding(holding, public_key_of(SEED), PLACE)

    assert len(box) == 1140 + 643
    assert open_holding(box, SEED, PLACE) == holding
    for other in (
        Place(Purpose.ESCROW_SHARE, "case", "officer", 1),
        Place(Purpose.SHARE_TO_REQUESTER, "case", "officer", 1),
        Place(Purpose.IDENTITY_SHARE, "other", "officer", 1),
        Place(Purpose.IDENTITY_SHARE, "case", "other", 1),
        Place(Purpose.IDENTITY_SHARE, "case", "officer", 2),
    ):
        with pytest.raises(WrongKey):
            open_holding(box, SEED, other)
    with pytest.raises(WrongKey):
        open_holding(box, OTHER, PLACE)


def test_a_box_of_another_length_is_refused_before_its_key_is_used() -> None:
    box = seal_holding(split_key(OTHER, 2, 3, os.urandom)[0], public_key_of(SEED), PLACE)

    for size in range(len(box)):
        if size - 1140 not in SIZES:
            with pytest.raises(Tampered):
                open_holding(box[:size], SEED, PLACE)


def test_a_holding_does_not_print_what_it_is() -> None:
    assert repr(split_key(SEED, 2, 2, os.urandom)[0]) == "Holding(…)"


def test_an_identity_needs_both_keys() -> None:
    sealed = seal_identity(SEED, OTHER, b"Sari", "case")

    assert open_identity(SEED, OTHER, sealed, "case") == b"Sari"
    for keys in ((OTHER, SEED), (SEED, SEED), (OTHER, OTHER)):
        with pytest.raises(Tampered, match="commitment"):
            open_identity(*keys, sealed, "case")
    with pytest.raises(Tampered, match="commitment"):
        open_identity(SEED, OTHER, sealed, "other")


def test_a_reason_is_read_under_its_requests_key_alone() -> None:
    sealed = seal_reason(SEED, "Saksi harus dilindungi.", "request")

    assert open_reason(SEED, sealed, "request") == "Saksi harus dilindungi."
    with pytest.raises(Tampered, match="commitment"):
        open_reason(OTHER, sealed, "request")
    with pytest.raises(Tampered, match="commitment"):
        open_reason(SEED, sealed, "other")


@given(KEYS, st.sampled_from(SPLITS))
@settings(max_examples=50)
def test_any_key_comes_back_from_any_split(key: Key, split: tuple[int, int]) -> None:
    assert combine(split_key(key, *split, os.urandom)[-split[0] :]) == key
