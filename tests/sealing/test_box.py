"""A box opens for its holder at its place, and for nobody else anywhere."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.box import BOX_BYTES, Purpose, open_box, seal_box
from wbs.sealing.errors import SealingError, Tampered, WrongKey
from wbs.sealing.key import Key, new_key
from wbs.sealing.keypair import public_key_of

SEED = Key(bytes(range(32)))
PUBLIC_KEY = public_key_of(SEED)
SECRET = Key(bytes(range(32, 64)))
PLACES = st.tuples(
    st.sampled_from(Purpose), st.text(max_size=40), st.text(max_size=40), st.integers(0, 2**63)
)
BOX = seal_box(SECRET, PUBLIC_KEY, Purpose.CASE_TO_DESK, subject="case", recipient="desk", epoch=1)


def opened(box: bytes, seed: Key = SEED) -> Key:
    return open_box(box, seed, Purpose.CASE_TO_DESK, subject="case", recipient="desk", epoch=1)


@given(st.binary(min_size=32, max_size=32).map(Key), PLACES, PLACES)
def test_a_box_opens_at_its_place_and_at_no_other(
    secret: Key, place: tuple[Purpose, str, str, int], other: tuple[Purpose, str, str, int]
) -> None:
    purpose, subject, recipient, epoch = place
    box = seal_box(secret, PUBLIC_KEY, purpose, subject=subject, recipient=recipient, epoch=epoch)

    assert len(box) == BOX_BYTES
    assert secret == open_box(box, SEED, purpose, subject=subject, recipient=recipient, epoch=epoch)
    if other != place:
        purpose, subject, recipient, epoch = other
        with pytest.raises(WrongKey):
            open_box(box, SEED, purpose, subject=subject, recipient=recipient, epoch=epoch)


def test_subject_and_recipient_do_not_run_into_each_other() -> None:
    box = seal_box(SECRET, PUBLIC_KEY, Purpose.CASE_TO_DESK, subject="ab", recipient="c", epoch=1)

    with pytest.raises(WrongKey):
        open_box(box, SEED, Purpose.CASE_TO_DESK, subject="a", recipient="bc", epoch=1)


@given(st.integers(0, BOX_BYTES * 8 - 1))
def test_a_box_with_one_bit_flipped_does_not_open(bit: int) -> None:
    changed = bytearray(BOX)
    changed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(SealingError):
        opened(bytes(changed))


def test_a_box_cut_anywhere_does_not_open() -> None:
    for size in range(BOX_BYTES):
        with pytest.raises(Tampered):
            opened(BOX[:size])


def test_another_seed_opens_no_box() -> None:
    with pytest.raises(WrongKey):
        opened(BOX, new_key(os.urandom))


def test_two_boxes_of_one_secret_have_nothing_in_common_but_their_header() -> None:
    again = seal_box(
        SECRET, PUBLIC_KEY, Purpose.CASE_TO_DESK, subject="case", recipient="desk", epoch=1
    )

    assert again[:4] == BOX[:4]
    assert again[4:36] != BOX[4:36]
    assert opened(again) == SECRET


@pytest.mark.parametrize(
    "public_key",
    [b"", PUBLIC_KEY[:-1], b"\xff" * 1184 + PUBLIC_KEY[1184:], PUBLIC_KEY[:1184] + bytes(32)],
    ids=["nothing", "cut", "unreduced", "low order"],
)
def test_nothing_is_sealed_to_what_is_no_public_key(public_key: bytes) -> None:
    with pytest.raises(Tampered, match="public key"):
        seal_box(
            SECRET, public_key, Purpose.CASE_TO_DESK, subject="case", recipient="desk", epoch=1
        )
