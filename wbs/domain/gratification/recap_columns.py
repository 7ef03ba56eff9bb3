"""The columns of a recap: a table of givers and what each gave, as people keep it in a spreadsheet.

Its titles and words are Indonesian whatever the language of the page: a file goes from hand to hand.

Regulation: [PERKPK-2-2019 art. 3], [SK-KPK-1461-2020]
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wbs.domain.gratification.gift import (
    OFFICE_ESTIMATES,
    Location,
    ObjectForm,
    ObjectKind,
    Relation,
    ValuationBasis,
)

MOST_ROWS = 500  # a page of 500 rows is still read by people; whoever has more discloses twice
EXAMPLE = "contoh"  # how the first cell of a row begins that only shows how to fill in the others
# What a list often has beside: it tells nothing and is passed over.
_NUMBERING = frozenset({"no", "nomor"})

_Words = Mapping[StrEnum, tuple[str, ...]]
_RELATIONS: _Words = {
    Relation.FAMILY: ("keluarga",),
    Relation.SERVED_OR_OVERSEEN: (
        *("penyedia atau pihak yang dilayani", "penyedia", "rekanan", "vendor"),
        *("penerima layanan", "pengguna layanan", "pihak yang diawasi"),
    ),
    Relation.COLLEAGUE: ("rekan kerja", "rekan sejawat", "sesama pegawai"),
    Relation.UNKNOWN: ("tidak diketahui", "tidak dikenal"),
    Relation.OTHER: ("lainnya", "lain", "teman", "tetangga"),
}
_KINDS: _Words = {
    ObjectKind.MONEY: ("uang", "uang tunai", "amplop", "transfer", "alat tukar"),
    ObjectKind.SOUVENIR: ("cendera mata", "cenderamata", "suvenir", "plakat"),
    ObjectKind.OTHER_GOODS: ("barang lain", "barang", "barang lainnya", "kado"),
    ObjectKind.FLOWERS: ("karangan bunga", "bunga", "papan bunga"),
    ObjectKind.FOOD_DRINK: ("makanan atau minuman", "makanan", "minuman", "makanan/minuman"),
    ObjectKind.FACILITY: ("fasilitas",),
}
_FORMS: _Words = {
    ObjectForm.MONEY: ("uang",),
    ObjectForm.GOODS: ("barang",),
    ObjectForm.DISCOUNT: ("rabat", "diskon"),
    ObjectForm.COMMISSION: ("komisi",),
    ObjectForm.LOAN_WITHOUT_INTEREST: ("pinjaman tanpa bunga",),
    ObjectForm.TRAVEL: ("tiket perjalanan", "tiket"),
    ObjectForm.LODGING: ("penginapan", "fasilitas penginapan"),
    ObjectForm.TOUR: ("wisata", "perjalanan wisata"),
    ObjectForm.MEDICAL_TREATMENT: ("pengobatan cuma-cuma", "pengobatan"),
    ObjectForm.OTHER_FACILITY: ("fasilitas lain", "fasilitas lainnya"),
    ObjectForm.OTHER: ("lainnya", "lain"),
}
_BASES: _Words = {
    ValuationBasis.NOMINAL: ("nilai nominal", "nominal"),
    ValuationBasis.MARKET_PRICE: ("harga pasar",),
    ValuationBasis.REPORTER_ESTIMATE: ("taksiran penerima", "taksiran", "perkiraan"),
    ValuationBasis.UPG_ESTIMATE: ("taksiran UPG",),
    ValuationBasis.KPK_ESTIMATE: ("taksiran KPK",),
}
_LOCATIONS: _Words = {
    Location.WITH_REPORTER: ("disimpan penerima", "disimpan", "pada penerima"),
    Location.DEPOSITED_UPG: ("dititipkan di UPG",),
    Location.DEPOSITED_KPK: ("dititipkan di KPK",),
    Location.RETURNED: ("dikembalikan", "dikembalikan kepada pemberi"),
    Location.DONATED: ("disalurkan", "disalurkan sebagai bantuan sosial"),
    Location.OTHER: ("di tempat lain", "lainnya"),
}


@dataclass(frozen=True, eq=False)
class Column:
    """One column. `words`: of a choice, each with the words for it, the first of which the template names."""

    part: str
    name: str
    title: str
    words: _Words = field(default_factory=dict)

    @property
    def offered(self) -> tuple[str, ...]:
        """The words the template names."""
        return tuple(w[0] for value, w in self.words.items() if value not in OFFICE_ESTIMATES)

    def value(self, cell: str) -> str:
        """What the cell means in the form: of a choice its value where the word is known."""
        said = folded(cell)
        for value, found in self.words.items():
            if said in {folded(word) for word in found}:
                return value.value
        return cell


COLUMNS = (
    Column("giver", "name", "Nama pemberi"),
    Column("giver", "institution", "Instansi dan jabatan"),
    Column("giver", "address", "Alamat"),
    Column("giver", "relation", "Hubungan", _RELATIONS),
    Column("object", "kind", "Jenis", _KINDS),
    Column("object", "form", "Bentuk", _FORMS),
    Column("object", "description", "Uraian"),
    Column("object", "quantity", "Jumlah"),
    Column("object", "value", "Nilai (Rp)"),
    Column("object", "valuation_basis", "Dasar nilai", _BASES),
    Column("object", "location", "Lokasi", _LOCATIONS),
)


def folded(text: str) -> str:
    """The text as it is compared: in small letters, with single spaces."""
    return " ".join(text.casefold().split())


def _first_word(title: str) -> str:
    found = re.match(r"\w+", folded(title))
    return found[0] if found else ""


_BY_FIRST_WORD = {_first_word(column.title): column for column in COLUMNS}


def column_of(title: str) -> Column | None:
    """The column a title means: by its first word, whatever the letters and what follows it."""
    return _BY_FIRST_WORD.get(_first_word(title))


def is_numbering(title: str) -> bool:
    """Whether the column only counts the rows."""
    return not title.strip() or _first_word(title) in _NUMBERING
