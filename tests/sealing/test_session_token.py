"""Neither the row nor the token of a session opens anything without the other."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.errors import Malformed, Tampered
from wbs.sealing.labels import SESSION_KINDS
from wbs.sealing.session_token import SessionToken, open_session, seal_session

TOKEN = SessionToken.new(os.urandom)


def test_a_token_comes_back_from_its_text() -> None:
    read = SessionToken.parse(TOKEN.text)

    assert (read.text, read.lookup, read.csrf()) == (TOKEN.text, TOKEN.lookup, TOKEN.csrf())
    assert len(TOKEN.text) == 44
    assert len(TOKEN.lookup) == 32


@given(st.text(max_size=60))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        SessionToken.parse(text)


def test_lookup_form_value_and_keys_say_nothing_of_each_other() -> None:
    keys = {TOKEN.key(kind).hex() for kind in SESSION_KINDS}

    assert len(keys) == len(SESSION_KINDS)
    assert len({TOKEN.lookup, TOKEN.csrf()[:32], *(key[:32] for key in keys)}) == 2 + len(keys)


@given(st.binary(max_size=1500), st.sampled_from(SESSION_KINDS))
def test_a_row_opens_with_its_token_as_its_kind_alone(payload: bytes, kind: str) -> None:
    sealed = seal_session(TOKEN, payload, kind)

    assert open_session(TOKEN, sealed, kind) == payload
    with pytest.raises(Tampered, match="commitment"):
        open_session(SessionToken.new(os.urandom), sealed, kind)
    for other in set(SESSION_KINDS) - {kind}:
        with pytest.raises(Tampered, match="commitment"):
            open_session(TOKEN, sealed, other)


def test_a_kind_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        seal_session(TOKEN, b"", "administrator")
