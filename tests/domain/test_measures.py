"""International measures: what they say of figures, and what of them stays untold."""

from datetime import date
from decimal import Decimal

from tests.exports import BELOW, END, UNIT, YEAR, closed_case, export_of
from wbs.domain.case import Outcome
from wbs.domain.event import DaysOpen
from wbs.domain.history import History
from wbs.domain.kinds import Anonymity, Kind
from wbs.domain.measures import Measured, MeasureId, Returned, Untold, measures
from wbs.domain.span import ReportingPeriod

Q1 = ReportingPeriod.parse("2026-Q1")


def wbs(
    how_many: int, first: int = 1, outcome: str = "substantiated", **more: object
) -> list[History]:
    named = [
        closed_case(first + n, kind=Kind.WBS, outcome=outcome, **more)  # type: ignore[arg-type]
        for n in range(how_many)
    ]
    return named


def of(
    *histories: History,
    employees: int | None = 200,
    returned: Returned | None = None,
    full: bool = True,
    period: ReportingPeriod = YEAR,
) -> dict[MeasureId, Measured]:
    export = export_of(histories, full=full, period=period, as_of=min(END, period.end))
    return {m.id: m for m in measures(export, employees, returned)}


def test_reports_are_told_by_employees_in_hundredths() -> None:
    found = of(*wbs(7))[MeasureId.PER_HUNDRED]

    assert (found.part, found.whole, found.value) == (7, 200, Decimal("3.50"))
    assert of(*wbs(7), employees=None)[MeasureId.PER_HUNDRED].untold is Untold.NO_EMPLOYEES


def test_complaints_count_in_none_of_them() -> None:
    found = of(*(closed_case(n) for n in range(30)))

    assert found[MeasureId.PER_HUNDRED].part == 0
    assert found[MeasureId.SUBSTANTIATED].untold is Untold.NOTHING
    assert found[MeasureId.DAYS_TO_CLOSE].untold is Untold.NOTHING
    assert found[MeasureId.ANONYMOUS].untold is Untold.NOTHING


def test_what_was_substantiated_is_told_of_what_was_decided() -> None:
    histories = [
        *wbs(3, 1, Outcome.SUBSTANTIATED),
        *wbs(1, 10, Outcome.PARTLY_SUBSTANTIATED),
        *wbs(3, 20, Outcome.UNSUBSTANTIATED),
        *wbs(1, 30, Outcome.INSUFFICIENT_EVIDENCE),
        *wbs(5, 40, Outcome.DUPLICATE),
        *wbs(5, 50, Outcome.RESOLVED),
    ]

    found = of(*histories)[MeasureId.SUBSTANTIATED]

    assert (found.part, found.whole, found.value) == (4, 8, Decimal("50.0"))


def test_the_middle_case_tells_the_class_of_days() -> None:
    assert of(*wbs(4))[MeasureId.DAYS_TO_CLOSE].days is DaysOpen.UP_TO_30


def test_the_inspectorate_reads_shares_of_every_cell() -> None:
    histories = [*wbs(2), *wbs(1, 10, anonymity=Anonymity.NAMED)]

    found = of(*histories)

    assert found[MeasureId.ANONYMOUS].value == Decimal("66.7")
    assert found[MeasureId.BY_WEBSITE].value == Decimal("100.0")
    assert found[MeasureId.REPRISAL].value == Decimal("0.0")


def test_a_unit_reads_a_share_only_where_its_own_export_shows_every_cell() -> None:
    few = [*wbs(9), *wbs(2, 20, anonymity=Anonymity.NAMED)]
    enough = [
        h
        for n, day in enumerate((date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)))
        for anonymity, m in ((Anonymity.ANONYMOUS, 0), (Anonymity.NAMED, 50))
        for h in wbs(
            6, 100 * n + m, received_on=day, counted_on=day, closed_on=day, anonymity=anonymity
        )
    ]

    assert of(*few, full=False, period=Q1)[MeasureId.ANONYMOUS].untold is Untold.SMALL
    assert of(*enough, full=False, period=Q1)[MeasureId.ANONYMOUS].value == Decimal("50.0")
    # One quarter of the year that is not shown, and the year's share would tell it.
    a_few_later = wbs(3, 900, received_on=date(2026, 7, 5), counted_on=None, closed_on=None)
    year = of(*enough, *a_few_later, full=False)
    assert year[MeasureId.ANONYMOUS].untold is Untold.SMALL


def test_several_units_together_tell_a_unit_no_share() -> None:
    export = export_of(wbs(40), units=(UNIT, BELOW), period=Q1, as_of=Q1.end)
    found = {m.id: m for m in measures(export, 100, None)}

    for id_ in (MeasureId.ANONYMOUS, MeasureId.REPRISAL, MeasureId.BY_WEBSITE):
        assert found[id_].untold is Untold.SMALL


def test_who_came_back_is_told_to_whom_it_was_given() -> None:
    told = of(*wbs(4), returned=Returned(4, 1))[MeasureId.CAME_BACK]

    assert told.value == Decimal("25.0")
    assert of(*wbs(4))[MeasureId.CAME_BACK].untold is Untold.INSPECTORATE_ONLY
    assert of(returned=Returned(0, 0))[MeasureId.CAME_BACK].untold is Untold.NOTHING
