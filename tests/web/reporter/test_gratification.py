"""The pages on gratuities: what the rules say, and a guide that remembers nothing."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.cast import Cast
from wbs.services.context import Context
from wbs.store.database import TABLES
from wbs.store.schema.ground import Base

GUIDE = "/gratifikasi/panduan"
WEDDING = {"exempt": "l", "value": "1.200.000", "second": "1"}
assert TABLES


@pytest.fixture
def client(cast: Cast, reporter_app: Flask) -> FlaskClient:
    return reporter_app.test_client()


def text_of(answer: TestResponse) -> str:
    page = answer.get_data(as_text=True)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def guided(client: FlaskClient, on: str = "2026-07-30", conflict: str = "no", **typed: str) -> str:
    answer = client.post(GUIDE, data={"received_on": on, "conflict": conflict, **typed})
    assert answer.status_code == 200
    return text_of(answer)


def rows(context: Context) -> dict[str, int]:
    with context.database.reading() as work:
        return {
            table.name: work.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_the_page_names_the_limits_in_force_today_and_the_days_to_report(
    client: FlaskClient,
) -> None:
    page = text_of(client.get("/gratifikasi"))

    assert "Peraturan KPK 1/2026, berlaku sejak 20 Januari 2026" in page
    assert "paling banyak Rp1.500.000 dari setiap pemberi" in page
    assert "paling lambat 10 hari kerja" in page
    assert "paling lambat 30 hari kerja" in page
    assert "UU 20/2001 Pasal 12C ayat (2)" in page


def test_the_page_says_which_letter_fell_away_and_since_when(client: FlaskClient) -> None:
    page = text_of(client.get("/gratifikasi"))

    assert (
        "Huruf n (Pisah sambut, pensiun, mutasi, atau ulang tahun, dari rekan kerja) tidak lagi "
        "dikecualikan sejak 20 Januari 2026." in page
    )


def test_the_front_page_leads_to_the_rules_and_to_the_form(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)

    assert 'href="/lapor/gratifikasi">Lapor gratifikasi<' in page
    assert 'href="/gratifikasi">apa yang wajib dilaporkan dan apa yang tidak<' in page


def test_a_receipt_is_judged_by_the_limits_of_its_day_and_the_page_says_which(
    client: FlaskClient,
) -> None:
    before = guided(client, "2026-01-19", **WEDDING)
    after = guided(client, "2026-01-20", **WEDDING)

    assert "Wajib dilaporkan" in before
    assert "melebihi batas Rp1.000.000" in before
    assert "Peraturan KPK 2/2019, berlaku 1 Desember 2019 sampai 19 Januari 2026" in before
    assert "Tidak wajib dilaporkan" in after
    assert "(huruf l)" in after
    assert "Peraturan KPK 1/2026, berlaku sejak 20 Januari 2026" in after


def test_what_need_not_be_disclosed_gets_no_deadline_no_warning_and_no_order(
    client: FlaskClient,
) -> None:
    free = guided(client, "2026-02-02", **WEDDING)
    bound = guided(client, "2026-02-02", **WEDDING | {"value": "2.000.000"})

    for said in ("sudah lewat", "12B", "Datanglah ke", "Simpan barangnya", "hari kerja"):
        assert said not in free
    assert "Tidak wajib dilaporkan" in free
    assert "Anda selalu boleh melapor" in free
    assert "sudah lewat" in bound
    assert "Simpan barangnya" in bound


def test_the_second_step_offers_only_the_kinds_of_that_day(client: FlaskClient) -> None:
    assert "Pisah sambut" in guided(client, "2026-01-19")
    assert "Pisah sambut" not in guided(client, "2026-01-20")


def test_what_stands_against_the_office_ends_the_guide_at_once(client: FlaskClient) -> None:
    page = guided(client, conflict="yes")

    assert "Wajib ditolak" in page
    assert "Jika tidak dapat menolaknya" in page
    assert "Anda selalu boleh melapor" in page


def test_the_last_days_are_shown_and_a_late_one_is_told_with_its_consequence(
    client: FlaskClient,
) -> None:
    in_time = guided(client, "2026-07-30", exempt="none", second="1")
    late = guided(client, "2026-03-16", exempt="none", second="1")

    assert "paling lambat 13 Agustus 2026" in in_time
    assert "dapat ditetapkan menjadi milik negara" not in in_time
    assert "tenggatnya 6 Mei 2026 sudah lewat: tetap laporkan" in late
    assert "dapat ditetapkan menjadi milik negara" in late


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"received_on": "", "conflict": "no"}, "received_on", ""),
        ({"received_on": "2099-01-01", "conflict": "no"}, "received_on", ""),
        ({"received_on": "2010-01-01", "conflict": "no"}, "received_on", "langsung ke KPK"),
        ({"received_on": "2026-07-30", "conflict": ""}, "conflict", ""),
        ({"received_on": "2026-07-30", "conflict": "maybe"}, "conflict", ""),
        ({"received_on": "2026-07-30", "conflict": "no", "second": "1"}, "exempt", ""),
        (
            {"received_on": "2026-07-30", "conflict": "no", "second": "1", "exempt": "n"},
            "exempt",
            "",
        ),
        (
            {"received_on": "2026-07-30", "conflict": "no", "second": "1", "exempt": "l"},
            "value",
            "",
        ),
        (
            {
                "received_on": "2026-07-30",
                "conflict": "no",
                "second": "1",
                "exempt": "l",
                "value": "banyak",
            },
            "value",
            "misalnya 1.500.000",
        ),
    ],
)
def test_a_problem_is_told_at_its_field_and_what_was_typed_stays(
    client: FlaskClient, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = client.post(GUIDE, data=typed)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="p-{field}"' in page
    assert sentence in page
    for value in (text for name, text in typed.items() if text and name != field):
        assert f'value="{value}"' in page


def test_answers_can_be_changed_and_none_is_lost(client: FlaskClient) -> None:
    typed = {"received_on": "2026-07-30", "conflict": "no", **WEDDING, "change": "1"}

    page = client.post(GUIDE, data=typed).get_data(as_text=True)

    assert 'value="2026-07-30"' in page
    assert 'name="value" value="1.200.000"' in page
    assert 'name="exempt" value="l"' in page


def test_the_guide_stores_nothing_sets_no_cookie_and_puts_nothing_in_the_address(
    client: FlaskClient, context: Context
) -> None:
    before = rows(context)

    answer = client.post(GUIDE, data={"received_on": "2026-07-30", "conflict": "no", **WEDDING})

    assert rows(context) == before
    assert "Set-Cookie" not in answer.headers
    assert "Location" not in answer.headers
    assert 'method="get"' not in answer.get_data(as_text=True)


def test_the_guide_speaks_english_where_the_address_asks_for_it(client: FlaskClient) -> None:
    answer = client.post(
        GUIDE + "?bahasa=en", data={"received_on": "2026-07-30", "conflict": "no", **WEDDING}
    )

    assert "Need not be disclosed" in text_of(answer)
