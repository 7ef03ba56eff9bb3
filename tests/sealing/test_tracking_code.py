"""A slip in a written code is told; a code finds and opens its case and no other."""

import os
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wbs.sealing.errors import Malformed, Tampered
from wbs.sealing.key import new_key
from wbs.sealing.symbols import ALPHABET, WEIGHTS, read_symbols, write_symbols
from wbs.sealing.tracking_code import TrackingCode, lookup_id, unwrap_case_key, wrap_case_key

SECRETS = st.binary(min_size=15, max_size=15)
CASE = "5f" * 16


def bare(secret: bytes) -> str:
    return write_symbols(secret).replace("-", "")


@given(SECRETS)
def test_a_code_comes_back_from_what_is_shown(secret: bytes) -> None:
    shown = TrackingCode(secret).grouped()

    assert [len(group) for group in shown.split("-")] == [5] * 5
    assert set(shown) <= {*ALPHABET, "-"}
    assert TrackingCode.parse(shown).secret == secret


@settings(max_examples=20)  # each of them tries every place and every symbol
@given(SECRETS)
def test_every_single_wrong_symbol_is_noticed(secret: bytes) -> None:
    code = bare(secret)

    for at, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(Malformed, match="check"):
                read_symbols(code[:at] + wrong + code[at + 1 :])


@settings(max_examples=20)
@given(SECRETS)
def test_every_two_symbols_exchanged_are_noticed(secret: bytes) -> None:
    code = bare(secret)

    for one, other in combinations(range(25), 2):
        swapped = list(code)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if code[one] == code[other]:
            assert read_symbols("".join(swapped)) == secret
        else:
            with pytest.raises(Malformed, match="check"):
                read_symbols("".join(swapped))


def test_the_weights_are_the_first_25_powers_of_a_generator_of_the_field() -> None:
    power, powers = 1, []
    for _ in range(31):
        powers.append(power)
        power = power * 2 if power < 16 else (power * 2) ^ 0b100101

    assert power == 1
    assert sorted(powers) == list(range(1, 32))
    assert tuple(powers[:25]) == WEIGHTS


def test_about_one_garbled_code_in_32_slips_through_and_no_more() -> None:
    passed = 0
    for _ in range(3200):
        text = "".join(ALPHABET[b & 31] for b in os.urandom(25))
        try:
            read_symbols(text)
        except Malformed:
            continue
        passed += 1

    assert 40 < passed < 170


@given(SECRETS, st.data())
def test_a_code_is_read_however_it_was_typed(secret: bytes, data: st.DataObject) -> None:
    confused = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(confused.get(c, c + c.lower())))
        + data.draw(st.sampled_from(["", "-", " ", "–", "\t", "\u00a0", "."]))
        for c in bare(secret)
    )

    assert read_symbols(typed) == secret


@given(st.text(max_size=40))
def test_any_other_text_is_refused_and_nothing_else_happens(text: str) -> None:
    try:
        secret = read_symbols(text)
    except Malformed as error:
        assert error.reason in {"length", "symbol", "check"}
        return
    assert read_symbols(write_symbols(secret)) == secret


@pytest.mark.parametrize("size", [0, 14, 16])
def test_a_code_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(Malformed, match="length"):
        TrackingCode(bytes(size))


def test_a_new_code_is_random() -> None:
    codes = {TrackingCode.new(os.urandom).grouped() for _ in range(50)}

    assert len(codes) == 50


def test_the_lookup_id_does_not_hold_the_code() -> None:
    code = TrackingCode(bytes(range(15)))

    assert len(lookup_id(code)) == 32
    assert code.secret.hex()[:8] not in lookup_id(code)
    assert lookup_id(code) != lookup_id(TrackingCode(bytes(range(1, 16))))


@given(SECRETS, SECRETS)
def test_a_code_opens_the_case_it_was_made_for_and_no_other(mine: bytes, other: bytes) -> None:
    key = new_key(os.urandom)
    wrapped = wrap_case_key(TrackingCode(mine), key, CASE)

    assert unwrap_case_key(TrackingCode(mine), wrapped, CASE) == key
    with pytest.raises(Tampered, match="commitment"):
        unwrap_case_key(TrackingCode(mine), wrapped, "60" * 16)
    if other != mine:
        with pytest.raises(Tampered, match="commitment"):
            unwrap_case_key(TrackingCode(other), wrapped, CASE)


def test_a_wrap_with_any_bit_flipped_or_cut_anywhere_does_not_open() -> None:
    code = TrackingCode(bytes(range(15)))
    wrapped = wrap_case_key(code, new_key(os.urandom), CASE)

    for bit in range(len(wrapped) * 8):
        changed = bytearray(wrapped)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Tampered):
            unwrap_case_key(code, bytes(changed), CASE)
    for size in range(len(wrapped)):
        with pytest.raises(Tampered):
            unwrap_case_key(code, wrapped[:size], CASE)
