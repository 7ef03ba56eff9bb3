"""Bad input on a report's form: a message at its field, and nothing lost."""

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import Clock
from tests.web.reporter.reporter_pages import REPORT, PageSeen, Reporter
from wbs.bootstrap import build_reporter
from wbs.services.context import Context
from wbs.services.intake.draft import new_token
from wbs.settings import Settings
from wbs.store.schema.cases import CaseRow

LONG = "kalimat yang diulang " * 1000


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def parts(fields: Mapping[str, str | bytes], *, boundary: bytes = b"batas") -> bytes:
    """A multipart body without its end."""
    body = b""
    for name, value in fields.items():
        raw = value if isinstance(value, bytes) else value.encode()
        body += b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (
            boundary,
            name.encode(),
            raw,
        )
    return body


def file_part(name: str, content: bytes) -> bytes:
    head = (
        f'--batas\r\nContent-Disposition: form-data; name="attachments"; filename="{name}"\r\n\r\n'
    )
    return head.encode() + content


def post(sari: Reporter, body: bytes, content_type: str, missing: int = 0) -> PageSeen:
    return sari.send_raw(BytesIO(body), content_type, len(body) + missing)


def draft_token(sari: Reporter) -> str:
    return sari.open("/lapor/wbs").form.values["draft"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("what", "", "isi"),
        ("what", "x" * 10_001, "10000"),
        ("who", LONG, "4000"),
        ("what", "sebelum\x00sesudah", "tidak dapat dibaca"),
        ("exclude", "nama\x1b[2J", "tidak dapat dibaca"),
        ("when_date", "2026-08-04", "belum tiba"),
        ("when_date", "kemarin", "tanggal"),
        ("when_date", "2026-02-30", "tanggal"),
        ("unit", "", "dipilih"),
        ("unit", "tidak-ada", "pilih"),
        ("unit", "../../etc", "pilih"),
        ("category", "", "dipilih"),
        ("category", "bukan-kategori", "pilih"),
        ("concerns_head", "mungkin", "pilih"),
        ("fear_of_reprisal", "sekali", "pilih"),
        ("anonymity", "rahasia sekali", "pilih"),
        ("identity_name", "Sari", "anonim"),
    ],
)
def test_a_problem_is_told_at_its_field(
    sari: Reporter, field: str, typed: str, sentence: str
) -> None:
    page = sari.review(("foto.txt", b"isi"), **{field: typed})

    assert page.status == 422
    assert sentence.lower() in page.problem(field).lower()
    assert page.form.values.items() >= {k: v for k, v in REPORT.items() if k != field}.items()
    assert "foto.txt" in page.text


def test_a_report_by_name_needs_the_name(sari: Reporter) -> None:
    page = sari.review(anonymity="named", identity_contact="lewat surat")

    assert page.status == 422
    assert page.problem("identity_name")
    assert page.form.values["identity_contact"] == "lewat surat"


def test_what_was_typed_wrong_is_given_back_as_it_was(sari: Reporter) -> None:
    page = sari.review(when_date="kemarin", who='baris satu\nbaris <dua> & "tiga"')

    assert page.form.values["when_date"] == "kemarin"
    assert page.form.values["who"] == 'baris satu\nbaris <dua> & "tiga"'


def test_after_mending_the_report_goes_through_with_its_file(sari: Reporter) -> None:
    wrong = sari.review(("foto.txt", b"isi"), what="")

    review = sari.send(wrong.form, {"what": REPORT["what"]})

    assert review.status == 200
    assert "foto.txt" in review.text
    assert sari.send(review.form, press="confirm").code


def test_every_problem_stands_in_the_summary(sari: Reporter) -> None:
    page = sari.review(what="", unit="", when_date="2030-01-01")

    linked = re.findall(r'href="#f-(\w+)"', page.text)
    assert linked == ["unit", "what", "when_date"]
    assert "tidak ada yang hilang" in page.text


