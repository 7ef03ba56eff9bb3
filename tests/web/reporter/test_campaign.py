"""A unit's public page on gratuities: its circular, who takes disclosures, and nothing that is kept."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.circulars import at_a_new_upg, typed
from tests.conftest import Clock
from wbs.domain.kinds import UnitKind
from wbs.evidence.table import CAMPAIGN_PAGE
from wbs.services.agency.add_unit import add_unit
from wbs.services.context import Context
from wbs.services.upg.circular import write_circular

PAGE = "/gratifikasi/satker-1"


@pytest.fixture
def client(cast: Cast, reporter_app: Flask) -> FlaskClient:
    return reporter_app.test_client()


def text_of(client: FlaskClient, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def test_the_page_says_what_the_rules_say_and_who_takes_disclosures(client: FlaskClient) -> None:
    page = text_of(client)

    assert "Gratifikasi: Satuan Kerja Satu" in page
    assert "Gratifikasi adalah pemberian dalam arti luas" in page
    assert "Peraturan KPK 1/2026, berlaku sejak 20 Januari 2026" in page
    assert "paling banyak Rp1.500.000 dari setiap pemberi" in page
    assert "UU 20/2001 Pasal 12C ayat (2)" in page
    assert "diterima oleh Unit Pengendalian Gratifikasi (UPG) pada Satuan Kerja Satu" in page
    assert "langsung ke KPK melalui gol.kpk.go.id" in page
    assert "Edaran" not in page


def test_the_circular_in_force_stands_there_whole_and_harmless(
    cast: Cast, client: FlaskClient, clock: Clock
) -> None:
    write_circular(cast.context, cast.fajar.actor.officer, "satker-1", typed(), 0)

    page = client.get(PAGE).text
    assert "Imbauan menjelang hari raya</h2>" in page
    assert "Edaran Satuan Kerja Satu, nomor SE-7/2026, 1 Agustus 2026" in page
    assert "Berlaku 1 Agustus 2026 sampai 30 September 2026" in page
    assert "&lt;b&gt;Terima kasih" in page
    assert "Fajar" not in page
    clock.move(days=60)
    assert "SE-7/2026" not in client.get(PAGE).text


def test_a_unit_without_one_shows_that_of_the_unit_above_and_says_whose_it_is(
    cast: Cast, client: FlaskClient
) -> None:
    gita = at_a_new_upg(cast, "gita", "kanwil-a")
    write_circular(cast.context, gita, "kanwil-a", typed(), 0)

    page = text_of(client, "/gratifikasi/satker-2")
    assert "Edaran Kantor Wilayah A, nomor SE-7/2026" in page
    assert "(UPG) pada Kantor Wilayah A" in page
    elsewhere = text_of(client, "/gratifikasi/satker-3")
    assert "SE-7/2026" not in elsewhere
    assert "diterima oleh Inspektorat, karena belum ada" in elsewhere


def test_the_form_of_the_unit_opens_without_a_word_in_the_address(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    form = re.search(r'<form method="post" action="(/lapor/gratifikasi)">(.*?)</form>', page, re.S)
    assert form is not None
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))

    opened = client.post(form[1], data=fields)

    assert opened.status_code == 200
    assert '<option value="satker-1" selected>' in opened.text
    assert "unit=" not in page


def test_where_nobody_can_take_it_the_page_leads_to_kpk_alone(
    context: Context, reporter_app: Flask
) -> None:
    add_unit(context, None, "satker-1", "Satuan Kerja Satu", UnitKind.WORK_UNIT, None)

    page = text_of(reporter_app.test_client())

    assert "Saat ini di sini belum ada yang dapat menerima laporan gratifikasi" in page
    assert "Lapor gratifikasi" not in page


def test_a_unit_nobody_knows_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/gratifikasi/entah")

    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text


def test_the_guide_keeps_its_address(client: FlaskClient) -> None:
    assert "Kapan Anda menerimanya" in text_of(client, "/gratifikasi/panduan")


def test_a_unit_is_chosen_from_the_page_of_the_rules(client: FlaskClient) -> None:
    assert '<option value="satker-1">' in client.get("/gratifikasi").text

    answer = client.post("/gratifikasi?bahasa=en", data={"unit": "satker-1"})

    assert (answer.status_code, answer.location) == (303, PAGE + "?bahasa=en")


@pytest.mark.parametrize("unit", ["", "entah", "//evil.example"])
def test_a_choice_that_is_none_is_told_at_its_field(client: FlaskClient, unit: str) -> None:
    answer = client.post("/gratifikasi", data={"unit": unit})

    assert answer.status_code == 422
    assert 'id="p-unit"' in answer.text


def test_the_page_speaks_english_and_marks_the_circular_as_indonesian(
    cast: Cast, client: FlaskClient
) -> None:
    write_circular(cast.context, cast.fajar.actor.officer, "satker-1", typed(), 0)

    page = client.get(PAGE + "?bahasa=en").text
    assert "Circular of Satuan Kerja Satu, number SE-7/2026, 1 August 2026" in page
    assert '<h2 lang="id">Imbauan' in page


def test_the_page_sets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get(PAGE).headers


def test_the_address_in_the_evidence_is_that_of_the_page(reporter_app: Flask) -> None:
    with reporter_app.test_request_context():
        assert (
            reporter_app.url_for("campaign.of_unit", slug="satker-1") == f"{CAMPAIGN_PAGE}satker-1"
        )
