"""Passwords cost memory, and the gate bounds how much at once."""

import os
import threading
import time

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.errors import GateBusy, Malformed, Tampered, WrongKey
from wbs.sealing.key import Key, new_key
from wbs.sealing.officer_key import (
    PASSWORD_WRAP_BYTES,
    RecoveryCode,
    dummy_wrap,
    unwrap_seed_by_password,
    unwrap_seed_by_recovery,
    wrap_seed_by_password,
    wrap_seed_by_recovery,
)
from wbs.sealing.passwords import (
    CHEAPEST_FOR_TESTS,
    MAX_PASSWORD_BYTES,
    MAX_WAITING,
    RFC_9106_SECOND,
    PasswordGate,
    Profile,
)

GATE = PasswordGate(CHEAPEST_FOR_TESTS, permits=2, wait_seconds=1)
OFFICER = "0f" * 16
SEED = Key(bytes(range(32)))
SALT = bytes(range(16))
PASSWORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def by_the_second_implementation(password: bytes, profile: Profile) -> bytes:
    return Argon2id(
        salt=SALT,
        length=32,
        iterations=profile.time_cost,
        lanes=profile.parallelism,
        memory_cost=profile.memory_kib,
    ).derive(password)


@pytest.mark.parametrize(
    "profile",
    [CHEAPEST_FOR_TESTS, RFC_9106_SECOND, Profile("other", 2, 64, 3)],
    ids=lambda p: p.name,
)
def test_two_implementations_of_argon2id_agree(profile: Profile) -> None:
    key = GATE.derive("kuda terbang 17", SALT, profile)

    assert key.raw == by_the_second_implementation(b"kuda terbang 17", profile)


def test_the_profile_of_officers_is_the_second_choice_of_rfc_9106() -> None:
    costs = (RFC_9106_SECOND.time_cost, RFC_9106_SECOND.memory_kib, RFC_9106_SECOND.parallelism)

    assert costs == (3, 64 * 1024, 4)


@given(PASSWORDS, PASSWORDS)
def test_only_the_password_opens_the_seed(right: str, wrong: str) -> None:
    wrapped = wrap_seed_by_password(SEED, right, OFFICER, GATE, os.urandom)

    assert len(wrapped) == PASSWORD_WRAP_BYTES
    assert unwrap_seed_by_password(wrapped, right, OFFICER, GATE) == SEED
    with pytest.raises(WrongKey):
        unwrap_seed_by_password(wrapped, right + "x", OFFICER, GATE)
    if wrong.casefold() != right.casefold():
        with pytest.raises(WrongKey):
            unwrap_seed_by_password(wrapped, wrong + "\0", OFFICER, GATE)


def test_a_wrap_opens_for_its_officer_alone() -> None:
    wrapped = wrap_seed_by_password(SEED, "kuda terbang", OFFICER, GATE, os.urandom)

    with pytest.raises(WrongKey):
        unwrap_seed_by_password(wrapped, "kuda terbang", "1f" * 16, GATE)


def test_one_password_gives_two_officers_wraps_without_likeness() -> None:
    one, other = (wrap_seed_by_password(SEED, "x", OFFICER, GATE, os.urandom) for _ in range(2))

    assert one[16:32] != other[16:32]
    assert one[32:64] != other[32:64]


def test_a_password_is_the_same_in_both_spellings_of_its_accents() -> None:
    assert GATE.derive("caf\u00e9", SALT) == GATE.derive("cafe\u0301", SALT)


@pytest.mark.parametrize("password", ["a" * 1025, "é" * 513])
def test_a_password_over_the_cap_is_refused_before_any_work(password: str) -> None:
    shut = PasswordGate(CHEAPEST_FOR_TESTS, permits=0, wait_seconds=0)

    with pytest.raises(Malformed, match="length"):
        shut.derive(password, SALT)
    assert GATE.derive("a" * MAX_PASSWORD_BYTES, SALT) != GATE.derive("a" * 1023, SALT)


def test_a_password_that_is_no_text_is_refused() -> None:
    with pytest.raises(Malformed, match="encoding"):
        GATE.derive("\ud800", SALT)


