"""A report about an officer of the desk: they look for it everywhere, while others work on it."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter

WHO = "Budi Santoso, anggota meja WBS kantor ini"
REASON = "Saya rekan sekantor orang yang dilaporkan."
TAKEN = "Menyangkut beberapa satuan kerja."


@dataclass
class Case:
    """A case at a desk above, as its officers reach it."""

    code: str
    href: str
    attachment_href: str

    @property
    def id(self) -> str:
        return self.href.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("accused")) as running:
        yield running


@pytest.fixture(scope="module")
def officers(place: Installation, browser: Browser) -> Iterator[dict[str, OfficerAtWork]]:
    """Everybody of the story, each in a browser of their own, signed in."""
    contexts = {
        name: browser.new_context(java_script_enabled=False)
        for name in ("budi", "indah", "fajar", "gita", "dewi")
    }
    found = {
        name: OfficerAtWork(one.new_page(), place.base, place.cast.people[name], place.context)
        for name, one in contexts.items()
    }
    for officer in found.values():
        officer.sign_in()
    yield found
    for one in contexts.values():
        one.close()


@pytest.fixture(scope="module")
def sari(place: Installation, browser: Browser) -> Iterator[Reporter]:
    context = browser.new_context(java_script_enabled=False)
    yield Reporter(context.new_page(), place.base)
    context.close()


@pytest.fixture(scope="module")
def routed_away(sari: Reporter, officers: dict[str, OfficerAtWork], photo: Path) -> Case:
    """What Sari reports of Budi: nobody of the unit gets it."""
    sari.report("satker-1", files=(photo,), who=WHO, concerns_desk="yes")
    code = sari.confirm()
    gita = officers["gita"]
    href = gita.inbox()[0]
    gita.open(href)
    link = gita.page.locator(".attachments a").first.get_attribute("href")
    assert link
    return Case(code, href, link)


@pytest.mark.parametrize("name", ["budi", "indah", "fajar"])
def test_neither_list_nor_address_nor_search_nor_figures_nor_export_gives_it_away(
    place: Installation, officers: dict[str, OfficerAtWork], routed_away: Case, name: str
) -> None:
    officer = officers[name]
    said = []

    for path in ("kasus?standing=all", "kasus/dilihat-bersama", "gratifikasi", "angka", "bukti"):
        officer.page.goto(f"{place.base}/petugas/{path}")
        said.append(officer.page.content())
    for href in (routed_away.href, routed_away.attachment_href):
        assert officer.page.request.get(place.base + href).status == 404
    pack = _pack(officer)
    said += pack.values()

    for text in said:
        for trace in (routed_away.id, routed_away.id[:4].upper() + "-", "Bendahara meminta"):
            assert trace not in text
    statistics = json.loads(next(text for n, text in pack.items() if n.endswith("statistik.json")))
    for numbers in statistics["tindak_lanjut"].values():
        assert {numbers[name] for name in ("harus", "sedang", "selesai")} == {0}


def _come_back(sari: Reporter, code: str) -> None:
    """Sari enters by the code; whatever session her browser had is over."""
    sari.page.context.clear_cookies()
    sari.track(code)


def _pack(officer: OfficerAtWork) -> dict[str, str]:
    """What can be read of the pack that the officer takes along, by the name of each file."""
    officer.page.goto(f"{officer.base}/petugas/angka")
    button = officer.page.locator('form[action$="/angka/unduh"] button').last
    with zipfile.ZipFile(io.BytesIO(officer.download(button))) as pack:
        return {name: _text_of(name, pack.read(name)) for name in pack.namelist()}


def _text_of(name: str, content: bytes) -> str:
    if not name.endswith(".xlsx"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(part).decode(errors="replace") for part in book.namelist())


def test_an_officer_who_finds_it_concerns_their_desk_hands_it_over_and_never_sees_it_again(
    place: Installation, officers: dict[str, OfficerAtWork], sari: Reporter
) -> None:
    sari.report("satker-1")
    code = sari.confirm()
    indah, budi, gita = officers["indah"], officers["budi"], officers["gita"]
    before = set(gita.inbox())
    href = indah.inbox()[0]

    indah.open(href)
    indah.page.get_by_text("Karena menyangkut saya").click()
    form = indah.page.locator("form", has=indah.page.locator('[name="concerned"]'))
    form.locator('[name="desk"]').select_option(index=1)
    form.locator('[name="grounds"]').fill(REASON)
    form.locator("button").click()

    assert "Kasus telah diserahkan" in indah.text()
    for officer in (indah, budi):
        assert href not in officer.inbox()
        assert officer.page.request.get(place.base + href).status == 404
    assert set(gita.inbox()) - before == {href}
    gita.open(href)
    assert REASON in gita.text()
    _come_back(sari, code)
    assert "menyerahkannya kepada petugas lain" in sari.text()
    assert REASON not in sari.text()


def test_the_reporter_has_the_inspectorate_look_and_it_takes_the_case_over(
    place: Installation,
    officers: dict[str, OfficerAtWork],
    sari: Reporter,
    routed_away: Case,
) -> None:
    dewi, gita = officers["dewi"], officers["gita"]
    _come_back(sari, routed_away.code)
    sari.page.get_by_text("Mintalah Inspektorat melihat laporan ini").click()
    sari.page.locator("#f-inspektorat").click()
    assert "Inspektorat ikut melihat laporan Anda" in sari.text()

    dewi.page.get_by_role("link", name="Dilihat bersama").click()
    assert routed_away.href in dewi.page.content()
    dewi.open(routed_away.href)
    dewi.write("Kami ikut membaca laporan ini.")
    dewi.open(routed_away.href)
    form = dewi.page.locator("form", has=dewi.page.locator("#f-ambil-alih-grounds"))
    form.locator("textarea").fill(TAKEN)
    form.locator("button").click()

    assert routed_away.href in dewi.inbox()
    assert gita.page.request.get(place.base + routed_away.href).status == 404
    _come_back(sari, routed_away.code)
    said = sari.text()
    assert "mengambil alih penanganannya" in said
    assert "Kami ikut membaca laporan ini." in said
    for name in ("Dewi", "Gita", "Kantor Wilayah"):
        assert name not in said


def test_a_report_at_the_wrong_desk_leaves_it_at_a_word_of_the_reporter(
    place: Installation, officers: dict[str, OfficerAtWork], sari: Reporter
) -> None:
    sari.report("satker-1")
    code = sari.confirm()
    budi = officers["budi"]
    href = budi.inbox()[0]
    _come_back(sari, code)

    sari.page.get_by_text("Laporan ini salah alamat").click()
    form = sari.page.locator('form[action="/lacak/salah-alamat"]')
    form.locator('[name="exclude"]').fill("Pak Budi Santoso")
    form.locator("button").click()

    assert "Anda menyebutkan siapa yang tersangkut." in sari.text()
    assert href not in budi.inbox()
    assert budi.page.request.get(place.base + href).status == 404
    assert href in officers["gita"].inbox()
