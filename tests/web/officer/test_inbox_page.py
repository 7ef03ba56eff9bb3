"""The list of cases on its page."""

import html
import re

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import report
from tests.web.officer.conftest import Enter
from wbs.domain.case import Stage
from wbs.domain.kinds import Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import move_case
from wbs.services.cases.open_case import open_case

CASE_LINK = re.compile(r'href="/petugas/kasus/([0-9a-f]{32})"')
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_sixty_cases_are_read_page_by_page_by_their_links(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    reported = {report(cast.context).case_id for _ in range(60)}
    browser = enter(cast.budi)
    path, seen, pages = "/petugas/kasus", [], 0

    while path:
        page = browser.get(path).get_data(as_text=True)
        seen += CASE_LINK.findall(page)
        pages += 1
        after = NEXT.search(page)
        path = html.unescape(after.group(1)) if after else ""

    assert pages == 3
    assert len(seen) == 60
    assert set(seen) == reported


def test_a_late_case_says_so_in_words(cast: Cast, enter: Enter, clock: Clock) -> None:
    report(cast.context, kind=Kind.COMPLAINT)
    clock.move(days=20)

    page = enter(cast.budi).get("/petugas/kasus?standing=overdue").get_data(as_text=True)

    assert "Terlambat, tenggat 6 Agustus 2026" in text_of(page)


def test_what_was_not_read_is_marked_in_words_until_it_is(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    before = browser.get("/petugas/kasus").get_data(as_text=True)

    open_case(cast.context, cast.budi.actor, reported.case_id)

    assert "Belum dibaca" in before
    assert "Belum dibaca" not in browser.get("/petugas/kasus").get_data(as_text=True)


def test_a_filter_keeps_its_choice_and_goes_along_with_the_pages(cast: Cast, enter: Enter) -> None:
    for _ in range(30):
        reported = report(cast.context)
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    browser = enter(cast.budi)

    page = browser.get("/petugas/kasus?stage=received&kind=wbs").get_data(as_text=True)
    after = html.unescape(NEXT.findall(page)[0])

    assert '<option value="received" selected>' in page
    assert "stage=received" in after and "kind=wbs" in after
    assert len(CASE_LINK.findall(browser.get(after).get_data(as_text=True))) == 4


@pytest.mark.parametrize(
    "query",
    ["stage=nowhere", "unit=%27%20OR%201", "after=x_y", "after=2026-13-45_a", "kind=", "before=_"],
)
def test_an_address_nobody_would_make_is_read_as_far_as_it_goes(
    cast: Cast, enter: Enter, query: str
) -> None:
    reported = report(cast.context)

    answer = enter(cast.budi).get(f"/petugas/kasus?{query}")

    assert answer.status_code == 200
    assert CASE_LINK.findall(answer.get_data(as_text=True)) == [reported.case_id]


def test_an_empty_list_says_what_it_means(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.citra)

    assert "Tidak ada kasus terbuka di meja Anda." in text_of(
        browser.get("/petugas/kasus").get_data(as_text=True)
    )
    assert "Tidak ada kasus yang cocok" in text_of(
        browser.get("/petugas/kasus?stage=review").get_data(as_text=True)
    )


def test_a_stranger_sees_nothing_of_it_in_their_list(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)

    for person in (cast.citra, cast.eko, cast.gita, cast.dewi):
        browser = enter(person)
        for standing in ("open", "overdue", "closed", "all"):
            page = browser.get(f"/petugas/kasus?standing={standing}&unit=satker-1")
            assert reported.case_id not in page.get_data(as_text=True)


def test_a_full_page_stays_small_and_opens_no_case(cast: Cast, enter: Enter) -> None:
    for _ in range(25):
        report(cast.context)

    page = enter(cast.budi).get("/petugas/kasus").get_data()

    assert len(page) < 60_000
    assert b"Kepala gudang" not in page
