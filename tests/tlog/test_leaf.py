"""A leaf fixes both its lines and tells nothing of the one that stays closed."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.tlog.leaf import (
    CLOSED,
    OPEN,
    BadLine,
    Leaf,
    WrongLeaf,
    commitment,
    leaf_hash,
    new_leaf,
    read_line,
    verify_leaf,
    verify_open_line,
    write_line,
)

SPEC = (Path(__file__).parents[2] / "docs" / "formats" / "log-v1.md").read_text()
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True)
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
FIELDS = st.dictionaries(NAMES, VALUES, max_size=6)
EXAMPLE = {
    "log": "8d" * 16,
    "ordinal": "0",
    "unit": "satker-a",
    "kind": "wbs",
    "channel": "web",
    "act": "received",
    "month": "2026-07",
    "commitment": "c0" * 32,
}


def example() -> Leaf:
    salts = iter((bytes(range(32)), bytes(range(32, 64))))
    closed = {"day": "2026-07-14", "logged": "2026-07-14", "category": "suap"}
    return new_leaf(EXAMPLE, closed, lambda _: next(salts))


def shown(line: bytes) -> str:
    return "    " + line.decode().replace("\t", "⇥").replace("\n", "⏎")


def test_the_example_of_the_specification_is_what_the_code_writes() -> None:
    leaf = example()
    opened, closed = (
        commitment(leaf.open_salt, leaf.open_line),
        commitment(leaf.closed_salt, leaf.closed_line),
    )

    assert shown(leaf.open_line) in SPEC
    assert shown(leaf.closed_line) in SPEC
    assert f"open line, {len(leaf.open_line)} bytes" in SPEC
    assert f"closed line, {len(leaf.closed_line)} bytes" in SPEC
    assert f"commitment, open line    {opened.hex()}" in SPEC
    assert f"commitment, closed line  {closed.hex()}" in SPEC
    assert f"leaf hash                {leaf.leaf_hash.hex()}" in SPEC


def test_the_leaf_hash_is_that_of_rfc_9162_over_both_commitments() -> None:
    leaf = example()
    opened = sha256(leaf.open_salt + leaf.open_line).digest()
    closed = sha256(leaf.closed_salt + leaf.closed_line).digest()

    assert leaf.leaf_hash == sha256(b"\0" + opened + closed).digest()
    assert leaf.leaf_hash == leaf_hash(opened, closed)


@given(FIELDS, FIELDS)
def test_a_leaf_gives_back_both_lines(opened: dict[str, str], closed: dict[str, str]) -> None:
    leaf = new_leaf(opened, closed, os.urandom)

    verify_leaf(leaf)
    hidden = commitment(leaf.closed_salt, leaf.closed_line)
    assert verify_open_line(leaf.open_line, leaf.open_salt, hidden, leaf.leaf_hash) == opened
    assert read_line(CLOSED, leaf.closed_line) == closed


@given(FIELDS, FIELDS)
def test_two_sets_of_fields_are_never_written_alike(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert (write_line(OPEN, one) == write_line(OPEN, other)) == (one == other)
    assert write_line(OPEN, one) == write_line(OPEN, dict(reversed(one.items())))


@given(st.binary(max_size=80))
def test_only_what_is_written_is_read(line: bytes) -> None:
    line = OPEN.encode() + b"\t" + line + b"\n"
    try:
        fields = read_line(OPEN, line)
    except BadLine as error:
        assert error.reason in {"encoding", "end", "field", "order"}
        return
    assert write_line(OPEN, fields) == line


@pytest.mark.parametrize(
    "field",
    [
        ("", "x"),
        ("1st", "x"),
        ("Day", "x"),
        ("a" * 41, "x"),
        ("day", "a\tb"),
        ("day", "a\n"),
        ("day", "\u2028"),
        ("day", "\x85"),
        ("day", "\ud800"),
    ],
    ids=repr,
)
def test_a_field_no_line_can_hold_is_refused(field: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="no field"):
        new_leaf(dict([field]), {}, os.urandom)


def test_each_line_has_a_fresh_salt_of_its_own() -> None:
    leaves = [new_leaf(EXAMPLE, EXAMPLE, os.urandom) for _ in range(20)]
    salts = {salt for leaf in leaves for salt in (leaf.open_salt, leaf.closed_salt)}

    assert len(salts) == 40
    assert all(len(salt) == 32 for salt in salts)
    assert len({leaf.leaf_hash for leaf in leaves}) == 20


@pytest.mark.parametrize(
    "part", ["open_line", "open_salt", "closed_line", "closed_salt", "leaf_hash"]
)
def test_a_kept_leaf_with_any_byte_changed_is_refused(part: str) -> None:
    leaf = example()
    whole: bytes = getattr(leaf, part)
    for at in range(len(whole)):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        parts = {**vars(leaf), part: changed}
        with pytest.raises(WrongLeaf):
            verify_leaf(Leaf(**parts))


def test_open_and_closed_lines_do_not_stand_in_for_each_other() -> None:
    leaf = example()
    exchanged = Leaf(
        leaf.closed_line, leaf.closed_salt, leaf.open_line, leaf.open_salt, leaf.leaf_hash
    )

    with pytest.raises(WrongLeaf):
        verify_leaf(exchanged)


def test_a_leaf_over_a_line_that_is_none_is_refused() -> None:
    line, closed, salt = write_line(OPEN, {}), b"wbs-log/1 closed\tb=\ta=\n", bytes(32)
    hashed = leaf_hash(commitment(salt, line), commitment(salt, closed))

    with pytest.raises(BadLine, match="order"):
        verify_leaf(Leaf(line, salt, closed, salt, hashed))
