"""Rows of another area beside the evaluation sheet: there where the agency wants them, apart, and nowhere else."""

import html
from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from tests.cast import Cast, Person
from tests.conftest import Clock
from tests.documents import made, new_document
from tests.monev import held
from tests.packs import payload_of
from tests.sheets import NEIGHBOURS
from tests.web.officer.conftest import Enter
from tests.web.officer.test_evaluation_pages import (
    CALENDAR,
    KILOBYTES,
    SHEET,
    row_path,
    send,
    store_golden,
    text_of,
)
from tests.web.officer.visitor import Visitor
from wbs import bootstrap
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.span import ReportingPeriod
from wbs.services.context import Context
from wbs.services.documents.file_document import file_document
from wbs.settings import Settings

HEADING = "Area VI, Peningkatan Kualitas Pelayanan Publik: baris yang memakai angka yang sama"
APART = "Baris ini terpisah dari area lembar: tidak masuk bobot, poin, atau persentasenya."
YEAR = ReportingPeriod.parse("2026")


@pytest.fixture
def wide_context(settings: Settings, clock: Clock) -> Iterator[Context]:
    """The installation after its agency wrote the one line that the manual names."""
    folder = settings.data_dir / "config"
    folder.mkdir()
    (folder / "lke_neighbours.toml").write_text("include = true\n")
    context = bootstrap.build_context(settings, clock=clock)
    yield context
    context.database.close()


@pytest.fixture
def enter_wide(cast: Cast, wide_context: Context, settings: Settings) -> Enter:
    """Lets a person of the cast sign in there."""
    app = bootstrap.build_officer(wide_context, settings)

    def sign_in(person: Person) -> Visitor:
        browser = Visitor(app)
        assert browser.sign_in(cast, person).status_code == 303
        browser.get("/petugas/akun")
        return browser

    return sign_in


def test_where_the_agency_wants_none_no_page_speaks_of_them(cast: Cast, enter: Enter) -> None:
    fajar = enter(cast.fajar)

    assert "Area VI" not in text_of(fajar.get(SHEET))
    assert "A.1.VI" not in fajar.get(CALENDAR).text
    assert "A.1.VI" not in fajar.get("/petugas/bukti/baru").text
    for row in NEIGHBOURS:
        assert fajar.get(row_path(row.code)).status_code == 404
        assert send(fajar, row.code, "jawaban", {"answer": "A"}).status_code == 404


def test_they_stand_below_the_sheet_under_their_own_heading(cast: Cast, enter_wide: Enter) -> None:
    answer = enter_wide(cast.fajar).get(SHEET)

    page = text_of(answer)
    assert page.count(HEADING) == page.count(APART) == 1
    assert page.index("A.2.V.iii.b") < page.index(HEADING) < page.index("A.1.VI.iii.a")
    for row in NEIGHBOURS:
        assert answer.text.count(f">{row.code}</a>") == 1
        assert html.escape(row.text, quote=False) in answer.text
    assert page.count("Bobot ") == 10
    assert len(answer.data) < KILOBYTES


def test_a_row_of_them_says_what_can_be_shown_and_that_it_stands_apart(
    cast: Cast, enter_wide: Enter, wide_context: Context
) -> None:
    fajar, code = enter_wide(cast.fajar), "A.1.VI.iii.b"
    own = text_of(fajar.get(row_path("A.1.V.iii.a")))
    before = text_of(fajar.get(row_path(code)))
    assert HEADING in before
    assert APART in before
    assert APART not in own
    assert "Belum ada kriteria baris ini yang seluruhnya dapat ditunjukkan." in before

    new = new_document(lke_code=code, kind=DocumentKind.DECREE, period=YEAR)
    file_document(wide_context, cast.fajar.actor, "satker-1", new, made())

    after = text_of(fajar.get(row_path(code)))
    assert "A : terdapat unit pengelola khusus untuk konsultasi dan pengaduan" in after
    assert "dinilai oleh manusia" in after


def test_people_answer_them_by_their_own_criteria(cast: Cast, enter_wide: Enter) -> None:
    fajar, code = enter_wide(cast.fajar), "A.2.VI.ii.a"

    assert send(fajar, code, "jawaban", {"answer": "E"}).status_code == 422
    assert send(fajar, code, "jawaban", {"answer": "B"}).status_code == 303

    answered = fajar.get(row_path(code))
    assert 'value="B" selected' in answered.text
    assert "Belum ada jawaban." in text_of(answered), "of the assessors"


def test_a_meeting_on_complaints_is_evidence_of_its_quarter_there_too(
    cast: Cast, enter_wide: Enter
) -> None:
    held(cast)
    page = text_of(enter_wide(cast.fajar).get(row_path("A.1.VI.iii.c")))

    assert "Triwulan I 2026: tidak ada monev." in page
    assert "Triwulan II 2026: tidak ada monev." not in page


def test_calendar_and_documents_know_them(cast: Cast, enter_wide: Enter) -> None:
    fajar = enter_wide(cast.fajar)

    calendar, form = fajar.get(CALENDAR).text, fajar.get("/petugas/bukti/baru").text

    for row in NEIGHBOURS:
        assert f">{row.code}</a>" in calendar
        assert f'value="{row.code}"' in form


def test_a_pack_holds_them_apart(cast: Cast, enter_wide: Enter) -> None:
    store_golden(cast)
    budi = enter_wide(cast.budi)
    budi.get("/petugas/angka?period=2025")

    pack = budi.post("/petugas/angka/unduh", {"unit": "satker-1", "period": "2025"})

    files = payload_of(pack.get_data())
    own, other = (files[f"lembar-lke{of}.csv"].decode() for of in ("", "-area-lain"))
    assert "A.1.VI.iii.a" not in own
    assert all(row.code in other for row in NEIGHBOURS)


@pytest.mark.parametrize("username", ["citra", "eko", "gita"])
def test_a_stranger_finds_no_row_of_them(cast: Cast, enter_wide: Enter, username: str) -> None:
    stranger = enter_wide(cast.people[username])

    answers: list[TestResponse] = [
        stranger.get(row_path("A.2.VI.ii.a")),
        send(stranger, "A.2.VI.ii.a", "jawaban", {"answer": "A"}),
        send(stranger, "A.2.VI.ii.a", "jawaban-tpi", {"answer": "A"}),
    ]
    assert {answer.status_code for answer in answers} == {404}
