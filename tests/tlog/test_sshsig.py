"""Signatures that OpenSSH and OpenSSL accept, and that nothing altered passes."""

import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.tlog.note import public_half
from wbs.tlog.sshsig import (
    BEGIN,
    END,
    BadSignature,
    fingerprint,
    openssh_line,
    pem,
    sign,
    sign_raw,
    signer,
    verify,
)

SEED = bytes(range(32))
KEY = public_half(SEED)
MESSAGE = b"a manifest\n"
NAMESPACE = "wbs-pack"
ARMOUR = sign(SEED, NAMESPACE, MESSAGE)


def ran(*command: str, given: bytes = b"", at: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, input=given, capture_output=True, cwd=at, check=False)


def test_ssh_keygen_accepts_the_signature_and_names_the_same_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "allowed").write_text(f"wbs {openssh_line(KEY)}\n")
    (tmp_path / "key.pub").write_text(openssh_line(KEY) + "\n")
    (tmp_path / "signature").write_text(ARMOUR)

    check = ("ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "wbs", "-n", NAMESPACE)
    good = ran(*check, "-s", "signature", given=MESSAGE, at=tmp_path)
    bad = ran(*check, "-s", "signature", given=MESSAGE + b" ", at=tmp_path)
    listed = ran("ssh-keygen", "-l", "-f", "key.pub", at=tmp_path)

    assert good.returncode == 0, good.stderr
    assert bad.returncode != 0
    assert fingerprint(KEY) in listed.stdout.decode()


def test_what_ssh_keygen_signs_is_accepted(tmp_path: Path) -> None:
    ran("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key", at=tmp_path)
    (tmp_path / "message").write_bytes(MESSAGE)
    ran("ssh-keygen", "-Y", "sign", "-f", "key", "-n", NAMESPACE, "message", at=tmp_path)
    armour = (tmp_path / "message.sig").read_text()

    key = signer(armour)

    verify(key, NAMESPACE, MESSAGE, armour)
    assert (tmp_path / "key.pub").read_text().startswith(openssh_line(key))


def test_openssl_accepts_the_raw_signature_under_the_pem(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(pem(KEY))
    (tmp_path / "raw").write_bytes(sign_raw(SEED, MESSAGE))
    (tmp_path / "message").write_bytes(MESSAGE)

    command = "openssl pkeyutl -verify -rawin -pubin -inkey key.pem -sigfile raw -in message"
    assert ran(*command.split(), at=tmp_path).returncode == 0


def test_the_same_message_is_signed_the_same() -> None:
    assert sign(SEED, NAMESPACE, MESSAGE) == ARMOUR
    verify(KEY, NAMESPACE, MESSAGE, ARMOUR)


@pytest.mark.parametrize(
    ("key", "namespace", "message"),
    [
        (public_half(bytes(32)), NAMESPACE, MESSAGE),
        (KEY, "git", MESSAGE),
        (KEY, NAMESPACE, b"another manifest\n"),
    ],
    ids=["key", "namespace", "message"],
)
def test_another_key_namespace_or_message_does_not_pass(
    key: bytes, namespace: str, message: bytes
) -> None:
    with pytest.raises(BadSignature):
        verify(key, namespace, message, ARMOUR)


@given(place=st.integers(0, 10**6), flip=st.integers(1, 255))
def test_one_altered_byte_anywhere_is_refused(place: int, flip: int) -> None:
    blob = bytearray(b64decode("".join(ARMOUR.splitlines()[1:-1])))
    blob[place % len(blob)] ^= flip
    armour = "\n".join([BEGIN, *wrap(b64encode(bytes(blob)).decode(), 70), END])

    with pytest.raises(BadSignature):
        verify(KEY, NAMESPACE, MESSAGE, armour)


@given(length=st.integers(0, 160))
def test_a_signature_cut_short_is_refused(length: int) -> None:
    blob = b64decode("".join(ARMOUR.splitlines()[1:-1]))[:length]

    with pytest.raises(BadSignature):
        verify(KEY, NAMESPACE, MESSAGE, f"{BEGIN}\n{b64encode(blob).decode()}\n{END}")


@pytest.mark.parametrize("text", ["", "hello", f"{BEGIN}\n!!!\n{END}", f"{BEGIN}\n{END}"])
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(BadSignature):
        signer(text)
