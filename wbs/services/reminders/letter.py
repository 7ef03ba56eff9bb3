"""The one letter that is ever mailed: that there is something to see, and where. Never what."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

SUBJECT = "Ada yang perlu dilihat / Something to look at"
TEXT = """\
Ada hal yang menunggu Anda di sistem. Silakan masuk di

    {url}

Surel ini dikirim paling banyak sekali sehari, pada jam yang ditetapkan, dan tidak memuat isi apa pun.
Mohon jangan dibalas. Seberapa sering surel ini datang, atau berhenti, Anda atur sendiri pada halaman Akun.


Something waits for you in the system. Please sign in at

    {url}

This mail is sent once a day at most, at a set hour, and holds nothing of what waits. Please do not reply.
How often it comes, or that it stops, you decide on the page Account.
"""


@dataclass(frozen=True)
class Letter:
    """A letter ready to be handed to a mail server. The same `name` is the same letter, however often it is sent."""

    to: str
    name: str
    dated: datetime

    subject: str
    text: str

    def __repr__(self) -> str:
        return "Letter(…)"


# Returns once the mail server has taken the letter.
# Raises: `Refused`: it refuses this address for good. `Unavailable`: it did not take it now.
Post = Callable[[Letter], None]


def letter_to(address: str, name: str, dated: datetime, url: str) -> Letter:
    """The letter; the same bytes for the same arguments."""
    return Letter(address, name, dated, SUBJECT, TEXT.format(url=url))
