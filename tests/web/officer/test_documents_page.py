"""Evidence documents on their pages: filed, listed, handed out, withdrawn, and shut to strangers."""

import html
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.conftest import Clock
from tests.documents import CONTENT, TITLE, filed
from tests.packs import payload_of
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs import bootstrap
from wbs.domain.evidence_document import DocumentKind, DocumentState, EvidenceDocument
from wbs.services.documents.documents import list_documents
from wbs.settings import Settings

LIST, FORM = "/petugas/bukti", "/petugas/bukti/baru"
TYPED = {
    "lke_code": "A.1.V.i.a",
    "kind": "invitation",
    "period": "2026-Q3",
    "title": "Undangan sosialisasi gratifikasi",
    "held_on": "2026-07-20",
}
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"
STRANGERS = ("citra", "eko", "gita", "ratna")


def text_of(answer: TestResponse) -> str:
    page = answer.get_data(as_text=True)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def lines(cast: Cast) -> list[EvidenceDocument]:
    found = list_documents(cast.context, cast.budi.actor.officer, "satker-1").lines
    return [line.document for line in found if line.document]


def send(
    browser: Visitor,
    content: bytes = b"isi undangan",
    name: str = "undangan.txt",
    change: dict[str, str] | None = None,
) -> TestResponse:
    browser.get(FORM)
    return browser.post_file(FORM, TYPED | (change or {}), name, content)


def test_an_empty_list_says_so_and_leads_to_the_form(cast: Cast, enter: Enter) -> None:
    page = enter(cast.fajar).get(LIST)

    assert "Belum ada dokumen yang disimpan." in text_of(page)
    assert f'href="{FORM}"' in page.get_data(as_text=True)


def test_a_document_is_filed_listed_and_handed_out(cast: Cast, enter: Enter) -> None:
    fajar = enter(cast.fajar)

    answer = send(fajar)

    assert (answer.status_code, answer.location) == (303, f"{LIST}?period=2026-Q3&kabar=disimpan")
    (document,) = lines(cast)
    assert (document.title, document.name) == (TYPED["title"], "undangan.txt")
    page = fajar.get(answer.location)
    for told in (TYPED["title"], "Undangan", "Triwulan III 2026", "20 Juli 2026", "Fajar Hidayat"):
        assert told in text_of(page)
    file = fajar.get(f"{LIST}/{document.filing.id}/berkas")
    assert file.get_data() == b"isi undangan"
    assert file.headers["Content-Length"] == "12"
    assert 'filename="undangan.txt"' in file.headers["Content-Disposition"]
    assert "sandbox" in file.headers["Content-Security-Policy"]


def test_a_picture_is_freed_of_what_it_hides_and_its_hash_is_that_of_what_is_handed_out(
    cast: Cast, enter: Enter
) -> None:
    picture, out = Image.new("RGB", (64, 48), "#336699"), BytesIO()
    exif = picture.getexif()
    exif[0x010F] = "Kamera milik Sari"
    picture.save(out, "JPEG", exif=exif)
    fajar = enter(cast.fajar)

    assert send(fajar, out.getvalue(), "foto.jpg", {"kind": "photo"}).status_code == 303

    (document,) = lines(cast)
    given = fajar.get(f"{LIST}/{document.filing.id}/berkas").get_data()
    assert b"Sari" in out.getvalue()
    assert b"Sari" not in given
    assert Image.open(BytesIO(given)).size == (64, 48)
    assert document.size_bytes == len(given)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lke_code": "A.9"}, "lke_code"),
        ({"kind": "nothing"}, "kind"),
        ({"period": "tahun ini"}, "period"),
        ({"period": "2026-Q4"}, "period"),
        ({"title": "  "}, "title"),
        ({"held_on": "2026-13-01"}, "held_on"),
        ({"held_on": "2026-08-04"}, "held_on"),
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_told_at_its_field_and_nothing_is_kept(
    cast: Cast, enter: Enter, change: dict[str, str], field: str
) -> None:
    answer = send(enter(cast.fajar), change=change)

    assert answer.status_code == 422
    body = answer.get_data(as_text=True)
    assert f'id="p-{field}"' in body
    assert 'id="p-attachments"' in body
    assert change.get("title", TYPED["title"]).strip() in html.unescape(body)
    assert lines(cast) == []
    assert list(cast.context.blobs.ids()) == []


def test_a_document_has_exactly_one_file(cast: Cast, enter: Enter) -> None:
    fajar = enter(cast.fajar)
    fajar.get(FORM)

    answer = fajar.post(FORM, TYPED)
    assert answer.status_code == 422
    assert "Mohon lampirkan satu berkas." in text_of(answer)
    assert send(fajar, b"").status_code == 422
    assert lines(cast) == []


def test_only_the_upg_is_offered_the_kinds_that_name_people(cast: Cast, enter: Enter) -> None:
    assert 'value="recap"' in enter(cast.indah).get(FORM).get_data(as_text=True)
    fajar = enter(cast.fajar)
    assert 'value="recap"' not in fajar.get(FORM).get_data(as_text=True)

    assert send(fajar, change={"kind": "recap"}).status_code == 404
    assert lines(cast) == []
    assert list(cast.context.blobs.ids()) == []


