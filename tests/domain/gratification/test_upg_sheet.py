"""When the UPG may write which sheet: every stage, outcome and open clock, against the page about it."""

import re
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from tests.disclosures import CUSTODY, DISCLOSURE, OBJECT, REVIEW
from wbs.domain.case import AFTER_REVIEW, NEXT_STAGES, Case, Outcome, Procedure, Stage
from wbs.domain.errors import InvalidForm
from wbs.domain.gratification.disclosed import givers_of, objects_of, rupiah_of
from wbs.domain.gratification.upg_sheet import (
    CHOICES,
    FIELDS,
    SETTLEMENTS,
    Settlement,
    SheetKind,
    sheet_fields,
    sheets_for,
)
from wbs.domain.gratification.upg_sheet_form import SheetRules, chosen_objects, read_sheet
from wbs.domain.kinds import Anonymity, Channel, DisclosureType, Kind
from wbs.domain.period import Trigger
from wbs.store.rules.law import load_law

K = SheetKind
PAGE = (Path(__file__).parents[3] / "docs" / "procedure.md").read_text()
LAW = load_law(Path(__file__).parents[3] / "config")
DAY = date(2026, 8, 3)
BOTH = frozenset({Trigger.FORWARDED_TO_KPK, Trigger.RECAPPED})
AWAITED = [
    frozenset[Trigger](),
    frozenset({Trigger.FORWARDED_TO_KPK}),
    frozenset({Trigger.RECAPPED}),
    BOTH,
]


def case_at(procedure: Procedure, stage: Stage, outcome: Outcome | None) -> Case:
    refused = procedure is Procedure.REFUSAL
    return Case(
        id="c",
        log_id="l",
        kind=Kind.WBS if procedure is Procedure.REPORT else Kind.GRATIFICATION,
        unit_id="u",
        counting_unit_id="u",
        desk_id="d",
        category=(DisclosureType.REFUSED if refused else DisclosureType.RECEIVED).value,
        complaint_class=None,
        channel=Channel.WEB,
        anonymity=Anonymity.NAMED,
        fear_of_reprisal=False,
        stage=stage,
        outcome=outcome,
        outcome_detail=None,
        received_on=DAY,
        reviewed=outcome is not None,
        counted_on=DAY,
        closed_on=None,
    )


def places() -> list[Case]:
    """Every stage of every procedure, a reviewed one with each outcome."""
    found = []
    for procedure in Procedure:
        for stage in NEXT_STAGES[procedure]:
            outcomes: list[Outcome | None] = [None]
            if stage is Stage.REVIEWED:
                outcomes = [*AFTER_REVIEW]
            found += [case_at(procedure, stage, outcome) for outcome in outcomes]
    return found


@pytest.mark.parametrize(("case", "awaited"), [*product(places(), AWAITED)])
def test_what_moves_the_case_leads_where_the_procedure_goes(
    case: Case, awaited: frozenset[Trigger]
) -> None:
    sheets = sheets_for(case, awaited)

    leads = {
        K.RETURN: Stage.RETURNED,
        K.COMPLETION: Stage.SUBMITTED,
        K.REVISION: Stage.SUBMITTED,
        K.REVIEW: Stage.REVIEWED,
        K.RECORD: Stage.RECORDED,
        K.DETERMINATION: Stage.DETERMINED,
        K.SETTLEMENT: Stage.SETTLED,
    }
    led_to = {leads[s] for s in sheets if s in leads}
    if case.procedure is Procedure.REPORT or not case.is_open:
        assert sheets == ()
        return
    # KPK decides what was sent to it, and what was sent is not taken back.
    not_yet = {Stage.DETERMINED} if K.FORWARDING in sheets else set()
    no_more = {Stage.SUBMITTED} if K.DETERMINATION in sheets else set()
    assert led_to == case.next_stages - {Stage.CLOSED} - not_yet - no_more
    assert (K.CUSTODY in sheets) is (case.procedure is Procedure.RECEIPT)
    assert (K.RECAP in sheets) is (Trigger.RECAPPED in awaited)


