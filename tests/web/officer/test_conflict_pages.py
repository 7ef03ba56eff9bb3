"""Pages about conflicts of interest: the decision, the register, the map, the yearly statements, and strangers."""

import html
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.cast import Cast
from tests.declarations import CONTROL, DECISION, DECLARATION, control, decide, declare
from tests.web.officer.conftest import Enter
from wbs.services.documents.documents import list_documents, open_document
from wbs.store.schema.ledger import CustodyRow

PATH = "/petugas/konflik-kepentingan"
MAP = f"{PATH}/pemetaan"
STATEMENTS = f"{PATH}/pernyataan"
YEAR = {"unit": "satker-1", "period": "2026"}
NAMES = (DECLARATION["name"], DECISION["superior"], "Wibowo Bersaudara")
DUTY = {
    "title": "Pengadaan barang dan jasa",
    "finding": "conflict_possible",
    "potential": "Pejabat pengadaan berkerabat dengan penyedia",
    "control": "Pernyataan sebelum setiap pemilihan",
    "reviewed_on": "2026-08-03",
}
LIST = "nama;nip;menyatakan\nSari;1;ya\nTono;2;tidak\nUmi;3;Ya\n"


def text_of(body: bytes) -> str:
    sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)
    return "\n".join(str(cell) for row in sheet.to_python() for cell in row)


def test_the_desk_writes_decision_and_control_on_the_page_of_the_case(
    cast: Cast, enter: Enter
) -> None:
    declared = declare(cast.context)
    browser = enter(cast.budi)
    case = f"/petugas/kasus/{declared.case_id}"
    assert "CV Wibowo Bersaudara" in browser.get(case).text

    wrong = browser.post(f"{case}/keputusan-atasan", {**DECISION, "measure": ""})
    right = browser.post(f"{case}/keputusan-atasan", DECISION)
    browser.post(f"{case}/pengendalian", CONTROL)

    assert wrong.status_code == 422
    assert 'id="p-decision-measure"' in wrong.text
    assert DECISION["superior"] in wrong.text
    assert right.status_code == 303
    page = html.unescape(browser.get(case).text)
    assert DECISION["measure"] in page
    assert CONTROL["done"] in page


def test_a_stranger_finds_no_declaration_and_writes_no_decision(cast: Cast, enter: Enter) -> None:
    declared = declare(cast.context)
    case = f"/petugas/kasus/{declared.case_id}"

    for person, status in ((cast.citra, 404), (cast.fajar, 404), (cast.ratna, 404)):
        browser = enter(person)
        for door in ("keputusan-atasan", "pengendalian"):
            assert browser.post(f"{case}/{door}", DECISION).status_code == status


def test_the_list_names_nobody_and_the_file_does_and_is_noted(cast: Cast, enter: Enter) -> None:
    declared = declare(cast.context)
    decide(cast.context, cast.budi.actor, declared.case_id)
    browser = enter(cast.budi)

    page = browser.get(PATH).text
    body = browser.post(f"{PATH}/daftar", YEAR).data

    assert not any(name in html.unescape(page) for name in NAMES)
    assert all(name in text_of(body) for name in NAMES)
    with cast.context.database.reading() as work:
        acts = work.scalars(select(CustodyRow.act)).all()
    assert acts.count("case_listed") == 1


def test_what_is_filed_names_nobody_and_takes_the_place_of_the_one_before(
    cast: Cast, enter: Enter
) -> None:
    declared = declare(cast.context)
    browser = enter(cast.budi)

    browser.post(f"{PATH}/arsip", YEAR)
    decide(cast.context, cast.budi.actor, declared.case_id)
    control(cast.context, cast.budi.actor, declared.case_id)
    answer = browser.post(f"{PATH}/arsip", YEAR)

    assert answer.status_code == 303
    lines = list_documents(cast.context, cast.fajar.actor.officer, "satker-1").lines
    assert {line.filing.lke_code for line in lines} == {"A.1.V.v.c"}
    assert sorted(line.filing.state.value for line in lines) == ["filed", "superseded"]
    newest = next(line for line in lines if line.filing.state.value == "filed")
    opened = open_document(cast.context, cast.fajar.actor, newest.filing.id)
    text = text_of(b"".join(opened.pieces))
    assert "Hubungan keluarga atau kerabat" in text
    assert not any(name in text for name in NAMES)


def test_another_units_desk_has_a_register_of_its_own(cast: Cast, enter: Enter) -> None:
    declare(cast.context)
    browser = enter(cast.citra)

    assert "Hubungan keluarga atau kerabat" not in browser.get(PATH).text
    assert browser.post(f"{PATH}/daftar", YEAR).status_code == 422
    assert browser.post(f"{PATH}/arsip", YEAR).status_code == 422


@pytest.mark.parametrize("username", ["fajar", "ratna"])
def test_who_opens_no_case_has_no_register(cast: Cast, enter: Enter, username: str) -> None:
    browser = enter(cast.people[username])

    assert browser.get(PATH).status_code == 404
    assert browser.post(f"{PATH}/daftar", YEAR).status_code == 404


