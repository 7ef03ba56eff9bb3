"""Keys, derivations and the encoding that binds them."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.commitment import commit, log_id, verify_commitment
from wbs.sealing.encoding import context_of, fields
from wbs.sealing.errors import Malformed, Tampered
from wbs.sealing.key import Key, derive, new_key
from wbs.sealing.keypair import fingerprint, public_key_of
from wbs.sealing.labels import LETTERS, Artefact

PARTS = st.lists(st.text(max_size=5) | st.binary(max_size=5), max_size=4)
KEYS = st.binary(min_size=32, max_size=32).map(Key)


def as_bytes(parts: list[str | bytes]) -> list[bytes]:
    return [part.encode() if isinstance(part, str) else part for part in parts]


@given(PARTS, PARTS)
def test_two_lists_of_fields_are_never_written_alike(
    one: list[str | bytes], other: list[str | bytes]
) -> None:
    assert (fields(*one) == fields(*other)) == (as_bytes(one) == as_bytes(other))


def test_a_field_too_long_to_be_written_is_refused() -> None:
    assert len(fields(bytes(65_535))) == 65_537
    with pytest.raises(OverflowError):
        fields(bytes(65_536))


def test_a_number_is_written_as_eight_bytes_and_a_negative_one_not_at_all() -> None:
    assert fields(258) == bytes.fromhex("00080000000000000102")
    with pytest.raises(OverflowError):
        fields(-1)


def test_every_artefact_has_a_letter_and_a_context_of_its_own() -> None:
    assert set(LETTERS) == set(Artefact)
    assert len(set(LETTERS.values())) == len(Artefact)
    assert len({context_of(artefact, "x") for artefact in Artefact}) == len(Artefact)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(Malformed, match="length"):
        Key(bytes(size))


@pytest.mark.parametrize(
    ("text", "reason"), [("", "length"), ("00" * 31, "length"), ("zz" * 32, "encoding")]
)
def test_hexadecimal_that_is_no_key_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        Key.from_hex(text)


@given(KEYS)
def test_a_key_comes_back_from_its_hexadecimal(key: Key) -> None:
    assert Key.from_hex(key.hex()) == key


def test_new_keys_are_drawn_from_the_given_chance() -> None:
    assert new_key(lambda size: bytes([7]) * size) == Key(bytes([7]) * 32)
    assert new_key(os.urandom) != new_key(os.urandom)


@given(KEYS, st.text(max_size=8), st.binary(max_size=8))
def test_a_derived_key_depends_on_key_label_and_context(
    key: Key, label: str, context: bytes
) -> None:
    derived = derive(key, label, context)

    assert derived == derive(key, label, context)
    assert derived not in (
        key,
        derive(key, label + "x", context),
        derive(key, label, context + b"x"),
    )
    assert derived != derive(Key(bytes(31) + b"\1"), label, context) or key.raw == bytes(31) + b"\1"


@given(KEYS, st.binary(min_size=32, max_size=32))
def test_a_commitment_holds_for_its_case_key_and_record_alone(key: Key, record: bytes) -> None:
    commitment = commit(key, record)

    verify_commitment(key, record, commitment)
    for wrong_key, wrong_record in ((derive(key, "other"), record), (key, bytes(reversed(record)))):
        if (wrong_key, wrong_record) != (key, record):
            with pytest.raises(Tampered, match="commitment"):
                verify_commitment(wrong_key, wrong_record, commitment)


def test_one_case_has_unlinkable_names_in_two_logs() -> None:
    key = new_key(os.urandom)

    names = {log_id(key, unit) for unit in ("17" * 16, "18" * 16)}

    assert len(names) == 2
    assert all(len(name) == 32 and int(name, 16) >= 0 for name in names)


def test_a_case_that_comes_back_has_another_name_in_the_same_log_each_time() -> None:
    key, unit = new_key(os.urandom), "17" * 16

    assert log_id(key, unit, 0) == log_id(key, unit)
    assert len({log_id(key, unit, returns) for returns in range(4)}) == 4


def test_the_public_key_is_the_one_the_x_wing_draft_publishes() -> None:
    """draft-connolly-cfrg-xwing-kem, appendix C, first vector."""
    seed = Key.from_hex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")

    public_key = public_key_of(seed).hex()

    assert len(public_key) == 2 * 1216
    assert public_key.startswith(
        "e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5b19cfc3da5fa1a92"
    )
    assert public_key.endswith("4570216223593d4ba32d9abac8cd049040ef6534")


def test_a_fingerprint_is_ten_groups_of_four_that_differ_between_keys() -> None:
    shown = [fingerprint(public_key_of(new_key(os.urandom))) for _ in range(3)]

    assert len(set(shown)) == 3
    assert all([len(group) for group in text.split(" ")] == [4] * 10 for text in shown)
