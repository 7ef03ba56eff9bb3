"""Which answer the evidence of each row supports, by which criterion, and what is missing for the best one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.sheets import NEIGHBOURS, ROWS, SHEET, facts, missing, placed, supported
from wbs.domain.conflict.duty import Coverage
from wbs.domain.evaluation.rules import MONEV_ROWS, RULES, support
from wbs.domain.evaluation.support import Finding, Told
from wbs.domain.evaluation.typed_figures import TYPED, Counted
from wbs.domain.figures import FollowUp
from wbs.domain.kinds import Channel
from wbs.domain.lke import SheetRow
from wbs.domain.span import ReportingPeriod

GOLDEN = FollowUp(0, 170, 170, 13, 157)
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
EVERY_ROW = (*ROWS, *NEIGHBOURS)
ALL = {
    "has_complaint_desk": True,
    "has_wbs_desk": True,
    "has_upg": True,
    "complaints": FollowUp(0, 4, 4, 0, 4),
    "coverage": Coverage(3, 3),
    "stated": 20,
    "employees": 20,
    "typed": dict.fromkeys(TYPED, Counted(10, 10, 0)),
    "channels": {Channel.WEB: 2, Channel.LETTER: 2},
    "replies": (8, 0),
    "documents": {
        code: found
        for row in EVERY_ROW
        for code, found in placed(
            row.code,
            *(f"{kind} 2026" for kind in ("decree", "procedure", "innovation", "summary")),
            "screenshot 2026",
            *(f"minutes {period}" for period in (*QUARTERS, "2026-S1", "2026-S2", "2026")),
        ).items()
    },
}


def test_every_row_of_the_sheet_has_its_rule() -> None:
    assert {row.code for row in EVERY_ROW} == RULES.keys()


@pytest.mark.parametrize("row", EVERY_ROW, ids=lambda row: row.code)
def test_of_a_unit_of_which_nothing_is_known_the_least_answer_is_supported(row: SheetRow) -> None:
    found = support(row, facts())

    assert found.answer in ("", list(row.criteria)[-1] if row.criteria else "")
    assert found.percentage is None
    assert found.missing or found.because == (Told(Finding.NIHIL),)


@pytest.mark.parametrize("row", EVERY_ROW, ids=lambda row: row.code)
def test_of_a_unit_that_has_everything_the_best_answer_is_supported_and_nothing_missing(
    row: SheetRow,
) -> None:
    found = support(row, facts(**ALL))

    assert found.answer == (next(iter(row.criteria)) if row.criteria else "")
    assert found.percentage == (None if row.criteria else Decimal("100.00"))
    assert missing(found) == []
    assert found.gaps == ()


def test_the_golden_sheet_gives_its_percentage_and_no_answer() -> None:
    found = supported("A.2.V.ii.a", complaints=GOLDEN)

    assert found.percentage == Decimal("92.35")
    assert found.answer == ""
    assert found.because == (Told(Finding.THREE_NUMBERS, (170, 13, 157)),)
    assert missing(found) == [("still_open", "13")]


def test_where_nothing_was_to_be_followed_up_there_is_neither_percentage_nor_answer() -> None:
    for code in ("A.2.V.ii.a", "A.1.V.iii.b"):
        found = supported(code)
        assert (found.answer, found.percentage) == ("", None)
        assert found.because == (Told(Finding.NIHIL),)


@pytest.mark.parametrize(
    ("untouched", "answer", "lacks"),
    [(0, "Ya", []), (1, "Ya", [("untouched", "1")]), (2, "Tidak", [("untouched", "2")])],
)
def test_complaints_that_nobody_took_up_are_not_followed_up(
    untouched: int, answer: str, lacks: list[tuple[str, ...]]
) -> None:
    found = supported("A.1.V.iii.b", complaints=FollowUp(0, 2, 2, 2, 0), untouched=untouched)

    assert found.answer == answer
    assert missing(found) == lacks


@pytest.mark.parametrize("code", sorted(MONEV_ROWS - {"A.1.V.v.d"}))
@pytest.mark.parametrize(
    ("filed", "answer", "gaps"),
    [
        ((), "C", QUARTERS),
        (("minutes 2026-Q1",), "B", QUARTERS[1:]),
        (("minutes 2026-Q1", "summary 2026-09", "minutes 2026-Q4"), "B", ("2026-Q2",)),
        (tuple(f"minutes {q}" for q in QUARTERS), "A", ()),
        (("minutes 2026",), "C", QUARTERS),
        (tuple(f"photo {q}" for q in QUARTERS), "C", QUARTERS),
        (tuple(f"minutes 2025-Q{n}" for n in range(1, 5)), "C", QUARTERS),
    ],
)
def test_monev_is_regular_where_no_quarter_is_without_minutes_or_account(
    code: str, filed: tuple[str, ...], answer: str, gaps: tuple[str, ...]
) -> None:
    found = supported(code, documents=placed(code, *filed))

    assert found.answer == answer
    assert tuple(gap.code for gap in found.gaps) == gaps
    assert missing(found) == [("lacks_monev", gap) for gap in gaps]


def test_a_recorded_meeting_is_evidence_of_its_period_like_minutes() -> None:
    held = {"A.1.V.iv.b": frozenset(ReportingPeriod.parse(q) for q in QUARTERS[:3])}

    found = supported("A.1.V.iv.b", meetings=held, as_of=date(2026, 11, 26))

    assert found.answer == "A"
    assert missing(found) == [("running", "2026-Q4")]


def test_a_period_that_runs_is_no_gap_and_shows_no_regularity_yet() -> None:
    code, as_of = "A.1.V.iii.c", date(2026, 2, 28)

    nothing = supported(code, as_of=as_of)
    begun = supported(code, as_of=as_of, documents=placed(code, "minutes 2026-Q1"))

    assert (nothing.answer, begun.answer) == ("C", "B")
    assert missing(nothing) == [("running", "2026-Q1")]
    assert nothing.gaps == begun.gaps == ()


def test_a_circular_that_began_to_be_shown_is_a_campaign_of_its_quarter() -> None:
    days = (date(2026, 1, 5), date(2026, 5, 4), date(2026, 8, 3))

    found = supported("A.1.V.i.a", campaigns=days)

    assert found.answer == "B"
    assert missing(found) == [("lacks_campaign", "2026-Q4")]


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ({}, "D"),
        ({"has_upg": True}, "C"),
        ({"documents": placed("A.1.V.i.b", "decree 2026")}, "C"),
        ({"has_upg": True, "disclosures": 1}, "B"),
        ({"has_upg": True, "documents": placed("A.1.V.i.b", "procedure 2026-S1")}, "B"),
        (
            {
                "has_upg": True,
                "documents": placed(
                    "A.1.V.i.b",
                    "decree 2026",
                    "procedure 2026-S1",
                    "recap 2026-Q2",
                    "recap 2026-S2",
                ),
            },
            "A",
        ),
        (
            {
                "has_upg": True,
                "documents": placed(
                    "A.1.V.i.b", "decree 2026", "procedure 2026-S1", "recap 2026-Q2"
                ),
            },
            "B",
        ),
    ],
)
def test_gratification_control_needs_a_upg_a_procedure_and_evidence_of_each_half_year(
    known: dict[str, object], answer: str
) -> None:
    assert supported("A.1.V.i.b", **known).answer == answer


@pytest.mark.parametrize("code", ["A.1.V.iii.a", "A.1.V.iv.a"])
def test_a_policy_is_applied_with_desk_decree_and_procedure_and_best_with_an_innovation(
    code: str,
) -> None:
    desks = {"has_complaint_desk": True, "has_wbs_desk": True}
    both = placed(code, "decree 2026", "procedure 2026")
    more = placed(code, "decree 2026", "procedure 2026", "innovation 2026-03")

    assert supported(code, documents=more).answer == "C"
    assert supported(code, **desks, documents=placed(code, "decree 2026")).answer == "C"
    assert supported(code, **desks, documents=both).answer == "B"
    assert missing(supported(code, **desks, documents=both)) == [("lacks_kind", "innovation")]
    assert supported(code, **desks, documents=more).answer == "A"


@pytest.mark.parametrize(
    ("code", "done", "innovated", "answer"),
    [
        ("A.1.V.ii.d", 10, False, "A"),
        ("A.1.V.ii.d", 1, False, "B"),
        ("A.1.V.ii.d", 0, False, "C"),
        ("A.1.V.v.b", 10, False, "A"),
        ("A.1.V.v.b", 6, False, "B"),
        ("A.1.V.v.b", 5, False, "C"),
        ("A.1.V.v.b", 0, False, "D"),
        ("A.1.V.ii.a", 10, True, "A"),
        ("A.1.V.ii.a", 10, False, "B"),
        ("A.1.V.ii.a", 6, True, "C"),
        ("A.1.V.ii.b", 5, True, "D"),
        ("A.1.V.ii.b", 0, True, "E"),
    ],
)
def test_how_much_of_the_whole_decides_and_more_than_half_is_most(
    code: str, done: int, innovated: bool, answer: str
) -> None:
    documents = placed(code, "summary 2026", *(["innovation 2026"] if innovated else []))
    typed = {code: Counted(10, done, 10 - done)}

    assert supported(code, documents=documents, typed=typed).answer == answer


@pytest.mark.parametrize("code", sorted(TYPED))
def test_a_typed_number_without_a_document_of_the_year_supports_nothing(code: str) -> None:
    found = supported(
        code, typed={code: Counted(10, 10, 0)}, documents=placed(code, "summary 2025")
    )

    criteria = list(SHEET.row(code).criteria)
    assert found.answer == (criteria[-1] if criteria else "")
    assert found.percentage is None
    assert ("lacks_any",) in missing(found)


@pytest.mark.parametrize("code", ["A.2.V.iii.a", "A.2.V.iii.b"])
def test_wealth_reports_give_a_percentage_of_those_who_must_hand_in(code: str) -> None:
    found = supported(
        code, typed={code: Counted(9, 7, 2, (1, 8, 0))}, documents=placed(code, "summary 2026")
    )

    assert found.percentage == Decimal("77.78")
    assert missing(found) == [("rest", "2")]


@pytest.mark.parametrize(("done", "answer"), [(0, "C"), (1, "B"), (3, "A")])
def test_recorded_recommendations_need_no_typed_number(done: int, answer: str) -> None:
    recorded = {"A.1.V.iii.d": Counted(3, done, 3 - done)}
    typed = {"A.1.V.iii.d": Counted(5, 5, 0)}

    assert supported("A.1.V.iii.d", recommendations=recorded, typed=typed).answer == answer


@pytest.mark.parametrize(
    ("documents", "done", "answer"),
    [
        ("", 10, "E"),
        ("plan", 0, "D"),
        ("plan", 10, "D"),
        ("summary", 9, "D"),
        ("summary", 10, "C"),
        ("summary minutes", 10, "B"),
        ("summary minutes innovation", 10, "A"),
    ],
)
def test_the_control_mechanism_climbs_with_system_the_head_and_what_came_of_it(
    documents: str, done: int, answer: str
) -> None:
    code = "A.2.V.i.a"
    filed = placed(code, *(f"{kind} 2026" for kind in documents.split()))

    typed = {code: Counted(10, done, 10 - done)}
    assert supported(code, documents=filed, typed=typed).answer == answer


def test_statements_count_against_the_employees_and_never_above_them() -> None:
    assert supported("A.1.V.v.c", stated=25, employees=20).answer == "A"
    assert supported("A.1.V.v.c", stated=11, employees=20).answer == "B"
    assert supported("A.1.V.v.c", stated=10, employees=20).answer == "C"
    assert missing(supported("A.1.V.v.c", stated=10))[0] == ("lacks_employees",)


def test_a_row_of_an_agencys_own_sheet_without_a_rule_supports_nothing() -> None:
    own = replace(SHEET.row("A.1.V.i.a"), code="A.9.z")
    rescaled = replace(SHEET.row("A.1.V.i.b"), criteria={"1": "ya", "0": "tidak"})

    for row in (own, rescaled):
        found = support(row, facts(has_upg=True))
        assert found.answer == ""
        assert found.because == (Told(Finding.NO_RULE),)
        assert found.dues
