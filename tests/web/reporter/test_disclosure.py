"""The way of a disclosure through the pages: form, review, code, and the UPG's desk."""

import re

import pytest
from flask import Flask

from tests.cast import Cast
from tests.disclosures import (
    DETERMINATION,
    DISCLOSURE,
    FORWARDING,
    GIVER,
    OBJECT,
    PHOTO,
    REVIEW,
    SETTLEMENT,
)
from tests.web.reporter.reporter_pages import PageSeen, Reporter
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.kinds import Anonymity, Kind
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.upg.upg_sheets import SentSheet, write_sheet
from wbs.store import reporter as rows
from wbs.store.schema.cases import CaseRow

PATH = "/lapor/gratifikasi"


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def fill(sari: Reporter, *files: tuple[str, bytes], **answers: str) -> PageSeen:
    form = sari.open(PATH).form
    return sari.send(form, DISCLOSURE | answers, files or (PHOTO,), press="review")


def case_id(context: Context, code: str) -> str:
    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
    assert found is not None
    return found.case.id


def cases(context: Context) -> int:
    with context.database.reading() as work:
        return work.query(CaseRow).count()


def test_the_path_gives_the_form_at_once_with_every_field_others_rely_on(sari: Reporter) -> None:
    form = sari.open(PATH).form

    assert form.action == PATH
    assert form.names >= {*DISCLOSURE, "refused_on", "rank", "email", "contact_person"}
    assert form.names >= {"giver-1-institution", "giver-1-address", "giver-1-reason"}
    assert form.names >= {"object-1-quantity", "object-1-currency", "object-1-perishable"}
    assert form.names >= {"compensation", "statement", "attachments"}


def test_a_disclosure_is_reviewed_then_sent_and_the_upg_reads_every_field(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    review = fill(sari)
    assert review.status == 200
    assert "Rp750.000" in review.text
    assert cases(context) == 0

    code = sari.send(review.form, press="confirm").code

    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
    assert found is not None
    case = found.case
    assert (case.kind, case.category) == (Kind.GRATIFICATION, "received")
    assert case.anonymity is Anonymity.NAMED
    opened = open_case(context, cast.budi.actor, case.id)
    assert DISCLOSURE.items() <= opened.opened.report.fields.items()
    assert [a.name for a in opened.opened.report.attachments] == ["bingkisan.png"]


def test_the_tracking_page_shows_the_way_of_a_disclosure(sari: Reporter) -> None:
    code = sari.send(fill(sari).form, press="confirm").code

    page = sari.track(code)

    assert page.status == 200
    assert "Laporan gratifikasi" in page.text


def test_the_tracking_page_shows_what_was_disclosed_but_not_who_disclosed_it(
    sari: Reporter,
) -> None:
    page = sari.track(sari.send(fill(sari).form, press="confirm").code)

    for told in ("31 Juli 2026", "chronology", "giver-1-name", "object-1-description"):
        assert DISCLOSURE.get(told, told) in page.text
    for name in ("name", "id_number", "birth_place", "address", "phone"):
        assert DISCLOSURE[name] not in page.text


def test_the_tracking_page_says_what_follows_from_disclosing_late(sari: Reporter) -> None:
    in_time, late = (
        sari.track(sari.send(fill(sari, received_on=day).form, press="confirm").code)
        for day in ("2026-07-31", "2026-03-02")
    )

    assert "Pasal 12B" in late.text
    assert "(terlambat)" in late.text
    assert "Pasal 12B" not in in_time.text


@pytest.mark.parametrize(
    ("outcome", "decided"),
    [
        ("state_property", "objek gratifikasi ini menjadi milik negara"),
        ("recipient_property", "objek gratifikasi ini menjadi milik Anda"),
        ("not_processed", "tidak menetapkan status"),
    ],
)
def test_the_tracking_page_says_what_kpk_decided_until_the_case_is_closed(
    sari: Reporter, cast: Cast, context: Context, outcome: str, decided: str
) -> None:
    code = sari.send(fill(sari).form, press="confirm").code
    settled = {"state_property": "handed_over"}.get(outcome, "kept")
    ways: list[tuple[SheetKind, dict[str, str]]] = [
        (SheetKind.REVIEW, {**REVIEW}),
        (SheetKind.FORWARDING, {**FORWARDING}),
        (SheetKind.DETERMINATION, DETERMINATION | {"determination": outcome}),
        (SheetKind.SETTLEMENT, SETTLEMENT | {"settlement": settled}),
    ]
    pages = []
    for kind, raw in ways:
        write_sheet(context, cast.budi.actor, case_id(context, code), SentSheet(kind, raw))
        pages.append(sari.track(code).text)

    assert ["Penetapan KPK:" in page for page in pages] == [False, False, True, True]
    assert [decided in page for page in pages] == [False, False, True, True]
    assert "telah dilaksanakan" in pages[3]
    assert not any("Dikembalikan untuk dilengkapi" in page for page in pages)
    assert "ingin tetap anonim" not in pages[0]


def test_that_something_was_missing_is_a_step_only_where_it_was(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    code = sari.send(fill(sari).form, press="confirm").code
    before = sari.track(code).text
    case = case_id(context, code)
    write_sheet(
        context,
        cast.budi.actor,
        case,
        SentSheet(SheetKind.RETURN, {"message": "Mohon kirim foto undangan."}),
    )
    during = sari.track(code).text
    write_sheet(context, cast.budi.actor, case, SentSheet(SheetKind.REVIEW, {**REVIEW}))
    after = sari.track(code).text

    assert ["Dikembalikan untuk" in page for page in (before, during, after)] == [
        *(False, True, True)
    ]


def test_a_receipt_without_a_picture_is_sent_back_with_everything_typed(sari: Reporter) -> None:
    page = fill(sari, ("catatan.txt", b"bukan foto"))

    assert page.status == 422
    assert "foto atau pindaian" in page.problem("attachments")
    assert DISCLOSURE.items() <= page.form.values.items()
    assert "catatan.txt" in page.text


def test_an_empty_form_is_told_of_the_missing_picture_with_everything_else(sari: Reporter) -> None:
    page = sari.open(PATH)
    assert "(wajib untuk penerimaan)" in page.text
    assert "Taksiran KPK" not in page.text

    page = sari.send(page.form, press="review")

    assert page.status == 422
    for name in ("attachments", "type", "unit", "name"):
        assert page.problem(name), name


def test_a_refusal_needs_no_picture_no_value_and_no_place_of_the_object(sari: Reporter) -> None:
    answers = {"type": "refused", "received_on": "", "refused_on": "2026-07-30"}
    answers |= {"object-1-value": "", "object-1-valuation_basis": "", "object-1-location": ""}

    page = fill(sari, ("catatan.txt", b"a"), **answers)

    assert page.status == 200
    assert "Tanggal penolakan" in page.text


def test_every_problem_is_told_at_its_field_at_once_and_nothing_is_lost(sari: Reporter) -> None:
    wrong = {
        "id_number": "123",
        "received_on": "2099-01-01",
        "giver-1-name": "",
        "object-1-value": "banyak",
        "object-1-currency": "dolar",
        "chronology": "",
    }

    page = fill(sari, **wrong)

    assert page.status == 422
    for name in wrong.keys() - {"object-1-currency"}:
        assert page.problem(name), name
    assert page.problem("object-1-currency")
    assert page.form.values["object-1-value"] == "banyak"
    assert "bingkisan.png" in page.text


RARE = ("rank", "late_reason", "object-1-rate", "donated_to")


def opened(page: str) -> dict[str, bool]:
    """Of the questions few have to answer, whether they stand open."""
    parts = re.findall(r'<details class="more"( open)?>(.*?)</details>', page, re.S)
    return {name: bool(is_open) for is_open, part in parts for name in RARE if f'"{name}"' in part}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, set()),
        ({"contact_person": "Ani"}, {"rank"}),
        ({"object-1-currency": "USD"}, {"object-1-rate"}),
        ({"object-1-rate": "banyak"}, {"object-1-rate"}),
        ({"donated_on": "2099-01-01"}, {"donated_to"}),
        ({"received_on": "2026-03-02"}, {"late_reason"}),  # once it is told until when it was
    ],
)
def test_questions_for_few_stand_open_where_one_is_answered_or_wrong(
    sari: Reporter, answers: dict[str, str], expected: set[str]
) -> None:
    page = fill(sari, **{"position": "", "received_on": ""} | answers)

    assert page.status == 422
    assert opened(page.text) == {name: name in expected for name in RARE}
    assert opened(sari.open(PATH).text) == dict.fromkeys(RARE, False)


