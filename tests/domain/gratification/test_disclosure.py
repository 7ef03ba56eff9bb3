"""The disclosure's form: every field, every way to fill it in wrongly, and every problem told at once."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosures import DISCLOSURE
from tests.law_at_hand import shipped_law
from wbs.domain.errors import InvalidForm
from wbs.domain.form import Reason, Report
from wbs.domain.gratification.disclosed import objects_of
from wbs.domain.gratification.disclosure import (
    MOST_RUPIAH,
    OF_A_RECEIPT,
    form_day,
    photo_problems,
    read_disclosure,
)
from wbs.domain.gratification.disclosure_form import (
    CHOICES,
    MOST_PARTS,
    disclosure_fields,
    filled_in,
    part_numbers,
    with_part,
    without_part,
)
from wbs.domain.gratification.gift import ValuationBasis, in_rupiah, read_amount
from wbs.domain.intake import form_fields, read_form
from wbs.domain.kinds import Anonymity, Answer, Kind

TODAY = date(2026, 8, 3)
RULES = shipped_law().form_rules(Kind.GRATIFICATION, TODAY, {"satker-1"})
REFUSAL = {
    name: text
    for name, text in DISCLOSURE.items()
    if name
    not in {
        "received_on",
        "object-1-value",
        "object-1-valuation_basis",
        "object-1-location",
    }
} | {"type": "refused", "refused_on": "2026-07-31"}
REQUIRED = {f.name: f.missing for f in form_fields(Kind.GRATIFICATION) if f.is_required}
CHOSEN = sorted({*CHOICES} & {"type", "event"}) + [
    f"{name.partition('-')[0]}-1-{name.partition('-')[2]}" for name in CHOICES if "-" in name
]


def read(raw: dict[str, str] = DISCLOSURE) -> Report:
    return read_disclosure(raw, RULES)


def reasons(changed: dict[str, str]) -> dict[str, str]:
    with pytest.raises(InvalidForm) as caught:
        read(DISCLOSURE | changed)
    return {problem.field: problem.reason for problem in caught.value.problems}


def test_a_disclosure_is_a_named_report_whose_category_is_its_type() -> None:
    report = read()

    assert (report.kind, report.category, report.unit_slug) == (
        Kind.GRATIFICATION,
        "received",
        "satker-1",
    )
    assert report.anonymity is Anonymity.NAMED
    assert (report.concerns_head, report.concerns_desk) == (Answer.NO, Answer.NO)
    assert report.gratuity_on == date(2026, 7, 31)
    assert report.fields == DISCLOSURE
    assert read_form(DISCLOSURE, RULES) == report


def test_a_refusal_counts_from_its_own_day_and_needs_less_of_the_object() -> None:
    report = read(REFUSAL)

    assert (report.category, report.gratuity_on) == ("refused", date(2026, 7, 31))


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_what_the_rules_ask_for_cannot_be_left_empty(name: str) -> None:
    assert reasons({name: " "})[name] == REQUIRED[name]


@pytest.mark.parametrize("name", ["value", "valuation_basis", "location"])
def test_a_receipt_says_what_the_object_is_worth_and_where_it_is(name: str) -> None:
    assert reasons({f"object-1-{name}": ""}) == {f"object-1-{name}": OF_A_RECEIPT[name]}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_choice_that_is_not_offered_is_told(name: str) -> None:
    assert reasons({name: "yang-lain"})[name] == Reason.UNKNOWN


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"unit": "satker-9"}, {"unit": Reason.UNKNOWN}),
        ({"id_number": "32730145"}, {"id_number": Reason.NOT_AN_ID_NUMBER}),
        ({"birth_date": "5 Mei 1990"}, {"birth_date": Reason.NOT_A_DATE}),
        ({"received_on": "2026-08-04"}, {"received_on": Reason.FUTURE_DATE}),
        ({"received_on": ""}, {"received_on": Reason.REQUIRED}),
        ({"refused_on": "2026-07-31"}, {"refused_on": Reason.CONTRADICTS_TYPE}),
        ({"giver-1-name": ""}, {"giver-1-name": Reason.REQUIRED}),
        ({"object-1-value": "sejuta"}, {"object-1-value": Reason.NOT_A_SUM}),
        ({"object-1-value": "10.000.000.000.000"}, {"object-1-value": Reason.SUM_TOO_LARGE}),
        ({"object-1-currency": "rup"}, {"object-1-rate": Reason.REQUIRED}),
        ({"object-1-currency": "R1"}, {"object-1-currency": Reason.NOT_A_CURRENCY}),
        ({"object-1-currency": "USD"}, {"object-1-rate": Reason.REQUIRED}),
        ({"object-1-giver": "2"}, {"object-1-giver": Reason.UNKNOWN}),
        ({"object-1-perishable": "unknown"}, {"object-1-perishable": Reason.UNKNOWN}),
        ({"compensation": "maybe"}, {"compensation": Reason.UNKNOWN}),
        ({"statement": "no"}, {"statement": Reason.NOT_TICKED}),
        ({"chronology": "a" * 10_001}, {"chronology": Reason.TOO_LONG}),
        ({"place": "a\ud800"}, {"place": Reason.ENCODING}),
        ({"place": "a\nb"}, {"place": Reason.CONTROL_CHARACTERS}),
        (
            {"object-1-location": "donated"},
            {"donated_on": Reason.REQUIRED, "donated_to": Reason.REQUIRED},
        ),
        (
            {"object-1-location": "donated", "donated_to": "Panti", "donated_on": "2027-01-01"},
            {"donated_on": Reason.FUTURE_DATE},
        ),
    ],
)
def test_a_fact_that_cannot_be_is_told_at_its_field(
    changed: dict[str, str], told: dict[str, Reason]
) -> None:
    assert reasons(changed) == told


def test_a_giver_nobody_knows_needs_no_name() -> None:
    assert (
        "giver-1-name"
        not in read(DISCLOSURE | {"giver-1-relation": "unknown", "giver-1-name": ""}).fields
    )


def test_an_identity_number_is_kept_without_what_stands_between_its_digits() -> None:
    assert (
        read(DISCLOSURE | {"id_number": "3273 0145 0590 0001"}).fields["id_number"]
        == "3273014505900001"
    )


def test_problems_stand_in_the_order_of_the_form() -> None:
    empty = dict.fromkeys(DISCLOSURE, "")
    order = [f.name for f in disclosure_fields(DISCLOSURE)]

    told = list(reasons(empty))

    assert told == sorted(told, key=order.index)
    assert len(told) > 15


def test_blocks_are_numbered_by_what_came_and_the_first_always_is_there() -> None:
    assert part_numbers({}, "giver") == (1,)
    assert part_numbers({"giver-7-name", "giver-3-name", "object-4-kind"}, "giver") == (3, 7)
    many = {f"object-{n}-kind" for n in range(1, 99)}
    assert part_numbers(many, "object") == tuple(range(1, MOST_PARTS + 1))


def test_a_block_is_added_behind_the_last_and_taken_out_alone() -> None:
    two = with_part(DISCLOSURE, "giver")
    assert part_numbers(two, "giver") == (1, 2)

    one = without_part(two | {"giver-2-name": "Rudi"}, "giver", "1")

    assert part_numbers(one, "giver") == (2,)
    assert one["giver-2-name"] == "Rudi"
    assert one["chronology"] == DISCLOSURE["chronology"]


def test_a_form_that_is_full_takes_no_more_blocks_than_it_shows() -> None:
    full = {f"giver-{n}-name": "a" for n in range(60, 100)}

    assert len(part_numbers(with_part(full, "giver"), "giver")) == MOST_PARTS


def test_blocks_nobody_filled_in_are_left_out_but_never_the_first() -> None:
    raw = DISCLOSURE | {"giver-2-name": " ", "object-2-currency": "IDR", "object-3-value": "5"}

    assert part_numbers(filled_in(raw), "giver") == (1,)
    assert part_numbers(filled_in(raw), "object") == (1, 3)
    assert part_numbers(filled_in({"giver-4-name": ""}), "giver") == (4,)


def test_all_objects_together_stay_below_what_the_figures_can_add_up() -> None:
    half = {"object-1-value": "5.000.000.000.000"}
    second = {n.replace("-1-", "-2-"): t for n, t in DISCLOSURE.items() if n.startswith("object-1")}
    below = DISCLOSURE | half | second | {"object-2-value": "4.999.999.999.999"}

    assert sum(given.rupiah or 0 for given in objects_of(read(below).fields)) == MOST_RUPIAH - 1
    assert reasons(below | {"object-2-value": "5.000.000.000.000"}) == {
        "object-1-value": Reason.SUM_TOO_LARGE
    }
    in_dollars = {"object-1-currency": "USD", "object-1-value": "1.000.000.000"}
    assert reasons(in_dollars | {"object-1-rate": "10.000"}) == {
        "object-1-value": Reason.SUM_TOO_LARGE
    }
    assert read(DISCLOSURE | in_dollars | {"object-1-rate": "9.999"})


def test_an_estimate_of_the_upg_is_taken_where_it_comes_all_the_same() -> None:
    read_back = read(DISCLOSURE | {"object-1-valuation_basis": "upg_estimate"})

    assert objects_of(read_back.fields)[0].basis is ValuationBasis.UPG_ESTIMATE


@pytest.mark.parametrize(
    ("kind", "types", "is_told"),
    [
        ("received", [], True),
        ("received", ["text/plain"], True),
        ("received", ["text/plain", "image/jpeg"], False),
        ("received", ["application/pdf"], False),
        ("refused", [], False),
        ("", [], True),
        ("", ["image/png"], False),
    ],
)
def test_whatever_is_no_refusal_needs_a_picture(kind: str, types: list[str], is_told: bool) -> None:
    assert bool(photo_problems({"type": kind}, types)) is is_told


def test_the_day_of_a_form_is_that_of_its_type() -> None:
    assert form_day(DISCLOSURE) == date(2026, 7, 31)
    assert form_day(REFUSAL) == date(2026, 7, 31)
    assert form_day({"type": "refused", "received_on": "2026-07-31"}) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.500.000", "1500000"),
        ("1,500,000", "1500000"),
        ("Rp1.500.000", "1500000"),
        ("Rp. 250,50", "250.50"),
        ("1.250,5", "1250.5"),
        ("16250.75", "16250.75"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "seribu", "1.50.000", "-5", "1e9", "12,345.678,9", "9" * 16])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


def test_a_foreign_amount_is_whole_rupiah_half_a_rupiah_up() -> None:
    assert in_rupiah(Decimal("12.50"), Decimal("16000")) == 200_000
    assert in_rupiah(Decimal("0.5"), None) == 1


@given(st.dictionaries(st.sampled_from(sorted(DISCLOSURE)), st.text()))
def test_whatever_is_typed_is_read_or_told_at_fields_of_the_form(raw: dict[str, str]) -> None:
    names = {form_field.name for form_field in disclosure_fields(raw)}
    try:
        report = read_disclosure(raw, RULES)
    except InvalidForm as error:
        assert {problem.field for problem in error.problems} <= names
    else:
        assert set(report.fields) <= names


def test_a_value_and_its_rate_together_are_no_more_than_anybody_was_ever_given() -> None:
    more = {"object-1-currency": "USD", "object-1-value": "999999999"}
    read({**DISCLOSURE, **more, "object-1-rate": "9999"})
    assert reasons({**more, "object-1-rate": "9999999999"}) == {"object-1-value": "not_a_sum"}
