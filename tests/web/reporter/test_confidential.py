"""Reporting in confidence: offered where custodians are, refused at its field where they are too few."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.custodians import SARI, everybody
from tests.web.reporter.reporter_pages import Reporter


@pytest.fixture
def sari(cast: Cast, reporter_app: Flask) -> Reporter:
    return Reporter(reporter_app)


def test_without_custodians_it_is_not_offered_and_told_at_its_field(sari: Reporter) -> None:
    assert 'value="confidential"' not in sari.open("/lapor/wbs").text

    page = sari.review(**SARI)

    assert page.status == 422
    assert "terlalu sedikit pemegang amanah" in page.problem("anonymity").lower()
    assert page.form.values.items() >= {"identity_name": SARI["identity_name"]}.items()


@pytest.mark.parametrize("path", ["/lapor/wbs", "/lapor/pengaduan"])
def test_with_custodians_it_is_offered(cast: Cast, sari: Reporter, path: str) -> None:
    everybody(cast)

    assert 'value="confidential"' in sari.open(path).text


def test_where_too_many_are_excluded_nothing_is_lost(cast: Cast, sari: Reporter) -> None:
    everybody(cast)

    page = sari.review(("foto.txt", b"isi"), **SARI, exclude="Qori Fadilah dan Omar Bakri")

    assert page.status == 422
    assert "pemegang amanah" in page.problem("anonymity")
    assert page.form.values["exclude"] == "Qori Fadilah dan Omar Bakri"
    assert "foto.txt" in page.text


def test_the_reporter_reads_who_could_open_it_and_never_the_name(
    cast: Cast, sari: Reporter
) -> None:
    everybody(cast)
    page = sari.track(sari.report(**SARI))

    assert "2 dari 3 pemegang amanah" in page.text
    assert "Sejauh ini tidak ada yang memintanya" in page.text
    assert "Sari Rahmawati" not in page.text


def test_a_case_nobody_keeps_anything_of_has_no_such_panel(cast: Cast, sari: Reporter) -> None:
    everybody(cast)

    assert "pemegang amanah" not in sari.track(sari.report()).text