def test_blocks_are_added_and_taken_out_without_losing_what_was_typed(sari: Reporter) -> None:
    form = sari.open(PATH).form
    two = sari.send(form, DISCLOSURE | {"add": "giver"})
    assert two.status == 200
    assert {"giver-2-name", "object-1-giver"} <= two.form.names

    three = sari.send(two.form, {"giver-2-name": "Rudi", "add": "object"})
    assert "object-2-kind" in three.form.names
    assert three.form.values["giver-2-name"] == "Rudi"

    one = sari.send(three.form, {"without": "giver-1"})
    assert "giver-1-name" not in one.form.names
    assert one.form.values["giver-2-name"] == "Rudi"
    assert one.form.values["chronology"] == DISCLOSURE["chronology"]


def test_several_givers_and_objects_come_to_one_case(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    second = {name.replace("-1-", "-2-"): text for name, text in (GIVER | OBJECT).items()}
    second |= {"giver-2-name": "PT Kedua", "object-2-giver": "2", "object-1-giver": "1"}
    second |= {"object-2-currency": "USD", "object-2-value": "12,50", "object-2-rate": "16.000"}

    review = fill(sari, **second)

    assert review.status == 200
    assert "Pemberi 2" in review.text
    assert "USD 12,50, yaitu Rp200.000" in review.text


def test_a_block_nobody_filled_in_is_left_out(sari: Reporter) -> None:
    review = fill(sari, **{"giver-2-name": " ", "object-2-currency": "IDR"})

    assert review.status == 200
    assert "Pemberi 2" not in review.text
    assert "Objek 2" not in review.text


def test_a_late_disclosure_is_taken_and_told_what_follows(sari: Reporter) -> None:
    review = fill(sari, received_on="2026-03-02")

    assert review.status == 200
    assert "Pasal 12B" in review.text


@pytest.mark.parametrize(("day", "title"), [("2026-01-19", "2/2019,"), ("2026-01-20", "1/2026")])
def test_the_review_names_the_rules_of_the_day_of_receipt(
    sari: Reporter, day: str, title: str
) -> None:
    review = fill(sari, received_on=day)

    assert title in review.text


def test_the_form_of_a_disclosure_sets_no_cookie_and_stores_nothing(
    sari: Reporter, context: Context
) -> None:
    pages = [sari.open(PATH), fill(sari)]

    assert all("Set-Cookie" not in page.answer.headers for page in pages)
    assert cases(context) == 0
