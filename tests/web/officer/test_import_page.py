"""The page on which an old register is read, looked at line by line, and imported."""

from io import BytesIO

from flask import Flask
from xlsxwriter import Workbook

from tests.cast import Cast
from tests.entries import register
from tests.services.intake.test_import_register import AT_WORK, CLOSED
from tests.web.officer.conftest import Enter
from tests.web.officer.test_case_page import text_of
from tests.web.officer.visitor import Visitor
from wbs.evidence.register_template import register_csv, register_xlsx
from wbs.store.schema.cases import CaseRow

PATH = "/petugas/impor"
FORMULA = CLOSED.replace("1/ADU", "=cmd|calc").replace("Surat tidak dijawab", "<b>@SUM(A1)</b>")


def upload(browser: Visitor, content: bytes, unit: str = "satker-1", name: str = "a.csv") -> str:
    browser.get(PATH)
    answer = browser.post_file(PATH, {"unit": unit}, name, content, field="register_file")
    return f"{answer.status_code} {answer.get_data(as_text=True)}"


def csv(*rows: str) -> bytes:
    return register(*rows).replace("\t", ";").encode()


def how_many(cast: Cast) -> int:
    with cast.context.database.reading() as work:
        return work.query(CaseRow).count()


def test_nothing_is_written_before_it_is_confirmed(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    page = upload(browser, csv(CLOSED, AT_WORK))
    assert page.startswith("200")
    assert "1/ADU" in page
    assert how_many(cast) == 0

    fields = {"unit": "satker-1", "register": register(CLOSED, AT_WORK), "confirm": "1"}
    answer = browser.post(PATH, fields)

    assert answer.status_code == 303
    assert how_many(cast) == 2
    assert "2 kasus" in text_of(browser.get(answer.location).get_data(as_text=True))


def test_a_wrong_line_is_told_with_its_number_and_column(cast: Cast, enter: Enter) -> None:
    page = upload(enter(cast.budi), csv(CLOSED, AT_WORK.replace("telaah", "entah")))

    assert page.startswith("422")
    shown = text_of(page)
    assert "Tahap atau hasil: Mohon gunakan salah satu kata ini: diterima, telaah" in shown
    assert 'name="confirm"' not in page
    assert how_many(cast) == 0


def test_the_template_is_read_as_it_is_and_holds_no_line(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    for content in (register_csv(), register_xlsx(cast.context.law.categories)):
        assert upload(browser, content).startswith("422")
    for ending in ("csv", "xlsx"):
        answer = browser.get(f"{PATH}/templat.{ending}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert browser.get(f"{PATH}/templat.exe").status_code == 404


def test_a_workbook_is_read_as_well(cast: Cast, enter: Enter) -> None:
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, line in enumerate(register(CLOSED).split("\n")):
        for column, cell in enumerate(line.split("\t")):
            sheet.write_string(row, column, cell)
    book.close()

    assert upload(enter(cast.budi), target.getvalue(), name="a.xlsx").startswith("200")


def test_what_would_be_a_formula_stays_text_and_nothing_is_markup(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    page = upload(browser, csv(FORMULA))

    assert page.startswith("200")
    assert "<b>@SUM" not in page
    browser.post(PATH, {"unit": "satker-1", "register": register(FORMULA), "confirm": "1"})
    assert how_many(cast) == 1


def test_a_file_that_is_none_is_told_at_its_field(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)

    for content in (b"", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04 broken", b"\0\1\2", b"a;b\nc;d"):
        page = upload(browser, content)
        assert page.startswith("422")
        assert 'id="p-register_file"' in page
    browser.get(PATH)
    assert browser.post(PATH, {"unit": "satker-1"}).status_code == 422


def test_confirmed_lines_are_read_anew_and_never_trusted(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    browser.get(PATH)

    wrong = {"unit": "satker-1", "register": register("x;y;z"), "confirm": "1"}
    assert browser.post(PATH, wrong).status_code == 422
    elsewhere = {"unit": "satker-2", "register": register(CLOSED), "confirm": "1"}
    assert browser.post(PATH, elsewhere).status_code == 404
    assert how_many(cast) == 0


def test_others_find_no_such_page(officer_app: Flask, cast: Cast, enter: Enter) -> None:
    for person in (cast.fajar, cast.ratna):
        browser = enter(person)
        assert browser.get(PATH).status_code == 404
        assert browser.post(PATH, {"confirm": "1"}).status_code == 404
    assert Visitor(officer_app).get(PATH).status_code == 302
