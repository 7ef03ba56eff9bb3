"""The pages of monev: a meeting from its form to its minutes, the tracker, and strangers."""

import html

import pytest
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.monev import ALL_KINDS, MEETING, RECOMMENDATION, held, proof, recommended, taken
from tests.papers import text_of as text_of_pdf
from tests.web.officer.conftest import Enter
from wbs.domain.monev import Progress
from wbs.services.agency.unit_profile import set_profile
from wbs.services.documents.documents import list_documents
from wbs.services.monev.meetings import monev_year

MONEV = "/petugas/monev"
NEW = f"{MONEV}/rapat/baru"
TRACKER = f"{MONEV}/rekomendasi"
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"


def shown(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def test_a_clerk_writes_a_meeting_down_and_finds_it_in_its_quarter(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.fajar)
    assert "Belum ada rapat tentang triwulan tahun ini" in shown(browser.get(MONEV))
    browser.get(f"{NEW}?triwulan=2026-Q2")

    answer = browser.post(NEW, MEETING | {"kinds": list(ALL_KINDS)})

    assert answer.status_code == 303
    page = shown(browser.get(MONEV))
    assert "2 Juli 2026" in page
    assert "Ada monev" in page
    assert "Tidak ada monev" in page
    assert MEETING["notes"] in shown(browser.get(answer.location))


def test_the_form_begins_with_the_figures_of_its_quarter(cast: Cast, enter: Enter) -> None:
    page = shown(enter(cast.fajar).get(f"{NEW}?triwulan=2026-Q2"))

    assert "Evaluasi Triwulan II 2026, angka per 30 Juni 2026." in page
    assert 'name="quarter" value="2026-Q2"' in page


@pytest.mark.parametrize("asked", ["", "x", "2026", "2026-08"])
def test_a_quarter_nobody_can_read_is_the_last_that_has_figures(
    cast: Cast, enter: Enter, asked: str
) -> None:
    page = shown(enter(cast.fajar).get(f"{NEW}?triwulan={asked}"))

    assert 'name="quarter" value="2026-Q3"' in page


def test_a_quarter_without_figures_has_an_empty_agenda(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.fajar).get(f"{NEW}?triwulan=2027-Q1")

    assert answer.status_code == 200
    assert "Saldo awal" not in shown(answer)


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.fajar)
    browser.get(NEW)

    answer = browser.post(NEW, MEETING | {"held_on": "2026-01-02", "notes": HOSTILE})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="p-held_on"' in page
    assert 'id="p-kinds"' in page
    assert html.escape(HOSTILE).replace("&#x27;", "&#39;") in page
    assert HOSTILE not in page


