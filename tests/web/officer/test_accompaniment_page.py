"""Remarks on the rows of the evaluation sheet, as the inspectorate and the unit write them to each other."""

import html

import pytest

from tests.cast import Cast
from tests.web.officer.conftest import Enter
from wbs.domain.span import ReportingPeriod
from wbs.services.accompaniment.remarks import remarks_on, write_remark

PAGE = "/petugas/pendampingan"
ROW = f"{PAGE}/satker-1/2026/A.1.V.iii.c"
TEXT = "Notula triwulan I belum ada. <b>Mohon</b> dilengkapi."


def remark(cast: Cast) -> None:
    year = ReportingPeriod.parse("2026")
    write_remark(cast.context, cast.dewi.actor.officer, "satker-1", "A.1.V.iii.c", year, TEXT)


def test_the_inspectorate_writes_and_the_unit_answers(cast: Cast, enter: Enter) -> None:
    dewi, fajar = enter(cast.dewi), enter(cast.fajar)
    dewi.get(ROW)

    empty = dewi.post(ROW, {"remark": " "})
    answer = dewi.post(ROW, {"remark": TEXT})
    waiting = fajar.get(PAGE).get_data(as_text=True)
    fajar.get(ROW)
    fajar.post(ROW, {"remark": "Sudah disimpan."})

    assert (empty.status_code, answer.status_code) == (422, 303)
    assert "1 baris menunggu jawaban unit." in waiting
    assert html.escape(TEXT) in waiting
    page = fajar.get(PAGE).get_data(as_text=True)
    assert "Sudah disimpan." in page
    assert "menunggu jawaban unit" not in page


def test_each_row_of_the_sheet_has_a_place(cast: Cast, enter: Enter) -> None:
    page = enter(cast.fajar).get(f"{PAGE}?periode=2026-Q2").get_data(as_text=True)

    rows = [row for area in cast.context.law.sheet.sub_areas for row in area.rows]
    assert all(f"{PAGE}/satker-1/2026-Q2/{row.code}" in page for row in rows)
    assert "Belum ada catatan untuk periode ini." in page


def test_a_period_nobody_can_read_is_told(cast: Cast, enter: Enter) -> None:
    assert enter(cast.fajar).get(f"{PAGE}?periode=kemarin").status_code == 422


@pytest.mark.parametrize(
    "path", [f"{PAGE}/satker-1/kemarin/A.1.V.iii.c", f"{PAGE}/satker-1/2026/A.9"]
)
def test_what_is_no_row_or_period_is_not_there(cast: Cast, enter: Enter, path: str) -> None:
    assert enter(cast.dewi).get(path).status_code == 404


@pytest.mark.parametrize("username", ["citra", "eko", "gita", "ratna"])
def test_a_stranger_neither_reads_nor_writes(cast: Cast, enter: Enter, username: str) -> None:
    remark(cast)
    browser = enter(cast.people[username])

    for path in (ROW, f"{PAGE}?unit=satker-1"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "Notula" not in answer.get_data(as_text=True)
    assert browser.post(ROW, {"remark": "Saya juga."}).status_code == 404
    found = remarks_on(cast.context, cast.fajar.actor.officer)
    assert [len(row.remarks) for row in found.rows] == [1]


def test_another_units_clerk_reads_and_answers_the_own_unit_alone(cast: Cast, enter: Enter) -> None:
    remark(cast)

    page = enter(cast.citra).get(PAGE).get_data(as_text=True)

    assert "Satuan Kerja Dua" in page
    assert "Notula" not in page
