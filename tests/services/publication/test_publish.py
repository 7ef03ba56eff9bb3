"""Quarters are frozen once; what happens afterwards, and how often they are looked at, says nothing more."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from tests.cast import Cast
from tests.conftest import MONDAY, Clock
from tests.exports import closed_case
from tests.histories import store_histories
from wbs.domain.history import History
from wbs.domain.kinds import Channel, Kind
from wbs.domain.publication import PUBLISHED_KINDS, Place, Publication, possible
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.services.publication.public_figures import public_figures
from wbs.services.publication.publish import publish_due
from wbs.store.database import Work
from wbs.store.figures import publications
from wbs.store.schema.ledger import EventRow
from wbs.store.schema.publication import PublicationRow, PublicCellRow

Q3 = ReportingPeriod.parse("2026-Q3")
AUTUMN = datetime(2026, 10, 14, 9, tzinfo=MONDAY.tzinfo)
WINTER = datetime(2027, 1, 15, 9, tzinfo=MONDAY.tzinfo)
LONG_AGO = date(2026, 1, 5)


def case_at(unit: Unit, number: int, day: date, kind: Kind, channel: Channel) -> History:
    plain = closed_case(
        number, kind=kind, unit=unit, received_on=day, counted_on=None, closed_on=None
    )
    return replace(plain, channel=channel)


def cases(unit: Unit, how_many: int, first: int = 1, **other: Kind | Channel) -> list[History]:
    kind = Kind(other.get("kind", Kind.COMPLAINT))
    channel = Channel(other.get("channel", Channel.WEB))
    days = [date(2026, 8, 4) + timedelta(days=n % 50) for n in range(how_many)]
    return [case_at(unit, first + n, day, kind, channel) for n, day in enumerate(days)]


def store(context: Context, *histories: History) -> None:
    with context.database.transaction() as work:
        store_histories(work, histories)


def forget(work: Work) -> None:
    work.execute(delete(PublicCellRow))
    work.execute(delete(PublicationRow))


def published(context: Context) -> tuple[Publication, ...]:
    return public_figures(context).publications


def test_a_quarter_is_frozen_on_its_day_and_not_before(cast: Cast, clock: Clock) -> None:
    clock.at = AUTUMN - timedelta(days=1)
    assert publish_due(cast.context) == 0

    clock.at = AUTUMN
    assert publish_due(cast.context) == 1

    (found,) = published(cast.context)
    assert (found.quarter, found.frozen_on) == (Q3, AUTUMN.date())
    assert publish_due(cast.context) == 0


def test_each_cell_is_its_count_rounded_and_each_unit_has_one(cast: Cast, clock: Clock) -> None:
    store(cast.context, *cases(cast.unit("satker-1"), 23), *cases(cast.unit("satker-2"), 2, 100))
    clock.at = AUTUMN

    publish_due(cast.context)

    (found,) = published(cast.context)
    at = {unit.slug: found.cells[unit.id, Kind.COMPLAINT] for unit in cast.agency.units.values()}
    assert at["satker-1"] in (20, 25)
    assert at["satker-2"] in (0, 5)
    assert at["satker-4"] == 0
    assert all(number % 5 == 0 for number in found.cells.values())


def test_what_is_entered_or_erased_afterwards_changes_nothing_that_was_frozen(
    cast: Cast, clock: Clock
) -> None:
    unit = cast.unit("satker-1")
    store(cast.context, *cases(unit, 23))
    clock.at = AUTUMN
    publish_due(cast.context)
    before = published(cast.context)

    store(cast.context, *cases(unit, 40, 100))
    clock.move(days=60)

    assert publish_due(cast.context) == 0
    assert published(cast.context) == before


def test_what_is_entered_late_counts_in_the_quarter_in_which_it_is_entered(
    cast: Cast, clock: Clock
) -> None:
    unit = cast.unit("satker-1")
    then, now = (case_at(unit, n, LONG_AGO, Kind.COMPLAINT, Channel.LETTER) for n in (1, 2))
    store(cast.context, then, now)
    with cast.context.database.transaction() as work:
        late = update(EventRow).where(EventRow.log_id == now.log_id)
        work.execute(late.values(logged_on=MONDAY.date()))

    with cast.context.database.reading() as work:
        counted = [publications.entered(work, q) for q in (ReportingPeriod.parse("2026-Q1"), Q3)]

    assert counted == [{(unit.id, Kind.COMPLAINT): 1}] * 2


def test_what_was_counted_before_is_not_counted_again(cast: Cast) -> None:
    unit = cast.unit("satker-1")
    store(
        cast.context,
        *cases(unit, 3, 1, channel=Channel.IMPORT),
        *cases(unit, 3, 10, channel=Channel.REFERRED),
        *cases(unit, 2, 20, channel=Channel.SP4N),
    )

    with cast.context.database.reading() as work:
        assert publications.entered(work, Q3) == {(unit.id, Kind.COMPLAINT): 2}


def test_two_processes_freeze_a_quarter_once(cast: Cast, clock: Clock) -> None:
    clock.at = AUTUMN

    with ThreadPoolExecutor(4) as pool:
        frozen = list(pool.map(publish_due, [cast.context] * 4))

    assert sum(frozen) == 1
    assert len(published(cast.context)) == 1


def test_the_database_holds_no_exact_number_and_the_same_rows_give_the_same_numbers(
    cast: Cast, clock: Clock
) -> None:
    store(cast.context, *cases(cast.unit("satker-1"), 23))
    clock.at = AUTUMN
    publish_due(cast.context)
    first = published(cast.context)

    with cast.context.database.transaction() as work:
        forget(work)
    publish_due(cast.context)

    assert published(cast.context) == first
    columns = set(PublicCellRow.__table__.columns.keys())
    assert columns == {"quarter", "unit_id", "kind", "published"}


def test_without_a_key_of_the_house_nothing_is_published(cast: Cast, clock: Clock) -> None:
    clock.at = AUTUMN
    keyless = replace(cast.context, rules=replace(cast.context.rules, figures_key=b""))

    assert publish_due(keyless) == 0


def test_another_key_rounds_other_cells_otherwise(cast: Cast, clock: Clock) -> None:
    units = list(cast.agency.units.values())
    store(cast.context, *(h for n, u in enumerate(units) for h in cases(u, 7, 100 * n)))
    clock.at = AUTUMN
    seen = set()
    for key in (b"a" * 32, b"b" * 32):
        other = replace(cast.context, rules=replace(cast.context.rules, figures_key=key))
        publish_due(other)
        seen.add(tuple(sorted(published(other)[0].cells.items())))
        with cast.context.database.transaction() as work:
            forget(work)

    assert len(seen) == 2


DAYS = st.integers(0, 150).map(lambda n: date(2026, 8, 3) + timedelta(days=n))
ARRIVALS = st.lists(
    st.tuples(st.integers(0, 6), DAYS, st.sampled_from(PUBLISHED_KINDS), st.sampled_from(Channel)),
    max_size=25,
)


Arrived = tuple[int, date, Kind, Channel]
Seen = tuple[ReportingPeriod, date, Place, int]


class House:
    """The cast, which hypothesis need not print."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast


