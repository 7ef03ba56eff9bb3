"""The map of main duties: when a duty is mapped, and how many of them are enough for which answer."""

from datetime import date

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.conflict.duty import CRITERIA, Coverage, Extent, Finding, read_duty
from wbs.domain.errors import InvalidForm

LENGTHS = shipped_law().lengths
TODAY = date(2026, 8, 3)
MAPPED = {
    "title": "Pengadaan",
    "finding": "conflict_possible",
    "potential": "Kerabat penyedia",
    "control": "Dua orang memutuskan",
    "reviewed_on": "2026-08-01",
}


@pytest.mark.parametrize(
    ("duties", "mapped", "extent", "answer"),
    [
        (0, 0, Extent.NOT_YET, "D"),
        (4, 0, Extent.NOT_YET, "D"),
        (4, 1, Extent.FEW, "C"),
        (4, 2, Extent.FEW, "C"),
        (4, 3, Extent.MOST, "B"),
        (5, 3, Extent.MOST, "B"),
        (4, 4, Extent.ALL, "A"),
        (1, 1, Extent.ALL, "A"),
    ],
)
def test_the_extent_follows_from_the_numbers(
    duties: int, mapped: int, extent: Extent, answer: str
) -> None:
    found = Coverage(duties, mapped)

    assert (found.extent, CRITERIA[found.extent]) == (extent, answer)
    assert (found.percentage is None) is (duties == 0)


def test_a_duty_is_read_as_typed() -> None:
    said = read_duty(MAPPED, LENGTHS, TODAY)

    assert (said.finding, said.reviewed_on) == (Finding.CONFLICT_POSSIBLE, date(2026, 8, 1))
    assert read_duty({"title": "Arsip"}, LENGTHS, TODAY).finding is None


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"title": ""}, {"title"}),
        ({"finding": "lain"}, {"finding"}),
        ({"finding": ""}, {"finding"}),
        ({"potential": "", "control": ""}, {"potential", "control"}),
        ({"finding": "none", "reviewed_on": ""}, {"reviewed_on"}),
        ({"reviewed_on": "2026-08-04"}, {"reviewed_on"}),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(
    changed: dict[str, str], fields: set[str]
) -> None:
    with pytest.raises(InvalidForm) as caught:
        read_duty({**MAPPED, **changed}, LENGTHS, TODAY)

    assert {problem.field for problem in caught.value.problems} == fields
