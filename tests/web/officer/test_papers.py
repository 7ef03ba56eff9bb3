"""Papers on a disclosure: what stands on them, in Indonesian whatever the page speaks, and who gets them."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.disclosures import (
    CUSTODY,
    DETERMINATION,
    DISCLOSURE,
    FORWARDING,
    REFUSAL,
    REVIEW,
    SETTLEMENT,
)
from tests.reports import Reported, disclose, report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.services.upg.upg_sheets import SentSheet, write_sheet

K = SheetKind
IN_THE_HOUSE = {**REVIEW, "outcome": "handled_by_agency", "perishable": "yes"}
DONATED = {
    "settlement": "donated",
    "number": "BA-9/2026",
    "on": "2026-08-01",
    "from": "UPG Satuan Kerja Satu",
    "to": "Panti Asuhan Kasih",
}

DOLLARS = {
    "object-1-kind": "money",
    "object-1-form": "money",
    "object-1-currency": "USD",
    "object-1-value": "1.250,50",
    "object-1-rate": "16.000",
}


def write(cast: Cast, reported: Reported, *sheets: tuple[SheetKind, dict[str, str]]) -> None:
    for kind, raw in sheets:
        write_sheet(cast.context, cast.budi.actor, reported.case_id, SentSheet(kind, raw))


def path_of(reported: Reported, paper: str) -> str:
    return f"/petugas/kasus/{reported.case_id}/dokumen/{paper}.pdf"


def text_of(answer: TestResponse) -> str:
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def offered(browser: Visitor, reported: Reported) -> list[str]:
    page = browser.get(f"/petugas/kasus/{reported.case_id}").get_data(as_text=True)
    return re.findall(r"/dokumen/([a-z0-9-]+)\.pdf", page)


@pytest.mark.parametrize("language", ["", "?bahasa=en"])
def test_the_disclosure_is_on_paper_with_the_fields_of_the_form(
    cast: Cast, enter: Enter, language: str
) -> None:
    reported = disclose(cast.context)

    answer = enter(cast.budi).get(path_of(reported, "laporan") + language)

    text = text_of(answer)
    for words in (
        "LAPORAN PENERIMAAN GRATIFIKASI",
        "Nomor induk kependudukan",
        "3273014505900001",
        "PT Sumber Makmur",
        "31 Juli 2026",
        "Rp750.000",
        "Satuan Kerja Satu",
    ):
        assert words.lower() in text.lower()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_refusal_says_so_on_paper(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context, REFUSAL)

    text = text_of(enter(cast.budi).get(path_of(reported, "laporan")))

    assert "laporan penolakan gratifikasi" in text.lower()


def test_a_deposit_has_its_receipt_with_the_value_of_the_review(cast: Cast, enter: Enter) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.REVIEW, REVIEW), (K.CUSTODY, CUSTODY))
    budi = enter(cast.budi)

    assert offered(budi, reported) == ["laporan", "lembar-2"]
    text = text_of(budi.get(path_of(reported, "lembar-2")))
    for words in ("TT-1/2026", "Sari Lestari", "Lemari besi UPG", "Rp800.000", "Utuh"):
        assert words in text


def test_a_receipt_says_after_the_review_what_it_said_when_it_was_signed(
    cast: Cast, enter: Enter
) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.CUSTODY, CUSTODY))
    budi = enter(cast.budi)
    signed = budi.get(path_of(reported, "lembar-1"))

    write(cast, reported, (K.REVIEW, REVIEW))

    again = budi.get(path_of(reported, "lembar-1"))
    assert again.data == signed.data
    assert "Rp750.000" in text_of(again)
    assert "rotan – Rp750.000" in text_of(again)  # no quantity was given, none is invented


def test_money_of_another_country_is_counted_in_its_own_on_a_receipt(
    cast: Cast, enter: Enter
) -> None:
    reported = disclose(cast.context, {**DISCLOSURE, **DOLLARS})
    write(cast, reported, (K.CUSTODY, CUSTODY))

    text = text_of(enter(cast.budi).get(path_of(reported, "lembar-1")))

    assert "USD 1.250,5, yaitu Rp20.008.000" in text


def test_a_handover_names_kpks_decree_and_a_donation_does_not(cast: Cast, enter: Enter) -> None:
    handed, donated = disclose(cast.context), disclose(cast.context)
    write(cast, handed, (K.REVIEW, REVIEW), (K.FORWARDING, FORWARDING))
    write(cast, handed, (K.DETERMINATION, DETERMINATION), (K.SETTLEMENT, SETTLEMENT))
    write(cast, donated, (K.REVIEW, IN_THE_HOUSE), (K.SETTLEMENT, DONATED))
    budi = enter(cast.budi)

    handover = text_of(budi.get(path_of(handed, "lembar-4")))
    donation = text_of(budi.get(path_of(donated, "lembar-2")))

    assert "SK 1234/2026" in handover
    assert "BA-3/2026" in handover
    assert "Panti Asuhan Kasih" in donation
    assert "SK 1234" not in donation


def test_where_no_paper_belongs_to_a_sheet_there_is_none(cast: Cast, enter: Enter) -> None:
    disclosed, reported = disclose(cast.context), report(cast.context)
    write(cast, disclosed, (K.REVIEW, REVIEW))
    budi = enter(cast.budi)

    assert budi.get(path_of(disclosed, "lembar-1")).status_code == 404
    assert budi.get(path_of(disclosed, "lembar-9")).status_code == 404
    assert budi.get(path_of(reported, "laporan")).status_code == 404


def test_strangers_get_no_paper(cast: Cast, enter: Enter, visitor: Visitor) -> None:
    reported = disclose(cast.context)
    write(cast, reported, (K.CUSTODY, CUSTODY))

    for paper in ("laporan", "lembar-1"):
        assert visitor.get(path_of(reported, paper)).status_code == 302
        for person in (cast.citra, cast.dewi, cast.fajar, cast.ratna):
            assert enter(person).get(path_of(reported, paper)).status_code == 404
