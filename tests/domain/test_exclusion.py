"""Exclusion: whoever a report concerns or names is out, wherever they sit; nobody else is."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.domain.exclusion import (
    exclusion_of,
    heads_of,
    is_shut_out,
    must_leave,
    name_words,
    person_of,
)
from wbs.domain.kinds import Answer, Kind, Role, UnitKind
from wbs.domain.officer import Officer, OfficerState, Person
from wbs.domain.routing import RoutingQuestion
from wbs.domain.unit import Unit, by_id

UNITS = by_id(
    [
        Unit("i", "inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None, "Maya Lestari"),
        Unit("w", "kantor", "Kantor", UnitKind.WORK_UNIT, "i", "Drs. Eko Prasetyo, M.Si."),
    ]
)
BUDI = Person("1", "elsewhere", "Drs. H. Budi Santoso, S.H., M.Si", "budi.s")
ELSEWHERE = Person("1", "r", "Wayan Sutama", "wayan")
NOBODY = RoutingQuestion(Kind.WBS, "w", "korupsi")


@pytest.mark.parametrize(
    "text",
    [
        "Budi Santoso",
        "BUDI SANTOSO, S.H.",
        "bapak santoso (budi)",
        "Jangan sampai dibaca Pak Budi  Santoso\ndan atasannya",
        "Dr.Budi-Santoso",
        "Búdí Säntoso",
        "budi.s",
        "akun: BUDI.S,",
    ],
)
def test_a_person_is_known_however_the_name_is_written(text: str) -> None:
    assert is_shut_out(replace(NOBODY, exclude=text), BUDI)


@pytest.mark.parametrize(
    "text",
    ["Budi", "Santoso", "Budiman Santosoadi", "Drs. H.", "S.H., M.Si", "budi s", "orang lain"],
)
def test_half_a_name_or_another_names_nobody(text: str) -> None:
    assert not is_shut_out(replace(NOBODY, exclude=text), BUDI)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Suharto", "pak suharto", True),
        ("Suharto", "suhartono", False),
        ("Siti Nur Aini", "Ibu Aini, Siti", True),
        ("Siti Nur Aini", "Siti Aminah", False),
        ("Ma'ruf Amin", "Maruf Amin", True),
        ("Ma\u2019ruf Amin", "Ma'ruf Amin", True),
        ("M. Yusuf", "Yusuf", True),
        ("Bapak", "bapak", True),
        ("Raden Ajeng Kartini", "Kartini Ajeng", True),
    ],
)
def test_two_words_of_a_name_suffice_and_a_single_one_if_it_is_all(
    name: str, text: str, found: bool
) -> None:
    person = Person("1", "elsewhere", name, "x1")

    assert is_shut_out(replace(NOBODY, exclude=text), person) is found
    assert is_shut_out(replace(NOBODY, who=text), person) is found


def test_a_user_name_counts_where_somebody_is_excluded_and_not_where_somebody_is_accused() -> None:
    """A user name may be an everyday word, which any account of what happened holds."""
    person = Person("1", "elsewhere", "Wayan Sutama", "kepala")

    assert is_shut_out(replace(NOBODY, exclude="kepala"), person)
    assert not is_shut_out(replace(NOBODY, who="kepala gudang"), person)


@pytest.mark.parametrize(
    "answers", list(product(Answer, Answer, ["", "  ", "Orang Lain"])), ids=str
)
def test_everybody_of_the_unit_is_out_exactly_where_somebody_there_may_be_concerned(
    answers: tuple[Answer, Answer, str],
) -> None:
    head, desk, exclude = answers
    asked = replace(NOBODY, concerns_head=head, concerns_desk=desk, exclude=exclude)
    leaves = head is not Answer.NO or desk is not Answer.NO or bool(exclude.strip())

    assert must_leave(asked) is leaves
    assert is_shut_out(asked, Person("1", "w", "Wayan Sutama", "wayan")) is leaves
    assert not is_shut_out(asked, Person("1", "i", "Wayan Sutama", "wayan"))


def test_of_a_report_that_was_filed_wrongly_both_units_are_out_where_somebody_may_be_concerned() -> (
    None
):
    moved = replace(NOBODY, formerly_about=frozenset({"i"}))
    concerned = replace(moved, concerns_head=Answer.UNKNOWN)

    for unit_id in ("w", "i"):
        assert is_shut_out(concerned, Person("1", unit_id, "Wayan Sutama", "wayan"))
        assert not is_shut_out(moved, Person("1", unit_id, "Wayan Sutama", "wayan"))
    assert is_shut_out(concerned, replace(ELSEWHERE, heads=frozenset({"i"})))
    assert not is_shut_out(concerned, ELSEWHERE)


def officer(name: str, unit_id: str) -> Officer:
    return Officer(
        "1", "x1", name, unit_id, frozenset({Role.DESK_MEMBER}), OfficerState.ACTIVE, None
    )


def test_a_head_whose_account_names_another_unit_is_out_of_what_concerns_theirs() -> None:
    eko = person_of(officer("Eko Prasetyo", "i"), UNITS)

    assert eko.heads == {"w"}
    assert is_shut_out(replace(NOBODY, concerns_head=Answer.YES), eko)
    assert not is_shut_out(NOBODY, eko)


def test_where_a_head_is_named_everybody_who_works_there_is_out() -> None:
    asked = replace(NOBODY, who="Ibu Maya Lestari menyuruhnya")
    at_inspectorate = person_of(officer("Dewi Anggraini", "i"), UNITS)

    assert is_shut_out(asked, at_inspectorate)
    assert exclusion_of(asked).shuts_out_unit("i", "Maya Lestari")
    assert not is_shut_out(asked, person_of(officer("Dewi Anggraini", "w"), UNITS))


def test_heads_are_found_by_the_words_of_their_names() -> None:
    assert heads_of(UNITS) == {
        frozenset({"maya", "lestari"}): {"i"},
        frozenset({"eko", "prasetyo"}): {"w"},
    }


@given(text=st.text(), name=st.text())
def test_whatever_is_typed_it_is_read_and_the_whole_name_is_always_found(
    text: str, name: str
) -> None:
    person = Person("1", "elsewhere", name, "x1")
    asked = replace(NOBODY, exclude=f"{text} , {name}")

    assert is_shut_out(asked, person) or not name_words(name)


def test_neither_what_was_typed_nor_who_is_held_against_it_is_printed() -> None:
    asked = replace(NOBODY, exclude="Budi Santoso", who="Eko Prasetyo")

    printed = repr([asked, exclusion_of(asked), BUDI])
    assert "udi" not in printed
    assert "ko" not in printed.replace("korupsi", "")
