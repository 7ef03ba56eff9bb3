"""What the figures of disclosures mean, number by number."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.exports import UNIT, disclosed_case, disclosed_histories, sent_to_kpk
from wbs.domain.case import Outcome
from wbs.domain.counting import figures
from wbs.domain.errors import Tampered
from wbs.domain.figures import Question
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.gratuity_figures import Amount, GratuityFigures, Punctuality
from wbs.domain.gratification.upg_sheet import ForwardedBy, Settlement
from wbs.domain.history import History, Reviewed
from wbs.domain.kinds import DisclosureType, Kind
from wbs.domain.span import ReportingPeriod

RECEIVED, REFUSED = DisclosureType.RECEIVED, DisclosureType.REFUSED
MONEY = {ObjectKind.MONEY: (1, 100)}


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def asked(*histories: History, period: str = "2026-Q1", as_of: str = "03-31") -> GratuityFigures:
    question = Question(frozenset({UNIT.id}), ReportingPeriod.parse(period), day(as_of))
    found = figures(histories, question)
    found.verify()
    return found.gratuities


def counts(found: GratuityFigures, of: DisclosureType = RECEIVED) -> tuple[int, ...]:
    """Received, reviewed, unreviewed, dropped, still open."""
    t = found.types[of]
    return t.received, t.reviewed, t.unreviewed, t.dropped, t.still_open


def test_a_quarter_of_disclosures_reads_as_kpk_counts_them() -> None:
    found = asked(*disclosed_histories())

    assert counts(found) == (4, 3, 1, 0, 3)
    assert counts(found, REFUSED) == (1, 1, 0, 0, 0)
    assert found.kinds == {
        (RECEIVED, ObjectKind.MONEY): Amount(1, 1, 5_000_000, 0),
        (RECEIVED, ObjectKind.FLOWERS): Amount(1, 2, 0, 750_000),
        (RECEIVED, ObjectKind.FOOD_DRINK): Amount(1, 3, 0, 400_000),
        (RECEIVED, ObjectKind.FACILITY): Amount(1, 1, 0, 2_000_000),
        (REFUSED, ObjectKind.MONEY): Amount(1, 1, 1_000_000, 0),
    }
    assert found.reviews == {
        (RECEIVED, Outcome.FORWARDED_TO_KPK): Amount(2, 4, 5_000_000, 2_750_000),
        (RECEIVED, Outcome.HANDLED_BY_AGENCY): Amount(1, 3, 0, 400_000),
        (REFUSED, Outcome.RECORDED): Amount(1, 1, 1_000_000, 0),
    }
    assert found.forwarded == {
        ForwardedBy.UPG: Amount(1, 3, 5_000_000, 750_000),
        ForwardedBy.INDIVIDUAL: Amount(1, 1, 0, 2_000_000),
    }
    assert found.determinations == {Outcome.STATE_PROPERTY: Amount(1, 3, 5_000_000, 750_000)}
    assert found.determinations[Outcome.STATE_PROPERTY].rupiah == 5_750_000
    assert found.settlements == {
        Settlement.HANDED_OVER: Amount(1, 3, 5_000_000, 750_000),
        Settlement.DONATED: Amount(1, 3, 0, 400_000),
    }
    assert found.types[RECEIVED].to_upg == Punctuality(on_time=2, late=1, unknown=1)
    assert found.types[REFUSED].to_upg == Punctuality(on_time=1, late=0, unknown=0)
    assert found.to_kpk == Punctuality(on_time=1, late=1, unknown=0)
    assert [*found.types[RECEIVED].months.values()] == [4, 0, 0]


def test_each_number_counts_by_its_own_day() -> None:
    whole = disclosed_histories()

    january, february, march = (asked(*whole, period=f"2026-0{n}") for n in (1, 2, 3))

    assert [counts(m)[0] for m in (january, february, march)] == [4, 0, 0]
    assert [*january.forwarded, *february.forwarded] == [ForwardedBy.UPG, ForwardedBy.INDIVIDUAL]
    assert [*january.settlements, *march.settlements] == [
        *(Settlement.DONATED, Settlement.HANDED_OVER)
    ]
    assert not january.determinations
    assert march.determinations
    assert not february.kinds


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("01-11", (0, 0, 0, 0, 0)),
        ("01-12", (1, 0, 1, 0, 1)),
        ("01-20", (1, 1, 0, 0, 1)),
        ("03-06", (1, 1, 0, 0, 0)),
    ],
)
def test_nothing_later_than_the_day_is_seen(as_of: str, expected: tuple[int, ...]) -> None:
    disclosed = disclosed_case(1, sent_to_kpk(MONEY), closed_on=day("03-06"))

    assert counts(asked(disclosed, as_of=as_of)) == expected


def test_what_others_decided_before_the_review_is_known_from_the_review_on() -> None:
    by_recipient = sent_to_kpk(MONEY, forwarded_on=day("01-14"), determined_on=None)
    disclosed = disclosed_case(1, by_recipient)

    assert asked(disclosed, as_of="01-19").forwarded == {}
    assert asked(disclosed, as_of="01-20").forwarded == {ForwardedBy.UPG: Amount(1, 1, 100, 0)}
    assert asked(disclosed, as_of="01-20").to_kpk.on_time == 1


def test_the_quarters_of_a_year_add_up_where_something_was_done_before_the_review() -> None:
    early = sent_to_kpk(MONEY, forwarded_on=day("03-30"), determined_on=day("03-31"))
    disclosed = disclosed_case(
        1, replace(early, reviewed_on=day("04-02")), received_on=day("03-29")
    )
    ends = {"2026-Q1": "03-31", "2026-Q2": "06-30", "2026-Q3": "09-30", "2026-Q4": "12-31"}

    quarters = [asked(disclosed, period=code, as_of=end) for code, end in ends.items()]
    year = asked(disclosed, period="2026", as_of="12-31")

    amount = Amount(1, 1, 100, 0)
    for part, key in (
        ("forwarded", ForwardedBy.UPG),
        ("determinations", Outcome.STATE_PROPERTY),
        ("settlements", Settlement.HANDED_OVER),
    ):
        assert getattr(year, part) == {key: amount}
        assert [getattr(q, part) for q in quarters] == [{}, {key: amount}, {}, {}]
    assert [q.to_kpk.all for q in quarters] == [0, 1, 0, 0]


def test_what_was_closed_without_a_review_stands_apart_and_has_no_value() -> None:
    found = asked(disclosed_case(1, closed_on=day("01-13")))

    assert counts(found) == (1, 0, 0, 1, 0)
    assert found.kinds == {}
    assert not found.is_nihil


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("01-12", Punctuality(1, 0, 0)),
        ("01-11", Punctuality(0, 1, 0)),
        (None, Punctuality(0, 0, 1)),
    ],
)
def test_in_time_is_up_to_the_last_day(due: str | None, expected: Punctuality) -> None:
    last_day = day(due) if due else None
    sent = sent_to_kpk(MONEY, forwarded_on=day("01-12"), determined_on=None)
    found = asked(disclosed_case(1, sent, due_on=last_day, kpk_due_on=last_day))

    assert found.types[RECEIVED].to_upg == expected
    assert found.to_kpk == expected


def test_a_disclosure_without_a_period_is_neither_in_time_nor_late() -> None:
    found = asked(replace(disclosed_case(1), clocks=()))

    assert found.types[RECEIVED].to_upg == Punctuality(0, 0, 1)


def test_only_disclosures_are_counted_and_nothing_is_nihil() -> None:
    report = replace(disclosed_case(1), kind=Kind.WBS)

    assert asked().is_nihil
    assert asked(report).is_nihil
    assert not asked(disclosed_case(1, received_on=day("01-12")), period="2026-03").is_nihil


def test_a_case_open_since_before_is_open_though_nothing_came_in() -> None:
    found = asked(disclosed_case(1), period="2026-03")

    assert counts(found) == (0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda f: replace(f, reviews={}), "reviews"),
        (lambda f: replace(f, kinds={}), "kinds"),
        (lambda f: replace(f, to_kpk=Punctuality(0, 0, 0)), "reports to KPK"),
        (
            lambda f: replace(
                f, types={**f.types, RECEIVED: replace(f.types[RECEIVED], unreviewed=0)}
            ),
            "received",
        ),
        (
            lambda f: replace(
                f, types={**f.types, RECEIVED: replace(f.types[RECEIVED], months={})}
            ),
            "in time and late",
        ),
    ],
)
def test_numbers_that_contradict_each_other_are_not_shown(
    spoil: Callable[[GratuityFigures], GratuityFigures], problem: str
) -> None:
    with pytest.raises(Tampered, match=problem):
        spoil(asked(*disclosed_histories())).verify()


def test_a_disclosure_of_many_kinds_is_one_disclosure_and_stands_under_each() -> None:
    one = Reviewed(day("01-20"), Outcome.RECORDED, {kind: (1, 10) for kind in ObjectKind})

    found = asked(disclosed_case(1, one))

    assert found.reviews == {(RECEIVED, Outcome.RECORDED): Amount(1, 6, 10, 50)}
    assert all(amount.disclosures == 1 for amount in found.kinds.values())
