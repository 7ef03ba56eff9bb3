"""Following a report: the code, the page, messages both ways, and leaving."""

import re

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import Clock
from tests.web.reporter.reporter_pages import Reporter
from wbs.domain.case import Outcome, Stage
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.context import Context
from wbs.settings import Settings
from wbs.store import reporter as rows
from wbs.store.schema.cases import CaseRow, TrackingSessionRow


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def case_id(context: Context, code: str) -> str:
    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
    assert found is not None
    return found.case.id


def cookie(sari: Reporter, settings: Settings) -> str:
    assert settings.reporter is not None
    found = sari.client.get_cookie(settings.reporter.cookie_name, path="/lacak")
    return found.value if found else ""


def erase(context: Context, code: str) -> None:
    with context.database.transaction() as work:
        row = work.get(CaseRow, case_id(context, code))
        work.delete(row)


def test_the_code_opens_the_case_however_it_is_typed(sari: Reporter) -> None:
    code = sari.report()

    pages = [sari.track(typed) for typed in (code, code.lower(), code.replace("-", " "))]

    assert ["Tahap: " in page.text for page in pages] == [True, True, True]
    assert all(code not in page.text for page in pages)


def test_the_page_tells_stage_and_deadline_in_plain_words(sari: Reporter) -> None:
    page = sari.track(sari.report())

    assert "Tahap: Diterima" in page.text
    assert "Petugas akan membacanya" in page.text
    assert "10 Agustus 2026" in page.text  # seven days after 3 August, a mark we set ourselves
    assert "acuan kami sendiri, bukan aturan" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "ketik kode"),
        ("AAAAA-AAAAA", "25"),
        ("AAAAA-AAAAA-AAAAA-AAAAA-AAAA?", "tanda"),
        ("AAAAA-AAAAA-AAAAA-AAAAA-AAAAB", "salah ketik"),
    ],
)
def test_a_mistyped_code_is_told_at_its_field_and_given_back(
    sari: Reporter, typed: str, sentence: str
) -> None:
    page = sari.track(typed)

    assert page.status == 422
    assert sentence in page.problem("tracking_code")
    assert page.form.values["tracking_code"] == typed


def test_an_unknown_and_an_erased_code_look_the_same(sari: Reporter, context: Context) -> None:
    erased = sari.report()
    erase(context, erased)
    unknown = TrackingCode.new(context.random_bytes).grouped()

    pages = [sari.track(erased), sari.track(unknown)]

    assert pages[0].status == pages[1].status == 422
    assert pages[0].text.replace(erased, "") == pages[1].text.replace(unknown, "")
    assert str(pages[0].answer.headers) == str(pages[1].answer.headers).replace(unknown, erased)


def test_the_cookie_is_for_this_host_and_page_alone_and_holds_no_code(
    sari: Reporter, settings: Settings
) -> None:
    code = sari.report()

    answer = sari.send(sari.open("/lacak").form, {"tracking_code": code}).answer

    (header,) = answer.headers.getlist("Set-Cookie")
    assert {"HttpOnly", "Path=/lacak", "SameSite=Strict"} <= set(header.split("; "))
    assert "Domain" not in header
    assert "Expires" not in header
    assert code not in header
    assert code.replace("-", "") not in header
    assert len(cookie(sari, settings)) == 44


def test_a_session_of_another_visitor_is_replaced_when_entering(
    sari: Reporter, settings: Settings, context: Context
) -> None:
    code = sari.report()
    sari.track(code)
    planted = cookie(sari, settings)

    sari.track(code)

    assert cookie(sari, settings) != planted
    with context.database.reading() as work:
        assert work.query(TrackingSessionRow).count() == 1


