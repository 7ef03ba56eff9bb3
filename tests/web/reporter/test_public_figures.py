"""The pages everybody reads: published numbers and their sums, the same whoever asks and whatever came in since."""

import csv
import html
import io
import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.conftest import MONDAY, Clock
from tests.services.publication.test_publish import cases, store
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.publication import possible
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.publication.public_figures import public_figures
from wbs.services.publication.publish import publish_due

AUTUMN = datetime(2026, 10, 14, 9, tzinfo=MONDAY.tzinfo)
PAGES = ("/angka", "/angka/satker-1", "/angka.csv", "/angka/satker-1.csv")


@pytest.fixture
def client(cast: Cast, reporter_app: Flask) -> FlaskClient:
    return reporter_app.test_client()


def text_of(client: FlaskClient, path: str = "/angka") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def rows_of(client: FlaskClient, path: str = "/angka.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def test_before_the_first_publication_the_page_says_when_it_may_come(client: FlaskClient) -> None:
    page = text_of(client)

    assert "Belum ada angka yang terbit" in page
    assert "Angka Triwulan III 2026 terbit paling cepat pada 14 Oktober 2026" in page
    assert "Cara membaca angka ini" in page
    assert "Belum ada angka yang terbit" in text_of(client, "/angka/satker-1")
    assert rows_of(client) == []


def test_the_home_page_leads_there(client: FlaskClient) -> None:
    assert 'href="/angka"' in client.get("/").text


def test_the_page_shows_rounded_numbers_and_their_sum_never_an_exact_one(
    cast: Cast, client: FlaskClient, clock: Clock
) -> None:
    units = [cast.unit(slug) for slug in ("satker-1", "satker-2", "satker-3")]
    store(cast.context, *(h for n, u in enumerate(units) for h in cases(u, 23, 100 * n)))
    clock.at = AUTUMN
    publish_due(cast.context)

    page = text_of(client)
    rows = [row for row in rows_of(client) if row["Jenis"] == "Pengaduan masyarakat"]
    numbers = [int(row["Angka terbit"]) for row in rows]
    assert len(rows) == 7
    assert all(
        int(row["Paling sedikit"]) == possible(n)[0] for row, n in zip(rows, numbers, strict=True)
    )
    assert f"Jumlah, dengan 0–4 dihitung sebagai 0 sekitar {sum(numbers)} " in page
    assert not re.search(r"\b(23|69)\b", page)
    assert "Yang masuk, menurut unit kerja: Triwulan III 2026" in page


def test_a_sum_over_units_of_none_to_four_never_says_that_there_was_none(
    cast: Cast, client: FlaskClient, clock: Clock
) -> None:
    """Of complaints seven cells are added, of WBS reports one: that is shown as the cell it is."""
    clock.at = AUTUMN
    publish_due(cast.context)

    page = text_of(client)

    assert "Triwulan III 2026 sekitar 0 0–4 0–4 0–4 14 Oktober 2026" in page
    assert "Jumlah, dengan 0–4 dihitung sebagai 0 sekitar 0 0–4 0–4 0–4 " in page
    assert "dengan 0–4 dihitung sebagai 0, bukan dari angka persisnya" in page


def test_nothing_moves_while_reports_come_in(cast: Cast, client: FlaskClient, clock: Clock) -> None:
    store(cast.context, *cases(cast.unit("satker-1"), 8))
    clock.at = AUTUMN
    publish_due(cast.context)
    before = [client.get(path).data for path in PAGES]

    store(cast.context, *cases(cast.unit("satker-1"), 30))
    clock.move(days=20)
    publish_due(cast.context)

    assert [client.get(path).data for path in PAGES] == before


def test_a_unit_with_one_case_looks_like_one_without(
    cast: Cast, client: FlaskClient, clock: Clock
) -> None:
    """satker-4's one complaint is rounded down under this house's key, as four of five are."""
    clock.at = AUTUMN
    store(cast.context, *cases(cast.unit("satker-4"), 1))
    publish_due(cast.context)
    (found,) = public_figures(cast.context).publications
    number = found.cells[cast.unit("satker-4").id, Kind.COMPLAINT]
    shown = text_of(client, "/angka/satker-4")

    assert number in (0, 5)
    cell = "0–4" if number == 0 else "5"
    assert f"Triwulan III 2026 {cell} – – – " in shown


def test_what_employees_of_small_units_report_is_shown_above(
    cast: Cast, client: FlaskClient, clock: Clock
) -> None:
    set_unit(cast.context, None, "kanwil-a", UnitChange(employees=(2026, 80)))
    store(cast.context, *cases(cast.unit("satker-1"), 20, kind=Kind.WBS))
    clock.at = AUTUMN
    publish_due(cast.context)

    by_unit = {
        row["Alamat unit"]: row["Angka terbit"]
        for row in rows_of(client)
        if row["Jenis"] == "Laporan pelanggaran (WBS)"
    }
    assert by_unit == {"inspektorat": "0", "kanwil-a": "20"}
    assert rows_of(client, "/angka/satker-1.csv")[0]["Jenis"] == "Pengaduan masyarakat"
    assert "Yang masuk, bersama semua unit di bawahnya" in text_of(client, "/angka/kanwil-a")
    assert "di bawahnya" not in text_of(client, "/angka/satker-1").replace("di bawahnya.", "")


def test_an_earlier_quarter_can_be_chosen(cast: Cast, client: FlaskClient, clock: Clock) -> None:
    clock.at = AUTUMN + timedelta(days=120)
    assert publish_due(cast.context) == 2

    assert "menurut unit kerja: Triwulan IV 2026" in text_of(client)
    assert "menurut unit kerja: Triwulan III 2026" in text_of(client, "/angka?period=2026-Q3")
    assert "menurut unit kerja: Triwulan IV 2026" in text_of(client, "/angka?period=rubbish")


def test_a_unit_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/angka/no-such-unit").status_code == 404
    assert client.get("/angka/no-such-unit.csv").status_code == 404


def test_the_page_speaks_english_too(cast: Cast, client: FlaskClient, clock: Clock) -> None:
    clock.at = AUTUMN
    publish_due(cast.context)

    assert "Came in, by unit: Quarter III 2026" in text_of(client, "/angka?bahasa=en")


def test_the_page_stays_small_with_sixty_units(
    cast: Cast, client: FlaskClient, clock: Clock
) -> None:
    for n in range(60):
        add_unit(
            cast.context, cast.ratna.actor.officer, f"kantor-{n}", f"Kantor Pelayanan Nomor {n}",
            UnitKind.WORK_UNIT, "kanwil-a",
        )  # fmt: skip
    clock.at = AUTUMN + timedelta(days=120)
    publish_due(cast.context)

    answer = client.get("/angka")
    assert answer.text.count('href="/angka/kantor-') == 60
    assert len(answer.data) < 23_000


def test_reading_leaves_no_cookie_and_sets_no_session(client: FlaskClient) -> None:
    for path in PAGES:
        assert "Set-Cookie" not in client.get(path).headers


@pytest.mark.parametrize(
    ("page", "linked"),
    [("/angka", "/angka/satker-1"), ("/angka?bahasa=en", "/angka/satker-1?bahasa=en")],
)
def test_each_unit_leads_to_its_page_in_the_language_of_this_one(
    cast: Cast, client: FlaskClient, clock: Clock, page: str, linked: str
) -> None:
    store(cast.context, *cases(cast.unit("satker-1"), 23, 100))
    clock.at = AUTUMN
    publish_due(cast.context)

    assert f'href="{linked}"' in client.get(page).text
    assert client.get(linked).status_code == 200
