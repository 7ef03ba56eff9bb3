"""A secret shows itself in no text and goes into no file."""

import copy
import json
import logging
import os
import pickle
import re
import traceback
from pathlib import Path

import pytest

import wbs.sealing
from wbs.sealing.draft import DraftToken, new_draft_token
from wbs.sealing.key import Key
from wbs.sealing.officer_key import RecoveryCode
from wbs.sealing.secret import Secret
from wbs.sealing.session_token import SessionToken
from wbs.sealing.tracking_code import TrackingCode

RAW = bytes(range(128, 160))
CODE = TrackingCode(RAW[:15])
DRAFT = new_draft_token(bytes(32), lambda size: RAW[:size], 1)
SECRETS: list[tuple[Secret, list[str]]] = [
    (Key(RAW), [RAW.hex()]),
    (CODE, [CODE.grouped(), CODE.grouped().replace("-", ""), RAW[:15].hex()]),
    (RecoveryCode(RAW[:15]), [CODE.grouped(), RAW[:15].hex()]),
    (SessionToken(RAW), [SessionToken(RAW).text, RAW.hex()]),
    (DRAFT, [DRAFT.text, DRAFT.id, DRAFT.key.hex(), RAW.hex()]),
]
EVERY = pytest.mark.parametrize(("secret", "traces"), SECRETS, ids=lambda v: type(v).__name__)


@EVERY
def test_a_secret_formatted_shows_its_type_alone(secret: Secret, traces: list[str]) -> None:
    shown = f"{secret} {secret!r} {secret!s:>40} {[secret]} " + str({"a": secret})

    assert f"{type(secret).__name__}(…)" in shown
    assert not [trace for trace in traces if trace in shown]
    assert repr(RAW[:15])[2:-1] not in shown


@EVERY
def test_a_secret_logged_shows_its_type_alone(
    secret: Secret, traces: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").warning("opened with %s and %r", secret, secret)
        logging.getLogger("test").error(secret)

    assert caplog.text.count("(…)") == 3
    assert not [trace for trace in traces if trace in caplog.text]


@EVERY
def test_a_secret_in_an_error_shows_its_type_alone(secret: Secret, traces: list[str]) -> None:
    try:
        raise ValueError(secret)
    except ValueError as error:
        shown = "".join(traceback.format_exception(error))

    assert "(…)" in shown
    assert not [trace for trace in traces if trace in shown]


@EVERY
def test_a_secret_is_neither_pickled_nor_copied(secret: Secret, traces: list[str]) -> None:
    assert traces
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="secret"):
            pickle.dumps(secret, protocol)
    for duplicate in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="secret"):
            duplicate(secret)


@EVERY
def test_a_secret_is_no_text_no_bytes_and_no_json(secret: Secret, traces: list[str]) -> None:
    assert traces
    assert not isinstance(secret, str | bytes)
    with pytest.raises(TypeError):
        json.dumps(secret)
    with pytest.raises(TypeError):
        vars(secret)


def test_a_key_is_no_key_of_a_cache() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        {Key(RAW)}


def test_no_derivation_is_cached() -> None:
    sources = [p.read_text() for p in Path(wbs.sealing.__path__[0]).glob("*.py")]

    assert len(sources) > 15
    assert not [s for s in sources if re.search(r"lru_cache|functools|cached_property", s)]


def test_two_keys_are_equal_by_their_bytes_alone() -> None:
    assert Key(RAW) == Key(RAW)
    assert Key(RAW) != Key(bytes(32))
    assert Key(RAW) != RAW
    assert isinstance(DRAFT, DraftToken)
    assert Key(os.urandom(32)) != Key(os.urandom(32))
