"""Typed numbers are taken where they add up, and every problem stands at its field."""

import pytest

from wbs.domain.errors import InvalidForm
from wbs.domain.evaluation.typed_figures import Counted, TypedKind, fields_of, read_counted

LHKPN = {"part_1": "1", "part_2": "8", "part_3": "0", "whole": "9", "done": "7", "still_open": "2"}


def problems(kind: TypedKind, raw: dict[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidForm) as told:
        read_counted(kind, raw)
    return [(p.field, p.reason) for p in told.value.problems]


def test_numbers_that_add_up_are_taken_with_their_parts() -> None:
    assert read_counted(TypedKind.LHKPN, LHKPN) == Counted(9, 7, 2, (1, 8, 0))
    whole = {"whole": " 1.200 ", "done": "1200", "still_open": "0"}
    assert read_counted(TypedKind.SERVICES, whole) == Counted(1200, 1200, 0)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"whole": "10"}, [("whole", "not_sum_of_parts"), ("still_open", "not_the_rest")]),
        ({"done": "8"}, [("still_open", "not_the_rest")]),
        ({"part_1": "2"}, [("whole", "not_sum_of_parts")]),
        ({"done": ""}, [("done", "required")]),
        ({"done": "-1", "whole": "sembilan"}, [("whole", "not_a_count"), ("done", "not_a_count")]),
        ({"done": "100001"}, [("done", "not_a_count")]),
        ({"done": "9" * 5000}, [("done", "not_a_count")]),
        ({"done": "٣"}, [("done", "not_a_count")]),
    ],
)
def test_what_does_not_add_up_is_told_at_its_field(
    change: dict[str, str], told: list[tuple[str, str]]
) -> None:
    assert problems(TypedKind.LHKPN, LHKPN | change) == told


def test_the_head_who_is_counted_twice_is_found() -> None:
    """A published sheet had 10 who must hand in: the head, and ten officials with the head among them."""
    raw = LHKPN | {"part_1": "1", "part_2": "10", "whole": "10", "done": "10", "still_open": "0"}

    assert problems(TypedKind.LHKPN, raw) == [("whole", "not_sum_of_parts")]


@pytest.mark.parametrize("kind", TypedKind)
def test_only_wealth_reports_are_typed_in_parts(kind: TypedKind) -> None:
    assert len(fields_of(kind)) == (6 if kind in (TypedKind.LHKPN, TypedKind.LHKASN) else 3)
