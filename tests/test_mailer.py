"""Letters reach a real mail server, also over STARTTLS with a login, and never in clear against the settings."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.mailbox import PASSWORD, USERNAME, mail_server
from wbs.domain.errors import Refused, Unavailable
from wbs.services.reminders.letter import letter_to

LETTER = letter_to(
    "budi@example.test", "0" * 32, datetime(2026, 8, 4, 7, 5, tzinfo=UTC), "https://p.test/petugas/"
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificate")
    files = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    written = ["-keyout", str(files[1]), "-out", str(files[0])]
    subprocess.run([*command, *names, *written], check=True, capture_output=True)
    return files


def test_a_letter_arrives_over_starttls_with_a_login(certificate: tuple[Path, Path]) -> None:
    login = {"username": USERNAME, "password": PASSWORD}
    with mail_server(certificate) as box:
        box.mailer(tls="starttls", ca_file=certificate[0], **login)(LETTER)

    assert box.addresses == ["budi@example.test"]
    assert box.senders == ["wbs@example.test"]


@pytest.mark.parametrize(
    "change",
    [
        {"password": "salah"},
        {"username": ""},
        {"ca_file": None},
        {"tls": "none"},
        {"tls": "tls"},
    ],
    ids=str,
)
def test_a_server_that_is_not_the_one_or_does_not_know_us_gets_nothing(
    certificate: tuple[Path, Path], change: dict[str, object]
) -> None:
    known = {"username": USERNAME, "password": PASSWORD, "ca_file": certificate[0]}
    with mail_server(certificate) as box:
        mailer = box.mailer(**{"tls": "starttls", **known, **change})
        with pytest.raises(Unavailable):
            mailer(LETTER)

    assert box.letters == []


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for() -> None:
    with mail_server() as box:
        with pytest.raises(Unavailable):
            box.mailer(tls="starttls")(LETTER)

    assert box.letters == []


@pytest.mark.parametrize(
    ("said", "error"), [("451 later", Unavailable), ("550 nobody here", Refused)]
)
def test_later_and_never_are_told_apart(said: str, error: type[Exception]) -> None:
    with mail_server() as box:
        box.answers.append(said)
        with pytest.raises(error) as caught:
            box.mailer()(LETTER)

    assert "budi" not in str(caught.value)


def test_the_same_letter_is_the_same_bytes() -> None:
    with mail_server() as box:
        first, again = (box.mailer().message(LETTER).as_bytes() for _ in range(2))

    assert first == again


def test_a_password_is_not_printed() -> None:
    with mail_server() as box:
        assert PASSWORD not in repr(box.mailer(username=USERNAME, password=PASSWORD))