def test_whoever_is_not_of_the_upg_sees_that_its_document_is_there_and_no_more(
    cast: Cast, enter: Enter
) -> None:
    document = filed(cast)
    fajar = enter(cast.fajar)

    page = fajar.get(LIST)

    assert "Rekapitulasi gratifikasi" in text_of(page)
    assert "Untuk anggota UPG" in text_of(page)
    assert TITLE not in text_of(page)
    assert document.name not in text_of(page)
    assert document.filing.id not in page.get_data(as_text=True)
    assert fajar.get(f"{LIST}/{document.filing.id}/berkas").status_code == 404


def test_what_was_typed_runs_nowhere(cast: Cast, enter: Enter) -> None:
    indah = enter(cast.indah)
    send(indah, name="a<b>.txt", change={"title": HOSTILE})

    page = indah.get(LIST)

    assert "<script>alert" not in page.get_data(as_text=True)
    assert HOSTILE in text_of(page)


def test_a_document_is_withdrawn_with_a_reason(cast: Cast, enter: Enter) -> None:
    document = filed(cast)
    indah = enter(cast.indah)
    path = f"{LIST}/{document.filing.id}/tarik"
    assert TITLE in text_of(indah.get(path))

    assert indah.post(path, {"reason": "because"}).status_code == 422
    assert lines(cast)[0].filing.state is DocumentState.FILED
    answer = indah.post(path, {"reason": "personal_data"})

    assert (answer.status_code, answer.location) == (303, f"{LIST}?kabar=ditarik")
    page = text_of(indah.get(LIST))
    assert "Ditarik: 3 Agustus 2026, Indah Permata. Memuat nama" in page
    assert f"/{document.filing.id}/" not in indah.get(LIST).get_data(as_text=True)
    assert indah.get(f"{LIST}/{document.filing.id}/berkas").status_code == 404
    assert indah.post(path, {"reason": "outdated"}).status_code == 404


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_neither_sees_nor_opens_nor_withdraws_nor_files(
    cast: Cast, enter: Enter, username: str
) -> None:
    document = filed(cast, "fajar", kind=DocumentKind.INVITATION)
    stranger = enter(cast.people[username])
    path = f"{LIST}/{document.filing.id}"

    assert stranger.get(f"{LIST}?unit=satker-1").status_code == 404
    assert stranger.get(f"{path}/berkas").status_code == 404
    assert stranger.get(f"{path}/tarik").status_code == 404
    assert stranger.post(f"{path}/tarik", {"reason": "outdated"}).status_code == 404
    assert TITLE not in text_of(stranger.get(LIST))
    send(stranger)
    assert [d.filing.id for d in lines(cast)] == [document.filing.id]
    assert lines(cast)[0].filing.state is DocumentState.FILED


def test_the_list_is_narrowed_to_a_period(cast: Cast, enter: Enter) -> None:
    filed(cast)
    budi = enter(cast.budi)

    assert TITLE in text_of(budi.get(f"{LIST}?period=2026"))
    assert "Belum ada dokumen untuk periode ini." in text_of(budi.get(f"{LIST}?period=2026-Q2"))
    assert budi.get(f"{LIST}?period=kuartal").status_code == 422


def test_the_download_of_figures_takes_the_documents_along(cast: Cast, enter: Enter) -> None:
    filed(cast, content=CONTENT * 3000)
    asked = {"unit": "satker-1", "period": "2026-Q3", "as_of": "2026-07-31"}
    names = {}
    for username in ("budi", "fajar"):
        browser = enter(cast.people[username])
        browser.get("/petugas/angka")
        answer = browser.post("/petugas/angka/unduh", asked)
        names[username] = payload_of(answer.get_data())

    place = "lampiran/A.1.V.i.b/01-rekap-satker-1.csv"
    assert names["budi"][place] == CONTENT * 3000
    assert place.encode() in names["budi"]["lampiran.csv"]
    assert [n for n in names["fajar"] if n.startswith("lampiran")] == ["lampiran.csv"]
    told = names["fajar"]["lampiran.csv"].decode()
    assert "tersegel" in told
    assert TITLE not in told
    assert "rekap-satker-1" not in told


def test_nothing_of_a_document_is_on_the_disk_in_clear(
    cast: Cast, enter: Enter, data_dir: Path
) -> None:
    secret = b"Sari Lestari menerima parsel. " * 9000
    send(enter(cast.indah), secret, change={"kind": "recap", "title": "Rekap Sari Lestari"})

    stored = [p.read_bytes() for p in data_dir.rglob("*") if p.is_file()]
    assert len(lines(cast)) == 1
    assert not [content for content in stored if b"Sari Lestari" in content]


def test_a_server_without_the_key_says_so_on_every_page(
    settings: Settings, cast: Cast, clock: Clock
) -> None:
    keyless = bootstrap.build_context(replace(settings, evidence=None), clock=clock)
    browser = Visitor(bootstrap.build_officer(keyless, settings))
    browser.sign_in(cast, cast.fajar)

    for path in (LIST, FORM):
        answer = browser.get(path)
        assert answer.status_code == 503
        assert "wbs doctor" in text_of(answer)
    keyless.database.close()
