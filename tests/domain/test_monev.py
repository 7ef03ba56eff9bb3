"""Monev: which quarters were evaluated, and how far what came out of it was followed up."""

from datetime import date
from itertools import product

import pytest

from tests.law_at_hand import shipped_law
from wbs.domain.errors import InvalidForm
from wbs.domain.kinds import Kind
from wbs.domain.monev import (
    EVALUATED,
    FOLLOWED_UP,
    MONITORED,
    NEXT_PROGRESS,
    ROWS,
    Extent,
    FollowedUp,
    Meeting,
    Progress,
    ProgressStep,
    Recommendation,
    Regularity,
    Standing,
    follow_up,
    held_quarters,
    months_of,
    regularity,
)
from wbs.domain.monev_agenda import Age, age_of, count_overdue, count_unfinished
from wbs.domain.monev_form import read_meeting, read_recommendation, read_step
from wbs.domain.span import ReportingPeriod

SHEET = shipped_law().sheet
LENGTHS = shipped_law().lengths
TODAY = date(2026, 11, 10)
YEAR = ReportingPeriod.parse("2026")
Q1, Q2, Q3, Q4 = YEAR.quarters
WBS, CONFLICT = Kind.WBS, Kind.CONFLICT_OF_INTEREST
H, C, G, O = Standing.HELD, Standing.COVERED, Standing.GAP, Standing.OPEN  # noqa: E741


def meeting(
    quarter: ReportingPeriod, held_on: date | None = None, *kinds: Kind, id_: str = "m"
) -> Meeting:
    said = frozenset(kinds or MONITORED)
    return Meeting(id_, "u", quarter, said, held_on or quarter.end, 8, quarter.end)


def recommendation(
    *steps: ProgressStep,
    quarter: ReportingPeriod = Q3,
    kind: Kind = WBS,
    due_on: date = date(2026, 10, 31),
    entered_on: date = date(2026, 10, 1),
) -> Recommendation:
    return Recommendation("r", "m", "u", quarter, kind, due_on, entered_on, steps)


def step(
    progress: Progress, on: date = date(2026, 10, 20), gone: date | None = None
) -> ProgressStep:
    proof = "d" if progress is Progress.DONE else None
    return ProgressStep(progress, on, proof, gone)


OPEN = recommendation()
BEGUN = recommendation(step(Progress.IN_PROGRESS))
DONE = recommendation(step(Progress.DONE))
CANCELLED = recommendation(step(Progress.CANCELLED))
REOPENED = recommendation(step(Progress.DONE), step(Progress.IN_PROGRESS, date(2026, 10, 22)))
UNPROVED = recommendation(step(Progress.DONE, gone=date(2026, 11, 1)))


@pytest.mark.parametrize(
    ("held", "as_of", "quarterly", "half_yearly"),
    [
        ((), date(2026, 1, 1), (O, O, O, O), (O, O, O, O)),
        ((), date(2026, 3, 30), (O, O, O, O), (O, O, O, O)),
        ((), date(2026, 3, 31), (G, O, O, O), (O, O, O, O)),
        ((), date(2026, 7, 1), (G, G, O, O), (G, G, O, O)),
        ((Q1,), date(2026, 7, 1), (H, G, O, O), (H, C, O, O)),
        ((Q2,), date(2026, 7, 1), (G, H, O, O), (C, H, O, O)),
        ((Q2, Q3), date(2027, 1, 1), (G, H, H, G), (C, H, H, C)),
        ((Q1, Q2, Q3, Q4), date(2027, 1, 1), (H, H, H, H), (H, H, H, H)),
        ((), date(2027, 1, 1), (G, G, G, G), (G, G, G, G)),
    ],
    ids=lambda value: value.isoformat() if isinstance(value, date) else "",
)
def test_every_quarter_stands_as_its_row_asks_for(
    held: tuple[ReportingPeriod, ...],
    as_of: date,
    quarterly: tuple[Standing, ...],
    half_yearly: tuple[Standing, ...],
) -> None:
    found = held_quarters([meeting(q) for q in held], 2026, as_of, months_of(SHEET))

    assert tuple(found[Kind.COMPLAINT].values()) == quarterly
    assert tuple(found[CONFLICT].values()) == half_yearly


