"""How a case came in that an officer enters."""

from datetime import date

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.arrival import ENTERED_CHANNELS, Arrival, read_arrival
from wbs.domain.errors import InvalidForm
from wbs.domain.kinds import Channel

TODAY = date(2026, 8, 3)
OFFICER = "0f" * 16


def read(**raw: str) -> Arrival:
    typed = {"channel": "letter", "came_on": "2026-08-03", **raw}
    return read_arrival(typed, TODAY, shipped_law().lengths, OFFICER)


@pytest.mark.parametrize("channel", ENTERED_CHANNELS)
def test_each_way_an_officer_enters_is_read(channel: Channel) -> None:
    found = read(channel=channel, source_number=" 4711 ")

    assert found == Arrival(TODAY, channel, "4711", OFFICER)
    assert dict(found.fields) == {"source_number": "4711"}


def test_without_a_number_nothing_of_it_is_sealed() -> None:
    assert dict(read().fields) == {}


@pytest.mark.parametrize(
    ("raw", "field", "reason"),
    [
        ({"channel": ""}, "channel", "not_chosen"),
        ({"channel": "web"}, "channel", "unknown"),
        ({"channel": "import"}, "channel", "unknown"),
        ({"channel": "referred"}, "channel", "unknown"),
        ({"came_on": ""}, "came_on", "required"),
        ({"came_on": "kemarin"}, "came_on", "not_a_date"),
        ({"came_on": "2026-08-04"}, "came_on", "future_date"),
        ({"came_on": "2014-12-31"}, "came_on", "too_long_ago"),
        ({"channel": "sp4n"}, "source_number", "required"),
        ({"source_number": "9" * 101}, "source_number", "too_long"),
    ],
)
def test_what_cannot_be_taken_is_told(raw: dict[str, str], field: str, reason: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        read(**raw)

    assert [(p.field, p.reason) for p in refused.value.problems] == [(field, reason)]


def test_the_number_at_the_source_is_not_printed() -> None:
    assert "4711" not in repr(read(source_number="4711"))
