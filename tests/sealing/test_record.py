"""Records open in their order at their place, and their length tells their bucket alone."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.errors import SealingError, Tampered
from wbs.sealing.key import Key, new_key
from wbs.sealing.padding import MIN_BYTES, pad, padded_size, unpad
from wbs.sealing.record import (
    FIRST_PREVIOUS,
    RecordContext,
    open_record,
    record_hash,
    seal_record,
)

KEY = Key(bytes(range(32)))
FIRST = RecordContext("5f" * 16, 0, "report", "reporter")
SECOND = RecordContext("5f" * 16, 1, "message", "officer")
SEALED = seal_record(KEY, b"the report", FIRST, FIRST_PREVIOUS)


@given(st.binary(max_size=3000))
def test_a_record_gives_back_what_was_sealed(plaintext: bytes) -> None:
    sealed = seal_record(KEY, plaintext, FIRST, FIRST_PREVIOUS)

    assert open_record(KEY, sealed, FIRST, FIRST_PREVIOUS) == plaintext


@given(st.integers(0, 40_000))
def test_the_length_of_a_record_is_a_function_of_its_bucket_alone(size: int) -> None:
    sealed = seal_record(KEY, bytes(size), FIRST, FIRST_PREVIOUS)

    bucket = padded_size(8 + 32 + size)
    assert len(sealed) == 4 + 56 + bucket + 16 * (bucket // 16_384 + 1)


@given(st.integers(0, len(SEALED) * 8 - 1))
def test_a_record_with_one_bit_flipped_does_not_open(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Tampered):
        open_record(KEY, bytes(changed), FIRST, FIRST_PREVIOUS)


def test_a_record_cut_anywhere_or_prolonged_does_not_open() -> None:
    for changed in [*(SEALED[:size] for size in range(len(SEALED))), SEALED + b"\0"]:
        with pytest.raises(Tampered):
            open_record(KEY, changed, FIRST, FIRST_PREVIOUS)


def test_a_long_record_cut_at_any_chunk_does_not_open() -> None:
    long = seal_record(KEY, bytes(100_000), FIRST, FIRST_PREVIOUS)

    for end in range(60, len(long), 16_384 + 16):
        with pytest.raises(Tampered, match=r"chunk|length"):
            open_record(KEY, long[:end], FIRST, FIRST_PREVIOUS)


@pytest.mark.parametrize(
    "context",
    [
        RecordContext("60" * 16, 0, "report", "reporter"),
        RecordContext("5f" * 16, 1, "report", "reporter"),
        RecordContext("5f" * 16, 0, "message", "reporter"),
        RecordContext("5f" * 16, 0, "report", "officer"),
        RecordContext("5f" * 16, 0, "reportr", "eporter"),
    ],
    ids=["case", "number", "kind", "author", "border between fields"],
)
def test_a_record_does_not_open_at_another_place(context: RecordContext) -> None:
    with pytest.raises(Tampered, match="commitment"):
        open_record(KEY, SEALED, context, FIRST_PREVIOUS)


def test_a_record_does_not_open_with_another_case_key() -> None:
    with pytest.raises(Tampered, match="commitment"):
        open_record(new_key(os.urandom), SEALED, FIRST, FIRST_PREVIOUS)


def test_messages_put_in_another_order_break_the_chain() -> None:
    one = seal_record(KEY, b"yes", SECOND, record_hash(SEALED))
    again = seal_record(KEY, b"the report", FIRST, FIRST_PREVIOUS)

    assert open_record(KEY, one, SECOND, record_hash(SEALED)) == b"yes"
    with pytest.raises(Tampered, match="chain"):
        open_record(KEY, one, SECOND, record_hash(again))


@pytest.mark.parametrize(
    ("context", "previous"),
    [(FIRST, record_hash(SEALED)), (SECOND, FIRST_PREVIOUS), (SECOND, b"short"), (FIRST, b"")],
    ids=["first after another", "second after none", "short", "empty"],
)
def test_nothing_is_sealed_off_the_chain(context: RecordContext, previous: bytes) -> None:
    with pytest.raises(ValueError, match="FIRST_PREVIOUS"):
        seal_record(KEY, b"", context, previous)


@given(st.integers(0, 2**40))
def test_a_bucket_holds_its_content_and_little_more(size: int) -> None:
    bucket = padded_size(size)

    assert bucket >= max(size, MIN_BYTES)
    assert size <= MIN_BYTES or bucket <= size * 1.12
    assert padded_size(bucket) == bucket


@given(st.integers(MIN_BYTES, 2**40))
def test_a_bucket_is_the_one_the_padme_paper_defines(size: int) -> None:
    exponent = len(bin(size)) - 3
    significant = len(bin(exponent)) - 2
    step = 2 ** (exponent - significant)

    assert padded_size(size) == -(-size // step) * step


@given(st.binary(max_size=2000))
def test_padding_comes_off_as_it_went_on(content: bytes) -> None:
    padded = pad(content)

    assert unpad(padded) == content
    assert len(padded) == padded_size(8 + len(content))


@given(st.binary(max_size=700))
def test_only_what_pad_makes_is_unpadded(padded: bytes) -> None:
    try:
        content = unpad(padded)
    except SealingError:
        return
    assert pad(content) == padded
