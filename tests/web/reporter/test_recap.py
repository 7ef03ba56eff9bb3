"""A recap on its way through the pages: template, file, lines in the form, review, and the UPG's desk."""

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import Cast
from tests.disclosures import DISCLOSURE, GIVER, OBJECT, PHOTO
from tests.recaps import WEDDING, row, text, wedding, xlsx, xlsx_bomb, xlsx_with_formula
from tests.stories.traces import find_traces
from tests.web.officer.test_case_page import look, text_of
from tests.web.officer.visitor import Visitor
from tests.web.reporter.reporter_pages import REPORT, File, PageSeen, Reporter
from wbs.domain.gratification.disclosure_form import recap_numbers
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.store import reporter as rows
from wbs.store.schema.cases import BlobRow, DraftRow
from wbs.web.held_file import HELD_BYTES

PATH = "/lapor/gratifikasi"
FORM = {n: t for n, t in (DISCLOSURE | WEDDING).items() if n not in GIVER | OBJECT}


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def fill(sari: Reporter, file: File, *files: File) -> PageSeen:
    """Fill in everything else, choose a file of rows, and put it into the form."""
    return sari.send(sari.open(PATH).form, FORM, files, press="fill", recap=file)


def review_of(sari: Reporter, lines: str) -> PageSeen:
    """Fill in everything, the lines pasted, and go on."""
    return sari.send(sari.open(PATH).form, FORM | {"recap": lines}, (PHOTO,), press="review")


def case_id(context: Context, code: str) -> str:
    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
    assert found is not None
    return found.case.id


def test_a_wedding_with_forty_givers_of_whom_two_exceed_the_limit_reaches_the_upg(
    sari: Reporter, cast: Cast, context: Context, officer_app: Flask
) -> None:
    filled = fill(sari, ("pernikahan.xlsx", xlsx(*wedding(40, over=2))), PHOTO)
    assert filled.status == 200
    assert "40 baris dari berkas Anda" in filled.text
    assert filled.form.values["recap"] == text(*wedding(40, over=2))
    assert FORM.items() <= filled.form.values.items()

    review = sari.send(filled.form, press="review")
    assert review.status == 200
    assert "2 dari 40 pemberi melebihi batas Rp1.500.000" in text_of(review.text)
    assert review.text.count("Di atas batas") == 2
    assert "Pemberi 1" not in review.text

    code = sari.send(review.form, press="confirm").code
    found = case_id(context, code)
    opened = open_case(context, cast.budi.actor, found).opened.report
    assert len(recap_numbers(opened.fields)) == 40
    assert [a.name for a in opened.attachments] == [PHOTO[0]]

    budi = Visitor(officer_app)
    budi.sign_in(cast, cast.budi)
    page = look(budi, found)
    assert "2 dari 40 pemberi melebihi batas Rp1.500.000" in text_of(page)
    assert page.count("Di atas batas") == 2
    assert "Tamu 17" in page
    assert "giver-101" not in page


def test_lines_are_pasted_and_come_back_from_the_review_as_they_were(sari: Reporter) -> None:
    lines = text(*wedding(3, over=0), mark=";")

    review = review_of(sari, lines)
    assert "Tidak ada dari 3 pemberi" in text_of(review.text)
    back = sari.send(review.form, press="change")

    assert back.form.values["recap"] == lines
    assert "giver-1-name" in back.form.names


def test_the_largest_recap_reaches_the_upg_whole(
    sari: Reporter, cast: Cast, context: Context
) -> None:
    review = review_of(sari, text(*wedding(500)))
    assert review.status == 200

    code = sari.send(review.form, press="confirm").code

    opened = open_case(context, cast.budi.actor, case_id(context, code)).opened.report
    assert opened.fields["giver-600-name"] == "Tamu 500"


def test_every_wrong_line_of_a_file_is_told_at_once_and_nothing_is_lost(sari: Reporter) -> None:
    lines = (row("Ani", "banyak"), row("", 5), row("Budi", 5, relation="sahabat"))

    page = fill(sari, ("a.xlsx", xlsx(*lines)))

    told = text_of(page.text)
    assert page.status == 422
    assert page.problem("recap") == "Ada 3 hal pada baris-barisnya yang perlu diperbaiki."
    assert "Baris 2, kolom Nilai (Rp): " in told
    assert "Baris 3, kolom Nama pemberi: " in told
    assert "Baris 4, kolom Hubungan: Mohon gunakan salah satu kata ini: keluarga," in told
    assert page.form.values["recap"] == text(*lines)
    assert FORM.items() <= page.form.values.items()
    assert not page.problem("giver-1-name"), "only what came from the file is judged"


