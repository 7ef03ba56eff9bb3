"""A case on its page: what is shown, what is done by its forms, and what strangers get."""

import html
import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from sqlalchemy import delete
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.reports import WHAT, report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import CSRF, Visitor
from wbs.domain.case import Outcome, Stage
from wbs.domain.kinds import Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_attachment import OpenedFile, Pieces
from wbs.services.cases.open_case import CaseFile, open_case
from wbs.services.tracking.track_case import read_case
from wbs.store.schema.people import SeedBoxRow
from wbs.web.officer.attachment import disposition

PNG = ("bukti ruang.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"no picture" * 20)
HOSTILE = "<script>alert('x')</script>{{ 7*7 }}<img src=x onerror=alert(1)>"


def path_of(case_id: str) -> str:
    return f"/petugas/kasus/{case_id}"


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def look(browser: Visitor, case_id: str) -> str:
    answer = browser.get(path_of(case_id))
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found.group(1)


def without_token(answer: TestResponse) -> str:
    """The page but for the token of its sign-out form, which tells the second it was made in."""
    return CSRF.sub("", answer.get_data(as_text=True))


def file_of(cast: Cast, case_id: str) -> CaseFile:
    return open_case(cast.context, cast.budi.actor, case_id)


def test_the_whole_report_is_shown_under_its_questions(cast: Cast, enter: Enter) -> None:
    reported = report(
        cast.context,
        PNG,
        who="Kepala gudang",
        where="Gudang timur",
        when="Tiap Jumat",
        when_date="2026-07-31",
        how="Tanpa nota",
        concerns_desk="no",
        fear_of_reprisal="yes",
        anonymity="named",
        identity_name="Sari",
    )

    shown = text_of(look(enter(cast.budi), reported.case_id))

    for words in (
        f"Apa yang terjadi {WHAT}",
        "Siapa yang terlibat Kepala gudang",
        "Di mana Gudang timur",
        "Kapan Tiap Jumat",
        "31 Juli 2026",
        "Bagaimana terjadinya Tanpa nota",
        "Takut akan pembalasan Ya",
        "Nama pelapor Sari",
        "Satuan Kerja Satu",
        "bukti ruang.png",
        "Diterima 3 Agustus 2026",
    ):
        assert words in shown


def test_what_a_reporter_typed_is_text_and_nothing_else(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context, (f"{HOSTILE}.txt", "text/html", b"x"), what=HOSTILE)
    reported.write(cast.context, HOSTILE + " **bukan tebal**")

    page = look(enter(cast.budi), reported.case_id)

    assert (
        page.count("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;{{ 7*7 }}") == 4
    )  # as the case is called, too
    assert "<script" not in page
    assert "<img" not in page
    assert "**bukan tebal**" in page


def test_a_reference_is_not_shown_as_indonesian_law(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)

    shown = text_of(look(enter(cast.budi), reported.case_id))

    assert "Acuan internasional, bukan hukum Indonesia: Directive (EU) 2019/1937" in shown
    assert "Praktik instansi: KPK" in shown


def test_a_clarification_without_a_question_reminds_the_officer_to_ask(
    cast: Cast, enter: Enter
) -> None:
    reported = report(cast.context)
    browser, asked = enter(cast.budi), "belum ada yang ditanyakan"
    assert asked not in look(browser, reported.case_id)

    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.CLARIFICATION, Words())
    assert asked in look(browser, reported.case_id)

    browser.post(path_of(reported.case_id), {"message": "Kapan?"})
    assert asked not in look(browser, reported.case_id)