def test_what_a_row_asks_for_is_read_from_the_sheet() -> None:
    assert months_of(SHEET) == {
        Kind.COMPLAINT: 3,
        Kind.WBS: 3,
        Kind.GRATIFICATION: 6,
        Kind.CONFLICT_OF_INTEREST: 6,
    }
    assert {code for rows in ROWS.values() for code in vars(rows).values() if code} <= {
        row.code for area in SHEET.sub_areas for row in area.rows
    }


def test_a_meeting_counts_for_the_quarter_it_evaluates_and_its_kinds_alone() -> None:
    in_october = meeting(Q3, date(2026, 10, 5), WBS)

    found = held_quarters([in_october], 2026, date(2026, 10, 5))

    assert tuple(found[WBS].values()) == (G, G, H, O)
    assert tuple(found[Kind.COMPLAINT].values()) == (G, G, G, O)


def test_a_planned_meeting_counts_for_nothing_before_its_day() -> None:
    planned = [meeting(Q3, date(2026, 10, 5))]

    assert held_quarters(planned, 2026, date(2026, 10, 4))[WBS][Q3] is G
    assert held_quarters(planned, 2026, date(2026, 10, 5))[WBS][Q3] is H


def test_a_meeting_of_another_year_fills_no_quarter_of_this_one() -> None:
    other = meeting(ReportingPeriod.parse("2025-Q3"))

    assert set(held_quarters([other], 2026, date(2026, 12, 30))[WBS].values()) == {G, O}


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        ((), Regularity.NEVER),
        ((O, O), Regularity.NEVER),
        ((G, G), Regularity.NEVER),
        ((H, G), Regularity.IRREGULAR),
        ((H, C, O), Regularity.REGULAR),
        ((H, H, H, H), Regularity.REGULAR),
    ],
)
def test_regular_is_what_has_no_gap(standings: tuple[Standing, ...], expected: Regularity) -> None:
    assert regularity(standings) is expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), Extent.NOTHING),
        ((OPEN,), Extent.NONE_YET),
        ((BEGUN,), Extent.NONE_YET),
        ((BEGUN, OPEN), Extent.NONE_YET),
        ((DONE,), Extent.ALL),
        ((DONE, DONE), Extent.ALL),
        ((DONE, OPEN), Extent.SOME),
        ((DONE, BEGUN), Extent.SOME),
        ((CANCELLED,), Extent.NOTHING),
        ((CANCELLED, OPEN), Extent.NONE_YET),
        ((CANCELLED, DONE), Extent.ALL),
        ((CANCELLED, DONE, BEGUN), Extent.SOME),
        ((REOPENED,), Extent.NONE_YET),
        ((REOPENED, DONE), Extent.SOME),
        ((UNPROVED,), Extent.NONE_YET),
        ((UNPROVED, DONE), Extent.SOME),
    ],
)
def test_all_some_or_none_follows_from_the_recommendations(
    given: tuple[Recommendation, ...], expected: Extent
) -> None:
    assert follow_up(given, WBS, YEAR, TODAY).extent is expected


def test_numbers_add_up_and_each_recommendation_counts_once() -> None:
    given = (OPEN, BEGUN, DONE, CANCELLED, REOPENED, UNPROVED)

    found = follow_up(given, WBS, YEAR, TODAY)

    assert found == FollowedUp(given=6, done=1, in_progress=3, overdue=4, cancelled=1)


@pytest.mark.parametrize(
    ("period", "counted"),
    [("2026", 1), ("2026-S2", 1), ("2026-Q3", 1), ("2026-08", 1), ("2026-Q4", 0), ("2025", 0)],
)
def test_a_recommendation_counts_in_the_periods_of_its_quarter(period: str, counted: int) -> None:
    assert follow_up([DONE], WBS, ReportingPeriod.parse(period), TODAY).given == counted


