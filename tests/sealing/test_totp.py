"""The second factor is RFC 6238's, and its secret opens for its officer alone."""

import os
from base64 import b32decode
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.errors import Tampered
from wbs.sealing.key import new_key
from wbs.sealing.totp import (
    base32,
    current_code,
    matching_step,
    new_totp_secret,
    open_totp,
    otpauth_uri,
    seal_totp,
)

RFC_SECRET = b"12345678901234567890"
NOW = 1_785_000_000


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_the_codes_are_those_of_rfc_6238(at: int, code: str) -> None:
    assert current_code(RFC_SECRET, at) == code
    assert matching_step(RFC_SECRET, code, at) == at // 30


@given(st.integers(NOW, NOW + 10**8), st.integers(-1, 1))
def test_a_code_of_a_neighbouring_step_matches_as_that_step(at: int, steps: int) -> None:
    code = current_code(RFC_SECRET, at + steps * 30)

    assert matching_step(RFC_SECRET, code, at) in {at // 30 + n for n in (-1, 0, 1)}
    assert current_code(RFC_SECRET, (matching_step(RFC_SECRET, code, at) or 0) * 30) == code


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_of_a_farther_step_does_not_match(steps: int) -> None:
    assert matching_step(RFC_SECRET, current_code(RFC_SECRET, NOW + steps * 30), NOW) is None


def test_a_code_may_be_typed_with_spaces() -> None:
    code = current_code(RFC_SECRET, NOW)

    assert matching_step(RFC_SECRET, f" {code[:3]} {code[3:]}\n", NOW) == NOW // 30


@given(st.text(max_size=12))
def test_any_other_text_is_no_code(text: str) -> None:
    valid = {current_code(RFC_SECRET, NOW + steps * 30) for steps in (-1, 0, 1)}

    found = matching_step(RFC_SECRET, text, NOW)

    assert (found is not None) == ("".join(text.split()) in valid)


def test_a_code_of_lone_surrogates_or_at_the_first_second_is_answered() -> None:
    assert matching_step(RFC_SECRET, "\ud800", NOW) is None
    assert matching_step(RFC_SECRET, current_code(RFC_SECRET, 0), 0) == 0


def test_the_address_for_the_authenticator_holds_what_it_needs() -> None:
    secret = new_totp_secret(os.urandom)

    uri = urlsplit(otpauth_uri(secret, "budi", "WBS BNPP"))

    assert len(secret) == 20
    assert (uri.scheme, uri.netloc, uri.path) == ("otpauth", "totp", "/WBS%20BNPP:budi")
    assert parse_qs(uri.query) == {
        "digits": ["6"],
        "secret": [base32(secret)],
        "algorithm": ["SHA1"],
        "issuer": ["WBS BNPP"],
        "period": ["30"],
    }
    assert b32decode(base32(secret)) == secret


def test_the_secret_opens_under_the_seed_it_was_sealed_under_alone() -> None:
    seed, secret = new_key(os.urandom), new_totp_secret(os.urandom)
    sealed = seal_totp(seed, secret, "0f" * 16)

    assert open_totp(seed, sealed, "0f" * 16) == secret
    for wrong_seed, officer in ((new_key(os.urandom), "0f" * 16), (seed, "1f" * 16)):
        with pytest.raises(Tampered, match="commitment"):
            open_totp(wrong_seed, sealed, officer)
