"""A machine whose libraries do not open the frozen bytes does not start."""

import pytest

from wbs.sealing import selftest
from wbs.sealing.body import key_from, open_body, seal_body
from wbs.sealing.errors import SelfTestFailed, Tampered
from wbs.sealing.key import Key
from wbs.sealing.labels import Artefact


def test_the_frozen_bytes_open_here() -> None:
    selftest.self_test()


@pytest.mark.parametrize("name", ["FROZEN_BOX", "FROZEN_WRAP", "FROZEN_PASSWORD_WRAP"])
def test_frozen_bytes_that_do_not_open_stop_the_start(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = getattr(selftest, name)
    monkeypatch.setattr(selftest, name, frozen[:-1] + bytes([frozen[-1] ^ 1]))

    with pytest.raises(SelfTestFailed, match="do not open"):
        selftest.self_test()


@pytest.mark.parametrize(
    ("name", "value"), [("SECRET", Key(bytes(32))), ("FINGERPRINT", "0000 0000")]
)
def test_frozen_bytes_that_open_to_something_else_stop_the_start(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, name, value)

    with pytest.raises(SelfTestFailed, match="something else"):
        selftest.self_test()


def test_a_wrap_that_holds_no_key_is_refused() -> None:
    key = Key(bytes(32))
    sealed = seal_body(Artefact.CODE_WRAP, key, ("case",), b"31 bytes, and a key has 32 bytes"[1:])

    opened = open_body(Artefact.CODE_WRAP, key, ("case",), sealed)

    with pytest.raises(Tampered, match="length"):
        key_from(opened)
