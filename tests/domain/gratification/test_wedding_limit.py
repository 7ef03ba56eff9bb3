"""The limit for weddings: who gave more, all gifts of a giver together, by the rules of the day."""

from tests.law_at_hand import shipped_law
from tests.recaps import OWN, Row, row, text, wedding
from wbs.domain.gratification.disclosure import with_recap
from wbs.domain.gratification.wedding_limit import WeddingGifts, weigh_wedding

RULES = shipped_law().gratuities


def weighed(*rows: Row, **changed: str) -> WeddingGifts | None:
    return weigh_wedding(with_recap(OWN | {"recap": text(*rows)} | changed), RULES)


def test_two_of_forty_givers_gave_more() -> None:
    found = weighed(*wedding(40, over=2))

    assert found is not None
    assert (found.limit, found.givers, found.over) == (1_500_000, 40, 2)
    assert found.numbers_over == {139, 140}


def test_what_is_worth_the_limit_is_not_above_it() -> None:
    found = weighed(row("Ani", 1_500_000), row("Budi", 1_500_001))

    assert found is not None
    assert found.numbers_over == {102}


def test_the_gifts_of_a_giver_count_together_however_the_name_is_written() -> None:
    found = weighed(row("Ani  Lestari", 800_000), row("ani lestari", 800_000), row("Budi", 800_000))

    assert found is not None
    assert (found.givers, found.over, found.numbers_over) == (2, 1, frozenset({101, 102}))


def test_one_name_in_two_institutions_is_two_givers_and_nobody_unknown_is_another() -> None:
    unknown = {"relation": "tidak diketahui", "institution": ""}
    found = weighed(
        row("Ani", 800_000),
        row("Ani", 800_000, institution="PT Lain"),
        row("", 800_000, **unknown),
        row("", 800_000, **unknown),
    )

    assert found is not None
    assert (found.givers, found.over) == (4, 0)


def test_single_blocks_count_too_and_foreign_money_at_its_rate() -> None:
    single = {
        "giver-1-name": "Ani",
        "giver-1-relation": "other",
        "object-1-kind": "money",
        "object-1-value": "100",
        "object-1-currency": "USD",
        "object-1-rate": "16000",
    }

    found = weighed(row("Budi", 5), **single)

    assert found is not None
    assert (found.givers, found.numbers_over) == (2, frozenset({1}))


def test_a_value_nobody_can_read_counts_as_nothing() -> None:
    found = weighed(row("Ani", "banyak"))

    assert found is not None
    assert found.over == 0


def test_the_limit_is_that_of_the_day_of_receipt() -> None:
    before, after = (weighed(row(), received_on=day) for day in ("2026-01-19", "2026-01-20"))

    assert before is not None
    assert after is not None
    assert (before.limit, after.limit) == (1_000_000, 1_500_000)


def test_nothing_is_said_of_another_occasion_or_of_a_day_without_rules() -> None:
    assert weighed(row(), event="on_duty") is None
    assert weighed(row(), received_on="") is None
    assert weighed(row(), received_on="2010-01-01") is None
