"""The two ways by which a reporter has others read their case, and the list of who got hold of it."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.reporter.reporter_pages import Form, PageSeen, Reporter
from wbs.domain.kinds import DeskKind

DESKS_AND_PEOPLE = ["Kantor Wilayah", "Gita", "Dewi", "Budi Santoso", "Meja WBS"]


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def form_to(page: PageSeen, action: str) -> Form:
    return next(form for form in page.forms if form.action.endswith(action))


def press(sari: Reporter, action: str, **answers: str) -> PageSeen:
    answered = sari.send(form_to(sari.open("/lacak"), action), answers)
    return sari.open("/lacak") if answered.status == 303 else answered


def told(page: PageSeen) -> str:
    return page.text[page.text.index('id="siapa"') :]


def test_the_inspectorate_is_asked_and_the_page_says_so(sari: Reporter, cast: Cast) -> None:
    sari.track(sari.report())
    assert "tidak ada selain yang menanganinya" in told(sari.open("/lacak"))

    page = press(sari, "/lacak/inspektorat")

    assert page.status == 200
    assert 'role="status">Inspektorat sudah diminta.' in page.text
    assert "Inspektorat sudah diminta." not in sari.open("/lacak").text
    assert "3 Agustus 2026</strong>: Anda meminta Inspektorat ikut melihatnya." in page.text
    assert not [form for form in page.forms if form.action.endswith("/lacak/inspektorat")]
    for name in DESKS_AND_PEOPLE:
        assert name not in told(page)


def test_a_report_at_the_wrong_desk_goes_elsewhere_and_the_page_goes_on(
    sari: Reporter, cast: Cast
) -> None:
    code = sari.report()
    sari.track(code)

    page = press(sari, "/lacak/salah-alamat", concerns_desk="yes")

    assert page.status == 200
    assert 'role="status">Laporan Anda kini berada pada petugas lain.' in page.text
    assert "Anda menyebutkan siapa yang tersangkut." in page.text
    assert "Tahap: Diterima" in page.text
    for name in DESKS_AND_PEOPLE:
        assert name not in told(page)
    assert sari.write("Terima kasih.").status == 303


def test_where_nobody_is_left_the_page_names_others_and_keeps_what_was_typed(
    sari: Reporter, cast: Cast
) -> None:
    sari.track(sari.report())

    page = press(sari, "/lacak/salah-alamat", exclude="Gita Maharani\nDewi Anggraini")

    assert page.status == 422
    assert "KPK" in page.problem("exclude")
    assert "Ombudsman" in page.problem("exclude")
    assert "Gita Maharani\nDewi Anggraini" in page.text
    assert "tidak ada selain yang menanganinya" in told(sari.open("/lacak"))


def test_without_an_answer_the_page_asks_for_one(sari: Reporter, cast: Cast) -> None:
    sari.track(sari.report())

    page = press(sari, "/lacak/salah-alamat")

    assert page.status == 422
    assert "Sebutkan siapa" in page.problem("concerns_head")


def test_the_page_is_the_same_whether_an_excluded_name_is_known_or_not(
    sari: Reporter, cast: Cast
) -> None:
    pages = []
    for name in ("Gita Maharani", "Tuan Antah Berantah"):
        review = sari.review(exclude=name)
        code = sari.send(review.form, press="confirm").code
        page = sari.track(code)
        pages.append((review.status, page.status, told(page).replace(name, "")))

    first, second = pages
    assert first[:2] == second[:2] == (200, 200)
    assert first[2].split("csrf")[0] == second[2].split("csrf")[0]


def test_without_a_session_nothing_is_done(sari: Reporter, cast: Cast) -> None:
    for action in ("/lacak/inspektorat", "/lacak/salah-alamat"):
        answer = sari.client.post(action, data={"concerns_head": "yes"})
        assert answer.status_code == 410


def test_without_the_forms_token_nothing_is_done(sari: Reporter, cast: Cast) -> None:
    sari.track(sari.report())
    for action in ("/lacak/inspektorat", "/lacak/salah-alamat"):
        answer = sari.client.post(action, data={"concerns_head": "yes"})
        assert answer.status_code == 422

    assert "tidak ada selain yang menanganinya" in told(sari.open("/lacak"))
    assert cast.desk("inspektorat", DeskKind.INSPECTORATE)


@pytest.mark.parametrize("field", ["exclude", "who"])
def test_where_every_desk_has_somebody_who_is_named_the_form_says_so_and_loses_nothing(
    sari: Reporter, cast: Cast, field: str
) -> None:
    names = "Budi Santoso, Gita Maharani, Dewi Anggraini"

    page = sari.review(**{field: names})

    assert page.status == 422
    assert "KPK" in page.problem("unit")
    assert "Ombudsman" in page.problem("unit")
    assert names in page.text
    assert 'name="confirm"' not in page.text
