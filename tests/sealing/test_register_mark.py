"""The mark of an imported line."""

from pathlib import Path

from tests.vectors.files import read
from wbs.sealing.register_mark import register_mark

KEY, UNIT = b"k" * 32, "1a" * 16


def test_the_same_line_has_the_same_mark_however_it_is_written() -> None:
    mark = register_mark(KEY, UNIT, "12/ADU 2026", "2026-02-10")

    assert mark == register_mark(KEY, UNIT, "  12/adu   2026 ", "2026-02-10")
    assert len(mark) == 32


def test_another_key_unit_number_or_day_has_another() -> None:
    mark = register_mark(KEY, UNIT, "12", "2026-02-10")

    others = {
        register_mark(b"l" * 32, UNIT, "12", "2026-02-10"),
        register_mark(KEY, "1b" * 16, "12", "2026-02-10"),
        register_mark(KEY, UNIT, "13", "2026-02-10"),
        register_mark(KEY, UNIT, "12", "2026-02-11"),
    }
    assert len(others) == 4
    assert mark not in others


def test_the_mark_is_the_vectors() -> None:
    vector = read(Path(__file__).parents[1] / "vectors" / "derivation" / "register-mark.txt")

    mark = register_mark(vector.body, "17" * 16, "12/ADU", "2026-02-10")
    assert mark == vector.gives["key"][:32]