def test_a_message_goes_to_the_reporter_and_the_page_says_so(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    answer = browser.post(path_of(reported.case_id), {"message": "Kapan **terakhir**?"})

    assert answer.status_code == 303
    after = browser.get(answer.location).get_data(as_text=True)
    assert "Pesan Anda sudah terkirim." in after
    assert "<p>Kapan <strong>terakhir</strong>?</p>" in after
    seen = read_case(cast.context, reported.enter(cast.context))
    assert [m.content.text for m in seen.opened.messages] == ["Kapan **terakhir**?"]


def test_a_case_is_moved_and_closed_by_the_forms_of_its_page(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser, path = enter(cast.budi), path_of(reported.case_id)
    for stage in ("clarification", "review", "investigation", "follow_up"):
        page = look(browser, reported.case_id)
        assert f'type="radio" id="f-stage-stage-{stage}"' in page
        answer = browser.post(path, {"stage": stage, "seen": hidden(page, "seen"), "message": ""})
        assert answer.status_code == 303
        assert "tahap yang baru" in browser.get(answer.location).text

    page = look(browser, reported.case_id)
    fields = {"stage": "closed", "outcome": "substantiated", "outcome_detail": ""}
    more = {"grounds": "Terbukti.", "message": "", "seen": hidden(page, "seen")}
    answer = browser.post(path, {**fields, **more})

    assert answer.status_code == 303
    case_file = file_of(cast, reported.case_id)
    assert (case_file.case.stage, case_file.case.outcome) == (Stage.CLOSED, Outcome.SUBSTANTIATED)
    assert "Dasar keputusan, hanya dibaca petugas" in look(browser, reported.case_id)


def test_only_what_the_procedure_allows_is_offered(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)

    page = look(enter(cast.budi), reported.case_id)

    assert re.findall(r'type="radio"[^>]+name="stage" value="(\w+)"', page) == [
        "clarification",
        "review",
    ]
    assert '<option value="substantiated"' not in page
    assert '<option value="duplicate"' in page


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"message": ""}, "message-message", "Mohon diisi."),
        ({"message": "x" * 10_001}, "message-message", "10000"),
        ({"act": "stage", "message": "Halo"}, "stage-stage", "Mohon dipilih."),
        ({"stage": "nowhere"}, "stage-stage", "pilih"),
        ({"stage": "closed", "outcome": "", "grounds": "Ada."}, "close-outcome", "Mohon dipilih."),
        (
            {"stage": "closed", "outcome": "duplicate", "grounds": ""},
            "close-grounds",
            "Mohon diisi.",
        ),
        (
            {"stage": "closed", "outcome": "forwarded", "outcome_detail": "", "grounds": "Ada."},
            "close-outcome_detail",
            "Mohon dipilih.",
        ),
        (
            {"stage": "closed", "outcome": "duplicate", "outcome_detail": "kpk", "grounds": "Ada."},
            "close-outcome_detail",
            "pilih",
        ),
    ],
)
def test_bad_input_is_answered_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, enter: Enter, fields: dict[str, object], field: str, sentence: str
) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    answer = browser.post(path_of(reported.case_id), fields)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    found = re.findall(rf'id="p-{field}">([^<]+)<', page)
    assert found and sentence in html.unescape(found[0])
    for typed in (fields.get("message"), fields.get("grounds")):
        assert not typed or str(typed) in page
    assert file_of(cast, reported.case_id).case.stage is Stage.RECEIVED


@pytest.mark.parametrize("is_closed", [False, True])
def test_every_link_at_the_head_of_a_case_leads_to_a_part_of_the_page(
    cast: Cast, enter: Enter, is_closed: bool
) -> None:
    reported = report(cast.context)
    if is_closed:
        words = Words(grounds="Sudah ada.")
        close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.DUPLICATE, None, words)

    page = look(enter(cast.budi), reported.case_id)

    jumps = re.findall(
        r'<a href="#([a-z-]+)">',
        page[page.index('"jumps') : page.index("</nav>\n", page.index('"jumps'))],
    )
    assert jumps[-1] == "tutup"
    assert [name for name in jumps if page.count(f'id="{name}"') != 1] == []


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"outcome": "", "grounds": " "}, ["outcome", "grounds"]),
        ({"outcome": "forwarded", "grounds": ""}, ["outcome_detail", "grounds"]),
        ({"outcome": "duplicate", "grounds": ""}, ["grounds"]),
        ({"outcome": "", "grounds": "Ada."}, ["outcome"]),
    ],
)
def test_closing_tells_everything_that_is_missing_at_once(
    cast: Cast, enter: Enter, fields: dict[str, str], missing: list[str]
) -> None:
    reported = report(cast.context)
    browser, path = enter(cast.budi), path_of(reported.case_id)
    seen = hidden(look(browser, reported.case_id), "seen")

    answer = browser.post(path, {"stage": "closed", "outcome_detail": "", "seen": seen, **fields})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sorted(re.findall(r'id="p-close-(\w+)">Mohon (?:diisi|dipilih)\.<', page)) == sorted(
        missing
    )
    assert re.findall(r'<a href="#f-close-(\w+)">', page) == missing
    assert file_of(cast, reported.case_id).case.is_open


