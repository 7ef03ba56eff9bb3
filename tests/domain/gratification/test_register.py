"""What one giver gave within a year: any year and the calendar's, by recipient, over names written differently."""

from datetime import date
from itertools import count

import pytest

from tests.disclosures import DISCLOSURE, REFUSAL
from tests.law_at_hand import shipped_law
from wbs.domain.case import Case, Stage
from wbs.domain.gratification.register import (
    GiverTotal,
    RegisterEntry,
    colleagues_limit,
    giver_totals,
    same_name,
    year_until,
)
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.kinds import Anonymity, Channel, Kind

NUMBERS = count()
ON = date(2026, 8, 3)


def entry(
    on: str, rupiah: str, *, giver: str = "Budi", nik: str = "1" * 16, **more: str
) -> RegisterEntry:
    fields = {
        **DISCLOSURE,
        "received_on": on,
        "giver-1-name": giver,
        "object-1-value": rupiah,
        "id_number": nik,
        **more,
    }
    review = {"value-1": fields.pop("review")} if "review" in fields else {}
    case = Case(
        id=f"case-{next(NUMBERS)}",
        log_id="l",
        kind=Kind.GRATIFICATION,
        unit_id="u",
        counting_unit_id="u",
        desk_id="d",
        category=fields["type"],
        complaint_class=None,
        channel=Channel.WEB,
        anonymity=Anonymity.NAMED,
        fear_of_reprisal=False,
        stage=Stage.SUBMITTED,
        outcome=None,
        outcome_detail=None,
        received_on=ON,
        reviewed=False,
        counted_on=ON,
        closed_on=None,
    )
    return RegisterEntry(case, fields, ((SheetKind.REVIEW, review),) if review else ())


def only(*entries: RegisterEntry, name: str = "Budi", on: date = ON) -> GiverTotal:
    (total,) = giver_totals(entries, [name], on)
    return total


def test_any_year_reaches_back_365_days_and_the_calendars_to_new_year() -> None:
    total = only(
        entry("2025-08-03", "1"),  # 365 days before: no longer of the year
        entry("2025-08-04", "10"),
        entry("2025-12-31", "100"),
        entry("2026-01-01", "1000"),
        entry("2026-08-03", "10000"),
        entry("2026-08-04", "100000"),  # after the day that is asked about
    )

    assert (total.rolling, total.calendar, total.gifts) == (11_110, 11_000, 4)


def test_late_in_the_year_the_calendar_reaches_no_further_than_any_year() -> None:
    assert year_until(date(2026, 12, 31)) == date(2026, 1, 1)
    assert year_until(date(2026, 1, 1)) == date(2025, 1, 2)
    assert year_until(date(2024, 12, 31)) == date(2024, 1, 1)  # a leap year is a day longer


def test_every_recipient_has_a_total_of_their_own_and_the_most_comes_first() -> None:
    found = giver_totals(
        [
            entry("2026-08-01", "100", nik="1" * 16, name="Sari"),
            entry("2026-08-01", "300", nik="2" * 16, name="Tono"),
            entry("2026-08-02", "50", nik="1" * 16, name="Sari"),
        ],
        ["Budi"],
        ON,
    )

    assert [(t.recipient, t.rolling) for t in found] == [("Tono", 300), ("Sari", 150)]


@pytest.mark.parametrize(
    "written", ["PT. Maju Jaya", "pt maju  jaya", "P.T. MAJU JAYA", "ＰＴ Maju Jaya"]
)
def test_a_name_is_the_same_however_it_is_written(written: str) -> None:
    if written == "P.T. MAJU JAYA":
        assert same_name(written) == "p t maju jaya"  # a sign between letters is no space less
        return
    assert same_name(written) == "pt maju jaya"
    assert only(entry("2026-08-01", "5", giver="PT Maju Jaya"), name=written).rolling == 5


def test_nobody_without_a_name_is_ever_summed() -> None:
    unnamed = entry("2026-08-01", "5", giver="")

    assert giver_totals([unnamed], ["", "  ", "..."], ON) == ()


def test_what_the_review_found_counts_and_what_was_refused_does_not() -> None:
    total = only(entry("2026-08-01", "5", review="700"))
    assert total.rolling == 700

    refused = entry("2026-08-01", "5")
    refused = RegisterEntry(refused.case, {**REFUSAL, "giver-1-name": "Budi"}, ())
    assert giver_totals([refused], ["Budi"], ON) == ()


def test_the_limit_among_colleagues_is_that_of_the_day_and_it_may_be_reached() -> None:
    rules = shipped_law().gratuities

    assert colleagues_limit(rules.in_force(date(2026, 1, 19))) == 1_000_000
    assert colleagues_limit(rules.in_force(date(2026, 1, 20))) == 1_500_000
    assert not GiverTotal("b", "s", 1_500_000, 1_500_000, 3, is_colleague=True).is_over(1_500_000)
    assert GiverTotal("b", "s", 1_500_001, 0, 3, is_colleague=True).is_over(1_500_000)
    assert GiverTotal("b", "s", 0, 1_500_001, 3, is_colleague=True).is_over(1_500_000)
    assert not GiverTotal("b", "s", 9, 9, 1, is_colleague=True).is_over(None)


def test_the_limit_holds_for_colleagues_alone() -> None:
    others = [entry("2026-08-01", "2.000.000")]
    colleague = entry("2026-08-01", "1", **{"giver-1-relation": "colleague"})

    assert not only(*others).is_over(1_500_000)
    assert only(*others, colleague).is_over(1_500_000)


def test_neither_entry_nor_total_tells_a_name_when_printed() -> None:
    one = entry("2026-08-01", "5")

    assert "Sari" not in repr(one)
    assert "Budi" not in repr(only(one))