def test_a_duty_is_mapped_changed_and_taken_out_and_the_coverage_follows(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.fajar)
    browser.post(f"{MAP}/baru", {"title": "Pelayanan perizinan"})
    browser.post(f"{MAP}/baru", DUTY)

    half = browser.get(MAP).text
    links = [part.split('"')[0] for part in half.split(f'href="{MAP}/')[1:]]
    ids = [link for link in links if len(link) == 32]
    for duty in ids:
        form = browser.get(f"{MAP}/{duty}").text
        if "Pelayanan perizinan" in form:
            browser.post(f"{MAP}/{duty}/akhiri", {"seen": "1"})
        else:
            browser.post(f"{MAP}/{duty}", {**DUTY, "seen": "1", "responsible": "PPK"})
    whole = browser.get(MAP).text

    assert "50,00 %" in half
    assert "C: pada sebagian kecil" in half
    assert "100,00 %" in whole
    assert "A: pada seluruh" in whole
    assert "Pelayanan perizinan" not in whole
    body = browser.get(f"{MAP}.xlsx").data
    assert "PPK" in text_of(body)


def test_a_duty_that_cannot_be_taken_comes_back_as_typed(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)

    answer = browser.post(f"{MAP}/baru", {**DUTY, "control": "", "reviewed_on": ""})

    assert answer.status_code == 422
    assert {f'id="p-{name}"' in answer.text for name in ("control", "reviewed_on")} == {True}
    assert DUTY["potential"] in answer.text
    assert DUTY["title"] not in browser.get(MAP).text


def test_of_two_changes_of_a_duty_one_gives_way(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    browser.post(f"{MAP}/baru", DUTY)
    page = browser.get(MAP).text
    duty = next(p[:32] for p in page.split(f'href="{MAP}/')[1:] if p[32] == '"')
    browser.post(f"{MAP}/{duty}", {**DUTY, "seen": "1", "responsible": "PPK"})

    late = browser.post(f"{MAP}/{duty}", {**DUTY, "seen": "1", "responsible": "KPA"})

    assert late.status_code == 409
    assert "KPA" in late.text


def test_another_units_duty_is_not_there(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    browser.post(f"{MAP}/baru", DUTY)
    page = browser.get(MAP).text
    duty = next(p[:32] for p in page.split(f'href="{MAP}/')[1:] if p[32] == '"')

    stranger = enter(cast.citra)
    assert stranger.get(f"{MAP}/{duty}").status_code == 404
    assert stranger.post(f"{MAP}/{duty}", DUTY).status_code == 404
    assert stranger.post(f"{MAP}/{duty}/akhiri").status_code == 404
    assert stranger.get(f"{MAP}?unit=satker-1").status_code == 404
    assert enter(cast.ratna).get(MAP).status_code == 404


def test_the_map_is_filed_under_its_row(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    browser.post(f"{MAP}/baru", DUTY)

    assert browser.post(f"{MAP}/arsip").status_code == 303

    (line,) = list_documents(cast.context, cast.fajar.actor.officer).lines
    assert (line.filing.lke_code, line.filing.period.code) == ("A.1.V.v.a", "2026")


def test_a_list_is_counted_and_filed_and_its_names_stay_in_the_file(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.fajar)
    sent = {"year": "2026", "stated": ""}

    answer = browser.post_file(STATEMENTS, sent, "daftar.csv", LIST.encode())

    assert answer.status_code == 303
    page = browser.get(STATEMENTS).text
    assert "2 " in page
    assert "Tono" not in page
    (line,) = list_documents(cast.context, cast.fajar.actor.officer).lines
    assert (line.filing.lke_code, line.filing.period.code) == ("A.1.V.v.c", "2026")


def test_rows_that_cannot_be_counted_are_told_line_by_line(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)
    wrong = "nama;nip;menyatakan\n;1;ya\nTono;2;mungkin\nUmi;3;ya\nUmi;3;ya\n"
    sent = {"year": "2026", "attachments": (BytesIO(wrong.encode()), "daftar.csv")}

    answer = browser.post(STATEMENTS, sent)

    assert answer.status_code == 422
    for line in (2, 3, 5):
        assert f" {line}:" in answer.text
    assert list_documents(cast.context, cast.fajar.actor.officer).lines == ()


def test_a_typed_number_needs_a_document_and_the_newest_counts(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.fajar)

    without = browser.post(STATEMENTS, {"year": "2026", "stated": "12"})
    for stated in ("12", "14"):
        sent = {
            "year": "2026",
            "stated": stated,
            "attachments": (BytesIO(f"Berkas {stated}".encode()), "pernyataan.txt"),
        }
        assert browser.post(STATEMENTS, sent).status_code == 303

    assert without.status_code == 422
    page = browser.get(STATEMENTS).text
    assert "14" in page
    assert page.count('<th scope="row">2026</th>') == 1


def test_who_files_no_evidence_counts_no_statements(cast: Cast, enter: Enter) -> None:
    assert enter(cast.ratna).get(STATEMENTS).status_code == 404
    assert enter(cast.ratna).post(STATEMENTS, {"year": "2026"}).status_code == 404
    assert enter(cast.citra).get(f"{STATEMENTS}?unit=satker-1").status_code == 404
