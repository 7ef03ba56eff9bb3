"""The page of a unit's letterhead: the administrator's and the clerk's, and nobody else's."""

import html

import pytest

from tests.cast import Cast
from tests.papers import picture, text_of
from tests.web.officer.conftest import Enter
from wbs.services.agency.unit_profile import profile_for_papers, unit_papers

PAGE = "/petugas/kop-surat"
LINES = {"letterhead": "Kementerian Contoh\nDitjen Layanan", "address": "Jalan Pemuda 12"}


def test_the_clerk_changes_the_letterhead_and_sees_it_on_a_sample(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    browser.get(PAGE)

    answer = browser.post(PAGE, LINES | {"unit": "satker-1", "seen": "0", "head_nip": "1" * 18})

    assert answer.status_code == 303
    assert "DITJEN LAYANAN" in text_of(browser.get(f"{PAGE}/contoh.pdf").data)
    profile = profile_for_papers(cast.context, cast.unit("satker-1"))
    assert (profile.address, profile.head_nip) == (LINES["address"], "")
    assert 'name="head_nip"' not in browser.get(PAGE).get_data(as_text=True)


def test_the_administrator_tells_of_any_units_head_and_stage(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.ratna)
    browser.get(f"{PAGE}?unit=satker-2")
    head = {"unit": "satker-2", "seen": "0", "head_nip": "198504122010012003", **LINES}

    wrong = browser.post(PAGE, head | {"head_nip": "12"})
    right = browser.post(PAGE, head)
    early = browser.post(f"{PAGE}/zona-integritas", {"unit": "satker-2", "zi_stage": "wbk"})
    stage = {"unit": "satker-2", "zi_stage": "building", "zi_on": "2026-02-03"}
    reached = browser.post(f"{PAGE}/zona-integritas", stage)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert (early.status_code, reached.status_code) == (422, 303)
    assert 'id="p-head_nip"' in wrong.get_data(as_text=True)
    page = html.unescape(browser.get(f"{PAGE}?unit=satker-2").get_data(as_text=True))
    assert "198504122010012003" in page
    assert "Pembangunan" in page
    assert "3 Februari 2026" in page


def test_a_logo_is_tried_on_a_paper_before_it_is_kept(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    here = {"unit": "satker-1"}
    browser.get(PAGE)

    none = browser.post(f"{PAGE}/logo", here)
    wrong = browser.post_file(f"{PAGE}/logo", here, "logo.png", b"%PDF-1.7")
    right = browser.post_file(f"{PAGE}/logo", here, "logo.png", picture())

    assert (none.status_code, wrong.status_code, right.status_code) == (422, 422, 303)
    assert profile_for_papers(cast.context, cast.unit("satker-1")).logo
    browser.get(PAGE)
    assert browser.post(f"{PAGE}/logo/hapus", here).status_code == 303
    assert profile_for_papers(cast.context, cast.unit("satker-1")).logo is None


def test_a_form_that_came_late_is_told(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    browser.get(PAGE)
    browser.post(PAGE, LINES | {"unit": "satker-1", "seen": "0"})

    answer = browser.post(PAGE, {"letterhead": "Lain", "unit": "satker-1", "seen": "0"})

    assert answer.status_code == 409
    assert "Lain" in answer.get_data(as_text=True)


def test_a_clerk_reaches_no_other_units_papers(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    browser.get(PAGE)

    for path in (f"{PAGE}?unit=satker-2", f"{PAGE}/contoh.pdf?unit=satker-2"):
        assert browser.get(path).status_code == 404
    for path in ("", "/logo/hapus", "/zona-integritas"):
        assert browser.post(PAGE + path, {"unit": "satker-2"}).status_code == 404
    papers = unit_papers(cast.context, None, "satker-2")
    assert (papers.profile.version, papers.stages) == (0, ())


@pytest.mark.parametrize("username", ["budi", "citra", "eko", "dewi", "gita"])
def test_a_stranger_finds_no_such_page(cast: Cast, enter: Enter, username: str) -> None:
    browser = enter(cast.people[username])

    assert browser.get(PAGE).status_code == 404
    for path in ("", "/logo", "/logo/hapus", "/zona-integritas"):
        assert browser.post(PAGE + path, {"unit": "satker-1"}).status_code == 404