def test_a_meeting_changed_meanwhile_is_not_written_over(cast: Cast, enter: Enter) -> None:
    meeting = held(cast)
    browser = enter(cast.fajar)
    path = f"{MONEV}/rapat/{meeting.id}/ubah"
    assert MEETING["agenda"] in shown(browser.get(path))
    sent = MEETING | {"kinds": "wbs", "seen": "1"}

    first = browser.post(path, sent | {"notes": "Pertama"})
    second = browser.post(path, sent | {"notes": "Kedua"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Kedua" in shown(second)
    assert "Pertama" in shown(browser.get(f"{MONEV}/rapat/{meeting.id}"))


def test_a_meeting_with_a_recommendation_cannot_be_taken_out(cast: Cast, enter: Enter) -> None:
    meeting = held(cast)
    browser = enter(cast.fajar)
    here = f"{MONEV}/rapat/{meeting.id}"
    browser.get(here)
    wrong = browser.post(f"{here}/rekomendasi", RECOMMENDATION | {"due_on": ""})
    given = browser.post(f"{here}/rekomendasi", RECOMMENDATION)

    refused = browser.post(f"{here}/hapus", {"seen": "1"})

    assert (wrong.status_code, given.status_code, refused.status_code) == (422, 303, 409)
    assert RECOMMENDATION["text"] in shown(wrong)
    assert RECOMMENDATION["text"] in shown(browser.get(here))


def test_a_meeting_written_down_by_mistake_is_taken_out(cast: Cast, enter: Enter) -> None:
    meeting = held(cast)
    browser = enter(cast.fajar)
    browser.get(f"{MONEV}/rapat/{meeting.id}")

    answer = browser.post(f"{MONEV}/rapat/{meeting.id}/hapus", {"seen": "1"})

    assert answer.status_code == 303
    assert browser.get(f"{MONEV}/rapat/{meeting.id}").status_code == 404


def test_the_minutes_bear_letterhead_words_and_signatories(cast: Cast, enter: Enter) -> None:
    set_profile(
        cast.context,
        None,
        "satker-1",
        {
            "letterhead": "Kementerian Contoh\nDitjen Layanan",
            "head_nip": "198504122010012003",
            "head_title": "Kepala Satker",
        },
    )
    meeting = held(cast, chair="Indah Permata")
    recommended(cast, meeting)

    answer = enter(cast.budi).get(f"{MONEV}/rapat/{meeting.id}/notula.pdf")

    text = text_of_pdf(answer.data)
    assert answer.headers["Content-Type"] == "application/pdf"
    for words in (
        *("DITJEN LAYANAN", "Triwulan II 2026", "Ruang rapat lantai dua", "8 orang"),
        *(MEETING["notes"], RECOMMENDATION["text"], "31 Juli 2026"),
        *("Indah Permata", "Fajar Hidayat", "Joko Susilo", "Kepala Satker"),
        "NIP 198504122010012003",
    ):
        assert words in text


def test_the_signed_minutes_are_filed_from_a_form_that_knows_them(cast: Cast, enter: Enter) -> None:
    meeting = held(cast)
    browser = enter(cast.fajar)
    page = shown(browser.get(f"{MONEV}/rapat/{meeting.id}"))
    (link,) = [part.split('"')[0] for part in page.split('href="') if "A.1.V.iii.c" in part[:60]]

    form = shown(browser.get(link))

    assert '<option value="A.1.V.iii.c" selected>' in form
    assert '<option value="minutes" selected>' in form
    assert '<option value="2026-Q2" selected>' in form
    assert 'value="2026-07-02"' in form


def test_a_proof_that_is_sent_along_is_filed_and_all_is_followed_up(
    cast: Cast, enter: Enter
) -> None:
    said = recommended(cast, held(cast))
    browser = enter(cast.fajar)
    path = f"{TRACKER}/{said.id}"
    assert "belum ada yang ditindaklanjuti" in shown(browser.get(TRACKER))
    browser.get(path)

    bare = browser.post(path, {"progress": "done"})
    answer = browser.post_file(path, {"progress": "done"}, "formulir.txt", b"formulir baru")

    assert (bare.status_code, answer.status_code) == (422, 303)
    assert "Saat ini" not in shown(bare)
    page = shown(browser.get(TRACKER))
    assert "seluruhnya ditindaklanjuti (A.1.V.iii.d: mendukung A)" in page
    (line,) = list_documents(cast.context, cast.fajar.actor.officer, "satker-1").lines
    assert (line.filing.lke_code, line.filing.period.code) == ("A.1.V.iii.d", "2026-Q2")
    assert browser.get(f"/petugas/bukti/{line.filing.id}/berkas").data == b"formulir baru"


def test_a_file_is_not_kept_where_the_step_is_none(cast: Cast, enter: Enter) -> None:
    said = recommended(cast, held(cast))
    browser = enter(cast.fajar)
    path = f"{TRACKER}/{said.id}"
    browser.get(path)

    answer = browser.post_file(path, {"progress": "cancelled"}, "formulir.txt", b"formulir")

    assert answer.status_code == 422
    assert 'id="p-note"' in answer.get_data(as_text=True)
    assert list_documents(cast.context, cast.fajar.actor.officer, "satker-1").lines == ()


def test_a_file_goes_with_done_alone_and_is_not_dropped_in_silence(
    cast: Cast, enter: Enter
) -> None:
    said = recommended(cast, held(cast))
    browser = enter(cast.fajar)
    path = f"{TRACKER}/{said.id}"
    browser.get(path)

    answer = browser.post_file(path, {"progress": "in_progress"}, "foto.txt", b"foto")

    assert answer.status_code == 422
    assert 'id="p-attachments"' in answer.get_data(as_text=True)
    assert "Belum mulai" in shown(browser.get(TRACKER))


def test_a_document_that_is_filed_already_proves_as_well(cast: Cast, enter: Enter) -> None:
    said = recommended(cast, held(cast))
    document_id = proof(cast)
    browser = enter(cast.fajar)
    assert document_id in shown(browser.get(f"{TRACKER}/{said.id}"))

    answer = browser.post(f"{TRACKER}/{said.id}", {"progress": "done", "proof": document_id})

    assert answer.status_code == 303
    assert f"/petugas/bukti/{document_id}/berkas" in shown(browser.get(TRACKER))


def test_what_was_cancelled_tells_why(cast: Cast, enter: Enter) -> None:
    said = recommended(cast, held(cast))
    taken(cast, said, Progress.CANCELLED, note="Loket ditutup untuk selamanya")

    page = shown(enter(cast.fajar).get(TRACKER))

    assert "Dibatalkan" in page
    assert "Loket ditutup untuk selamanya" in page
    assert "tidak ada rekomendasi" in page


def test_the_inspectorate_reads_every_units_monev_and_has_no_form(cast: Cast, enter: Enter) -> None:
    meeting = held(cast)
    said = recommended(cast, meeting)
    browser = enter(cast.dewi)

    page = shown(browser.get(f"{MONEV}/rapat/{meeting.id}"))

    assert MEETING["notes"] in page
    assert "Tambah rekomendasi" not in page
    assert RECOMMENDATION["text"] in shown(browser.get(f"{TRACKER}?unit=satker-1&tahun=2026"))
    assert browser.get(f"{TRACKER}/{said.id}").status_code == 404
    assert browser.get(f"{MONEV}/rapat/{meeting.id}/ubah").status_code == 404
    answer = browser.post(f"{MONEV}/rapat/{meeting.id}/ubah", MEETING | {"kinds": "wbs"})
    assert answer.status_code == 404


@pytest.mark.parametrize("username", ["citra", "eko", "ratna"])
def test_a_stranger_neither_reads_nor_writes(cast: Cast, enter: Enter, username: str) -> None:
    meeting = held(cast)
    said = recommended(cast, meeting)
    here = f"{MONEV}/rapat/{meeting.id}"
    browser = enter(cast.people[username])

    for path in (here, f"{here}/ubah", f"{here}/notula.pdf", f"{TRACKER}/{said.id}"):
        assert browser.get(path).status_code == 404, path
    for path in (f"{MONEV}?unit=satker-1", f"{TRACKER}?unit=satker-1"):
        assert browser.get(path).status_code == 404, path
    for path, fields in (
        (f"{here}/ubah", MEETING | {"kinds": "wbs", "seen": "1"}),
        (f"{here}/hapus", {"seen": "1"}),
        (f"{here}/rekomendasi", RECOMMENDATION),
        (f"{TRACKER}/{said.id}", {"progress": "in_progress"}),
    ):
        assert browser.post(path, fields).status_code == 404, path
    found = monev_year(cast.context, cast.fajar.actor.officer, 2026)
    assert [each.version for each in found.meetings] == [1]
    assert len(found.recommendations) == 1


def test_the_clerk_is_reminded_and_led_to_what_waits(cast: Cast, enter: Enter) -> None:
    said = recommended(cast, held(cast, kinds=("complaint", "wbs", "gratification")))

    page = shown(enter(cast.fajar).get("/petugas/pengingat"))

    assert f"{TRACKER}/{said.id}" in page
    assert "Rekomendasi lewat tenggat: Pengaduan masyarakat, Triwulan II 2026" in page
    assert "Belum ada monev: Deklarasi konflik/benturan kepentingan, Triwulan II 2026" in page
    assert f"{NEW}?triwulan=2026-Q2" in page


def test_a_desk_sees_the_units_reminders_beside_its_cases(cast: Cast, enter: Enter) -> None:
    said = recommended(cast, held(cast))

    assert f"{TRACKER}/{said.id}" in shown(enter(cast.budi).get("/petugas/pengingat"))
    assert said.id not in shown(enter(cast.citra).get("/petugas/pengingat"))
    assert enter(cast.ratna).get("/petugas/pengingat").status_code == 404