def test_messages_go_both_ways(sari: Reporter, cast: Cast, context: Context) -> None:
    code = sari.report()
    case = case_id(context, code)
    send_message(context, cast.budi.actor, case, "Kapan **tepatnya**?")
    page = sari.track(code)

    sent = sari.write("Akhir Juli.\nDi ruang rapat.", ("bukti.txt", b"bukti"))

    assert "Kapan <strong>tepatnya</strong>?" in page.text
    assert sent.status == 303
    after = sari.open("/lacak").text
    assert "Akhir Juli.\nDi ruang rapat." in after
    assert "bukti.txt" in after
    opened = open_case(context, cast.budi.actor, case).opened
    assert [m.content.text for m in opened.messages] == [
        "Kapan **tepatnya**?",
        "Akhir Juli.\nDi ruang rapat.",
    ]
    assert [a.name for a in opened.messages[1].content.attachments] == ["bukti.txt"]


def test_a_message_of_markup_stays_text(sari: Reporter) -> None:
    sari.track(sari.report())

    sari.write("<script>alert(1)</script> & **tebal**")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; **tebal**" in sari.open("/lacak").text


def test_the_outcome_is_read_when_the_case_is_closed(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    code = sari.report()
    case = case_id(context, code)
    budi = cast.budi.actor
    move_case(context, budi, case, Stage.REVIEW, Words())
    words = Words(message="Terima kasih atas laporan Anda.", grounds="Kuitansi ganda ditemukan.")
    close_case(context, budi, case, Outcome.SUBSTANTIATED, None, words)

    page = sari.track(code)

    assert "Tahap: Selesai" in page.text
    assert "<strong>Terbukti</strong>" in page.text
    assert "Terima kasih atas laporan Anda." in page.text
    assert "Kuitansi ganda" not in page.text  # grounds are the officers'


def way_of(page: str) -> list[str]:
    """The stages in order, each with what is said beside it for all or for whoever does not see the marks."""
    shown = page.split('<ol class="steps-line">')[1].split("</ol>", maxsplit=1)[0]
    here = re.sub(r'<li aria-current="step">', "→ ", shown)
    return [" ".join(re.sub("<[^>]+>", "", line).split()) for line in here.strip().split("</li>")][
        :-1
    ]


def test_a_stage_the_case_did_not_go_through_is_told_from_those_it_did(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    code = sari.report()
    case, budi = case_id(context, code), cast.budi.actor

    assert way_of(sari.track(code).text) == [
        *("→ Diterima", "Klarifikasi", "Penelaahan", "Pemeriksaan", "Tindak lanjut", "Selesai")
    ]
    move_case(context, budi, case, Stage.REVIEW, Words())
    page = sari.track(code).text
    assert way_of(page) == [
        *("Diterima (sudah dilalui)", "Klarifikasi (tidak dilalui)", "→ Penelaahan"),
        *("Pemeriksaan", "Tindak lanjut", "Selesai"),
    ]
    assert '<span class="small">(tidak dilalui)</span>' in page  # for everybody to see
    words = Words(message="Selesai.", grounds="Cukup.")
    close_case(context, budi, case, Outcome.SUBSTANTIATED, None, words)
    assert way_of(sari.track(code).text) == [
        *("Diterima (sudah dilalui)", "Klarifikasi (tidak dilalui)", "Penelaahan (sudah dilalui)"),
        *("Pemeriksaan (tidak dilalui)", "Tindak lanjut (tidak dilalui)", "→ Selesai"),
    ]
    move_case(context, budi, case, Stage.REVIEW, Words(grounds="Bukti baru."))
    assert way_of(sari.track(code).text)[-2:] == ["Tindak lanjut", "Selesai"]  # it comes yet


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "isi"), ("x" * 10_001, "10000"), ("a\x00b", "tidak dapat dibaca")],
)
def test_a_message_that_cannot_be_taken_is_given_back(
    sari: Reporter, text: str, sentence: str
) -> None:
    sari.track(sari.report())

    page = sari.write(text)

    assert page.status == 422
    assert sentence in page.problem("message").lower()
    assert page.form.values["message"] == text


