"""The page of evidence packs: what was taken, by which hash, and the signed copy of its report."""

import re
from hashlib import sha256

import pytest

from tests.cast import Cast
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.evidence_document import DocumentKind
from wbs.services.documents.documents import list_documents
from wbs.services.documents.issued_packs import list_packs

LIST = "/petugas/paket"
ASKED = {"unit": "satker-1", "period": "2026-Q2"}
SCAN = b"%PDF-1.4 pindai yang ditandatangani"


def take(browser: Visitor) -> bytes:
    browser.get("/petugas/angka?unit=satker-1&period=2026-Q2")
    answer = browser.post("/petugas/angka/unduh", ASKED)
    assert answer.status_code == 200
    return bytes(answer.data)


def copy_address(browser: Visitor) -> str:
    found = re.search(r'href="(/petugas/paket/[0-9a-f]{32}/salinan)"', browser.get(LIST).text)
    assert found
    return found[1]


def test_before_any_pack_was_taken_the_page_says_so(cast: Cast, enter: Enter) -> None:
    page = enter(cast.budi).get(LIST)

    assert page.status_code == 200
    assert "Belum ada paket" in page.text


def test_a_pack_taken_from_the_page_of_figures_stands_there_by_its_hash(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)
    pack = take(browser)

    page = browser.get(LIST).text.replace("<wbr>", "")
    assert sha256(pack).hexdigest() in page
    assert "Triwulan II 2026" in page
    assert "Satuan Kerja Satu" in page


def test_the_signed_copy_is_filed_bound_to_the_hash_and_replaced_by_the_next(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)
    digest = sha256(take(browser)).hexdigest()
    address = copy_address(browser)
    for content in (SCAN, SCAN + b" kedua"):
        assert browser.get(address).status_code == 200
        answer = browser.post_file(address, {}, "ringkasan.pdf", content)
        assert answer.status_code == 303

    assert "terikat pada paketnya" in browser.get(f"{LIST}?kabar=disimpan").text
    (listed,) = list_packs(cast.context, cast.budi.actor)
    documents = list_documents(cast.context, cast.budi.actor.officer, "satker-1", None).lines
    filed = {line.filing.id: line for line in documents}
    assert len(filed) == 2
    known = filed[listed.pack.signed_id or ""].document
    assert known is not None
    assert digest[:16] in known.title
    assert known.filing.kind is DocumentKind.SUMMARY
    assert known.filing.period.code == "2026-Q2"
    assert [line.filing.end is None for line in filed.values()].count(True) == 1
    assert browser.get(f"/petugas/bukti/{listed.pack.signed_id}/berkas").status_code == 200


def test_without_a_file_the_form_says_what_is_missing_and_nothing_is_filed(
    cast: Cast, enter: Enter
) -> None:
    browser = enter(cast.budi)
    take(browser)
    address = copy_address(browser)
    browser.get(address)

    answer = browser.post(address, {})

    assert answer.status_code == 422
    assert "Silakan tambahkan satu berkas" in answer.text
    assert list_documents(cast.context, cast.budi.actor.officer, "satker-1", None).lines == ()


@pytest.mark.parametrize("username", ["citra", "gita", "hadi", "ratna"])
def test_a_stranger_finds_neither_the_pack_nor_the_form(
    cast: Cast, enter: Enter, username: str
) -> None:
    browser = enter(cast.budi)
    digest = sha256(take(browser)).hexdigest()
    address = copy_address(browser)
    stranger = enter(cast.people[username])

    assert digest[:16] not in stranger.get(LIST).text
    assert stranger.get(address).status_code == 404
    assert stranger.post_file(address, {}, "x.pdf", SCAN).status_code == 404


def test_the_inspectorate_sees_it_and_files_no_copy_for_the_unit(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.budi)
    digest = sha256(take(browser)).hexdigest()
    address = copy_address(browser)
    above = enter(cast.dewi)

    assert digest in above.get(LIST).text.replace("<wbr>", "")
    assert above.get(address).status_code == 404


def test_without_a_log_key_the_page_of_figures_says_who_can_help(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = enter(cast.budi)
    browser.get("/petugas/angka")
    rules = cast.context.rules
    object.__setattr__(rules, "log", None)
    try:
        answer = browser.post("/petugas/angka/unduh", ASKED)
    finally:
        monkeypatch.undo()

    assert answer.status_code == 503
    assert "kunci untuk log akuntabilitas" in answer.text
