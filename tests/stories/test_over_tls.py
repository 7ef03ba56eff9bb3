"""One story over TLS, where cookies are bound to the host and browsers send `Origin: null`."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.stories.installation import Installation, installed
from tests.stories.navigators import OfficerAtWork, Reporter


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that answers over TLS with a certificate made for the test."""
    folder = tmp_path_factory.mktemp("certificate")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    _make_certificate(certificate, key)
    with installed(tmp_path_factory.mktemp("tls"), tls=(certificate, key)) as running:
        yield running


def _make_certificate(certificate: Path, key: Path) -> None:
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*command, *files, *subject], check=True, capture_output=True)
    key.chmod(0o600)


def test_a_report_is_made_followed_and_answered_over_tls(
    place: Installation, new_context: Callable[..., BrowserContext]
) -> None:
    visitor = new_context(ignore_https_errors=True)
    sari = Reporter(visitor.new_page(), place.base)
    office = new_context(ignore_https_errors=True)
    budi = OfficerAtWork(office.new_page(), place.base, place.cast.budi, place.context)

    sari.report("satker-1")
    code = sari.confirm()
    assert visitor.cookies() == []
    budi.sign_in()
    budi.open(budi.inbox()[0])
    budi.write("Kami membaca laporan Anda.")
    sari.track(code)

    assert "Kami membaca laporan Anda." in sari.page.locator("main").inner_text()
    for cookie in visitor.cookies() + office.cookies():
        assert cookie["secure"]
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Strict"
