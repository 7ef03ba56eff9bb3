"""Working together on its pages: what they show, what a stranger gets, and that nothing typed is lost."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.cast import Cast
from tests.papers import text_of as text_of_pdf
from tests.reports import report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.case import Outcome, Stage
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.notes import write_note
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.store.schema.cases import RecordRow

TYPED = "Hubungi saksi Wawan."
OTHERS = ["citra", "eko", "gita", "hadi", "dewi"]
WITHOUT_CASES = ["ratna", "fajar"]


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def look(browser: Visitor, case_id: str) -> str:
    answer = browser.get(f"/petugas/kasus/{case_id}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def forms(cast: Cast, case_id: str) -> dict[str, dict[str, str]]:
    due = (cast.context.today() + timedelta(days=2)).isoformat()
    return {
        f"/petugas/kasus/{case_id}/penanggung-jawab": {"officer": cast.budi.actor.officer.id},
        f"/petugas/kasus/{case_id}/catatan": {"note": TYPED},
        f"/petugas/kasus/{case_id}/tugas": {"task": TYPED, "task_due": due, "task_officer": ""},
        f"/petugas/kasus/{case_id}/tugas/{'0' * 32}": {},
        f"/petugas/kasus/{case_id}/kaitan": {"linked": "0" * 32},
        f"/petugas/kasus/{case_id}/ringkasan": {"summary_title": "x", "summary_names": ""},
        f"/petugas/kasus/{case_id}/cetak": {},
    }


@pytest.mark.parametrize("username", OTHERS + WITHOUT_CASES)
def test_a_stranger_finds_no_door_of_another_desks_case(
    cast: Cast, enter: Enter, username: str
) -> None:
    reported = report(cast.context)
    browser = enter(cast.people[username])

    for path, fields in forms(cast, reported.case_id).items():
        assert browser.post(path, fields).status_code == 404, path


def test_note_task_and_assignment_stand_on_the_page(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)
    assign, note, task, *_ = forms(cast, reported.case_id).items()

    for path, fields in (assign, note, task):
        assert browser.post(path, fields).status_code == 303, path

    shown = text_of(look(browser, reported.case_id))
    for words in ("Penanggung jawab Budi Santoso", "Catatan internal", TYPED, "Selesai: " + TYPED):
        assert words in shown or words.startswith("Selesai"), words
    inbox = text_of(browser.get("/petugas/kasus").get_data(as_text=True))
    assert "saya" in inbox and "Tugas yang menunggu Anda: 1" in inbox
    tasks = text_of(browser.get("/petugas/tugas").get_data(as_text=True))
    assert "Tertulis di dalam kasus" in tasks and TYPED not in tasks


def test_what_was_typed_into_a_task_is_given_back_with_each_problem(
    cast: Cast, enter: Enter
) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    fields = {"task": TYPED, "task_due": "2020-01-01", "task_officer": ""}
    answer = browser.post(f"/petugas/kasus/{reported.case_id}/tugas", fields)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert TYPED in page and 'value="2020-01-01"' in page
    assert "Tanggal itu sudah lewat" in page
    assert 'href="#f-task-task_due"' in page and 'id="f-task-task_due"' in page


def test_that_reprisal_is_feared_is_said_before_everything_else(cast: Cast, enter: Enter) -> None:
    calm, afraid = report(cast.context), report(cast.context, fear_of_reprisal="yes")
    browser = enter(cast.budi)

    page = look(browser, afraid.case_id)

    assert page.index("Pelapor takut akan pembalasan.") < page.index('id="isi-laporan"')
    assert "Pelapor takut akan pembalasan." not in look(browser, calm.case_id)


def test_what_fear_asks_of_the_desk_holds_as_the_case_goes_on(cast: Cast, enter: Enter) -> None:
    context, budi = cast.context, cast.budi.actor
    afraid, browser = report(context, fear_of_reprisal="yes"), enter(cast.budi)
    assert "Segeralah menulis kepadanya" in look(browser, afraid.case_id)

    send_message(context, budi, afraid.case_id, "Mari kita bicarakan perlindungan Anda.")
    written = look(browser, afraid.case_id)
    assert "Segeralah menulis kepadanya" not in written
    assert "Meja pengelola sudah menulis kepadanya." in written

    move_case(context, budi, afraid.case_id, Stage.REVIEW, Words())
    grounds = Words(grounds="Terbukti dari nota.")
    close_case(context, budi, afraid.case_id, Outcome.SUBSTANTIATED, None, grounds)
    assert "Kasus sudah ditutup; bila ia menulis bahwa ia ditekan" in look(browser, afraid.case_id)


def test_a_search_answers_on_its_page_and_leaves_nothing_in_the_address(
    cast: Cast, enter: Enter
) -> None:
    report(cast.context, who="Sutrisno")
    browser = enter(cast.budi)
    browser.get("/petugas/cari")

    found = browser.post("/petugas/cari", {"search": "sutrisno"})
    none = browser.post("/petugas/cari", {"search": "tidak ada orang ini"})
    wrong = browser.post("/petugas/cari", {"search": " "})

    assert "Sutrisno" in text_of(found.get_data(as_text=True))
    assert found.headers["Cache-Control"] == "no-store"
    assert "Tidak ada kasus dengan kata-kata ini" in none.get_data(as_text=True)
    assert wrong.status_code == 422
    assert browser.post("/petugas/cari", {"search": "x1", "place": "a_b_c"}).status_code == 200


@pytest.mark.parametrize("username", WITHOUT_CASES)
def test_who_opens_no_case_has_no_search(cast: Cast, enter: Enter, username: str) -> None:
    browser = enter(cast.people[username])

    assert browser.get("/petugas/cari").status_code == 404
    assert browser.post("/petugas/cari", {"search": "sutrisno"}).status_code == 404


def test_one_thing_is_done_to_several_cases_and_what_failed_is_listed(
    cast: Cast, enter: Enter
) -> None:
    mine, others = report(cast.context), report(cast.context, unit="satker-2")
    browser = enter(cast.budi)
    browser.get("/petugas/kasus")
    fields = {"act": "assign", "officer": cast.budi.actor.officer.id}

    answer = browser.post(
        "/petugas/kasus/beberapa", fields | {"case": [mine.case_id, others.case_id]}
    )

    shown = text_of(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "Kasus yang sudah dikerjakan: 1." in shown
    assert "Tidak ada di meja Anda." in shown


def test_of_several_cases_the_one_that_was_altered_is_told_and_the_others_are_done(
    cast: Cast, enter: Enter
) -> None:
    whole, altered = report(cast.context), report(cast.context)
    with cast.context.database.transaction() as work:
        rows = update(RecordRow).where(RecordRow.case_id == altered.case_id)
        work.execute(rows.values(sealed=b"altered"))
    browser = enter(cast.budi)
    browser.get("/petugas/kasus")
    due = cast.context.today().isoformat()
    fields = {"act": "task", "task": "Hubungi saksi", "task_due": due}

    answer = browser.post(
        "/petugas/kasus/beberapa", fields | {"case": [altered.case_id, whole.case_id]}
    )

    shown = text_of(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "Kasus yang sudah dikerjakan: 1." in shown
    assert "ada yang mengubahnya" in shown


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"act": "assign"}, "f-case"),
        ({"act": "task", "case": "0" * 32, "task": "", "task_due": ""}, "p-task_due"),
        ({"act": "class", "case": "0" * 32}, "p-complaint_class"),
        ({"case": "0" * 32}, "p-act"),
        ({"act": "assign", "case": [f"{n:032x}" for n in range(51)]}, "Paling banyak 50"),
    ],
)
def test_what_is_wrong_with_the_form_of_several_is_told_at_its_field(
    cast: Cast, enter: Enter, fields: dict[str, object], problem: str
) -> None:
    report(cast.context)
    browser = enter(cast.budi)
    browser.get("/petugas/kasus")

    answer = browser.post("/petugas/kasus/beberapa", fields)

    assert answer.status_code == 422
    assert problem in answer.get_data(as_text=True)


def test_a_kept_filter_is_named_by_what_it_says_and_dropped_by_its_owner(
    cast: Cast, enter: Enter
) -> None:
    report(cast.context)
    budi, indah = enter(cast.budi), enter(cast.indah)
    budi.get("/petugas/kasus?standing=overdue&assigned=mine")
    for _ in range(2):
        answer = budi.post("/petugas/kasus/saringan", {"standing": "overdue", "assigned": "mine"})
        assert answer.status_code == 303

    page = budi.get("/petugas/kasus").get_data(as_text=True)
    (filter_id,) = re.findall(r"/petugas/kasus/saringan/([0-9a-f]{32})", page)
    assert "Terlambat · Saya" in text_of(page)
    indah.get("/petugas/kasus")
    indah.post(f"/petugas/kasus/saringan/{filter_id}")
    assert filter_id in budi.get("/petugas/kasus").get_data(as_text=True)
    budi.post(f"/petugas/kasus/saringan/{filter_id}")
    assert filter_id not in budi.get("/petugas/kasus").get_data(as_text=True)


def test_a_case_on_paper_holds_notes_only_where_they_were_asked_for(
    cast: Cast, enter: Enter
) -> None:
    reported = report(cast.context, who="Sutrisno", fear_of_reprisal="yes")
    write_note(cast.context, cast.budi.actor, reported.case_id, TYPED)
    browser = enter(cast.budi)
    look(browser, reported.case_id)
    path = f"/petugas/kasus/{reported.case_id}/cetak"

    without = browser.post(path)
    whole = browser.post(path, {"notes": "yes", "grounds": "yes"})

    assert without.mimetype == "application/pdf"
    name = f"berkas-{reported.case_id[:4].upper()}-{reported.case_id[4:8].upper()}.pdf"
    assert without.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Sutrisno" in text_of_pdf(without.data)
    assert TYPED not in text_of_pdf(without.data)
    assert TYPED in text_of_pdf(whole.data)


def test_the_reopening_form_offers_what_the_reporter_wrote(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)
    path = f"/petugas/kasus/{reported.case_id}"
    browser.post(path, {"stage": "closed", "outcome": "withdrawn", "grounds": "Dicabut."})
    number = reported.write(cast.context, "Ada kuitansi.", ("kuitansi.txt", "text/plain", b"x"))

    page = look(browser, reported.case_id)
    answer = browser.post(
        path, {"stage": "review", "grounds": "Bukti baru.", "rests_on": str(number)}
    )

    assert "kuitansi.txt" in text_of(page) and 'name="rests_on"' in page
    assert answer.status_code == 303
    last = open_case(cast.context, cast.budi.actor, reported.case_id).opened.messages[-1]
    assert last.content.rests_on == (number,)
    assert f'href="#pesan-{number}"' in look(browser, reported.case_id)
    for typed in ("satu", "9" * 5000):
        bad = browser.post(path, {"stage": "review", "grounds": "x", "rests_on": typed})
        assert bad.status_code == 422
