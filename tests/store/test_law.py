"""The law as it is shipped, and as an operator corrects it without a release."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.law_at_hand import CONFIG, shipped_law
from wbs.domain import arrival, evidence_document, monev_form, referral, unit_profile
from wbs.domain.clocks import Clock
from wbs.domain.conflict import duty, superior_sheet
from wbs.domain.evaluation import answers
from wbs.domain.gratification import upg_sheet
from wbs.domain.intake import field_names
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.period import Force, Period, PeriodUnit, Trigger
from wbs.store.rules.config_file import ConfigError
from wbs.store.rules.law import Law, load_law
from wbs.store.rules.law_files import CASEWORK_FIELDS

LAW = shipped_law()
TODAY = date(2026, 8, 3)

# The periods once more, as they were agreed: amount, unit, what they count from, what they rest on.
AGREED = {
    "recipient_to_upg": (10, "hk", "gratuity", "norma"),
    "recipient_to_kpk": (30, "hk", "gratuity", "norma"),
    "upg_to_kpk": (10, "hk", "received", "norma"),
    "kpk_determination": (30, "hk", "forwarded_to_kpk", "norma"),
    "decree_delivery": (7, "hk", "determined", "norma"),
    "object_handover": (7, "hk", "state_property", "norma"),
    "unclaimed_object": (12, "bulan", "recipient_property", "praktik"),
    "perishable_recap_to_kpk": (30, "hk", "perishable", "norma"),
    "complaint_verify": (3, "hk", "received", "norma"),
    "complaint_first_reply": (5, "hk", "review", "norma"),
    "complaint_complete_information": (5, "hk", "received", "praktik"),
    "complaint_complete_normal": (14, "hk", "received", "praktik"),
    "complaint_complete_supervision": (60, "hk", "received", "praktik"),
    "reporter_silence": (10, "hk", "officer_message", "norma"),
    "wbs_acknowledge": (7, "hari", "received", "acuan"),
    "wbs_review": (30, "hk", "received", "praktik"),
    "wbs_reply": (30, "hari", "received", "praktik"),
    "wbs_feedback": (3, "bulan", "wbs_acknowledge", "acuan"),
    "conflict_superior_decision": (7, "hk", "declared", "praktik"),
}

PERIOD = """
[[period]]
id = "wbs_review"
label_id = "Telaah"
label_en = "Review"
kind = "wbs"
amount = 20
unit = "hk"
counted_from = "received"
ended_by = ["investigation", "closed"]
verification = true
force = "praktik"
source = "SOP internal"
effective_from = 2020-01-01
effective_to = 2026-06-30
"""
STARTING = """
[starting]
title = "Judul"
deadline = "{to}"
length_hk = "{amount} hk"
length_hari = "{amount} hari"
length_bulan = "{amount} bulan"
text = "Teks"
"""
CATEGORY = """
[[category]]
slug = "korupsi"
kinds = ["wbs"]
label_id = "Korupsi"
label_en = "Corruption"
"""


def overridden(folder: Path, name: str, text: str) -> Law:
    (folder / name).write_text(text)
    return load_law(CONFIG, folder)


def test_one_line_in_the_data_folder_puts_the_rows_of_the_other_area_beside_the_sheet(
    tmp_path: Path,
) -> None:
    wide = overridden(tmp_path, "lke_neighbours.toml", "include = true\n").sheet

    assert len(wide.neighbouring_rows) == 4
    assert wide.rows == LAW.sheet.rows
    assert overridden(tmp_path, "lke_neighbours.toml", "").sheet == LAW.sheet


def test_the_shipped_periods_are_the_agreed_ones() -> None:
    shipped = {
        p.id: (p.amount, str(p.unit), str(p.counted_from or p.follows_period), str(p.force))
        for p in LAW.periods.all
        if p.id != "completeness"
    }

    assert shipped == AGREED


def test_completing_a_disclosure_is_counted_as_the_rules_of_its_gratuitys_day_say() -> None:
    versions = [p for p in LAW.periods.all if p.id == "completeness"]

    assert [
        (p.amount, str(p.counted_from), p.effective_from, p.effective_to) for p in versions
    ] == [
        (30, "gratuity", date(2019, 12, 1), date(2026, 1, 19)),
        (20, "returned", date(2026, 1, 20), None),
    ]


def test_complaints_and_reports_have_one_verification_each() -> None:
    verification = {p.kind: p.id for p in LAW.periods.all if p.is_verification}

    assert verification == {Kind.COMPLAINT: "complaint_verify", Kind.WBS: "wbs_review"}
    assert sum(p.is_verification for p in LAW.periods.all) == 2


@pytest.mark.parametrize("period", LAW.periods.all, ids=lambda p: p.id)
def test_every_period_says_who_says_so_and_in_both_languages(period: Period) -> None:
    assert period.source
    assert period.label.text("id") != period.label.text("en")
    assert period.ended_by
    assert (period.counted_from is None) is (period.follows_period is not None)


@pytest.mark.parametrize("period", LAW.periods.all, ids=lambda p: p.id)
def test_closing_ends_every_period_of_reports_and_complaints(period: Period) -> None:
    ends_otherwise = period.kind is Kind.CONFLICT_OF_INTEREST or period.id == "recipient_to_upg"
    assert ends_otherwise or Trigger.CLOSED in period.ended_by | period.dropped_by


def test_a_reference_from_abroad_is_marked_as_one() -> None:
    references = {p.id for p in LAW.periods.all if p.force is Force.REFERENCE}

    assert references == {p.id for p in LAW.periods.all if "EU-2019-1937" in p.regulations}


@pytest.mark.parametrize("kind", [Kind.WBS, Kind.COMPLAINT], ids=str)
def test_each_form_offers_categories_named_in_both_languages(kind: Kind) -> None:
    offered = LAW.categories_for(kind)

    slugs = [category.slug for category in offered]
    assert len(slugs) == len(set(slugs)) >= 5
    assert slugs[-1] == "lainnya"
    for category in offered:
        assert category.label.text("id") != category.label.text("en")
        assert LAW.category_label(category.slug, "en") == category.label.english
        assert len(category.slug) <= 40


def test_an_unknown_category_is_called_by_its_slug() -> None:
    assert LAW.category_label("dari-impor", "id") == "dari-impor"


def test_every_field_has_a_length() -> None:
    of_circulars = {"circular-title", "circular-number", "circular-text"}

    duties = {duty.length_name(f.name) for f in duty.FIELDS}
    sheets = duties | upg_sheet.length_names() | superior_sheet.length_names()
    of_cases = {"message", "grounds", "register", "register_text", *CASEWORK_FIELDS}
    asked = (*arrival.FIELDS, *referral.FIELDS, *referral.REPLY_FIELDS)
    of_channels = {field.name for field in asked}
    circumstances = {
        evidence_document.length_name(f.name) for f in evidence_document.CIRCUMSTANCE_FIELDS
    }
    of_evidence = circumstances | {answers.length_name("note")}
    of_monev = monev_form.length_names() | {"remark"} | unit_profile.length_names()
    others = of_cases | of_circulars | sheets | of_channels
    assert set(LAW.lengths) == field_names() | others | of_evidence | of_monev


def test_the_rules_of_a_form_and_of_a_clock_are_those_of_the_law() -> None:
    form = LAW.form_rules(Kind.COMPLAINT, TODAY, {"kantor"})
    clocks = LAW.clock_rules(Kind.COMPLAINT, ComplaintClass.NORMAL)

    assert (form.kind, form.today, form.unit_slugs) == (Kind.COMPLAINT, TODAY, {"kantor"})
    assert form.categories == LAW.categories_for(Kind.COMPLAINT)
    assert (clocks.complaint_class, clocks.calendar) == (ComplaintClass.NORMAL, LAW.calendar)


@pytest.mark.parametrize(
    ("clock", "is_estimate"),
    [
        (Clock("wbs_review", date(2027, 3, 9), date(2027, 4, 30)), True),
        (Clock("wbs_review", date(2027, 3, 11), date(2027, 4, 30)), False),
        (Clock("wbs_review", date(2027, 2, 1), date(2027, 3, 9)), False),
        (Clock("wbs_review", date(2027, 2, 1), date(2027, 3, 10)), True),
        (Clock("wbs_reply", date(2027, 3, 9), date(2027, 4, 8)), False),
        (Clock("wbs_review", date(2027, 12, 20), None), False),
    ],
    ids=["across", "after", "before", "on its last day", "calendar days", "unknown"],
)
def test_a_last_day_counted_across_an_estimate_is_an_estimate(
    clock: Clock, is_estimate: bool
) -> None:
    assert LAW.rests_on_estimate(clock) is is_estimate


def test_an_operators_period_replaces_all_of_its_id(tmp_path: Path) -> None:
    later = PERIOD.replace("2020-01-01", "2026-07-01").replace("2026-06-30", "2030-12-31")
    law = overridden(tmp_path, "periods.toml", PERIOD + later.replace("amount = 20", "amount = 15"))

    assert {p.id for p in law.periods.all} == {*AGREED, "completeness"}
    assert law.periods.find("wbs_review", date(2026, 6, 30)).amount == 20
    assert law.periods.find("wbs_review", date(2026, 7, 1)).amount == 15
    assert law.periods.find("complaint_verify", TODAY).unit is PeriodUnit.WORKING_DAYS


def test_an_operators_category_replaces_the_one_of_its_slug_or_is_added(tmp_path: Path) -> None:
    own = CATEGORY.replace("korupsi", "perbatasan") + "to_inspectorate = true\n"
    law = overridden(tmp_path, "categories.toml", CATEGORY + "offered = false\n" + own)

    offered = {category.slug for category in law.categories_for(Kind.WBS)}
    assert "korupsi" not in offered
    assert "perbatasan" in offered
    assert law.category_label("korupsi", "id") == "Korupsi"
    assert law.inspectorate_categories(Kind.WBS) == {"perbatasan"}
    assert law.inspectorate_categories(Kind.COMPLAINT) == frozenset()


def test_an_operator_replaces_the_text_a_circular_starts_from(tmp_path: Path) -> None:
    law = overridden(tmp_path, "circular.toml", STARTING)

    assert (law.starting_text.title, law.starting_text.text) == ("Judul", "Teks")
    assert law.starting_text.lengths[PeriodUnit.MONTHS] == "{amount} bulan"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "missing table"),
        (STARTING.replace("title", "judul"), "unknown key judul"),
        (STARTING.replace('length_hk = "{amount} hk"', ""), "missing key length_hk"),
    ],
)
def test_a_text_to_start_from_that_is_not_whole_is_refused(
    tmp_path: Path, text: str, complaint: str
) -> None:
    with pytest.raises(ConfigError, match=complaint):
        overridden(tmp_path, "circular.toml", text)


def test_an_operator_shortens_one_field_and_leaves_the_others(tmp_path: Path) -> None:
    law = overridden(tmp_path, "form.toml", '[[length]]\nfield = "what"\ncharacters = 500\n')

    assert law.lengths["what"] == 500
    assert {**law.lengths, "what": LAW.lengths["what"]} == dict(LAW.lengths)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("periods.toml", PERIOD + PERIOD, "two are in force on 2020-01-01"),
        (
            "periods.toml",
            PERIOD.replace('"received"', '"end of nothing"'),
            "unknown period nothing",
        ),
        ("periods.toml", PERIOD.replace('"received"', '"lunch"'), "'lunch' is no Trigger"),
        ("periods.toml", PERIOD.replace('"hk"', '"jam"'), "'jam' is no PeriodUnit"),
        ("periods.toml", PERIOD.replace('"praktik"', '"adat"'), "'adat' is no Force"),
        ("periods.toml", PERIOD.replace('"wbs"\namount', '"wb"\namount'), "'wb' is no Kind"),
        ("periods.toml", PERIOD.replace('"closed"', '"end"'), "'end' is no Trigger"),
        ("periods.toml", PERIOD.replace("20\n", "0\n"), "amount must be above zero"),
        ("periods.toml", PERIOD.replace("20\n", "2.5\n"), "amount must be of type int"),
        ("periods.toml", PERIOD.replace("true", '"yes"'), "verification must be of type bool"),
        ("periods.toml", PERIOD + 'note = "x"\n', "unknown key note"),
        ("periods.toml", PERIOD.replace('source = "SOP internal"\n', ""), "missing key source"),
        ("periods.toml", PERIOD + "regulations = [1]\n", "regulations must be a list of texts"),
        ("periods.toml", '[[periods]]\nid = "x"\n', "unknown key periods"),
        ("categories.toml", CATEGORY.replace('"wbs"', '"all"'), "'all' is no Kind"),
        ("categories.toml", CATEGORY + "colour = 1\n", "unknown key colour"),
        ("form.toml", '[[length]]\nfield = "waht"\ncharacters = 5\n', "waht"),
        ("form.toml", '[[length]]\nfield = "what"\ncharacters = -5\n', "above zero"),
    ],
)
def test_what_is_wrong_in_a_file_is_refused_and_named(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        overridden(tmp_path, name, text)

    assert complaint in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="calendar"):
        load_law(tmp_path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "calendar.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(ConfigError, match="calendar"):
        load_law(CONFIG, tmp_path)


def test_a_case_is_escalated_only_when_the_office_is_longer_overdue_than_the_file_says() -> None:
    due_on = date(2026, 8, 3)  # a Monday
    ours = Clock("complaint_verify", date(2026, 7, 29), due_on)
    tenth, eleventh = date(2026, 8, 18), date(2026, 8, 19)  # the 17th is a holiday

    assert LAW.escalation_working_days == 10
    assert not LAW.is_escalated([ours], tenth)
    assert LAW.is_escalated([ours], eleventh)
    assert not LAW.is_escalated([replace(ours, met_on=eleventh)], eleventh)
    assert not LAW.is_escalated([replace(ours, due_on=None)], eleventh)
