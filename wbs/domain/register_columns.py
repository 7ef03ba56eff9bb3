"""The columns of an old register, and the words its cells take.

Titles and words are Indonesian whatever the language of the page: a file goes from hand to hand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.kinds import Anonymity, Channel, ComplaintClass, Kind

MOST_ROWS = 1_000  # written in one transaction, for which everybody else waits
EXAMPLE = "contoh"  # how the first cell of a row begins that only shows how to fill in the others
KINDS = (Kind.WBS, Kind.COMPLAINT)


@dataclass(frozen=True)
class Standing:
    """How far a case had come: a stage, or closed with an outcome."""

    stage: Stage
    outcome: Outcome | None = None
    detail: OutcomeDetail | None = None


# The first word of each is the one the template names.
KIND_WORDS: Mapping[StrEnum, tuple[str, ...]] = {
    Kind.WBS: ("WBS", "pelanggaran", "laporan pelanggaran", "whistleblowing"),
    Kind.COMPLAINT: ("pengaduan", "pengaduan masyarakat", "dumas", "aduan"),
}
CLASS_WORDS: Mapping[StrEnum, tuple[str, ...]] = {
    ComplaintClass.INFORMATION: ("permintaan informasi", "informasi"),
    ComplaintClass.NORMAL: ("tidak berkadar pengawasan", "tidak berkadar"),
    ComplaintClass.SUPERVISION: ("berkadar pengawasan", "berkadar"),
}
CHANNEL_WORDS: Mapping[StrEnum, tuple[str, ...]] = {
    Channel.LETTER: ("surat", "email", "surel"),
    Channel.BOX: ("kotak pengaduan", "kotak"),
    Channel.PHONE: ("telepon",),
    Channel.WALK_IN: ("datang langsung", "tatap muka"),
    Channel.WHATSAPP: ("whatsapp", "wa"),
    Channel.SP4N: ("SP4N-LAPOR!", "sp4n", "lapor", "sp4n-lapor"),
    Channel.WEB: ("situs web", "website", "aplikasi"),
    Channel.REFERRED: ("pelimpahan", "rujukan"),
}
ANONYMITY_WORDS: Mapping[StrEnum, tuple[str, ...]] = {
    Anonymity.ANONYMOUS: ("anonim", "tanpa nama"),
    Anonymity.NAMED: ("dengan nama", "bernama"),
}
STANDING_WORDS: Mapping[Standing, tuple[str, ...]] = {
    Standing(Stage.RECEIVED): ("diterima", "belum diproses"),
    Standing(Stage.REVIEW): ("telaah", "ditelaah", "verifikasi"),
    Standing(Stage.INVESTIGATION): ("investigasi", "pemeriksaan", "audit investigatif"),
    Standing(Stage.FOLLOW_UP): ("tindak lanjut", "proses tindak lanjut"),
    Standing(Stage.CLOSED, Outcome.SUBSTANTIATED): ("terbukti",),
    Standing(Stage.CLOSED, Outcome.PARTLY_SUBSTANTIATED): ("terbukti sebagian",),
    Standing(Stage.CLOSED, Outcome.UNSUBSTANTIATED): ("tidak terbukti",),
    Standing(Stage.CLOSED, Outcome.INSUFFICIENT_EVIDENCE): ("bukti tidak cukup",),
    Standing(Stage.CLOSED, Outcome.RESOLVED): ("selesai", "selesai ditindaklanjuti"),
    Standing(Stage.CLOSED, Outcome.NOT_ACTIONABLE, OutcomeDetail.INCOMPLETE): ("tidak lengkap",),
    Standing(Stage.CLOSED, Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL): ("tidak logis",),
    Standing(Stage.CLOSED, Outcome.FORWARDED, OutcomeDetail.KPK): ("diteruskan ke KPK",),
    Standing(Stage.CLOSED, Outcome.FORWARDED, OutcomeDetail.LAW_ENFORCEMENT): (
        *("diteruskan ke APH", "diteruskan ke penegak hukum"),
    ),
    Standing(Stage.CLOSED, Outcome.FORWARDED, OutcomeDetail.OMBUDSMAN): (
        "diteruskan ke Ombudsman",
    ),
    Standing(Stage.CLOSED, Outcome.FORWARDED, OutcomeDetail.SP4N): (
        *("diteruskan ke SP4N", "diteruskan ke SP4N-LAPOR!"),
    ),
    Standing(Stage.CLOSED, Outcome.FORWARDED, OutcomeDetail.OTHER_AGENCY): (
        *("diteruskan ke instansi lain", "dilimpahkan"),
    ),
    Standing(Stage.CLOSED, Outcome.DUPLICATE): ("duplikat", "ganda"),
    Standing(Stage.CLOSED, Outcome.WITHDRAWN): ("dicabut pelapor", "dicabut"),
}


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its title in the template, other titles it is known by, and the words it offers."""

    name: str
    title: str
    other_titles: tuple[str, ...] = ()
    is_required: bool = False
    offered: tuple[str, ...] = field(default=())


def _first(words: Mapping[StrEnum, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(found[0] for found in words.values())


COLUMNS = (
    Column("number", "Nomor register", ("no register", "nomor agenda", "register"), True),
    Column("received_on", "Tanggal diterima", ("tanggal masuk", "tanggal terima"), True),
    Column("kind", "Jenis", ("jenis laporan",), True, _first(KIND_WORDS)),
    Column("category", "Kategori", ("kategori laporan",), True),
    Column("class", "Kelas", ("kelas pengaduan",), offered=_first(CLASS_WORDS)),
    Column("channel", "Saluran", ("saluran asal", "media"), offered=_first(CHANNEL_WORDS)),
    Column("anonymity", "Pelapor", offered=_first(ANONYMITY_WORDS)),
    Column(
        *("standing", "Tahap atau hasil", ("tahap", "hasil", "status"), True),
        tuple(found[0] for found in STANDING_WORDS.values()),
    ),
    Column("closed_on", "Tanggal selesai", ("tanggal ditutup", "selesai")),
    Column("text", "Uraian", ("uraian singkat", "pokok laporan", "perihal")),
)


def folded(text: str) -> str:
    """The text as it is compared: in small letters, without dots, with single spaces."""
    return " ".join(re.sub(r"[.:]", " ", text.casefold()).split())


_BY_TITLE = {folded(title): c for c in COLUMNS for title in (c.title, *c.other_titles)}


def column_of(title: str) -> Column | None:
    """The column a title means."""
    return _BY_TITLE.get(folded(title))


def is_numbering(title: str) -> bool:
    """Whether the column only counts the rows."""
    return folded(title) in {"", "no", "nomor"}
