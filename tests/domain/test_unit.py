"""The agency's tree, and when a desk can take a case."""

import pytest

from wbs.domain.kinds import DeskKind, UnitKind
from wbs.domain.unit import Desk, Unit, ancestors, by_id, subtree

TREE = by_id(
    [
        Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "r"),
        Unit("r", "kanwil", "Kanwil", UnitKind.REGIONAL_OFFICE, "i"),
        Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None),
        Unit("o", "lain", "Lain", UnitKind.WORK_UNIT, "i"),
    ]
)


@pytest.mark.parametrize(("unit_id", "above"), [("i", ""), ("r", "i"), ("w", "ri"), ("o", "i")])
def test_the_units_above_come_nearest_first(unit_id: str, above: str) -> None:
    assert [unit.id for unit in ancestors(unit_id, TREE)] == list(above)


@pytest.mark.parametrize(
    ("unit_id", "below"), [("i", "irwo"), ("r", "rw"), ("w", "w"), ("o", "o"), ("nowhere", "")]
)
def test_a_subtree_is_the_unit_and_all_below_it(unit_id: str, below: str) -> None:
    assert subtree(unit_id, TREE) == set(below)


@pytest.mark.parametrize(
    ("public_key", "is_closed", "is_active"),
    [(b"k", False, True), (None, False, False), (b"k", True, False), (None, True, False)],
)
def test_a_desk_takes_cases_while_it_has_a_key_and_is_not_closed(
    public_key: bytes | None, is_closed: bool, is_active: bool
) -> None:
    desk = Desk("d", "w", DeskKind.WBS, 1, public_key, is_closed)

    assert desk.is_active is is_active
