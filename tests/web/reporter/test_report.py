"""The way of a report through the pages: form, review, code."""

import re

import pytest
from flask import Flask
from sqlalchemy import update

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import closed_days
from tests.services.at_once import at_once
from tests.web.reporter.reporter_pages import REPORT, PageSeen, Reporter
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.sweep import sweep
from wbs.store import reporter as rows
from wbs.store.schema.cases import BlobRow, CaseRow, DraftRow
from wbs.store.schema.people import DeskRow

CODE = re.compile(r"[0-9A-Z]{5}(-[0-9A-Z]{5}){4}")


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def case_id(context: Context, code: str) -> str:
    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
    assert found is not None
    return found.case.id


def cases(context: Context) -> int:
    with context.database.reading() as work:
        return work.query(CaseRow).count()


@pytest.mark.parametrize("path", ["/lapor/wbs", "/lapor/pengaduan"])
def test_a_report_path_gives_its_form_at_once(sari: Reporter, path: str) -> None:
    form = sari.open(path).form

    assert form.action == path
    assert form.names >= {*REPORT, "concerns_head", "concerns_desk", "exclude", "anonymity"}
    assert form.names >= {"fear_of_reprisal", "identity_name", "identity_contact", "attachments"}
    assert ("class" in form.names) == (path == "/lapor/pengaduan")