def test_the_eleventh_file_is_named_and_ten_are_kept(sari: Reporter, context: Context) -> None:
    page = sari.review(*((f"berkas-{n}.txt", b"isi %d" % n) for n in range(1, 12)))

    assert page.status == 422
    assert "berkas-11.txt" in page.problem("attachments")
    assert "10" in page.problem("attachments")
    assert page.form.values["files"] == "10"
    assert len(list(context.blobs.ids())) == 10


def test_an_eleventh_file_in_a_later_step_is_refused_as_well(
    sari: Reporter, context: Context
) -> None:
    review = sari.review(*((f"berkas-{n}.txt", b"isi %d" % n) for n in range(1, 11)))
    form = sari.send(review.form, press="change").form

    page = sari.send(form, files=(("satu-lagi.txt", b"lagi"),))

    assert page.status == 422
    assert "satu-lagi.txt" in page.problem("attachments")
    assert len(list(context.blobs.ids())) == 10


def test_a_file_over_the_limit_is_named_and_the_others_are_kept(
    cast: Cast, context: Context, settings: Settings
) -> None:
    rules = replace(context.rules, max_attachment_bytes=70_000)
    sari = Reporter(build_reporter(replace(context, rules=rules), settings))

    page = sari.review(("besar.bin", b"x" * 70_001), ("kecil.txt", b"isi"))

    assert page.status == 422
    assert "besar.bin" in page.problem("attachments")
    assert "kecil.txt" in page.text
    assert len(list(context.blobs.ids())) == 1


def test_an_empty_file_is_told(sari: Reporter) -> None:
    page = sari.review(("kosong.txt", b""))

    assert page.status == 422
    assert "kosong.txt" in page.problem("attachments")


def test_a_file_sent_twice_is_kept_once(sari: Reporter, context: Context) -> None:
    first = sari.review(("foto.txt", b"isi"))

    again = sari.send(first.form, files=(("foto.txt", b"isi"),))

    assert again.status == 200
    assert len(list(context.blobs.ids())) == 1


@pytest.mark.parametrize("ends", ["early", "without the last boundary"])
def test_a_body_cut_off_in_a_file_keeps_text_and_whole_files(
    sari: Reporter, context: Context, ends: str
) -> None:
    body = parts({"draft": draft_token(sari), **REPORT})
    body += file_part("utuh.txt", b"utuh") + b"\r\n" + file_part("putus.bin", b"x" * 200_000)

    page = post(sari, body, "multipart/form-data; boundary=batas", 50_000 if ends == "early" else 0)

    assert page.status == 422
    assert "putus.bin" in page.problem("attachments")
    assert page.form.values.items() >= REPORT.items()
    assert "utuh.txt" in page.text
    assert len(list(context.blobs.ids())) == 1
    assert list((context.blobs.root / "incoming").iterdir()) == []


def test_a_body_cut_off_in_a_text_keeps_what_came(sari: Reporter) -> None:
    body = parts({"draft": draft_token(sari), **REPORT})[:-20]

    page = post(sari, body, "multipart/form-data; boundary=batas")

    assert page.status == 422
    assert page.problem("attachments")
    assert page.form.values["what"] == REPORT["what"]


@pytest.mark.parametrize("head", ['name="how"', 'name="attachments"; filename="x.txt"'])
def test_an_empty_part_without_a_line_of_its_own_is_told_and_never_misread(
    sari: Reporter, context: Context, head: str
) -> None:
    body = parts({"draft": draft_token(sari), **{k: REPORT[k] for k in ("unit", "what")}})
    body += f"--batas\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
    body += parts({"who": "Bendahara"}) + b"--batas--\r\n"

    page = post(sari, body, "multipart/form-data; boundary=batas")

    assert page.status == 422
    assert page.problem("attachments")
    assert page.form.values["what"] == REPORT["what"]
    assert "--batas" not in page.text
    assert list(context.blobs.ids()) == []


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=lain",
        "multipart/form-data; boundary=",
        "application/json",
        "text/plain",
    ],
)
def test_a_body_that_is_no_form_is_told(sari: Reporter, content_type: str) -> None:
    page = post(sari, parts(REPORT) + b"--batas--\r\n", content_type)

    assert page.status == 422
    assert "tidak dapat dibaca" in page.text
    assert "yang hilang" not in page.text  # nothing arrived that could be given back
    assert page.form.values["draft"]