def test_another_kinds_recommendation_does_not_count() -> None:
    assert follow_up([DONE], Kind.COMPLAINT, YEAR, TODAY).given == 0


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2026, 9, 30), FollowedUp(0, 0, 0, 0, 0)),
        (date(2026, 10, 19), FollowedUp(1, 0, 0, 0, 0)),
        (date(2026, 10, 20), FollowedUp(1, 1, 0, 0, 0)),
        (date(2026, 10, 31), FollowedUp(1, 1, 0, 0, 0)),
        (date(2026, 11, 1), FollowedUp(1, 0, 1, 1, 0)),
    ],
)
def test_an_earlier_day_sees_what_was_so_on_that_day(as_of: date, expected: FollowedUp) -> None:
    assert follow_up([UNPROVED], WBS, YEAR, as_of) == expected


def test_done_without_a_proof_is_not_done() -> None:
    bare = recommendation(ProgressStep(Progress.DONE, date(2026, 10, 20)))

    assert bare.progress(TODAY) is Progress.IN_PROGRESS


def test_a_last_day_is_in_time_and_the_day_after_is_not() -> None:
    assert not OPEN.is_overdue(date(2026, 10, 31))
    assert OPEN.is_overdue(date(2026, 11, 1))


@pytest.mark.parametrize(("before", "after"), list(product(Progress, Progress)), ids=str)
def test_a_step_follows_only_what_the_table_says(before: Progress, after: Progress) -> None:
    raw = {"progress": after.value, "note": "Alasan"}

    if after in NEXT_PROGRESS[before]:
        assert read_step(raw, before, LENGTHS).progress is after
    else:
        with pytest.raises(InvalidForm, match="progress"):
            read_step(raw, before, LENGTHS)


@pytest.mark.parametrize(
    ("before", "after", "needs_note"),
    [
        (Progress.OPEN, Progress.IN_PROGRESS, False),
        (Progress.OPEN, Progress.DONE, False),
        (Progress.OPEN, Progress.CANCELLED, True),
        (Progress.IN_PROGRESS, Progress.CANCELLED, True),
        (Progress.DONE, Progress.IN_PROGRESS, True),
        (Progress.CANCELLED, Progress.IN_PROGRESS, True),
    ],
)
def test_what_is_cancelled_or_taken_up_again_says_why(
    before: Progress, after: Progress, needs_note: bool
) -> None:
    raw = {"progress": after.value, "note": "  "}

    if needs_note:
        with pytest.raises(InvalidForm, match="note: required"):
            read_step(raw, before, LENGTHS)
    else:
        assert read_step(raw, before, LENGTHS).note == ""


def test_nothing_awards_what_the_sheet_does_not_ask_for() -> None:
    assert set(EVALUATED) == set(Regularity)
    assert set(FOLLOWED_UP) == set(Extent)
    assert FOLLOWED_UP[Extent.NOTHING] is None


MEETING = {
    "quarter": "2026-Q3",
    "held_on": "2026-10-05",
    "place": "Ruang rapat",
    "chair": "Joko Susilo",
    "attendees": "8",
    "agenda": "Evaluasi",
}