def test_a_valid_report_is_reviewed_then_sent_then_shown_its_code(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    review = sari.review(("catatan.txt", b"catatan"))
    assert review.status == 200
    assert "31 Juli 2026" in review.text
    assert "confirm" in review.form.buttons
    assert not review.code
    assert cases(context) == 0

    code_page = sari.send(review.form, press="confirm")

    assert code_page.status == 200
    assert CODE.fullmatch(code_page.code)
    opened = open_case(context, cast.budi.actor, case_id(context, code_page.code))
    assert {k: v for k, v in opened.opened.report.fields.items() if k in REPORT} == REPORT
    assert [a.name for a in opened.opened.report.attachments] == ["catatan.txt"]


def test_only_the_answer_that_submits_holds_the_code(sari: Reporter) -> None:
    review = sari.review()
    code = sari.send(review.form, press="confirm").code

    assert code
    assert "tracking-code" not in review.text
    assert code not in sari.open("/lacak").text


def test_reporting_sets_no_cookie(sari: Reporter) -> None:
    pages = [sari.open("/"), sari.open("/lapor/wbs"), sari.review(("a.txt", b"a"))]
    pages.append(sari.send(pages[-1].form, press="confirm"))

    assert pages[-1].code
    assert [p.answer.headers.getlist("Set-Cookie") for p in pages] == [[], [], [], []]


def test_opening_a_form_writes_nothing(sari: Reporter, context: Context) -> None:
    sari.open("/lapor/wbs")

    with context.database.reading() as work:
        assert work.query(DraftRow).count() == 0


def test_a_unit_chosen_on_the_front_page_is_chosen_in_the_form(sari: Reporter) -> None:
    chosen = sari.send(sari.open("/").form, {"unit": "satker-2"})

    assert chosen.status == 200
    assert chosen.form.values["unit"] == "satker-2"
    assert sari.open("/lapor/pengaduan?unit=satker-1").form.values["unit"] == "satker-1"


def test_change_brings_the_form_back_with_everything(sari: Reporter) -> None:
    review = sari.review(("catatan.txt", b"catatan"), anonymity="named", identity_name="Sari")

    form = sari.send(review.form, press="change")

    assert form.status == 200
    assert form.form.values.items() >= (REPORT | {"identity_name": "Sari"}).items()
    assert form.form.values["anonymity"] == "named"
    assert "catatan.txt" in form.text


def test_a_file_can_be_taken_out_on_either_page(sari: Reporter, context: Context) -> None:
    review = sari.review(("satu.txt", b"satu"), ("dua.txt", b"dua"))
    first, second = re.findall(r'name="remove" value="([0-9a-f]{32})"', review.text)

    without_one = sari.send(review.form, {"remove": first})
    form = sari.send(without_one.form, press="change")
    without_both = sari.send(form.form, {"remove": second})

    assert ("satu.txt" in without_one.text, "dua.txt" in without_one.text) == (False, True)
    assert "dua.txt" not in without_both.text
    assert list(context.blobs.ids()) == []


def test_sending_the_same_form_again_makes_no_second_case(
    sari: Reporter, context: Context, clock: Clock
) -> None:
    review = sari.review()
    first = sari.send(review.form, press="confirm")
    clock.move(minutes=14)
    again = sari.send(review.form, press="confirm")
    clock.move(minutes=2)
    late = sari.send(review.form, press="confirm")
    clock.move(hours=1)
    sweep(context)
    after_the_sweep = sari.send(review.form, press="confirm")

    assert again.code == first.code
    assert not late.code
    assert late.status == 200
    assert "sudah diterima" in late.text
    assert not after_the_sweep.code
    assert "sudah diterima" in after_the_sweep.text
    assert cases(context) == 1


def test_confirming_at_once_makes_one_case_and_shows_everybody_its_code(
    sari: Reporter, reporter_app: Flask, context: Context
) -> None:
    form = sari.review(("foto.txt", b"isi")).form

    pages = at_once(6, lambda _: Reporter(reporter_app).send(form, press="confirm"))

    assert [page.status for page in pages] == [200] * 6
    assert len({page.code for page in pages}) == 1
    assert CODE.fullmatch(pages[0].code)
    assert cases(context) == 1


def test_a_form_of_a_submitted_report_can_become_a_new_one(
    sari: Reporter, context: Context
) -> None:
    form = sari.open("/lapor/wbs").form
    first = sari.send(sari.send(form, REPORT).form, press="confirm")

    again = sari.send(form, REPORT | {"what": "Yang kedua."}, (("b.txt", b"b"),))
    second = sari.send(sari.send(again.form).form, press="confirm")

    assert again.status == 422
    assert again.form.values["what"] == "Yang kedua."
    assert first.code != second.code
    assert CODE.fullmatch(second.code)
    assert cases(context) == 2


def test_an_abandoned_draft_costs_files_and_no_text(
    sari: Reporter, context: Context, clock: Clock
) -> None:
    review = sari.review(("foto.txt", b"isi"))
    clock.move(hours=5)
    sweep(context)

    told = sari.send(review.form, press="confirm")
    code = sari.send(sari.send(told.form).form, press="confirm").code

    assert told.status == 422
    assert "tambahkan lagi" in told.problem("attachments")
    assert told.form.values.items() >= REPORT.items()
    assert CODE.fullmatch(code)
    with context.database.reading() as work:
        assert work.query(BlobRow).count() == 0


def test_without_files_an_abandoned_draft_costs_nothing(
    sari: Reporter, context: Context, clock: Clock
) -> None:
    review = sari.review()
    clock.move(hours=5)
    sweep(context)

    assert CODE.fullmatch(sari.send(review.form, press="confirm").code)


def test_a_draft_row_tells_a_quarter_hour_and_nothing_else(
    sari: Reporter, context: Context, clock: Clock
) -> None:
    review = sari.review(("foto.txt", b"isi"))
    with context.database.reading() as work:
        before = work.query(DraftRow).one()
    sari.send(review.form, press="confirm")
    with context.database.reading() as work:
        after = work.query(DraftRow).one()
        blob = work.query(BlobRow).one()

    assert (before.state, after.state) == ("open", "submitted")
    assert before.goes_at % 900 == after.goes_at % 900 == 0
    assert before.goes_at >= context.now() + 4 * 3600
    assert blob.draft_id is None


@pytest.mark.parametrize(
    "path", ["/", "/lapor/wbs", "/lapor/pengaduan", "/lacak", "/hak-dan-perlindungan"]
)
def test_a_page_is_light_and_neutral(sari: Reporter, path: str) -> None:
    page = sari.open(path)

    assert len(page.text.encode()) < 60_000
    title = re.search(r"<title>(.*?)</title>", page.text)
    assert title is not None
    assert title[1].endswith("Layanan Pengaduan")
    assert not re.search(r"whistle|wbs|korupsi|pelanggaran", title[1], re.IGNORECASE)


def test_no_page_tells_where_the_visitor_comes_from(sari: Reporter) -> None:
    seen: list[PageSeen] = []
    for path in ("/", "/lapor/wbs", "/lacak"):
        answer = sari.client.get(
            path,
            environ_base={"REMOTE_ADDR": "203.0.113.77"},
            headers={"X-Forwarded-For": "203.0.113.78"},
        )
        seen.append(PageSeen(answer))

    assert [p for p in seen if "203.0.113" in p.text + str(p.answer.headers)] == []


def test_health_is_one_word(sari: Reporter) -> None:
    page = sari.open("/sehat")

    assert (page.status, page.answer.json) == (200, {"status": "ok"})


def test_health_tells_that_the_log_stands_still_and_is_no_error(
    sari: Reporter, cast: Cast, clock: Clock
) -> None:
    closed_days(cast, clock)
    clock.move(days=2)

    page = sari.open("/sehat")

    assert (page.status, page.answer.json) == (200, {"status": "behind"})


def test_health_tells_that_nobody_takes_a_report_and_leaves_the_service_on_the_net(
    context: Context, reporter_app: Flask, request: pytest.FixtureRequest
) -> None:
    stranger = Reporter(reporter_app)

    fresh = stranger.open("/sehat")
    cast: Cast = request.getfixturevalue("cast")
    filled = stranger.open("/sehat")
    with context.database.transaction() as work:
        work.execute(update(DeskRow).values(epoch=0))
    closed = stranger.open("/sehat")

    assert cast
    assert (fresh.status, fresh.answer.json) == (200, {"status": "closed"})
    assert filled.answer.json == {"status": "ok"}
    assert (closed.status, closed.answer.json) == (200, {"status": "closed"})
    assert "belum dapat menerima laporan" in stranger.open("/lapor/wbs").text


def test_health_tells_when_files_cannot_be_stored(sari: Reporter, context: Context) -> None:
    (context.blobs.root / "incoming").rename(context.blobs.root / "elsewhere")

    page = sari.open("/sehat")

    assert (page.status, page.answer.json) == (503, {"status": "unavailable"})


@pytest.mark.parametrize("path", ["/", "/lapor/wbs", "/lapor/pengaduan"])
def test_a_fresh_installation_says_before_any_typing_that_it_takes_nothing(
    context: Context, reporter_app: Flask, path: str
) -> None:
    page = Reporter(reporter_app).open(path)

    assert page.status == 200
    assert page.forms == []
    assert "belum dapat menerima laporan" in page.text
    assert "KPK" in page.text
    assert "Ombudsman" in page.text


def test_a_unit_that_closes_while_somebody_types_costs_no_text(
    sari: Reporter, context: Context
) -> None:
    form = sari.open("/lapor/wbs").form
    with context.database.transaction() as work:
        work.execute(update(DeskRow).values(is_closed=True))

    page = sari.send(form, REPORT)

    assert page.status == 422
    assert "KPK" in page.problem("unit")
    assert page.form.values["what"] == REPORT["what"]


def test_a_unit_that_closes_before_the_report_is_confirmed_costs_no_text(
    sari: Reporter, context: Context
) -> None:
    review = sari.review()
    with context.database.transaction() as work:
        work.execute(update(DeskRow).values(is_closed=True))

    page = sari.send(review.form, press="confirm")

    assert page.status == 422
    assert page.form.values["what"] == REPORT["what"]
    assert cases(context) == 0


def test_a_report_that_nobody_outside_may_take_is_told_at_the_unit(sari: Reporter) -> None:
    page = sari.review(unit="inspektorat", concerns_head="yes")

    assert page.status == 422
    assert "Ombudsman" in page.problem("unit")


def test_the_answer_to_a_form_has_no_link_that_would_lose_it(sari: Reporter) -> None:
    review = sari.review()
    code_page = sari.send(review.form, press="confirm")

    assert "bahasa=en" in sari.open("/lapor/wbs").text
    assert "bahasa=en" not in review.text
    assert "bahasa=en" not in code_page.text


def test_the_way_of_a_report_in_english_stays_in_english(sari: Reporter) -> None:
    review = sari.review(path="/lapor/wbs?bahasa=en")
    code_page = sari.send(review.form, press="confirm")

    assert "Read your report once more" in review.text
    assert "Your report has been received" in code_page.text


def test_whoever_gives_a_name_is_told_nothing_that_holds_of_the_anonymous_alone(
    sari: Reporter,
) -> None:
    named = {"anonymity": "named", "identity_name": "Sari"}
    anonymous, review = sari.review(), sari.review(**named)
    receipt = sari.send(review.form, press="confirm")
    unnamed = sari.review(anonymity="named")

    assert "padahal Anda ingin tetap anonim" in anonymous.text
    assert "padahal Anda ingin tetap anonim" not in review.text
    assert "dapat menghubungi Anda" not in receipt.text
    assert unnamed.problem("identity_name")
    label = unnamed.text.partition('for="f-identity_name">')[2].partition("</label>")[0]
    assert "boleh dikosongkan" not in label