@pytest.fixture
def house(cast: Cast) -> House:
    return House(cast)


def _life(cast: Cast, clock: Clock, arrivals: list[Arrived]) -> set[Seen]:
    """Everything anybody could read over the months, looked at week by week."""
    units = list(cast.agency.units.values())
    seen: set[Seen] = set()
    histories = [
        case_at(units[at], n + 1, day, kind, channel)
        for n, (at, day, kind, channel) in enumerate(arrivals)
    ]
    with cast.context.database.transaction() as work:
        forget(work)
        store_histories(work, histories)
    for week in range(26):
        clock.at = MONDAY + timedelta(weeks=week)
        publish_due(cast.context)
        for found in published(cast.context):
            seen |= {(found.quarter, found.frozen_on, *cell) for cell in found.cells.items()}
    return seen


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(arrivals=ARRIVALS, more=ARRIVALS.filter(bool))
@pytest.mark.slow
def test_one_case_more_or_less_moves_at_most_one_published_number_and_that_within_its_interval(
    house: House, clock: Clock, arrivals: list[Arrived], more: list[Arrived]
) -> None:
    without = _life(house.cast, clock, arrivals)
    with_one = _life(house.cast, clock, [*arrivals, more[0]])

    gone, new = without - with_one, with_one - without
    assert len(gone) == len(new) <= 1
    for before, after in zip(gone, new, strict=True):
        assert before[:3] == after[:3]
        assert after[3] - before[3] == 5
    # Frozen once: no place was ever seen with two numbers.
    assert len({tuple(cell[:3]) for cell in with_one}) == len(with_one)


def test_the_exact_counts_lie_where_the_published_numbers_say(cast: Cast, clock: Clock) -> None:
    numbered = list(enumerate(cast.agency.units.values()))
    exact: dict[Place, int] = {(unit.id, Kind.COMPLAINT): 3 * n for n, unit in numbered}
    store(cast.context, *(h for n, unit in numbered for h in cases(unit, 3 * n, 1000 * n)))
    clock.at = WINTER

    assert publish_due(cast.context) == 2

    found = next(p for p in published(cast.context) if p.quarter == Q3)
    for place, count in exact.items():
        assert count in possible(found.cells[place])
