"""A real mail server of the tests: it takes what it is handed, or refuses as it is told to."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bench.server import free_port
from wbs.mailer import Mailer

SENDER = "wbs@example.test"
USERNAME, PASSWORD = "pengirim", "surat"


@dataclass
class Mailbox:
    """What the server took, in order; `answers` are what it says instead, one for each letter."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    greeted_as: set[str] = field(default_factory=set)

    async def handle_RCPT(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.greeted_as.add(str(session.host_name))
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        self.senders.append(str(envelope.mail_from))
        return "250 taken"

    @property
    def names(self) -> list[str]:
        """The Message-ID of each letter."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    @property
    def addresses(self) -> list[str]:
        """To whom each letter went."""
        return [str(letter["To"]) for letter in self.letters]

    def mailer(self, **change: object) -> Mailer:
        """What hands letters to this server, in clear unless told otherwise."""
        known: dict[str, object] = {"host": "127.0.0.1", "port": self.port, "tls": "none"}
        return Mailer(**{**known, "sender": SENDER, **change})  # type: ignore[arg-type]


@contextmanager
def mail_server(certificate: tuple[Path, Path] | None = None) -> Iterator[Mailbox]:
    """A server on a port of its own; with a certificate it asks for STARTTLS and a login."""
    box = Mailbox()
    options: dict[str, object] = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        options = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "auth_exclude_mechanism": ["LOGIN"],
            "authenticator": _authenticate,
        }
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)  # type: ignore[arg-type]
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    known = (data.login, data.password) == (USERNAME.encode(), PASSWORD.encode())
    return AuthResult(success=known)