@pytest.mark.parametrize(
    "profile",
    [
        Profile("no time", 0, 64, 1),
        Profile("too long", 11, 64, 1),
        Profile("too little memory", 1, 15, 2),
        Profile("too much memory", 1, 262_145, 1),
        Profile("no lane", 1, 64, 0),
        Profile("too many lanes", 1, 128, 9),
    ],
    ids=lambda p: p.name,
)
def test_costs_out_of_bounds_are_refused_before_any_work(profile: Profile) -> None:
    shut = PasswordGate(CHEAPEST_FOR_TESTS, permits=0, wait_seconds=0)

    with pytest.raises(Tampered, match="profile"):
        shut.derive("x", SALT, profile)


def test_a_wrap_of_other_costs_opens_at_its_own() -> None:
    dearer = PasswordGate(Profile("dearer", 2, 64, 2), permits=1, wait_seconds=1)
    wrapped = wrap_seed_by_password(SEED, "kuda", OFFICER, dearer, os.urandom)

    assert unwrap_seed_by_password(wrapped, "kuda", OFFICER, GATE) == SEED


def test_the_dummy_has_the_form_and_costs_of_a_real_wrap_and_opens_for_nobody() -> None:
    real, dummy = (
        wrap_seed_by_password(SEED, "kuda", OFFICER, GATE, os.urandom),
        dummy_wrap(GATE.profile),
    )

    assert (len(dummy), dummy[:16]) == (len(real), real[:16])
    for password in ("", "kuda", "\0"):
        with pytest.raises(WrongKey):
            unwrap_seed_by_password(dummy, password, OFFICER, GATE)


def test_a_full_gate_turns_away_after_its_wait_and_derives_nothing() -> None:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=2, wait_seconds=0.05)

    with gate.permit(), gate.permit():
        began = time.monotonic()
        with pytest.raises(GateBusy):
            gate.derive("y", SALT)
        waited = time.monotonic() - began

    assert 0.05 <= waited < 60
    assert gate.derive("y", SALT) == GATE.derive("y", SALT)


def test_whoever_waits_long_enough_gets_the_permit_that_comes_free() -> None:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=300)
    derived: list[Key] = []
    waiting = threading.Thread(target=lambda: derived.append(gate.derive("y", SALT)))

    with gate.permit():
        waiting.start()
        waiting.join(timeout=0.05)
        assert not derived
    waiting.join()

    assert derived == [GATE.derive("y", SALT)]


def test_of_a_flood_only_a_few_wait_and_the_others_are_turned_away_at_once() -> None:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=300)
    derived: list[Key] = []
    crowd = [
        threading.Thread(target=lambda: derived.append(gate.derive("y", SALT)))
        for _ in range(MAX_WAITING)
    ]

    with gate.permit():
        for waiting in crowd:
            waiting.start()
        began = time.monotonic()
        while gate._places.acquire(blocking=False):  # until the last of the crowd stands in line
            gate._places.release()
            assert time.monotonic() - began < 60
        with pytest.raises(GateBusy):
            gate.derive("y", SALT)
        assert time.monotonic() - began < 60
    for waiting in crowd:
        waiting.join()

    assert len(derived) == MAX_WAITING
    assert gate.derive("y", SALT) == derived[0]


def test_a_permit_comes_free_also_after_an_error() -> None:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=0)

    for _ in range(3):
        with pytest.raises(Exception, match="Salt"):
            gate.derive("x", b"short")
    assert gate.derive("x", SALT) == GATE.derive("x", SALT)


@given(st.binary(min_size=15, max_size=15), st.binary(min_size=15, max_size=15))
def test_only_the_recovery_code_opens_the_seed(mine: bytes, other: bytes) -> None:
    seed = new_key(os.urandom)
    wrapped = wrap_seed_by_recovery(seed, RecoveryCode(mine), OFFICER)

    assert unwrap_seed_by_recovery(wrapped, RecoveryCode(mine), OFFICER) == seed
    with pytest.raises(WrongKey):
        unwrap_seed_by_recovery(wrapped, RecoveryCode(mine), "1f" * 16)
    if other != mine:
        with pytest.raises(WrongKey):
            unwrap_seed_by_recovery(wrapped, RecoveryCode(other), OFFICER)


def test_a_recovery_code_is_written_and_read_like_a_tracking_code() -> None:
    code = RecoveryCode.new(os.urandom)

    read = RecoveryCode.parse(code.grouped().lower())

    assert isinstance(read, RecoveryCode)
    assert read.secret == code.secret
