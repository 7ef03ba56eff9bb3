"""The figures by SQL are the figures of the domain, over random histories."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.exports import UNIT, closed_case, disclosed_case, disclosed_histories
from tests.histories import DAYS, UNITS, registers, store_histories, store_units
from wbs.domain import counting
from wbs.domain.case import Outcome
from wbs.domain.clocks import Clock
from wbs.domain.event import Act
from wbs.domain.figures import NOTHING, Line, Question
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.gratuity_figures import Amount, GratuityFigures, total
from wbs.domain.history import CountedSpan, History, Reviewed, Step
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod, resolve_as_of
from wbs.store.database import open_database
from wbs.store.figures import figures as by_sql

pytestmark = pytest.mark.slow
CODES = (
    "2026-02",
    "2026-07",
    "2026-09",
    "2026-Q1",
    "2026-Q2",
    "2026-Q3",
    "2026-S1",
    "2026-S2",
    "2026",
)
PERIODS = st.sampled_from(CODES).map(ReportingPeriod.parse)
UNIT_SETS = st.sets(st.sampled_from(UNITS), min_size=1).map(frozenset)
TODAY = max(p.end for p in map(ReportingPeriod.parse, CODES))
OVER_ONE_DATABASE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def work(database_url: str) -> Iterator[Session]:
    database = open_database(database_url)
    with database.transaction() as work:
        store_units(work)
        yield work
    database.close()


@st.composite
def questions(draw: st.DrawFn) -> Question:
    period = draw(PERIODS)
    asked = draw(st.none() | DAYS.filter(lambda day: day >= period.start))
    return Question(draw(UNIT_SETS), period, resolve_as_of(period, asked, TODAY))


@OVER_ONE_DATABASE
@given(register=registers(), question=questions())
def test_domain_and_sql_agree(
    work: Session, register: tuple[History, ...], question: Question
) -> None:
    store_histories(work, register)

    assert by_sql.figures(work, question) == counting.figures(register, question)
    assert by_sql.breakdowns(work, question) == counting.breakdowns(register, question)


@OVER_ONE_DATABASE
@given(register=registers(kinds=(Kind.GRATIFICATION,)), question=questions())
def test_domain_and_sql_agree_on_disclosures(
    work: Session, register: tuple[History, ...], question: Question
) -> None:
    store_histories(work, register)

    found = by_sql.figures(work, question).gratuities

    assert found == counting.figures(register, question).gratuities
    found.verify()


@OVER_ONE_DATABASE
@given(register=registers(kinds=(Kind.GRATIFICATION,)), units=UNIT_SETS)
def test_what_was_sent_decided_and_carried_out_in_the_quarters_adds_up_to_the_year(
    work: Session, register: tuple[History, ...], units: frozenset[str]
) -> None:
    store_histories(work, register)

    def found(code: str) -> GratuityFigures:
        period = ReportingPeriod.parse(code)
        return by_sql.figures(work, Question(units, period, period.end)).gratuities

    year, quarters = found("2026"), [found(f"2026-Q{n}") for n in (1, 2, 3, 4)]
    for part in ("forwarded", "determinations", "settlements"):
        each = [getattr(q, part) for q in quarters]
        for key, whole in getattr(year, part).items():
            assert whole == total(amounts[key] for amounts in each if key in amounts)
        assert {key for amounts in each for key in amounts} == {*getattr(year, part)}
    assert year.to_kpk.all == sum(q.to_kpk.all for q in quarters)


def test_sums_beyond_the_integers_of_a_database_are_counted(work: Session) -> None:
    worth = 9 * 10**18 + 123
    each = Reviewed(
        day("01-20"),
        Outcome.RECORDED,
        {ObjectKind.MONEY: (500, worth), ObjectKind.FLOWERS: (1, worth + 1)},
    )
    register = [disclosed_case(n, each) for n in range(20)]
    store_histories(work, register)
    period = ReportingPeriod.parse("2026")
    question = Question(frozenset({UNIT.id}), period, period.end)

    found = by_sql.figures(work, question)

    assert found == counting.figures(register, question)
    assert [*found.gratuities.reviews.values()] == [
        Amount(20, 20 * 501, 20 * worth, 20 * worth + 20)
    ]


@pytest.mark.parametrize(
    "as_of", ["01-12", "01-13", "01-19", "01-26", "02-16", "03-02", "03-06", "12-31"]
)
def test_domain_and_sql_agree_on_known_disclosures_from_day_to_day(
    work: Session, as_of: str
) -> None:
    store_histories(work, disclosed_histories(UNIT))
    for code in ("2026-01", "2026-02", "2026-Q1", "2026"):
        period = ReportingPeriod.parse(code)
        question = Question(frozenset({UNIT.id}), period, max(day(as_of), period.start))

        found = by_sql.figures(work, question)

        assert found == counting.figures(disclosed_histories(UNIT), question)
        found.verify()


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def known(number: int, *, clocks: tuple[Clock, ...] = (), **days: str) -> History:
    """A case with an act on each of the days."""
    steps = [Step(Act.RECEIVED, day("03-01"))]
    spans: list[CountedSpan] = []
    for name, on in days.items():
        act = Act(name.rstrip("_"))
        steps.append(Step(act, day(on), "resolved" if act is Act.CLOSED else None))
        if act is Act.CLOSED and spans:
            spans[-1] = replace(spans[-1], closed_on=day(on))
        if act in {Act.REVIEW, Act.REOPENED}:
            spans.append(CountedSpan(day(on), None))
    plain = closed_case(number, received_on=day("03-01"), counted_on=None, closed_on=None)
    return replace(plain, steps=tuple(steps), spans=tuple(spans), clocks=clocks)


EDGES = (
    known(1, review="06-30", closed="07-01", reopened="07-01"),
    known(2, review="07-01", closed="07-01", reopened="07-01", closed_="07-01"),
    known(3, closed="06-30", reopened="07-02"),
    known(4, closed="06-15", reopened="09-30"),
    known(5, review="06-30", closed="09-30", reopened="10-01"),
    known(6, review="09-30", closed="09-30"),
    known(7, review="03-01", closed="06-30", reopened="08-01", closed_="09-15"),
    known(8, clocks=(Clock("a", day("03-01"), day("06-30")), Clock("b", day("03-01"), day("09-30")))),
    known(9, clocks=(Clock("a", day("03-01"), day("06-29")), Clock("b", day("07-01"), None))),
    known(10, clocks=(Clock("a", day("03-01"), day("07-01"), day("07-01")),)),
    known(11, clocks=(Clock("a", day("03-01"), day("07-01"), day("07-02")),)),
)  # fmt: skip
SEEN_FROM = ("06-30", "07-01", "07-02", "09-29", "09-30", "10-01", "12-31")


@pytest.mark.parametrize("code", ["2026-06", "2026-07", "2026-Q2", "2026-Q3", "2026-S1", "2026"])
def test_domain_and_sql_agree_on_the_first_and_last_days(work: Session, code: str) -> None:
    store_histories(work, EDGES)
    period = ReportingPeriod.parse(code)

    for as_of in (day(seen) for seen in SEEN_FROM if day(seen) >= period.start):
        question = Question(frozenset(UNITS), period, as_of)
        assert by_sql.figures(work, question) == counting.figures(EDGES, question)


@OVER_ONE_DATABASE
@given(register=registers(), question=questions())
def test_every_number_agrees_with_the_others(
    work: Session, register: tuple[History, ...], question: Question
) -> None:
    store_histories(work, register)

    by_sql.figures(work, question).verify()


@OVER_ONE_DATABASE
@given(register=registers(), period=PERIODS, units=UNIT_SETS)
def test_brought_forward_is_what_was_open_at_the_end_of_the_period_before(
    work: Session, register: tuple[History, ...], period: ReportingPeriod, units: frozenset[str]
) -> None:
    store_histories(work, register)
    before = period.before()

    now = by_sql.figures(work, Question(units, period, period.end))
    then = by_sql.figures(work, Question(units, before, before.end))

    for kind, found in now.kinds.items():
        assert found.total.follow_up.brought_forward == then.kinds[kind].total.follow_up.sedang
        lines = list(found.months.values())
        for earlier, later in pairwise(lines):
            assert later.follow_up.brought_forward == earlier.follow_up.sedang


@OVER_ONE_DATABASE
@given(register=registers(), question=questions())
def test_a_subtree_is_the_sum_of_its_units(
    work: Session, register: tuple[History, ...], question: Question
) -> None:
    store_histories(work, register)

    whole = by_sql.figures(work, question)
    alone = [
        by_sql.figures(work, Question(frozenset({unit}), question.period, question.as_of))
        for unit in sorted(question.unit_ids)
    ]

    for kind, found in whole.kinds.items():
        assert found.total == _sum([one.kinds[kind].total for one in alone])
        assert found.units == {k: v for one in alone for k, v in one.kinds[kind].units.items()}
        for month, line in found.months.items():
            assert line == _sum([one.kinds[kind].months[month] for one in alone])
        for stage in found.stages:
            assert found.stages[stage] == sum(one.kinds[kind].stages.get(stage, 0) for one in alone)
    for of, types in whole.gratuities.types.items():
        assert types.still_open == sum(one.gratuities.types[of].still_open for one in alone)
        assert whole.gratuities.reviewed(of) == total(one.gratuities.reviewed(of) for one in alone)
    for period, clocks in whole.clocks.items():
        assert clocks.missed == sum(
            one.clocks[period].missed for one in alone if period in one.clocks
        )


def _sum(lines: list[Line]) -> Line:
    return Line(
        received=sum(line.received for line in lines),
        follow_up=sum((line.follow_up for line in lines), NOTHING),
        not_processed=sum(line.not_processed for line in lines),
    )