def test_very_many_wrong_lines_are_told_by_their_number(sari: Reporter) -> None:
    page = fill(sari, ("a.xlsx", xlsx(*(row("", 5) for _ in range(100)))))

    assert page.text.count("kolom Nama pemberi") == 40
    assert "dan 60 lainnya" in page.text


def test_a_chosen_file_is_read_whichever_button_is_pressed(sari: Reporter) -> None:
    form = sari.open(PATH).form

    page = sari.send(form, FORM, press="review", recap=("a.csv", text(row("Ani")).encode()))

    assert page.status == 200
    assert page.form.values["recap"] == text(row("Ani"))


def test_the_button_without_a_file_asks_for_one(sari: Reporter) -> None:
    page = sari.send(sari.open(PATH).form, FORM | {"recap": "Ani;x"}, press="fill")

    assert page.status == 422
    assert page.problem("recap_file")
    assert page.form.values["recap"] == "Ani;x"


REFUSED = {
    "a bomb": (xlsx_bomb(200_000_000), "tidak dapat dibaca"),
    "a torn workbook": (xlsx(row())[:-300], "tidak dapat dibaca"),
    "ten megabytes of text": (b"Ani;Budi;Cici\r\n" * 700_000, "terlalu besar"),
    "a little too large": (b"a" * (HELD_BYTES + 1), "terlalu besar"),
    "a picture": (PHOTO[1], "tidak dapat dibaca"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), "XLS"),
    "nothing": (b"", "Tidak ada baris pemberi"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_read_is_told_and_leaves_the_form_as_it_was(
    sari: Reporter, what: str
) -> None:
    data, why = REFUSED[what]

    page = fill(sari, ("a.xlsx", data))

    assert page.status == 422
    assert why in page.problem("recap_file")
    assert page.form.values["recap"] == ""
    assert FORM.items() <= page.form.values.items()


@pytest.mark.parametrize(
    "data",
    [
        xlsx(row("Sangkuriang-77")),
        text(row("Sangkuriang-77")).encode(),
        xlsx_with_formula('=HYPERLINK("https://example.org","x")', "Sangkuriang-77"),
        b"Sangkuriang-77;" * 300_000,
    ],
)
def test_nothing_of_a_file_is_left_on_any_disk(
    sari: Reporter,
    context: Context,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))

    fill(sari, ("sangkuriang-77.xlsx", data))

    assert find_traces([tmp_path], ["Sangkuriang-77", "sangkuriang-77"]) == []
    assert list(scratch.iterdir()) == []
    with context.database.reading() as work:
        assert work.query(DraftRow).count() == 0
        assert work.query(BlobRow).count() == 0


def test_a_file_of_which_only_a_part_arrives_is_told_and_not_read(sari: Reporter) -> None:
    fields = FORM | {"draft": sari.open(PATH).form.values["draft"], "fill": "1"}
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = '--b\r\nContent-Disposition: form-data; name="recap_file"; filename="a.csv"\r\n\r\n'
    body = ("".join((*parts, head)) + text(row("Ani"))).encode()

    page = sari.send_raw(BytesIO(body), "multipart/form-data; boundary=b", len(body) + 100, PATH)

    assert page.status == 422
    assert "Hanya sebagian" in page.problem("recap_file")
    assert FORM.items() <= page.form.values.items()
    assert page.form.values["recap"] == ""


def test_another_form_takes_no_recap_and_keeps_nothing_of_it(
    sari: Reporter, context: Context
) -> None:
    form = sari.open("/lapor/wbs").form

    review = sari.send(form, REPORT, press="review", recap=("a.csv", b"Ani;Budi"))

    assert review.status == 200
    assert "Ani" not in review.text
    with context.database.reading() as work:
        assert work.query(BlobRow).count() == 0


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_a_file_that_tells_nothing_about_who_takes_it(
    sari: Reporter, kind: str
) -> None:
    answer = sari.client.get(f"/gratifikasi/templat.{kind}")

    assert answer.status_code == 200
    assert f'filename="rekapitulasi.{kind}"' in answer.headers["Content-Disposition"]
    assert "Set-Cookie" not in answer.headers
    page = fill(sari, (f"a.{kind}", answer.get_data()))
    assert "Tidak ada baris pemberi" in page.problem("recap")
