"""The evaluation sheet in `statistik.json`: what its table, the workbook and the report say, for programs. No score.

Format: docs/formats/statistik-v1.md, section 9a.
"""

from collections.abc import Mapping
from typing import Any

from wbs.domain.evaluation.answers import EvaluatedRow, Said
from wbs.domain.evaluation.support import Finding, Told
from wbs.domain.evidence_document import DocumentKind, PackDocuments
from wbs.domain.figure_export import FigureExport
from wbs.domain.span import ReportingPeriod
from wbs.evidence.attachments import paths
from wbs.evidence.evaluation_words import sentence

SECTION = "lembar_lke"
FORMAT = "wbs-lembar-lke/1"
# What the numbers of a sentence are called, in their order.
NUMBERS: Mapping[Finding, tuple[str, ...]] = {
    Finding.THREE_NUMBERS: ("harus", "sedang", "selesai"),
    Finding.UNTOUCHED: ("belum_ditelaah",),
    Finding.PERIODS_KEPT: ("ada_eviden", "berakhir"),
    Finding.COUNTED: ("seluruhnya", "sudah", "belum"),
    Finding.DUTIES_MAPPED: ("dipetakan", "tugas"),
    Finding.STATEMENTS: ("pernyataan", "pegawai"),
    Finding.CHANNELS: ("saluran", "luring", "sp4n"),
    Finding.REPLIES: ("ditepati", "terlewat"),
    Finding.LACKS_CHANNELS: ("saluran",),
    Finding.REPLIES_MISSED: ("terlewat",),
    Finding.DISCLOSURES: ("disampaikan",),
    Finding.DOCUMENTS: ("dokumen",),
    Finding.REST: ("belum",),
    Finding.STILL_OPEN: ("sedang",),
}


def evaluation_statistics(export: FigureExport, documents: PackDocuments) -> dict[str, Any]:
    """Every row of the sheet of a single unit, none of several; and the documents of the pack by row.

    Security: it holds what the workbook, the report and `lampiran.csv` of the same pack hold, and no title.
    """
    return {
        "format": FORMAT,
        "baris": [_row(each) for each in export.evaluation],
        "area_lain": _neighbours(export),
        "dokumen": _documents(documents),
    }


def _neighbours(export: FigureExport) -> dict[str, Any] | None:
    """The rows of another area beside the sheet, apart from its own; None where the agency does not want them."""
    beside = export.sheet.neighbours
    if beside is None or not export.neighbours:
        return None
    return {
        "nomor": beside.number,
        "area": beside.area,
        "sumber": beside.source,
        "dibaca": beside.seen_on,
        "baris": [_row(each) for each in export.neighbours],
    }


def _row(each: EvaluatedRow) -> dict[str, Any]:
    row, found = each.row, each.support
    return {
        "kode": row.code,
        "pertanyaan": row.text,
        "skala": row.scale,
        "kekerapan": row.cadence,
        "bobot": row.points,
        "mendukung": found.answer or None,
        "persentase": None if found.percentage is None else float(found.percentage),
        "nihil": any(told.finding is Finding.NIHIL for told in found.because),
        "kriteria": row.criteria.get(found.answer),
        "dasar": [_told(told) for told in found.because],
        "kurang": [_told(told) for told in found.missing],
        "tanpa_eviden": [period.code for period in found.gaps],
        "unit": _said(each.unit),
        "tpi": _said(each.assessor),
    }


def _told(told: Told) -> dict[str, Any]:
    """A sentence as people read it, and its values by name."""
    numbers = [value for value in told.values if isinstance(value, int)]
    periods = (value.code for value in told.values if isinstance(value, ReportingPeriod))
    kinds = (value.value for value in told.values if isinstance(value, DocumentKind))
    return {
        "temuan": told.finding.value,
        "kalimat": sentence(told),
        "angka": dict(zip(NUMBERS.get(told.finding, ()), numbers, strict=True)),
        "periode": next(periods, None),
        "jenis_dokumen": next(kinds, None),
    }


def _said(said: Said) -> dict[str, str | None]:
    return {"jawaban": said.answer or None, "catatan": said.note or None}


def _documents(documents: PackDocuments) -> list[dict[str, Any]]:
    """As the lines of `lampiran.csv`: those that stay sealed last, without file or hash."""
    there = [
        _document(each.unit_slug, each.document.filing.kind, at)
        | {"berkas": path, "ukuran": each.document.size_bytes, "sha256": each.document.digest}
        for path, each in paths(documents.packed).items()
        for at in each.counts_for
    ]
    sealed = [
        _document(each.unit_slug, each.filing.kind, at)
        | {"berkas": None, "ukuran": None, "sha256": None}
        for each in documents.sealed
        for at in each.counts_for
    ]
    return [*there, *sealed]


def _document(slug: str, kind: DocumentKind, at: tuple[str, ReportingPeriod]) -> dict[str, Any]:
    code, period = at
    return {"kode": code, "periode": period.code, "unit": slug, "jenis": kind.value}