def test_a_message_keeps_ten_files_and_names_the_eleventh(sari: Reporter, context: Context) -> None:
    sari.track(sari.report())

    page = sari.write("Ini buktinya.", *((f"{n}.txt", b"isi %d" % n) for n in range(1, 12)))

    assert page.status == 422
    assert "11.txt" in page.problem("attachments")
    assert "sudah terkirim" in page.problem("attachments")
    assert "Ini buktinya." in page.text
    assert len(list(context.blobs.ids())) == 10


def test_a_file_of_a_refused_message_leaves_nothing_behind(
    sari: Reporter, context: Context
) -> None:
    sari.track(sari.report())

    page = sari.write("x" * 10_001, ("bukti.txt", b"bukti"))

    assert page.problem("attachments")
    assert list(context.blobs.ids()) == []


def test_fifteen_idle_minutes_end_the_session_and_requests_renew_it(
    sari: Reporter, clock: Clock
) -> None:
    sari.track(sari.report())

    for _ in range(3):
        clock.move(minutes=14, seconds=59)
        assert "Tahap: " in sari.open("/lacak").text
    clock.move(minutes=15)
    ended = sari.open("/lacak")

    assert "Tahap: " not in ended.text
    assert "15 menit" in ended.text


def test_a_message_into_an_ended_session_is_given_back_and_carried_in_again(
    sari: Reporter, clock: Clock
) -> None:
    code = sari.report()
    sari.track(code)
    form = sari.open("/lacak").form
    clock.move(minutes=16)

    ended = sari.send(form, {"message": "Tulisan yang panjang."})
    inside = sari.send(ended.form, {"tracking_code": code})
    sent = sari.send(inside.form)

    assert ended.status == 410
    assert ended.form.values["message"] == "Tulisan yang panjang."
    assert inside.status == 200
    assert inside.form.values["message"] == "Tulisan yang panjang."
    assert sent.status == 303
    assert "Tulisan yang panjang." in sari.open("/lacak").text


def test_a_forged_form_token_writes_nothing_and_gives_the_message_back(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    code = sari.report()
    sari.track(code)
    form = sari.open("/lacak").form
    form.values["csrf"] = "0" * 64

    page = sari.send(form, {"message": "Palsu."})

    assert page.status == 422
    assert page.form.values["message"] == "Palsu."
    assert open_case(context, cast.budi.actor, case_id(context, code)).opened.messages == ()


def test_a_code_sent_by_another_site_opens_nothing(sari: Reporter) -> None:
    code = sari.report()

    page = sari.send(
        sari.open("/lacak").form, {"tracking_code": code}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert page.status == 422
    assert page.answer.headers.getlist("Set-Cookie") == []


def test_leaving_ends_the_session_at_once(
    sari: Reporter, settings: Settings, context: Context
) -> None:
    sari.track(sari.report())
    token = cookie(sari, settings)
    leave = next(f for f in sari.open("/lacak").forms if f.action == "/lacak/keluar")

    left = sari.send(leave)

    assert left.status == 200
    assert cookie(sari, settings) == ""
    sari.client.set_cookie("lapor", token, path="/lacak")
    assert "Tahap: " not in sari.open("/lacak").text


def test_leaving_by_a_link_is_not_possible(sari: Reporter) -> None:
    assert sari.open("/lacak/keluar").status in {404, 405}


def test_after_erasure_an_open_session_shows_nothing(sari: Reporter, context: Context) -> None:
    code = sari.report()
    sari.track(code)
    erase(context, code)

    assert "Tahap: " not in sari.open("/lacak").text


def test_a_session_row_tells_a_quarter_hour_and_opens_nothing_alone(
    sari: Reporter, context: Context
) -> None:
    code = sari.report()
    sari.track(code)

    with context.database.reading() as work:
        row = work.query(TrackingSessionRow).one()
    assert row.goes_at % 900 == 0
    assert case_id(context, code).encode() not in row.sealed


def test_a_long_case_stays_a_light_page(sari: Reporter) -> None:
    sari.track(sari.report())

    page = sari.open("/lacak")

    assert len(page.text.encode()) < 60_000
    assert re.search(r"<title>Lacak – Layanan Pengaduan</title>", page.text)
