"""Which evidence packs were issued: public by hash, the packs themselves not."""

from hashlib import sha256

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.reporter.reporter_pages import Reporter
from wbs.domain.span import ReportingPeriod
from wbs.evidence.pack import issued, pack_pieces, pack_signer
from wbs.services.documents.export_figures import Wish
from wbs.services.documents.issue_pack import prepare_pack, record_pack


@pytest.fixture
def sari(reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def test_before_any_was_issued_the_page_says_so_and_the_log_leads_to_it(sari: Reporter) -> None:
    assert 'href="/log/paket"' in sari.open("/log").text
    assert "Belum ada paket yang diterbitkan" in sari.open("/log/paket").text


def test_a_pack_stands_there_by_unit_period_and_hash_and_is_handed_to_nobody(
    cast: Cast, sari: Reporter
) -> None:
    wish = Wish("satker-1", ReportingPeriod.parse("2026-Q2"))
    pack = prepare_pack(cast.context, cast.budi.actor.officer, wish)
    pieces = pack_pieces(pack.export, pack.documents, pack.logs, pack_signer(pack.signer))
    content = b"".join(issued(pieces, lambda digest: record_pack(cast.context, pack, digest)))

    page = sari.open("/log/paket")

    assert sha256(content).hexdigest() in page.text.replace("<wbr>", "")
    assert "Satuan Kerja Satu, Triwulan II 2026" in page.text
    assert ".zip" not in page.text
