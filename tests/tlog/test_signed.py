"""Notes, checkpoints and promises: the examples of the specification, and what signing refuses."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.tlog import note, tree
from wbs.tlog.checkpoint import Checkpoint, hidden_leaf, sign_checkpoint, verify_checkpoint
from wbs.tlog.note import BadNote, NotSigned, PublicKey, Signer
from wbs.tlog.promise import (
    PROMISE_KEY,
    Certificate,
    Promise,
    sign_certificate,
    sign_promise,
    verify_promise,
)
from wbs.tlog.proof import ProofFile, read_proof, verify_inclusion, write_proof

SPEC = (Path(__file__).parents[2] / "docs" / "formats" / "log-v1.md").read_text()
LOG = Signer("wbs.example.test", bytes(range(32)))
PROMISER = Signer("wbs.example.test/_promise", bytes(range(32, 64)))
LEAF = bytes.fromhex("e9187fc8a5f287d1f9993874051453c19403182abff9ae44f11b6f321e9d516b")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def shown(text: bytes) -> str:
    """A text as the specification indents it."""
    lines = text.decode().removesuffix("\n").split("\n")
    return "\n".join(f"    {line}" if line else "" for line in lines)


def checkpoint() -> bytes:
    return sign_checkpoint(Checkpoint("wbs.example.test/satker-a", 1, LEAF), LOG)


def test_the_examples_of_the_specification_are_what_the_code_writes() -> None:
    hidden = hidden_leaf(bytes(range(64, 96)), checkpoint())
    leaves = sorted([hidden, sha256(b"\0another").digest()])
    read = tree.from_leaves(leaves)
    above = sign_checkpoint(Checkpoint("wbs.example.test", 2, tree.root(read, 2)), LOG)
    index = leaves.index(hidden)
    proof = write_proof(ProofFile(index, tree.inclusion_proof(read, index, 2), above))
    certificate = sign_certificate(Certificate(PROMISE_KEY, date(2026, 7, 1), PROMISER.public), LOG)
    promise = Promise("wbs.example.test", date(2026, 7, 15), (LEAF,))
    signed = sign_promise(promise, PROMISER)

    assert f"    {LOG.public.text}" in SPEC
    assert shown(checkpoint()) in SPEC
    assert f"the unit's log, {len(checkpoint())} bytes" in SPEC
    assert f"    {hidden.hex()}" in SPEC
    assert shown(proof) in SPEC
    assert shown(certificate) in SPEC
    assert shown(signed) in SPEC
    assert verify_promise(signed, [certificate], [LOG.public]) == promise


def test_the_proof_file_of_the_specification_leads_to_the_instance() -> None:
    indented = "    c2sp.org" + SPEC.split("    c2sp.org")[1].split("\n\nThe promise key")[0] + "\n"
    found = read_proof(indented.replace("\n    ", "\n").removeprefix("    ").encode())

    above = verify_checkpoint(found.checkpoint, "wbs.example.test", [LOG.public])
    hidden = hidden_leaf(bytes(range(64, 96)), checkpoint())
    verify_inclusion(hidden, found.index, above.size, found.hashes, above.root)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_what_was_signed_is_read_and_verified_whole(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    other = Signer("elsewhere.example", bytes(32))
    signed = note.sign(text, other, LOG)

    assert note.verify(signed, [LOG.public]) == text
    assert note.verify(signed, [LOG.public, other.public]) == text
    with pytest.raises(NotSigned):
        note.verify(signed, [LOG.called("another").public])


@pytest.mark.parametrize("at", range(0, 170, 7))
def test_a_note_with_any_byte_changed_is_refused(at: int) -> None:
    signed = checkpoint()
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]

    with pytest.raises((NotSigned, BadNote)):
        note.verify(changed, [LOG.public.called("wbs.example.test/satker-a")])


@pytest.mark.parametrize("text", ["", "no newline", "a\ttab\n", "a\rreturn\n", "\ud800\n"])
def test_no_note_is_made_of_what_none_can_hold(text: str) -> None:
    with pytest.raises(ValueError, match="text"):
        note.sign(text, LOG)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb"])
def test_no_key_has_a_name_that_a_line_cannot_hold(name: str) -> None:
    with pytest.raises(BadNote):
        PublicKey(name, bytes(32))


def test_neither_a_promise_of_nothing_nor_a_short_salt_is_taken() -> None:
    with pytest.raises(ValueError, match="leaf"):
        sign_promise(Promise("wbs.example.test", date(2026, 7, 15), ()), PROMISER)
    with pytest.raises(ValueError, match="salt"):
        hidden_leaf(bytes(31), checkpoint())


def test_no_secret_half_is_shown() -> None:
    assert bytes(range(32)).hex() not in repr(LOG)
    assert repr(bytes(range(32))) not in repr(LOG)
