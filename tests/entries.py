"""What officers enter for others in the tests, through the real services."""

from collections.abc import Mapping
from datetime import date

from tests.cast import Person
from wbs.domain.arrival import Arrival
from wbs.domain.intake import read_form
from wbs.domain.kinds import Channel, Kind
from wbs.services.context import Context
from wbs.services.intake.draft import new_token
from wbs.services.intake.enter_report import Entered, enter_report

LETTER = "Surat pembaca: loket dua meminta uang untuk nomor antrean."
HEADS = (
    "Nomor register;Tanggal diterima;Jenis;Kategori;Kelas;Saluran;Pelapor;Tahap atau hasil;"
    "Tanggal selesai;Uraian"
).replace(";", "\t")


def enter_case(
    context: Context,
    officer: Person,
    *,
    came_on: date | None = None,
    channel: Channel = Channel.LETTER,
    number: str = "",
    kind: Kind = Kind.COMPLAINT,
    fields: Mapping[str, str] | None = None,
) -> Entered:
    """A case entered by the officer for somebody who wrote, called or came."""
    raw = {"unit": "satker-1", "category": "pungutan-liar", "what": LETTER, **(fields or {})}
    slugs = frozenset({raw["unit"]})
    read = read_form(raw, context.law.form_rules(kind, context.today(), slugs))
    arrival = Arrival(came_on or context.today(), channel, number)
    return enter_report(context, officer.actor, new_token(context), read, arrival)


def register(*rows: str) -> str:
    """A register: the titles, and rows whose cells are parted by semicolons here."""
    return "\n".join((HEADS, *(row.replace(";", "\t") for row in rows)))
