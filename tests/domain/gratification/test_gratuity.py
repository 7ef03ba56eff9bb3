"""Whether a gratuity has to be disclosed: by the rules of its day, up to their limits, never with a conflict."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law_at_hand import shipped_law
from wbs.domain.errors import Invalid, Unavailable
from wbs.domain.gratification.gratuity import (
    NO_KIND,
    Duty,
    Gratuity,
    Ground,
    LimitPer,
    advise,
    read_rupiah,
)
from wbs.domain.kinds import Answer

RULES = shipped_law().gratuities
LAST_OF_2019, FIRST_OF_2026 = date(2026, 1, 19), date(2026, 1, 20)
OLD, NEW = RULES.in_force(LAST_OF_2019), RULES.in_force(FIRST_OF_2026)


def judged(
    on: date,
    exempt: str,
    rupiah: int | None = None,
    *,
    earlier: int = 0,
    is_cash: bool = False,
    conflict: Answer = Answer.NO,
) -> tuple[Duty, Ground]:
    gratuity = Gratuity(on, conflict, exempt, is_cash, rupiah, earlier)
    advice = advise(gratuity, RULES.in_force(on))
    return advice.duty, advice.ground


def test_the_rules_change_between_the_nineteenth_and_the_twentieth_of_january_2026() -> None:
    assert (OLD.id, NEW.id) == ("perkpk-2-2019", "perkpk-1-2026")
    assert OLD.limits_of("l") == {LimitPer.GIVER: 1_000_000}
    assert NEW.limits_of("l") == {LimitPer.GIVER: 1_500_000}


def test_a_wedding_gift_is_judged_by_the_limit_of_the_day_it_was_received() -> None:
    assert judged(LAST_OF_2019, "l", 1_200_000) == (Duty.DISCLOSE, Ground.OVER_LIMIT)
    assert judged(FIRST_OF_2026, "l", 1_200_000) == (Duty.NOT_REQUIRED, Ground.EXEMPT)


def test_seventeen_kinds_are_exempt_and_since_2026_no_longer_farewells_and_birthdays() -> None:
    assert [kind.code for kind in OLD.kinds] == list("abcdefghijklmnopq")
    assert [kind.code for kind in NEW.kinds] == list("abcdefghijklmopq")
    with pytest.raises(Invalid) as told:
        judged(FIRST_OF_2026, "n", 100_000)
    assert (told.value.field, told.value.reason) == ("exempt", "unknown")


@pytest.mark.parametrize(
    ("on", "exempt", "limit"),
    [
        (LAST_OF_2019, "l", 1_000_000),
        (LAST_OF_2019, "n", 300_000),
        (LAST_OF_2019, "o", 200_000),
        (FIRST_OF_2026, "l", 1_500_000),
        (FIRST_OF_2026, "o", 500_000),
    ],
)
def test_a_limit_itself_is_exempt_and_one_rupiah_more_is_not(
    on: date, exempt: str, limit: int
) -> None:
    assert judged(on, exempt, limit) == (Duty.NOT_REQUIRED, Ground.EXEMPT)
    assert judged(on, exempt, limit + 1) == (Duty.DISCLOSE, Ground.OVER_LIMIT)


def test_gifts_of_one_colleague_add_up_over_a_year() -> None:
    assert judged(FIRST_OF_2026, "o", 500_000, earlier=1_000_000)[1] is Ground.EXEMPT
    assert judged(FIRST_OF_2026, "o", 500_000, earlier=1_000_001)[1] is Ground.OVER_YEAR
    assert judged(LAST_OF_2019, "o", 200_000, earlier=800_001)[1] is Ground.OVER_YEAR


def test_what_is_no_longer_exempt_is_found_from_the_rules_before() -> None:
    assert [kind.code for kind in RULES.no_longer_exempt(NEW)] == ["n"]
    assert RULES.no_longer_exempt(OLD) == ()


def test_money_between_colleagues_is_never_exempt_and_money_at_a_wedding_is() -> None:
    assert judged(FIRST_OF_2026, "o", 1_000, is_cash=True)[1] is Ground.CASH
    assert judged(FIRST_OF_2026, "l", 1_000, is_cash=True)[1] is Ground.EXEMPT


@pytest.mark.parametrize("exempt", [*(kind.code for kind in OLD.kinds), NO_KIND])
def test_what_stands_against_the_office_must_be_refused_whatever_it_is(exempt: str) -> None:
    assert judged(LAST_OF_2019, exempt, conflict=Answer.YES)[0] is Duty.REFUSE


@pytest.mark.parametrize("exempt", [kind.code for kind in OLD.kinds])
def test_who_is_not_sure_of_a_conflict_is_told_to_disclose(exempt: str) -> None:
    duty = judged(LAST_OF_2019, exempt, 1, conflict=Answer.UNKNOWN)

    assert duty == (Duty.DISCLOSE, Ground.CONFLICT_UNKNOWN)


def test_what_is_no_exempt_kind_is_disclosed_whatever_its_value() -> None:
    assert judged(FIRST_OF_2026, NO_KIND, 1) == (Duty.DISCLOSE, Ground.NO_EXEMPTION)


def test_a_limit_cannot_be_looked_at_without_a_value() -> None:
    with pytest.raises(Invalid) as told:
        judged(FIRST_OF_2026, "l")

    assert (told.value.field, told.value.reason) == ("value", "required")
    assert judged(FIRST_OF_2026, "a")[1] is Ground.EXEMPT


def test_no_rules_are_made_up_for_days_before_the_first() -> None:
    with pytest.raises(Unavailable):
        RULES.in_force(date(2019, 11, 30))


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("Rp1.500.000", 1_500_000),
        ("Rp 1.500.000,00", 1_500_000),
        ("rp. 1,500,000.00", 1_500_000),
        ("Rp500.000,-", 500_000),
        (" 0 ", 0),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, rupiah: int | None) -> None:
    assert read_rupiah("value", typed) == rupiah


@pytest.mark.parametrize("typed", ["satu juta", "-5", "1.50", "1.500,5", "1e6", "9" * 16, "1 500"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as told:
        read_rupiah("value", typed)

    assert (told.value.field, told.value.reason) == ("value", "not_an_amount")


@given(st.integers(0, 10**15 - 1))
def test_an_amount_with_points_is_the_amount_without(amount: int) -> None:
    assert read_rupiah("value", f"{amount:,}".replace(",", ".")) == amount