def test_a_meeting_is_read_as_typed() -> None:
    said = read_meeting(MEETING, ["wbs", "complaint"], LENGTHS, TODAY)

    assert (said.quarter, said.held_on, said.attendees) == (Q3, date(2026, 10, 5), 8)
    assert said.kinds == {Kind.WBS, Kind.COMPLAINT}
    assert "Joko" not in repr(said)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"quarter": "2026-08"}, "quarter: unknown"),
        ({"quarter": "2026-S2"}, "quarter: unknown"),
        ({"quarter": "x"}, "quarter: unknown"),
        ({"quarter": ""}, "quarter: not_chosen"),
        ({"quarter": "2027-Q1", "held_on": "2027-02-01"}, "quarter: not_begun"),
        ({"held_on": "2026-06-30"}, "held_on: outside_quarter"),
        ({"held_on": "2027-01-01"}, "held_on: outside_quarter"),
        ({"held_on": "kemarin"}, "held_on: not_a_date"),
        ({"held_on": ""}, "held_on: required"),
        ({"attendees": "0"}, "attendees: not_a_count"),
        ({"attendees": "-3"}, "attendees: not_a_count"),
        ({"attendees": "10001"}, "attendees: not_a_count"),
        ({"attendees": "٣"}, "attendees: not_a_count"),
        ({"place": " "}, "place: required"),
        ({"chair": ""}, "chair: required"),
        ({"agenda": ""}, "agenda: required"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_meeting_that_cannot_be_taken_names_the_field(
    wrong: dict[str, str], problem: str
) -> None:
    with pytest.raises(InvalidForm, match=problem):
        read_meeting(MEETING | wrong, ["wbs"], LENGTHS, TODAY)


@pytest.mark.parametrize("kinds", [[], ["gosip"]], ids=["none", "unknown"])
def test_a_meeting_evaluates_something(kinds: list[str]) -> None:
    with pytest.raises(InvalidForm, match="kinds: none_chosen"):
        read_meeting(MEETING, kinds, LENGTHS, TODAY)


@pytest.mark.parametrize("day", ["2026-07-01", "2026-12-31"])
def test_a_quarter_is_evaluated_from_its_first_day_to_the_end_of_the_next(day: str) -> None:
    assert read_meeting(MEETING | {"held_on": day}, ["wbs"], LENGTHS, TODAY).quarter == Q3


GIVEN = {"kind": "wbs", "text": "Perbarui SOP", "owner": "Kasubbag", "due_on": "2026-11-30"}


def test_a_recommendation_is_read_as_typed() -> None:
    said = read_recommendation(GIVEN, [WBS], LENGTHS, date(2026, 10, 5))

    assert (said.kind, said.due_on, said.owner) == (WBS, date(2026, 11, 30), "Kasubbag")
    assert "SOP" not in repr(said)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"kind": "complaint"}, "kind: unknown"),
        ({"kind": ""}, "kind: not_chosen"),
        ({"due_on": "2026-10-04"}, "due_on: too_early"),
        ({"due_on": ""}, "due_on: required"),
        ({"text": ""}, "text: required"),
        ({"owner": ""}, "owner: required"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_recommendation_that_cannot_be_taken_names_the_field(
    wrong: dict[str, str], problem: str
) -> None:
    with pytest.raises(InvalidForm, match=problem):
        read_recommendation(GIVEN | wrong, [WBS], LENGTHS, date(2026, 10, 5))


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (1, Age.UP_TO_14),
        (14, Age.UP_TO_14),
        (15, Age.UP_TO_30),
        (30, Age.UP_TO_30),
        (31, Age.UP_TO_90),
        (90, Age.UP_TO_90),
        (91, Age.OVER_90),
        (4000, Age.OVER_90),
    ],
)
def test_an_age_is_told_in_classes(days: int, age: Age) -> None:
    as_of = date(2026, 9, 30)

    assert age_of(date.fromordinal(as_of.toordinal() - days), as_of) is age


def test_overdue_cases_are_counted_by_kind_and_age() -> None:
    as_of = date(2026, 9, 30)
    cases = [(WBS, date(2026, 9, 29)), (WBS, date(2026, 9, 28)), (CONFLICT, date(2026, 1, 5))]

    found = count_overdue(cases, as_of)

    assert found[WBS][Age.UP_TO_14] == 2
    assert found[CONFLICT][Age.OVER_90] == 1
    assert Kind.COMPLAINT not in found


def test_what_is_unfinished_is_counted_with_what_is_late() -> None:
    found = count_unfinished((OPEN, BEGUN, DONE, CANCELLED), TODAY)

    assert found[WBS] == (2, 2)
    assert found[CONFLICT] == (0, 0)
