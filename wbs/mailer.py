"""Hands letters to the mail server of the agency: one connection each, over TLS unless told otherwise.

Security: a letter names neither this machine nor its program, and what the server answers is never
logged: it may repeat the address.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from wbs.domain.errors import Refused, Unavailable
from wbs.services.reminders.letter import Letter

WAIT_SECONDS = 30
PERMANENT = 500


@dataclass(frozen=True)
class Mailer:
    """The mail server as the operator described it. `tls` is `starttls`, `tls` or `none`."""

    host: str
    port: int
    tls: str
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None

    def __call__(self, letter: Letter) -> None:
        """Returns once the server has taken the letter.

        Raises:
            Refused: it refuses this address for good.
            Unavailable: it cannot be reached, or did not take the letter now.
        """
        message = self.message(letter)
        try:
            with self._connected() as server:
                server.send_message(message, self.sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            if all(code >= PERMANENT for code in codes):
                raise Refused("the mail server refuses the address") from None
            raise Unavailable("the mail server does not take the letter now") from None
        except (OSError, smtplib.SMTPException):
            raise Unavailable("the mail server did not take the letter") from None

    def message(self, letter: Letter) -> EmailMessage:
        """The letter as it travels: the same bytes each time it is sent."""
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(letter.dated)
        message["Message-ID"] = f"<{letter.name}@{self._domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message

    @property
    def _domain(self) -> str:
        return self.sender.rpartition("@")[2]

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server: smtplib.SMTP
        if self.tls == "tls":
            server = smtplib.SMTP_SSL(
                self.host,
                self.port,
                self._domain,
                timeout=WAIT_SECONDS,
                context=self._trust(),
            )
        else:
            server = smtplib.SMTP(self.host, self.port, self._domain, WAIT_SECONDS)
        with server:
            if self.tls == "starttls":
                server.starttls(context=self._trust())
            if self.username:
                server.login(self.username, self.password)
            yield server

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca_file)
