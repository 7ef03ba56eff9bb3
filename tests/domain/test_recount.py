"""A ledger's open lines give the figures again, for the end of every month."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.histories import UNITS, lines_of, registers
from wbs.domain import counting
from wbs.domain.figures import SHOWN_KINDS, Question
from wbs.domain.history import History
from wbs.domain.recount import BadEntry, Ledger, received_by_channel, recount
from wbs.domain.span import ReportingPeriod, last_month_end

ALL = frozenset(UNITS)


def ledger(register: tuple[History, ...], as_of: date, seed: int = 0) -> Ledger:
    lines = [line for history in register for line, _ in lines_of(history, history.unit_id)]
    random.Random(seed).shuffle(lines)  # noqa: S311 (an order, no secret)
    found = Ledger(ReportingPeriod.month_of(as_of))
    for line in lines:
        found.add(line)
    return found


@given(
    register=registers(),
    code=st.sampled_from(["2026-03", "2026-Q1", "2026-Q2", "2026-S1", "2026-08", "2026"]),
    later=st.integers(0, 3),
    units=st.sets(st.sampled_from(UNITS), min_size=1).map(frozenset),
    seed=st.integers(0, 99),
)
def test_a_shuffled_ledger_gives_the_figures_of_the_histories(
    register: tuple[History, ...], code: str, later: int, units: frozenset[str], seed: int
) -> None:
    period = ReportingPeriod.parse(code)
    as_of = last_month_end(date(period.end.year + (period.end.month + later) // 12,
                                (period.end.month + later) % 12 + 1, 1)) if later else period.end  # fmt: skip
    question = Question(units, period, as_of)

    again = recount([ledger(register, as_of, seed)], question)

    meant = counting.figures(register, question)
    assert {kind: again[kind] for kind in SHOWN_KINDS} == dict(meant.kinds)


@given(register=registers())
def test_units_apart_give_the_figures_of_all_together(register: tuple[History, ...]) -> None:
    period = ReportingPeriod.parse("2026-Q2")
    question = Question(ALL, period, period.end)
    apart = [ledger(tuple(h for h in register if h.unit_id == unit), period.end) for unit in UNITS]

    assert recount(apart, question) == dict(counting.figures(register, question).kinds)


@given(register=registers())
def test_channels_are_counted_by_the_month_of_receipt(register: tuple[History, ...]) -> None:
    period = ReportingPeriod.parse("2026")
    question = Question(ALL, period, period.end)

    found = received_by_channel([ledger(register, period.end)], question)

    assert found.total() == sum(h.received_on <= period.end for h in register)
    for (kind, month, channel), n in found.items():
        assert n == sum(
            h.kind is kind and h.channel is channel and f"{h.received_on:%Y-%m}" == month
            for h in register
        )


RECEIVED = {
    "log": "0" * 32,
    "ordinal": "0",
    "unit": "satker-1",
    "kind": "complaint",
    "channel": "web",
    "act": "received",
    "month": "2026-07",
}
REVIEW = RECEIVED | {"ordinal": "1", "act": "review"}


@pytest.mark.parametrize(
    "change",
    [
        *({"act": "eaten"}, {"kind": "tale"}, {"channel": "pigeon"}, {"month": "2026-Q3"}),
        *({"month": "July"}, {"ordinal": "one"}),
    ],
    ids=str,
)
def test_a_line_that_tells_of_no_event_is_refused_with_its_number(change: dict[str, str]) -> None:
    read = Ledger(ReportingPeriod.parse("2026-12"))
    read.add(RECEIVED)

    with pytest.raises(BadEntry) as refused:
        read.add(REVIEW | change)

    assert refused.value.entry == 2


@pytest.mark.parametrize("name", ["log", "ordinal", "unit", "kind", "channel", "act", "month"])
def test_a_line_without_one_of_its_fields_is_refused(name: str) -> None:
    line = {key: value for key, value in RECEIVED.items() if key != name}

    with pytest.raises(BadEntry):
        Ledger(ReportingPeriod.parse("2026-12")).add(line)


@pytest.mark.parametrize(
    "lines",
    [[REVIEW], [RECEIVED, REVIEW, REVIEW], [RECEIVED, REVIEW | {"ordinal": "2"}],
     [REVIEW | {"ordinal": "0"}]],
    ids=["first missing", "twice", "gap", "no receipt"],
)  # fmt: skip
def test_a_case_that_lacks_an_event_is_named(lines: list[dict[str, str]]) -> None:
    read = Ledger(ReportingPeriod.parse("2026-12"))
    for line in lines:
        read.add(line)

    with pytest.raises(BadEntry, match="0" * 32):
        read.histories()


def test_a_case_that_changes_its_kind_is_refused() -> None:
    read = Ledger(ReportingPeriod.parse("2026-12"))
    read.add(RECEIVED)

    with pytest.raises(BadEntry):
        read.add(REVIEW | {"kind": "wbs"})


def test_many_cases_with_one_history_are_counted_together() -> None:
    read = Ledger(ReportingPeriod.parse("2026-07"))
    for n in range(500):
        for line in (RECEIVED, REVIEW):
            read.add(line | {"log": f"{n:032x}"})
    question = Question(
        frozenset({"satker-1"}), ReportingPeriod.parse("2026-07"), date(2026, 7, 31)
    )

    assert len(read.histories()) == 1
    (complaints,) = (f for f in recount([read], question).values() if f.total.received)
    assert complaints.total.follow_up.sedang == 500


@pytest.mark.parametrize("name", ["outcome", "detail", "days_open"])
def test_a_word_that_no_event_has_is_refused_when_it_is_read(name: str) -> None:
    line = {
        **{"log": "0" * 32, "ordinal": "0", "unit": "satker-1", "kind": "complaint"},
        **{"channel": "web", "act": "received", "month": "2026-08", name: "selesai"},
    }

    with pytest.raises(BadEntry):
        Ledger(ReportingPeriod.parse("2026-08")).add(line)
