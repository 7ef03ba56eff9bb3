"""An old register, line by line: what each means, and what is wrong with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries import HEADS, register
from tests.law_at_hand import shipped_law
from wbs.domain.case import (
    OUTCOMES_BEFORE_REVIEW,
    OUTCOMES_OF,
    Outcome,
    Procedure,
    Stage,
    details_of,
)
from wbs.domain.kinds import Anonymity, Channel, ComplaintClass, Kind
from wbs.domain.register_columns import (
    CHANNEL_WORDS,
    COLUMNS,
    MOST_ROWS,
    STANDING_WORDS,
    Standing,
    folded,
)
from wbs.domain.register_import import Register, RegisterRules, read_register

TODAY = date(2026, 8, 3)
RULES = RegisterRules(TODAY, shipped_law().categories, (Kind.WBS, Kind.COMPLAINT), 2_000)
ROW = "1/ADU;2026-02-10;pengaduan;prosedur-biaya;tidak berkadar;surat;anonim;selesai;2026-03-10;Uraian"
NAMES = [column.name for column in COLUMNS]


def read(*rows: str) -> Register:
    return read_register(register(*rows), RULES)


def changed(**cells: str) -> str:
    found = dict(zip(NAMES, ROW.split(";"), strict=True)) | {
        name.replace("kelas", "class"): text for name, text in cells.items()
    }
    return ";".join(found[name] for name in NAMES)


def problems(row: str) -> list[tuple[str, str]]:
    return [(p.field.rpartition("-")[2], p.reason) for p in read(row).problems]


def test_a_line_says_what_it_says() -> None:
    (line,) = read(ROW).lines

    assert (line.number, line.received_on, line.closed_on) == (
        "1/ADU",
        date(2026, 2, 10),
        date(2026, 3, 10),
    )
    assert (line.kind, line.category) == (Kind.COMPLAINT, "prosedur-biaya")
    assert (line.complaint_class, line.channel) == (ComplaintClass.NORMAL, Channel.LETTER)
    assert line.standing == Standing(Stage.CLOSED, Outcome.RESOLVED)
    assert line.anonymity is Anonymity.ANONYMOUS


@pytest.mark.parametrize("day", ["2026-02-10", "10/02/2026", "10-2-2026", "10.02.2026"])
def test_days_are_read_as_people_write_them(day: str) -> None:
    (line,) = read(changed(received_on=day)).lines

    assert line.received_on == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"number": ""}, ("number", "required")),
        ({"number": "x" * 101}, ("number", "too_long")),
        ({"received_on": ""}, ("received_on", "required")),
        ({"received_on": "31/02/2026"}, ("received_on", "not_a_date")),
        ({"received_on": "02/10/26"}, ("received_on", "not_a_date")),
        ({"received_on": "2014-12-31"}, ("received_on", "too_long_ago")),
        ({"received_on": "2026-08-04"}, ("received_on", "future_date")),
        ({"kind": "surat kaleng"}, ("kind", "not_a_word")),
        ({"category": "cuaca"}, ("category", "not_a_word")),
        ({"kelas": "berat"}, ("class", "not_a_word")),
        ({"channel": "merpati"}, ("channel", "not_a_word")),
        ({"anonymity": "Budi"}, ("anonymity", "not_a_word")),
        ({"standing": "beres"}, ("standing", "not_a_word")),
        ({"closed_on": ""}, ("closed_on", "required")),
        ({"closed_on": "2026-02-09"}, ("closed_on", "before_received")),
        ({"standing": "telaah"}, ("closed_on", "still_open")),
        ({"text": "x" * 2_001}, ("text", "too_long")),
    ],
)
def test_what_is_wrong_is_told_at_its_column(
    cells: dict[str, str], expected: tuple[str, str]
) -> None:
    assert expected in problems(changed(**cells))
    assert not read(changed(**cells)).lines


def test_the_same_number_of_the_same_day_is_told_with_the_line_it_repeats() -> None:
    found = read(ROW, ROW.replace("1/ADU", " 1/adu"), changed(received_on="2026-02-11"))

    assert [(p.field, p.reason, p.limit) for p in found.problems] == [
        ("register-3-number", "twice", 2)
    ]


def test_a_kind_without_a_desk_is_told() -> None:
    rules = RegisterRules(TODAY, RULES.categories, (Kind.WBS,), 2_000)

    (problem,) = read_register(register(ROW), rules).problems
    assert (problem.field, problem.reason) == ("register-2-kind", "no_desk_for_kind")


def test_what_stands_above_the_titles_and_the_example_are_passed_over() -> None:
    text = f"Register 2026\n\n{register('CONTOH: 9;;;;;;;;;', ROW)}\n\n"

    found = read_register(text, RULES)
    assert [line.line for line in found.lines] == [5]
    assert not found.problems


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_register_rows"),
        ("satu\tdua\ttiga", "no_register_rows"),
        (HEADS, "no_register_rows"),
        (f"{HEADS}\tWarna\n1", "unknown_column"),
        (f"{HEADS}\tJenis\n1", "unknown_column"),
        (HEADS.replace("Jenis", "No") + "\n1", "column_missing"),
    ],
)
def test_a_table_that_is_none_is_told_as_a_whole(text: str, reason: str) -> None:
    assert [(p.field, p.reason) for p in read_register(text, RULES).problems] == [
        ("register", reason)
    ]


def test_no_more_lines_are_taken_than_others_can_wait_for() -> None:
    rows = [ROW.replace("1/ADU", str(n)) for n in range(MOST_ROWS + 1)]

    assert [p.reason for p in read(*rows).problems] == ["too_many_register_rows"]
    assert len(read(*rows[:-1]).lines) == MOST_ROWS


def test_every_outcome_of_a_report_can_be_imported_with_each_of_its_details() -> None:
    wanted = {
        Standing(Stage.CLOSED, outcome, detail)
        for outcome in OUTCOMES_OF[Procedure.REPORT]
        for detail in details_of(Procedure.REPORT, outcome) or {None}
    }

    assert {s for s in STANDING_WORDS if s.outcome} == wanted
    assert {s.stage for s in STANDING_WORDS if not s.outcome} == {
        Stage.RECEIVED,
        Stage.REVIEW,
        Stage.INVESTIGATION,
        Stage.FOLLOW_UP,
    }


def test_no_word_means_two_things() -> None:
    words = [folded(word) for known in STANDING_WORDS.values() for word in known]

    assert len(words) == len(set(words))
    assert set(CHANNEL_WORDS) == set(Channel) - {Channel.IMPORT}


@pytest.mark.parametrize("standing", list(STANDING_WORDS))
def test_what_was_found_was_looked_into_and_nothing_else(standing: Standing) -> None:
    is_closed = standing.outcome is not None
    row = changed(standing=STANDING_WORDS[standing][0], closed_on="2026-03-10" if is_closed else "")

    (line,) = read(row).lines
    expected = (
        standing.outcome not in OUTCOMES_BEFORE_REVIEW
        if is_closed
        else standing.stage is not Stage.RECEIVED
    )
    assert line.was_reviewed is expected


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    found = read_register(f"{HEADS}\n{text}", RULES)

    assert found.problems or found.lines
    assert all(line.received_on <= TODAY + timedelta(0) for line in found.lines)
