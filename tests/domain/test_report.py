"""The report's form: every field, every way to fill it in wrongly, and every problem told at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law_at_hand import shipped_law
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, Report, read_text
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, Kind
from wbs.domain.report import FIELDS, read_report

TODAY = date(2026, 8, 3)
LAW = shipped_law()
RULES = {kind: LAW.form_rules(kind, TODAY, {"kantor-bandung"}) for kind in FIELDS}
LEAST = {"unit": "kantor-bandung", "category": "lainnya", "what": "Uang diminta di loket."}
WHOLE = LEAST | {
    "who": "Kepala seksi",
    "where": "Loket 3",
    "when": "Senin pagi",
    "when_date": "2026-08-03",
    "how": "Tanpa kuitansi\nlalu disimpan",
    "concerns_head": "unknown",
    "concerns_desk": "no",
    "exclude": "Eko Prasetyo",
    "fear_of_reprisal": "yes",
    "anonymity": "named",
    "identity_name": "Sari",
    "identity_contact": "sari@contoh.test\n0812",
}
KINDS = pytest.mark.parametrize("kind", list(FIELDS), ids=str)
TEXTS = ["what", "who", "where", "when", "how", "exclude", "identity_contact"]


def read(kind: Kind = Kind.WBS, base: dict[str, str] = LEAST, **changed: str) -> Report:
    return read_report(base | changed, RULES[kind])


def problems(
    kind: Kind = Kind.WBS, base: dict[str, str] = LEAST, **changed: str
) -> tuple[Problem, ...]:
    with pytest.raises(InvalidForm) as caught:
        read(kind, base, **changed)
    return caught.value.problems


def test_the_form_has_the_fields_that_other_programs_rely_on() -> None:
    assert [f.name for f in FIELDS[Kind.WBS]] == [*WHOLE]
    assert {f.name for f in FIELDS[Kind.COMPLAINT]} - {*WHOLE} == {"class"}


@KINDS
def test_the_least_one_can_say_is_unit_category_and_what_happened(kind: Kind) -> None:
    report = read(kind)

    assert report == Report(
        kind=kind,
        unit_slug="kantor-bandung",
        category="lainnya",
        complaint_class=None,
        anonymity=Anonymity.ANONYMOUS,
        fear_of_reprisal=False,
        concerns_head=Answer.NO,
        concerns_desk=Answer.NO,
        exclude="",
        fields=LEAST,
    )


@KINDS
def test_a_whole_form_is_kept_field_by_field(kind: Kind) -> None:
    report = read(kind, WHOLE)

    assert report.fields == WHOLE
    assert report.anonymity is Anonymity.NAMED
    assert report.fear_of_reprisal
    assert report.concerns_head is Answer.UNKNOWN
    assert report.concerns_desk is Answer.NO
    assert report.exclude == "Eko Prasetyo"


@pytest.mark.parametrize("complaint_class", ComplaintClass)
def test_a_complaint_may_propose_its_class(complaint_class: ComplaintClass) -> None:
    report = read_report(LEAST | {"class": complaint_class.value}, RULES[Kind.COMPLAINT])

    assert report.complaint_class is complaint_class


def test_fields_the_form_does_not_have_are_ignored() -> None:
    report = read_report(LEAST | {"class": "nothing", "confirm": "1"}, RULES[Kind.WBS])

    assert report.fields == LEAST


@KINDS
def test_an_empty_form_is_told_all_it_lacks(kind: Kind) -> None:
    assert problems(kind, {}) == (
        Problem("unit", Reason.NOT_CHOSEN),
        Problem("category", Reason.NOT_CHOSEN),
        Problem("what", Reason.REQUIRED),
    )


@pytest.mark.parametrize(
    ("name", "blank"),
    [
        ("unit", ""),
        ("unit", "   "),
        ("category", ""),
        ("what", ""),
        ("what", "   "),
        ("what", "\r\n\t "),
        ("what", "\u00a0\u2003"),
    ],
)
def test_what_is_blank_is_missing(name: str, blank: str) -> None:
    reason = Reason.REQUIRED if name == "what" else Reason.NOT_CHOSEN

    assert problems(Kind.WBS, LEAST, **{name: blank}) == (Problem(name, reason),)


@pytest.mark.parametrize("name", [f.name for f in FIELDS[Kind.COMPLAINT]])
def test_each_field_takes_its_length_and_not_one_more(name: str) -> None:
    length = LAW.lengths[name]

    found = problems(Kind.COMPLAINT, WHOLE, **{name: "a" * (length + 1)})

    assert found == (Problem(name, Reason.TOO_LONG, length),)


@pytest.mark.parametrize("name", [*TEXTS, "identity_name"])
def test_a_text_of_the_whole_length_is_taken(name: str) -> None:
    text = "é" * LAW.lengths[name]

    assert read(Kind.WBS, WHOLE, **{name: text}).fields[name] == text


def test_line_ends_count_once_whatever_the_browser_sends() -> None:
    length = LAW.lengths["what"]
    lines = "a\r\n" * (length // 2 - 1) + "a"

    assert read(what=lines).fields["what"] == lines.replace("\r\n", "\n")
    assert read(what="satu\rdua").fields["what"] == "satu\ndua"


CONTROL = [chr(n) for n in (*range(32), *range(127, 160)) if chr(n) not in "\t\n\r"]


@pytest.mark.parametrize("character", CONTROL, ids=repr)
@pytest.mark.parametrize("name", ["what", "identity_name", "category"])
def test_control_characters_are_refused(name: str, character: str) -> None:
    found = problems(Kind.WBS, WHOLE, **{name: f"satu{character}dua"})

    assert found == (Problem(name, Reason.CONTROL_CHARACTERS),)


@pytest.mark.parametrize("character", ["\n", "\t", "\r", "\r\n"], ids=repr)
def test_a_name_stands_on_one_line(character: str) -> None:
    found = problems(Kind.WBS, WHOLE, identity_name=f"Sari{character}Dewi")

    assert found == (Problem("identity_name", Reason.CONTROL_CHARACTERS),)


@pytest.mark.parametrize("text", ["a\ud800b", "\udfff", "a\ufffdb"], ids=ascii)
@pytest.mark.parametrize("name", ["what", "identity_name", "unit", "when_date"])
def test_bytes_that_were_no_utf_8_are_refused(name: str, text: str) -> None:
    found = problems(Kind.WBS, WHOLE, **{name: text})

    assert found == (Problem(name, Reason.ENCODING),)


def test_letters_of_every_script_and_pictures_are_taken() -> None:
    text = "Ça, ᬧᬸᬮᬶᬲᬶ, 报告, «تقرير», 👩🏽‍⚖️\nbaris kedua\t1"

    assert read(what=text).fields["what"] == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unit", "kantor-lain"),
        ("category", "no-such-category"),
        ("category", "Korupsi"),
        ("concerns_head", "maybe"),
        ("concerns_desk", "YES"),
        ("fear_of_reprisal", "unknown"),
        ("anonymity", "pseudonymous"),
        ("class", "urgent"),
    ],
)
def test_an_answer_that_was_not_offered_is_unknown(name: str, value: str) -> None:
    found = problems(Kind.COMPLAINT, LEAST, **{name: value})

    assert found == (Problem(name, Reason.UNKNOWN),)


@pytest.mark.parametrize(
    ("kind", "category"), [(Kind.WBS, "sikap-petugas"), (Kind.COMPLAINT, "korupsi")], ids=str
)
def test_a_category_of_the_other_form_is_unknown(kind: Kind, category: str) -> None:
    assert problems(kind, category=category) == (Problem("category", Reason.UNKNOWN),)


@pytest.mark.parametrize(
    "text",
    ["03-08-2026", "2026-8-3", "20260803", "2026-W31-1", "2026-02-30", "kemarin", "0000-01-01"],
)
def test_a_date_is_written_year_month_day(text: str) -> None:
    assert problems(when_date=text) == (Problem("when_date", Reason.NOT_A_DATE),)


@pytest.mark.parametrize("text", ["2026-08-03", "2026-08-02", "1998-05-21"])
def test_what_happened_happened_up_to_today(text: str) -> None:
    assert read(when_date=text).fields["when_date"] == text


@pytest.mark.parametrize("text", ["2026-08-04", "2999-12-31"])
def test_a_day_to_come_is_refused(text: str) -> None:
    assert problems(when_date=text) == (Problem("when_date", Reason.FUTURE_DATE),)


@pytest.mark.parametrize("anonymity", ["named", "confidential"])
def test_who_reports_by_name_or_in_confidence_gives_it(anonymity: str) -> None:
    found = problems(anonymity=anonymity, identity_contact="0812")

    assert found == (Problem("identity_name", Reason.REQUIRED),)


def test_a_name_needs_no_contact() -> None:
    assert read(anonymity="named", identity_name="Sari").anonymity is Anonymity.NAMED


@pytest.mark.parametrize("anonymity", ["anonymous", ""])
def test_an_anonymous_report_with_a_name_in_it_asks_which_is_meant(anonymity: str) -> None:
    found = problems(anonymity=anonymity, identity_name="Sari", identity_contact="0812")

    assert found == (
        Problem("identity_name", Reason.CONTRADICTS_ANONYMITY),
        Problem("identity_contact", Reason.CONTRADICTS_ANONYMITY),
    )


def test_all_problems_come_at_once_in_the_order_of_the_form() -> None:
    found = problems(
        Kind.COMPLAINT,
        {
            "anonymity": "pseudonymous",
            "how": "a\x00b",
            "when_date": "besok",
            "class": "urgent",
            "category": "korupsi",
            "unit": "",
            "what": "a" * 10001,
        },
    )

    assert [(problem.field, problem.reason) for problem in found] == [
        ("unit", Reason.NOT_CHOSEN),
        ("category", Reason.UNKNOWN),
        ("class", Reason.UNKNOWN),
        ("what", Reason.TOO_LONG),
        ("when_date", Reason.NOT_A_DATE),
        ("how", Reason.CONTROL_CHARACTERS),
        ("anonymity", Reason.UNKNOWN),
    ]


def test_nothing_typed_shows_where_a_report_is_printed() -> None:
    shown = repr(read(Kind.WBS, WHOLE))

    assert not [text for name, text in WHOLE.items() if name in TEXTS and text in shown]
    assert "Sari" not in shown


def test_a_single_text_is_read_the_same_way() -> None:
    message = FormField("message", is_required=True, is_long=True)

    assert read_text(message, "  halo\r\nlagi ", 100) == "halo\nlagi"
    with pytest.raises(Invalid) as caught:
        read_text(message, " ", 100)
    assert caught.value.problems == (Problem("message", Reason.REQUIRED),)


@given(st.dictionaries(st.sampled_from([f.name for f in FIELDS[Kind.COMPLAINT]]), st.text()))
def test_whatever_is_sent_it_is_read_or_told_what_to_mend(raw: dict[str, str]) -> None:
    try:
        report = read_report(raw, RULES[Kind.COMPLAINT])
    except InvalidForm as error:
        named = [problem.field for problem in error.problems]
        assert named
        assert len(named) == len(set(named))
        assert set(named) <= {form_field.name for form_field in FIELDS[Kind.COMPLAINT]}
    else:
        "".join(report.fields.values()).encode()
        assert {"unit", "category", "what"} <= set(report.fields)
