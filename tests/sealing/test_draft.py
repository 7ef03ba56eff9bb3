"""A draft's token is judged without a row, and opens its own draft alone."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.draft import (
    DraftToken,
    TokenExpired,
    new_draft_token,
    open_draft,
    read_draft_token,
    seal_draft,
)
from wbs.sealing.errors import Tampered, WrongKey

APP_KEY = bytes(range(32))
HOUR = 495_000
TOKEN = new_draft_token(APP_KEY, os.urandom, HOUR)


def test_a_token_is_ninety_two_characters_a_form_can_carry() -> None:
    assert len(TOKEN.text) == 92
    assert TOKEN.text.isascii()
    assert TOKEN.text.replace("-", "").replace("_", "").isalnum()


@given(st.integers(-1, 24))
def test_a_token_is_good_for_a_day(later: int) -> None:
    read = read_draft_token(TOKEN.text, APP_KEY, HOUR + later)

    assert (read.id, read.key, read.hour, read.text) == (TOKEN.id, TOKEN.key, HOUR, TOKEN.text)


@pytest.mark.parametrize("later", [-1000, -2, 25, 26, 100_000])
def test_a_token_out_of_its_time_is_known_as_ours(later: int) -> None:
    with pytest.raises(TokenExpired) as caught:
        read_draft_token(TOKEN.text, APP_KEY, HOUR + later)

    assert caught.value.token.id == TOKEN.id
    assert caught.value.token.key == TOKEN.key
    assert TOKEN.text not in str(caught.value)


def test_a_token_with_any_character_changed_is_forged() -> None:
    for at, right in enumerate(TOKEN.text):
        wrong = "A" if right != "A" else "B"
        with pytest.raises(WrongKey):
            read_draft_token(TOKEN.text[:at] + wrong + TOKEN.text[at + 1 :], APP_KEY, HOUR)


@given(st.text(max_size=100))
def test_any_other_text_is_forged(text: str) -> None:
    with pytest.raises(WrongKey):
        read_draft_token(text, APP_KEY, HOUR)


def test_a_token_of_another_installation_is_forged() -> None:
    with pytest.raises(WrongKey):
        read_draft_token(TOKEN.text, bytes(32), HOUR)


def test_two_tokens_share_nothing() -> None:
    other = new_draft_token(APP_KEY, os.urandom, HOUR)

    assert (other.id, other.key.raw) != (TOKEN.id, TOKEN.key.raw)
    assert other.id != TOKEN.id
    assert len(TOKEN.id) == 32


@given(st.binary(max_size=2000), st.sampled_from(["open", "submitted"]))
def test_a_draft_gives_back_what_was_sealed_in_its_slot(plaintext: bytes, slot: str) -> None:
    sealed = seal_draft(TOKEN, plaintext, slot=slot)

    assert open_draft(TOKEN, sealed, slot=slot) == plaintext
    with pytest.raises(Tampered, match="commitment"):
        open_draft(TOKEN, sealed, slot="submitted" if slot == "open" else "open")
    with pytest.raises(Tampered, match="commitment"):
        open_draft(new_draft_token(APP_KEY, os.urandom, HOUR), sealed, slot=slot)


@given(st.integers(0, 504), st.integers(0, 504))
def test_short_drafts_have_one_length(one: int, other: int) -> None:
    lengths = {len(seal_draft(TOKEN, bytes(size), slot="open")) for size in (one, other)}

    assert lengths == {588}


def test_a_slot_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="slot"):
        seal_draft(TOKEN, b"", slot="closed")


def test_a_draft_of_another_token_with_the_same_id_does_not_open() -> None:
    sealed = seal_draft(TOKEN, b"text", slot="open")
    other = DraftToken(os.urandom(32), HOUR, "")
    other.id = TOKEN.id

    with pytest.raises(Tampered, match="commitment"):
        open_draft(other, sealed, slot="open")
