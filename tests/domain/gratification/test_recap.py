"""The recap: lines of givers and gifts become blocks of the form, and what is wrong is told by line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosures import DISCLOSURE, GIVER, OBJECT
from tests.law_at_hand import shipped_law
from tests.recaps import TITLES, WEDDING, Row, row, text, wedding
from wbs.domain.errors import InvalidForm, Problem
from wbs.domain.form import Reason, Report
from wbs.domain.gratification.disclosure import read_disclosure, recap_problems, with_recap
from wbs.domain.gratification.disclosure_form import CHOICES, recap_numbers
from wbs.domain.gratification.recap import read_recap, text_of_rows
from wbs.domain.gratification.recap_columns import COLUMNS, MOST_ROWS
from wbs.domain.kinds import Kind

RULES = shipped_law().form_rules(Kind.GRATIFICATION, date(2026, 8, 3), {"satker-1"})
ALONE = {n: t for n, t in (DISCLOSURE | WEDDING).items() if n not in GIVER | OBJECT}


def read(recap: str, **changed: str) -> Report:
    return read_disclosure(ALONE | {"recap": recap} | changed, RULES)


def problems(recap: str, **changed: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidForm) as caught:
        read(recap, **changed)
    return [(p.field, p.reason) for p in caught.value.problems]


def test_a_row_becomes_a_giver_and_an_object_above_the_blocks_of_the_form() -> None:
    fields = read(text(row("Rudi Hartono", "Rp 1.500.000,00"))).fields

    assert fields == ALONE | {
        "giver-101-name": "Rudi Hartono",
        "giver-101-institution": "CV Karya Mandiri",
        "giver-101-relation": "colleague",
        "object-101-giver": "101",
        "object-101-kind": "money",
        "object-101-form": "money",
        "object-101-description": "Uang",
        "object-101-value": "1500000",
        "object-101-valuation_basis": "nominal",
        "object-101-location": "with_reporter",
    }


def test_a_recap_stands_beside_single_blocks() -> None:
    report = read(text(*wedding(3)), **GIVER, **OBJECT)

    assert report.fields["giver-1-name"] == "PT Sumber Makmur"
    assert recap_numbers(report.fields) == (101, 102, 103)


def test_a_recap_worth_more_than_any_gift_is_told_at_the_recap() -> None:
    rows = [row(f"Tamu {n}", "999.999.999.999") for n in range(11)]

    assert read(text(*rows[:10]))
    assert problems(text(*rows)) == [("recap", Reason.SUM_TOO_LARGE)]


def test_estimates_of_upg_and_kpk_are_read_but_not_named_by_the_template() -> None:
    basis = next(column for column in COLUMNS if column.name == "valuation_basis")

    assert basis.value("Taksiran UPG") == "upg_estimate"
    assert basis.offered == ("nilai nominal", "harga pasar", "taksiran penerima")


def test_blocks_are_asked_for_again_once_one_of_them_is_filled() -> None:
    found = dict(problems(text(row()), **GIVER))

    assert found["object-1-kind"] == Reason.NOT_CHOSEN
    assert "giver-1-name" not in found


def test_as_many_rows_as_may_be_are_read() -> None:
    report = read(text(*wedding(MOST_ROWS)))

    assert recap_numbers(report.fields)[-1] == 100 + MOST_ROWS
    assert problems(text(*wedding(MOST_ROWS + 1))) == [("recap", Reason.TOO_MANY_ROWS)]


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_cells_are_parted_by_tabs_or_by_semicolons(mark: str) -> None:
    lines = text(row("Ani"), row("Budi"), mark=mark)

    assert read(lines).fields["giver-102-name"] == "Budi"


def test_without_titles_the_columns_stand_as_in_the_template() -> None:
    lines = text(row("Ani"))

    assert read_recap(lines.split("\n", 1)[1]).fields == read_recap(lines).fields


def test_titles_may_stand_in_another_order_and_in_other_letters() -> None:
    lines = "REKAPITULASI\n\nNO\tHUBUNGAN\tnilai\t nama PEMBERI (lengkap)\tJenis *\tlokasi barang\n"
    lines += "1\tKeluarga\t250000\tAni\tUANG  TUNAI\tDisimpan"

    fields = read(lines).fields

    assert (fields["giver-101-name"], fields["giver-101-relation"]) == ("Ani", "family")
    assert (fields["object-101-kind"], fields["object-101-value"]) == ("money", "250000")


def test_empty_lines_and_the_example_are_passed_over_and_lines_count_as_in_the_file() -> None:
    example = row("CONTOH: Budi")
    lines = text(example, ("",) * 11, row("", 5)) + "\n\n"

    assert problems(lines) == [("recap-4-name", Reason.REQUIRED)]


def test_a_numbered_example_is_passed_over_too() -> None:
    titles, example = ("No", *TITLES), (1, *row("Contoh: Ani"))

    assert read_recap(text(example, (2, *row("Budi")), titles=titles)).lines == {101: 3}


def test_every_problem_of_every_row_is_told_at_once_by_line_and_column() -> None:
    lines = text(
        row("", 100),
        row("Ani", "banyak"),
        row("Budi", -5),
        row("Cici", 5, relation="sahabat"),
        row("Dodi", 5, kind="barang", basis="kira-kira"),
        row("e" * 201, ""),
        row("Fani", 5, location=""),
        row("Gani", 5, kind="fasilitas", basis="harga pasar", description="Hotel"),
    )

    assert problems(lines) == [
        ("recap-2-name", Reason.REQUIRED),
        ("recap-3-value", Reason.NOT_A_SUM),
        ("recap-4-value", Reason.NOT_A_SUM),
        ("recap-5-relation", Reason.NOT_A_WORD),
        ("recap-6-description", Reason.REQUIRED),
        ("recap-6-valuation_basis", Reason.NOT_A_WORD),
        ("recap-7-name", Reason.TOO_LONG),
        ("recap-7-value", Reason.REQUIRED),
        ("recap-8-location", Reason.REQUIRED),
        ("recap-9-form", Reason.REQUIRED),
    ]


def test_a_wrong_word_is_answered_with_the_right_ones() -> None:
    found = recap_problems(ALONE | {"recap": text(row(relation="sahabat"))}, RULES)

    assert found == (
        Problem(
            "recap-2-relation",
            Reason.NOT_A_WORD,
            "keluarga, penyedia atau pihak yang dilayani, rekan kerja, tidak diketahui, lainnya",
        ),
    )


def test_only_an_unknown_giver_has_no_name() -> None:
    assert read(text(row("", relation="tidak diketahui"))).fields["object-101-giver"] == "101"


def test_a_refused_gift_needs_no_value_and_no_place() -> None:
    refused = {"type": "refused", "received_on": "", "refused_on": "2026-07-31"}

    assert read(text(row(value="", location="")), **refused).category == "refused"


def test_what_was_given_away_asks_when_and_to_whom() -> None:
    assert problems(text(row(location="disalurkan"))) == [
        ("donated_on", Reason.REQUIRED),
        ("donated_to", Reason.REQUIRED),
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (text(titles=TITLES), ("recap", Reason.NO_ROWS)),
        (text((*row(), "lebih")), ("recap-2-", Reason.TOO_MANY_CELLS)),
        (text((*row(), "a"), titles=(*TITLES, "Warna")), ("recap-1-", Reason.UNKNOWN_COLUMN)),
        (text((*row(), "a"), titles=(*TITLES, "Uraian")), ("recap-1-", Reason.UNKNOWN_COLUMN)),
        ("Ani\x07" + text(row()), ("recap", Reason.CONTROL_CHARACTERS)),
        ("Ani\ufffd" + text(row()), ("recap", Reason.ENCODING)),
        ("a" * 200_001, ("recap", Reason.TOO_LONG)),
    ],
)
def test_what_is_no_table_is_told(lines: str, problem: tuple[str, str]) -> None:
    assert problem in problems(lines)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("Rp 1.500.000,00", "1500000"), ("1500000,-", "1500000"), ("1,500,000", "1500000")],
)
def test_a_value_is_read_as_people_write_it(cell: str, kept: str) -> None:
    assert read(text(row(value=cell))).fields["object-101-value"] == kept


@pytest.mark.parametrize("name", ["=1+1", "+62 812", "-Ani", "@ani", "'ani"])
def test_a_cell_that_looks_like_a_formula_is_text(name: str) -> None:
    assert read(text(row(name))).fields["giver-101-name"] == name


def test_the_words_are_those_of_the_form() -> None:
    for column in COLUMNS:
        if column.words:
            assert {*column.words} == {*CHOICES[f"{column.part}-{column.name}"]}
            for value, words in column.words.items():
                assert {column.value(word.upper()) for word in words} == {value.value}


def test_a_block_beyond_those_of_the_form_is_not_taken_from_the_form() -> None:
    smuggled = {"giver-101-name": "Palsu", "object-101-kind": "money"}

    assert "giver-101-name" not in read_disclosure(DISCLOSURE | smuggled, RULES).fields
    assert "giver-101-address" not in read(text(row()), **{"giver-101-address": "Palsu"}).fields


def test_the_form_with_its_recap_shows_what_can_be_read() -> None:
    fields = with_recap(ALONE | {"recap": text(row("Ani", "banyak"))})

    assert (fields["giver-101-name"], fields["object-101-value"]) == ("Ani", "banyak")
    assert "recap" not in fields


def test_rows_of_a_file_stay_the_lines_they_were() -> None:
    rows: list[Row] = [("", ""), ("a\tb\nc", "\x00d"), ("", "e"), ("", "")]

    assert text_of_rows([[str(cell) for cell in cells] for cells in rows]) == "\na b c\td\n\te"


@given(st.text(alphabet="Nama\t;\n15Rp.,-= uangjenishubungan"))
def test_whatever_is_typed_is_read_or_told(recap: str) -> None:
    found = read_recap(recap)

    assert {*recap_numbers(found.fields)} <= {*found.lines}
    assert bool(recap.strip()) <= bool(found.lines or found.problems)