def test_forwarding_comes_before_the_determination_and_only_once() -> None:
    case = case_at(Procedure.RECEIPT, Stage.REVIEWED, Outcome.FORWARDED_TO_KPK)

    before = sheets_for(case, frozenset({Trigger.FORWARDED_TO_KPK}))
    after = sheets_for(case, frozenset())

    assert (K.FORWARDING in before, K.DETERMINATION in before) == (True, False)
    assert (K.FORWARDING in after, K.DETERMINATION in after) == (False, True)


def test_every_decision_has_its_settlements_and_every_settlement_its_decision() -> None:
    decided = {*AFTER_REVIEW, *CHOICES["determination"]} - {Outcome.FORWARDED_TO_KPK}

    assert set(SETTLEMENTS) == decided
    assert frozenset().union(*SETTLEMENTS.values()) == frozenset(Settlement)


def test_the_page_about_the_procedure_names_every_sheet() -> None:
    table = PAGE.split("| sheet | may be written |")[1].split("\n\n")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", table, re.M)) == {kind.value for kind in SheetKind}
    assert set(FIELDS) == set(SheetKind)


def rules(**change: object) -> SheetRules:
    usual = SheetRules(
        today=DAY,
        earliest=date(2026, 7, 31),
        outcome=None,
        objects=objects_of(DISCLOSURE),
        exempt_codes=("l", "o"),
        unclaimed_after=None,
        lengths=LAW.lengths,
    )
    return replace(usual, **change)  # type: ignore[arg-type]


def test_what_is_read_is_what_was_typed_without_the_message() -> None:
    sheet = read_sheet(K.REVIEW, {**REVIEW, "message": " Terima kasih. ", "other": "x"}, rules())

    assert sheet.fields == REVIEW
    assert sheet.message == "Terima kasih."
    assert "Sari" not in repr(sheet)


@pytest.mark.parametrize("name", ["number", "from", "place", "condition", "note"])
def test_a_field_of_a_sheet_has_a_longest_text(name: str) -> None:
    longest = LAW.lengths[f"sheet-{name}"]

    read_sheet(K.CUSTODY, {**CUSTODY, name: "x" * longest}, rules())
    with pytest.raises(InvalidForm, match=f"{name}: too_long"):
        read_sheet(K.CUSTODY, {**CUSTODY, name: "x" * (longest + 1)}, rules())


def test_givers_and_objects_are_read_back_as_they_were_disclosed() -> None:
    more = {
        "giver-3-relation": "unknown",
        "object-2-giver": "3",
        "object-2-kind": "money",
        "object-2-form": "money",
        "object-2-description": "Amplop",
        "object-2-currency": "usd",
        "object-2-value": "100",
        "object-2-rate": "16.250,50",
        "object-2-valuation_basis": "nominal",
        "object-2-location": "deposited_upg",
        "object-2-perishable": "no",
    }

    first, third = givers_of({**DISCLOSURE, **more})
    fruit, cash = objects_of({**DISCLOSURE, **more})

    assert (first.name, third.name, third.number) == ("PT Sumber Makmur", "", 3)
    assert (fruit.rupiah, fruit.giver) == (750_000, 1)
    assert (cash.rupiah, cash.giver, cash.currency) == (1_625_050, 3, "USD")
    assert not cash.is_perishable


def test_rows_of_a_recap_keep_their_value_and_are_not_asked_for_one_by_one() -> None:
    row = {n.replace("-1-", "-101-"): text for n, text in OBJECT.items()} | {
        "object-101-giver": "1"
    }
    objects = objects_of({**DISCLOSURE, **row})

    asked = [f.name for f in sheet_fields(K.REVIEW, objects)]
    sheet = read_sheet(K.REVIEW, REVIEW, rules(objects=objects))

    assert [name for name in asked if name.startswith("value")] == ["value-1"]
    assert [rupiah_of(o, sheet.fields) for o in objects] == [800_000, 750_000]
    custody = read_sheet(K.CUSTODY, CUSTODY, rules(objects=objects))
    assert chosen_objects(custody.fields, objects) == objects
