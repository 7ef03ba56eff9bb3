"""The periodic recap of a UPG in ten columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from wbs.domain.span import ReportingPeriod
from wbs.evidence import words
from wbs.evidence.papers.paper import CONFIDENTIAL, Paper

NIHIL = "NIHIL"
RECAP_HEADS = (
    "No.",
    "Nama pelapor, jabatan, pangkat/ golongan",
    "Tanggal penerimaan/ penolakan",
    "Tanggal dilaporkan ke UPG",
    "Pemberi (nama, instansi)",
    "Jenis laporan",
    "Objek",
    "Lokasi/ pemanfaatan objek",
    "Nilai nominal/ taksiran (Rp)",
    "Keterangan (peristiwa)",
)


@dataclass(frozen=True, kw_only=True)
class RecapRow:
    """One disclosure; its number is its place. Without an amount the value was not established."""

    reporter: str
    happened_on: date
    reached_upg_on: date
    giver: str
    type: str
    objects: str
    location: str
    amount_rupiah: int | None
    remark: str = ""

    def cells(self, number: int) -> tuple[str, ...]:
        """Its ten cells."""
        return (
            *(str(number), self.reporter),
            *(short_day(self.happened_on), short_day(self.reached_upg_on)),
            *(self.giver, self.type, self.objects, self.location),
            *(grouped(self.amount_rupiah), self.remark),
        )


@dataclass(frozen=True, kw_only=True)
class RecapPaper(Paper):
    """All disclosures of a unit's period, or NIHIL in every column where there was none."""

    layout: ClassVar[str] = "recap.typ"

    title: str = "Rekapitulasi Laporan Gratifikasi"
    classification: str = CONFIDENTIAL
    unit: str
    period: ReportingPeriod
    rows: tuple[RecapRow, ...] = ()

    def derived(self) -> dict[str, object]:
        """Rows as cells, what stands over them, their sum, the period and the day in words."""
        cells = tuple(row.cells(number) for number, row in enumerate(self.rows, 1))
        return {
            **super().derived(),
            "heads": RECAP_HEADS,
            "rows": cells or ((NIHIL,) * len(RECAP_HEADS),),
            "total": grouped(total_rupiah(self.rows)) if cells else "",
            "period": words.period(self.period),
            "as_of": as_of(self.dated_on),
        }


def total_rupiah(rows: Iterable[RecapRow]) -> int:
    """The sum of all known amounts."""
    return sum(row.amount_rupiah for row in rows if row.amount_rupiah is not None)


def as_of(day: date) -> str:
    """Of which day a list tells."""
    return f"Keadaan per {words.day(day)}"


def short_day(day: date) -> str:
    """A day for a narrow column: 25-11-2026."""
    return f"{day:%d-%m-%Y}"


def grouped(amount_rupiah: int | None) -> str:
    """An amount as Indonesians group it, 1.500.000; a dash for none."""
    return "–" if amount_rupiah is None else f"{amount_rupiah:,}".replace(",", ".")
