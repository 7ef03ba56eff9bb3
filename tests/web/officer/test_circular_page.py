"""The page on which a unit's circular is written: what it offers, keeps, and shows to nobody else."""

import html
import re

import pytest

from tests.cast import Cast
from tests.circulars import typed
from tests.conftest import Clock
from tests.web.officer.conftest import Enter
from wbs.services.context import Context
from wbs.services.upg.circular import campaign, shelf, write_circular

LIST, PAGE = "/petugas/edaran", "/petugas/edaran/satker-1"
STRANGERS = ["dewi", "gita", "hadi", "citra", "eko", "ratna"]


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def versions(context: Context, cast: Cast) -> int:
    return len(shelf(context, cast.budi.actor.officer, "satker-1").versions)


@pytest.mark.parametrize("username", ["budi", "fajar"])
def test_who_may_write_one_finds_it_in_the_navigation(
    cast: Cast, enter: Enter, username: str
) -> None:
    browser = enter(cast.people[username])

    assert LIST in browser.offered()
    page = browser.get(LIST).text
    assert f'href="{PAGE}"' in page
    assert "Tidak ada yang berlaku" in page
    assert page.count('href="/petugas/edaran/') == 1


@pytest.mark.parametrize("username", STRANGERS)
def test_for_everybody_else_it_is_not_there(
    context: Context, cast: Cast, enter: Enter, username: str
) -> None:
    browser = enter(cast.people[username])

    assert LIST not in browser.offered()
    assert "Satuan Kerja Satu" not in browser.get(LIST).text
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, typed()).status_code == 404
    assert versions(context, cast) == 0


@pytest.mark.parametrize("slug", ["satker-2", "kanwil-a", "entah"])
def test_a_unit_of_others_is_not_there(cast: Cast, enter: Enter, slug: str) -> None:
    browser = enter(cast.fajar)

    browser.get(LIST)
    assert browser.get(f"{LIST}/{slug}").status_code == 404
    assert browser.post(f"{LIST}/{slug}", typed()).status_code == 404


def test_without_a_circular_a_text_to_start_from_is_offered_and_can_be_published(
    context: Context, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.fajar)
    page = browser.get(PAGE).text

    offered = re.search(r'<textarea id="f-text"[^>]*>\n(.*?)</textarea>', page, re.S)
    assert offered is not None
    text = html.unescape(offered[1])
    assert "paling lambat 10 hari kerja" in text
    assert 'value="2026-08-03"' in page
    answer = browser.post(PAGE, typed(text=text, seen="0"))
    assert answer.status_code == 303
    assert "Versi baru sudah diterbitkan" in browser.get(answer.location).text
    assert "sudah diterbitkan" not in browser.get(PAGE).text
    found = campaign(context, "satker-1").circular
    assert found is not None
    assert found.wording.text == text


def test_every_version_stays_on_the_page_with_what_became_of_it(
    cast: Cast, enter: Enter, clock: Clock
) -> None:
    browser = enter(cast.budi)
    browser.get(PAGE)
    browser.post(PAGE, typed(seen="0"))
    browser.post(PAGE, typed(seen="1", title="Imbauan Natal", valid_from="2026-09-15"))

    page = browser.get(PAGE).text
    assert 'value="Imbauan Natal"' in page
    told = text_of(page)
    assert re.search(r"Versi 2 · Budi Santoso 3 Agustus 2026 Akan berlaku Imbauan Natal", told)
    assert re.search(r"Versi 1 · Budi Santoso 3 Agustus 2026 Berlaku Imbauan menjelang", told)
    assert "Berlaku sampai 30 September 2026" in text_of(browser.get(LIST).text)
    assert "<b>Terima" not in page


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": ""}, "title", "isi"),
        ({"number": "x" * 101}, "number", "100"),
        ({"dated_on": "2026-08-04"}, "dated_on", "belum tiba"),
        ({"valid_from": "besok"}, "valid_from", "tahun-bulan-hari"),
        ({"valid_to": "2026-07-31"}, "valid_to", "sudah lewat"),
        ({"valid_from": "2026-10-01"}, "valid_to", "mendahului"),
        ({"text": " "}, "text", "isi"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_everything_typed_stays(
    context: Context, cast: Cast, enter: Enter, change: dict[str, str], field: str, sentence: str
) -> None:
    browser = enter(cast.budi)
    browser.get(PAGE)
    form = typed(**change)

    answer = browser.post(PAGE, {**form, "seen": "0"})

    assert answer.status_code == 422
    problem = re.search(rf'id="p-{field}">([^<]*)<', answer.text)
    assert problem is not None
    assert sentence in problem[1]
    for name in set(form) - {"text"}:
        assert f'value="{form[name]}"' in answer.text
    assert html.escape(form["text"], quote=False).replace("'", "&#39;") in answer.text
    assert versions(context, cast) == 0


def test_whoever_was_slower_keeps_the_text_and_may_publish_it_after_all(
    context: Context, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)
    browser.get(PAGE)
    write_circular(context, cast.fajar.actor.officer, "satker-1", typed(title="Dari Fajar"), 0)

    answer = browser.post(PAGE, typed(title="Dari Budi", seen="0"))

    assert answer.status_code == 409
    assert 'value="Dari Budi"' in answer.text
    assert "Dari Fajar" in answer.text
    assert versions(context, cast) == 1
    assert 'name="seen" value="1"' in answer.text
    assert browser.post(PAGE, typed(title="Dari Budi", seen="1")).status_code == 303
    assert versions(context, cast) == 2


@pytest.mark.parametrize("seen", ["", "satu", "-1", "²", "9" * 30, "9" * 5000])
def test_a_mark_of_what_was_seen_that_is_none_publishes_nothing_over_another(
    context: Context, cast: Cast, enter: Enter, seen: str
) -> None:
    browser = enter(cast.budi)
    browser.get(PAGE)
    write_circular(context, cast.fajar.actor.officer, "satker-1", typed(), 0)

    assert browser.post(PAGE, typed(title="Lain", seen=seen)).status_code == 409
    assert versions(context, cast) == 1


def test_without_the_forms_token_nothing_is_published(
    context: Context, cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)

    assert browser.client.post(PAGE, data=typed(seen="0")).status_code == 400
    assert versions(context, cast) == 0


def test_a_session_that_ended_gives_the_text_back(cast: Cast, enter: Enter, clock: Clock) -> None:
    browser = enter(cast.budi)
    browser.get(PAGE)
    clock.move(hours=13)

    answer = browser.post(PAGE, typed(seen="0"))

    assert answer.status_code == 410
    assert "Tolak pada kesempatan pertama." in answer.text