def test_a_decision_on_an_old_page_is_not_taken_and_nothing_typed_is_lost(
    cast: Cast, enter: Enter
) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    seen = hidden(look(browser, reported.case_id), "seen")
    move_case(cast.context, cast.indah.actor, reported.case_id, Stage.CLARIFICATION, Words())

    fields = {"stage": "review", "message": "Kami mulai menelaah.", "seen": seen}
    answer = browser.post(path_of(reported.case_id), fields)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Kasus berubah saat Anda memutuskan" in text_of(page)
    assert "Kami mulai menelaah." in page
    again = {**fields, "seen": hidden(page, "seen")}
    assert browser.post(path_of(reported.case_id), again).status_code == 303


def test_what_the_procedure_forbids_is_answered_with_what_was_typed(
    cast: Cast, enter: Enter
) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    fields = {"stage": "follow_up", "message": "Ditindaklanjuti."}
    answer = browser.post(path_of(reported.case_id), fields)

    assert answer.status_code == 409
    assert "Ditindaklanjuti." in answer.get_data(as_text=True)


def test_a_closed_case_can_be_reopened_with_grounds_only(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    words = Words(grounds="Sudah ada.")
    close_case(cast.context, cast.budi.actor, reported.case_id, Outcome.DUPLICATE, None, words)
    browser = enter(cast.budi)
    page = look(browser, reported.case_id)

    without = browser.post(path_of(reported.case_id), {"stage": "review", "grounds": ""})
    fields = {"stage": "review", "grounds": "Bukti baru.", "seen": hidden(page, "seen")}
    answer = browser.post(path_of(reported.case_id), fields)

    assert 'name="outcome"' not in page
    assert without.status_code == 422
    assert answer.status_code == 303
    assert file_of(cast, reported.case_id).case.stage is Stage.REVIEW


def test_the_class_of_a_complaint_is_set_on_its_page(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context, kind=Kind.COMPLAINT)
    browser = enter(cast.budi)
    look(browser, reported.case_id)

    answer = browser.post(path_of(reported.case_id), {"complaint_class": "supervision"})

    assert answer.status_code == 303
    page = look(browser, reported.case_id)
    assert '<option value="supervision" selected>' in page


def test_a_form_without_its_token_does_nothing(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    browser = enter(cast.budi)

    answer = browser.client.post(path_of(reported.case_id), data={"stage": "review"})

    assert answer.status_code == 400
    assert file_of(cast, reported.case_id).case.stage is Stage.RECEIVED


@pytest.mark.parametrize("username", ["citra", "eko", "gita", "dewi", "ratna", "fajar"])
def test_a_stranger_gets_the_page_of_a_case_that_never_was(
    cast: Cast, enter: Enter, username: str
) -> None:
    reported = report(cast.context, PNG)
    blob_id = file_of(cast, reported.case_id).opened.report.attachments[0].blob_id
    browser = enter(cast.people[username])
    paths = ("", f"/berkas/0/{blob_id}")

    for path in paths:
        real = browser.get(path_of(reported.case_id) + path)
        never = browser.get(path_of("0" * 32) + path)
        assert (real.status_code, never.status_code) == (404, 404)
        assert without_token(real) == without_token(never).replace("0" * 32, reported.case_id)
    browser.get("/petugas/akun")
    for fields in ({"message": "Halo"}, {"stage": "review"}):
        assert browser.post(path_of(reported.case_id), fields).status_code == 404
    case_file = file_of(cast, reported.case_id)
    assert (case_file.case.stage, case_file.opened.messages) == (Stage.RECEIVED, ())


def test_the_page_of_a_long_case_stays_small_without_its_words(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    for number in range(50):
        reported.write(cast.context, f"{number}")

    page = look(enter(cast.budi), reported.case_id)

    assert page.count('class="letter ') == 50
    assert len(page.encode()) < 60_000


def test_a_file_is_only_ever_downloaded(cast: Cast, enter: Enter) -> None:
    content = b"<html><script>alert(1)</script>" * 1000
    reported = report(cast.context, ("résumé.html", "text/html", content))
    browser = enter(cast.budi)
    href = re.findall(r'href="([^"]+/berkas/[^"]+)"', look(browser, reported.case_id))[0]

    answer = browser.get(html.unescape(href))

    assert answer.get_data() == content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Length"] == str(len(content))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"r_sum_.html\"; filename*=UTF-8''r%C3%A9sum%C3%A9.html"
    )


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("foto\u202egnp.exe", "foto_gnp.exe"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\a.pdf", "C:_a.pdf"),
        ('a"; filename="b.exe', 'a"; filename="b.exe'),
        ("a\r\nSet-Cookie: x=1", "a__Set-Cookie: x=1"),
        (" .. ", "berkas"),
        ("x" * 300, "x" * 120),
        ("laporan\u200b.pdf", "laporan_.pdf"),
    ],
    ids=["reversed", "climbing", "drive", "quote", "line", "dots", "long", "invisible"],
)
def test_a_files_name_cannot_mislead_whoever_saves_it(name: str, saved: str) -> None:
    source = BytesIO()
    header = disposition(OpenedFile(name, 1, "text/plain", Pieces(source, iter(()))))

    plain, encoded = re.fullmatch(
        r"attachment; filename=\"([\w .-]+)\"; filename\*=UTF-8''([\w.%~-]+)", header, re.ASCII
    ).groups()  # type: ignore[union-attr]
    assert unquote(encoded) == saved
    assert len(plain) == len(saved)


def test_a_file_cut_off_breaks_off_and_does_not_look_whole(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context, ("a.bin", "application/octet-stream", b"x" * 400_000))
    ref = file_of(cast, reported.case_id).opened.report.attachments[0]
    stored = cast.context.blobs.root / ref.blob_id[:2] / ref.blob_id
    stored.write_bytes(stored.read_bytes()[:-100_000])
    browser = enter(cast.budi)

    answer = browser.client.get(
        path_of(reported.case_id) + f"/berkas/0/{ref.blob_id}", buffered=False
    )
    received = 0
    with pytest.raises(Exception, match="altered or cut off"):
        for piece in answer.response:
            received += len(piece)

    assert answer.headers["Content-Length"] == "400000"
    assert received < 400_000


def test_a_member_who_came_later_is_told_why_the_case_stays_shut(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    with cast.context.database.transaction() as work:
        work.execute(delete(SeedBoxRow).where(SeedBoxRow.officer_id == cast.indah.actor.officer.id))

    answer = enter(cast.indah).get(path_of(reported.case_id))

    assert answer.status_code == 409
    assert "Anda tidak memegang kunci kasus ini" in text_of(answer.get_data(as_text=True))


def test_closing_from_review_warns_that_no_investigation_will_stand_on_the_way(
    cast: Cast, enter: Enter
) -> None:
    reported, browser = report(cast.context), enter(cast.budi)
    warning = "tidak ada pemeriksaan dan tindak lanjut"

    before = warning in look(browser, reported.case_id)
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    at_review = warning in look(browser, reported.case_id)
    move_case(cast.context, cast.budi.actor, reported.case_id, Stage.INVESTIGATION, Words())

    assert (before, at_review, warning in look(browser, reported.case_id)) == (False, True, False)


def test_evidence_for_reopening_is_offered_by_day_and_first_words(cast: Cast, enter: Enter) -> None:
    reported = report(cast.context)
    number = reported.write(cast.context, "Kuitansi ketiga baru saya temukan.")
    budi, case_id = cast.budi.actor, reported.case_id
    move_case(cast.context, budi, case_id, Stage.REVIEW, Words())
    close_case(
        cast.context, budi, case_id, Outcome.UNSUBSTANTIATED, None, Words(grounds="Tidak ada.")
    )
    known = "Pelapor pada 3 Agustus 2026: “Kuitansi ketiga baru saya temukan.”"

    offered = text_of(look(enter(cast.budi), case_id))
    again = Words(grounds="Ada kuitansi.", rests_on=(number,))
    move_case(cast.context, budi, case_id, Stage.REVIEW, again)
    page = look(enter(cast.budi), case_id)

    assert known in offered
    assert f'<a href="#pesan-{number}">{known}</a>' in page