def test_no_body_at_all_is_told(sari: Reporter) -> None:
    page = PageSeen(sari.client.post("/lapor/wbs"))

    assert page.status == 422
    assert page.problem("what")


@pytest.mark.parametrize("raw", [b"\xff\xfe kalimat", "kalimat é".encode("latin-1")], ids=repr)
def test_text_that_is_no_utf_8_is_told_at_its_field(sari: Reporter, raw: bytes) -> None:
    body = parts({"draft": draft_token(sari), **REPORT, "what": raw}) + b"--batas--\r\n"

    page = post(sari, body, "multipart/form-data; boundary=batas")

    assert page.status == 422
    assert "tidak dapat dibaca" in page.problem("what")
    assert "kalimat" in page.form.values["what"]
    assert page.form.values["who"] == REPORT["who"]


def test_a_file_name_that_is_no_utf_8_costs_nothing(sari: Reporter) -> None:
    body = parts({"draft": draft_token(sari), **REPORT})
    body += file_part("?", b"isi").replace(b'"?"', b'"f\xe9.txt"') + b"\r\n--batas--\r\n"

    page = post(sari, body, "multipart/form-data; boundary=batas")

    assert page.status == 200
    assert ".txt" in page.text


def test_a_file_name_is_shown_without_its_folder(sari: Reporter) -> None:
    page = sari.review(("/home/sari.wijaya/foto\u202etxt.exe", b"isi"))

    assert page.status == 200
    assert "sari.wijaya" not in page.text
    assert "\u202e" not in page.text


def test_text_far_over_every_limit_is_told_and_given_back_as_far_as_it_goes(
    sari: Reporter,
) -> None:
    body = parts({"draft": draft_token(sari), **REPORT, "what": "a" * 1_500_000})

    page = post(sari, body + b"--batas--\r\n", "multipart/form-data; boundary=batas")

    assert page.status == 422
    assert "10000" in page.problem("what")
    assert len(page.form.values["what"]) > 500_000


@pytest.mark.parametrize("token", ["", "palsu", "A" * 92, "0" * 32])
def test_a_forged_token_gives_the_text_back_under_a_fresh_one(
    sari: Reporter, context: Context, token: str
) -> None:
    form = sari.open("/lapor/wbs").form
    form.values["draft"] = token or form.values["draft"][:-1] + "!"

    page = sari.send(form, REPORT, (("foto.txt", b"isi"),))

    assert page.status == 422
    assert page.form.values["draft"] not in {token, form.values["draft"]}
    assert page.form.values.items() >= REPORT.items()
    assert "foto.txt" in page.text
    assert sari.send(sari.send(page.form).form, press="confirm").code


def test_a_token_of_another_installation_is_not_ours(
    sari: Reporter, reporter_app: Flask, context: Context
) -> None:
    other = replace(
        context, rules=replace(context.rules, reporter_key=b"another key of 32 bytes.......")
    )
    form = sari.open("/lapor/wbs").form
    form.values["draft"] = new_token(other).text

    page = sari.send(form, REPORT)

    assert page.status == 422
    assert page.form.values.items() >= REPORT.items()


def test_an_expired_form_gives_the_text_back(sari: Reporter, clock: Clock) -> None:
    review = sari.review()
    clock.move(hours=26)

    page = sari.send(review.form, press="confirm")

    assert page.status == 422
    assert "lebih dari sehari" in page.text
    assert page.form.values.items() >= REPORT.items()
    assert sari.send(sari.send(page.form).form, press="confirm").code


def test_nothing_of_all_this_makes_a_case(sari: Reporter, context: Context) -> None:
    sari.review(what="")
    post(sari, b"", "multipart/form-data")

    with context.database.reading() as work:
        assert work.query(CaseRow).count() == 0
