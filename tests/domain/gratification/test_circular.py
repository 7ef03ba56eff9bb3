"""Circulars: what may be typed, and which version is the unit's on which day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law_at_hand import period, shipped_law
from wbs.domain.errors import InvalidForm, Problem
from wbs.domain.gratification.circular import (
    FIELDS,
    Circular,
    Standing,
    StartingText,
    Wording,
    in_force,
    read_wording,
    shown_span,
    shown_within,
    standing,
)
from wbs.domain.period import PeriodUnit

TODAY = date(2026, 8, 3)
LENGTHS = shipped_law().lengths
TYPED = {
    "title": " Imbauan  ",
    "number": "SE-1/2026",
    "dated_on": "2026-08-01",
    "valid_from": "2026-08-03",
    "valid_to": "2026-12-31",
    "text": "Tolak.\r\n\r\nLaporkan.",
}
FIRST = date(2026, 1, 1)


def version(number: int, start: str, end: str, written: str = "") -> Circular:
    days = (date.fromisoformat(start), date.fromisoformat(end))
    wording = Wording("Imbauan", f"SE-{number}", days[0], *days, "Tolak.")
    return Circular("u", number, wording, date.fromisoformat(written or start), "o")


def problems(**change: str) -> dict[str, str]:
    with pytest.raises(InvalidForm) as caught:
        read_wording({**TYPED, **change}, LENGTHS, TODAY)
    return {problem.field: problem.reason for problem in caught.value.problems}


def test_what_was_typed_is_read_with_one_kind_of_line_end() -> None:
    read = read_wording(TYPED, LENGTHS, TODAY)

    assert read == Wording(
        "Imbauan", "SE-1/2026", date(2026, 8, 1), TODAY, date(2026, 12, 31), "Tolak.\n\nLaporkan."
    )


def test_a_form_with_nothing_in_it_names_every_field_in_the_order_of_the_page() -> None:
    with pytest.raises(InvalidForm) as caught:
        read_wording({}, LENGTHS, TODAY)

    assert caught.value.problems == tuple(Problem(name, "required") for name in FIELDS)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"title": "x" * 201}, {"title": "too_long"}),
        ({"number": "x" * 101}, {"number": "too_long"}),
        ({"text": "x" * 10_001}, {"text": "too_long"}),
        ({"title": "a\nb"}, {"title": "control_characters"}),
        ({"text": "a\x00"}, {"text": "control_characters"}),
        ({"dated_on": "2026-08-04"}, {"dated_on": "future_date"}),
        ({"valid_from": "1 Agustus"}, {"valid_from": "not_a_date"}),
        ({"valid_from": "2027-01-01"}, {"valid_to": "ends_too_early"}),
        ({"valid_from": "2026-01-01", "valid_to": "2026-08-02"}, {"valid_to": "over_already"}),
        ({"valid_from": "", "valid_to": "kelak"}, {"valid_from": "required", "valid_to": "not_a_date"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field(change: dict[str, str], found: dict[str, str]) -> None:
    assert problems(**change) == found


def test_a_circular_of_one_day_that_is_today_is_taken() -> None:
    change = {"valid_from": "2026-08-03", "valid_to": "2026-08-03"}

    assert read_wording({**TYPED, **change}, LENGTHS, TODAY).valid_to == TODAY


def test_a_version_is_shown_from_the_day_it_was_written_whatever_it_says_of_itself() -> None:
    late = version(1, "2026-03-01", "2026-04-30", written="2026-04-10")

    assert in_force([late], date(2026, 4, 9)) is None
    assert in_force([late], date(2026, 4, 10)) is late
    assert in_force([late], date(2026, 5, 1)) is None


def test_a_version_to_come_leaves_the_one_before_until_it_begins() -> None:
    lebaran = version(1, "2026-03-01", "2026-12-31")
    natal = version(2, "2026-12-01", "2027-01-05", written="2026-11-20")

    assert in_force([lebaran, natal], date(2026, 11, 30)) is lebaran
    assert in_force([lebaran, natal], date(2026, 12, 1)) is natal
    assert standing(natal, [lebaran, natal], date(2026, 11, 30)) is Standing.TO_COME
    assert standing(lebaran, [lebaran, natal], date(2026, 12, 1)) is Standing.SUPERSEDED


def test_what_was_superseded_does_not_come_back_when_its_successor_ends() -> None:
    slip = version(1, "2026-03-01", "2026-12-31")
    mended = version(2, "2026-03-01", "2026-04-30", written="2026-03-02")

    assert in_force([slip, mended], date(2026, 3, 1)) is slip
    assert in_force([slip, mended], date(2026, 5, 1)) is None
    assert standing(mended, [slip, mended], date(2026, 5, 1)) is Standing.OVER


def test_a_version_replaced_before_it_began_was_never_shown() -> None:
    first = version(1, "2026-12-01", "2026-12-31", written="2026-11-01")
    second = version(2, "2026-11-20", "2026-12-31")

    assert shown_span(first, [first, second]) is None
    assert standing(first, [first, second], date(2026, 11, 2)) is Standing.SUPERSEDED
    assert shown_within([first, second], date(2026, 1, 1), date(2026, 12, 31)) == (second,)


def test_a_period_knows_what_was_written_until_its_last_day() -> None:
    lebaran = version(1, "2026-03-01", "2026-04-30")
    natal = version(2, "2026-12-01", "2027-01-05")
    both = [lebaran, natal]

    assert shown_within(both, date(2026, 1, 1), date(2026, 2, 28)) == ()
    assert shown_within(both, date(2026, 4, 30), date(2026, 6, 30)) == (lebaran,)
    assert shown_within(both, date(2026, 1, 1), date(2026, 12, 1)) == (lebaran, natal)
    assert shown_within(both, date(2026, 1, 1), date(2026, 11, 30)) == (lebaran,)


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10)), min_size=1, max_size=5
)


@given(SPANS)
def test_no_day_has_two_versions_and_spans_say_what_days_say(
    drawn: list[tuple[int, int, int]],
) -> None:
    versions, written = [], 0
    for number, (start, length, later) in enumerate(drawn, start=1):
        written += later
        begins = FIRST + timedelta(start)
        wording = Wording("I", "n", FIRST, begins, begins + timedelta(length), "T")
        versions.append(Circular("u", number, wording, FIRST + timedelta(written), "o"))
    spans = [span for v in versions if (span := shown_span(v, versions))]

    for day in (FIRST + timedelta(n) for n in range(100)):
        shown = [v for v in versions if standing(v, versions, day) is Standing.IN_FORCE]
        assert len(shown) <= 1
        assert in_force(versions, day) == (shown[0] if shown else None)
        assert len(shown) == sum(first <= day <= last for first, last in spans)
    assert all(a[1] < b[0] for a, b in pairwise(sorted(spans)))


def test_the_text_to_start_from_takes_its_numbers_from_the_rules() -> None:
    lengths = {
        PeriodUnit.DAYS: "{amount} hari",
        PeriodUnit.MONTHS: "{amount} bulan",
        PeriodUnit.WORKING_DAYS: "{amount} hari kerja",
    }
    offered = StartingText("Judul", "{unit}\n{deadlines}\n{rules}", "- {to}: {length}", lengths)

    found = offered.filled("Satker", "Aturan", [period("satu"), period("dua", amount=2)])

    assert found == "Satker\n- satu: 3 hari\n- dua: 2 hari\nAturan"
