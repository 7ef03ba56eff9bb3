"""The chance by which public numbers are rounded."""

from collections import Counter
from pathlib import Path

from tests.vectors.files import read
from wbs.sealing.rounding import rounding_chance

KEY, UNIT = b"k" * 32, "1a" * 16


def test_a_cell_has_one_chance_however_often_it_is_asked_for() -> None:
    asked = {rounding_chance(KEY, "2026-Q2", UNIT, "wbs", 5) for _ in range(20)}

    assert len(asked) == 1
    assert asked < set(range(5))


def test_chances_of_cells_quarters_and_keys_are_even_and_have_nothing_to_do_with_each_other() -> (
    None
):
    cells = [
        (f"{year}-Q{q}", f"{n:032x}") for year in (2026, 2027) for q in (1, 2) for n in range(500)
    ]
    drawn = Counter(rounding_chance(KEY, *cell, "wbs", 5) for cell in cells)
    pairs = Counter(
        (rounding_chance(KEY, *cell, "wbs", 5), rounding_chance(b"l" * 32, *cell, "wbs", 5))
        for cell in cells
    )

    assert all(320 < drawn[n] < 480 for n in range(5))  # 400 expected, far beyond four deviations
    assert len(pairs) == 25
    assert all(40 < n < 125 for n in pairs.values())  # 80 expected


def test_the_chance_is_the_vectors() -> None:
    vector = read(Path(__file__).parents[1] / "vectors" / "derivation" / "rounding.txt")
    drawn = int(vector.gives["key"][:16], 16) % 5

    assert rounding_chance(vector.body, "2026-Q2", "17" * 16, "complaint", 5) == drawn
