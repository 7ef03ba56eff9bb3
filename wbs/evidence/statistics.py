"""`statistik.json`: the export for programs. Format: docs/formats/statistik-v1.md.

Keys are Indonesian, like the sheet they feed; codes (kinds, stages, outcomes) are the program's own,
each with its Indonesian label beside it.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wbs.domain.case import Outcome, OutcomeDetail
from wbs.domain.event import DaysOpen
from wbs.domain.evidence_document import PackDocuments
from wbs.domain.evidence_pack import Correction
from wbs.domain.figure_export import ClockLine, FigureExport
from wbs.domain.figures import (
    COUNTED_KINDS,
    SHOWN_KINDS,
    Ending,
    KindFigures,
    Line,
    Question,
    open_stages,
)
from wbs.domain.kinds import Kind
from wbs.domain.referral import ADDRESSEES
from wbs.domain.small_cells import Breakdown, Row
from wbs.domain.unit import Unit
from wbs.evidence import texts, words
from wbs.evidence.above_table import above_statistics
from wbs.evidence.conflict_tables import conflict_statistics
from wbs.evidence.evaluation_statistics import SECTION, evaluation_statistics
from wbs.evidence.gratuity_statistics import gratuity_statistics
from wbs.evidence.monev_tables import monev_statistics
from wbs.evidence.tables import column_cell

FORMAT = "wbs-statistik/1"
PERCENTAGE_ROW = "A.2.V.ii.a"
NO_DOCUMENTS = PackDocuments()


def statistics_json(export: FigureExport, documents: PackDocuments = NO_DOCUMENTS) -> bytes:
    """The export as UTF-8 JSON, with the documents beside it; the same gives the same bytes."""
    said = statistics(export, documents)
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def statistics(export: FigureExport, documents: PackDocuments = NO_DOCUMENTS) -> dict[str, Any]:
    """The export as plain values."""
    figures = export.figures
    question = figures.question
    units = {unit.slug: unit.id for unit in export.units}
    return {
        "format": FORMAT,
        "unit": _unit(export.unit),
        "cakupan": "subpohon" if export.with_subtree else "unit",
        "unit_tercakup": [_unit(unit) for unit in export.units],
        "periode": {
            "kode": question.period.code,
            "jenis": words.LENGTHS[question.period.months_long],
            "label": words.period(question.period),
            "mulai": question.period.start.isoformat(),
            "selesai": question.period.end.isoformat(),
        },
        "per_tanggal": question.as_of.isoformat(),
        "penyajian": "lengkap" if export.is_full else "terlindung",
        "nihil": export.is_nihil,
        "lke": [_percentage_row(export)],
        **of_histories(figures.kinds, question, units),
        "rincian": [_breakdown(export, breakdown) for breakdown in export.breakdowns],
        "rujukan": _referrals(export),
        "ditangani_di_atas": above_statistics(export.above),
        "tenggat": [_clock(line) for line in export.clocks],
        "gratifikasi": gratuity_statistics(figures),
        "benturan_kepentingan": conflict_statistics(export),
        "koreksi": [_correction(each) for each in export.corrections],
        "monev": monev_statistics(export),
        SECTION: evaluation_statistics(export, documents),
    }


def of_histories(
    found: Mapping[Kind, KindFigures], question: Question, units: Mapping[str, str]
) -> dict[str, Any]:
    """What the histories of cases alone give; a verifier counts exactly this again from open lines.

    `units`: the id under which the figures know each unit, by slug.
    """
    kinds = {kind.value: found[kind] for kind in COUNTED_KINDS}
    shown = {kind.value: found[kind] for kind in SHOWN_KINDS}
    return {
        "tindak_lanjut": {code: _line(each.total) for code, each in kinds.items()},
        "per_bulan": {code: _months(each) for code, each in kinds.items()},
        "per_triwulan": {code: _quarters(each) for code, each in kinds.items()},
        "per_unit": {code: _units(each, units) for code, each in kinds.items()},
        "bulan_dan_jenis": _months_by_kind(found, question),
        "hasil": {code: _endings(each.outcomes) for code, each in shown.items()},
        "tidak_diproses": {code: _endings(each.not_processed) for code, each in shown.items()},
        "lama_penanganan": {code: _days_open(each) for code, each in shown.items()},
        "tahap": {code: _stages(each) for code, each in shown.items()},
    }


def _correction(correction: Correction) -> dict[str, Any]:
    return {
        "periode": correction.period.code,
        "per_tanggal": correction.as_of.isoformat(),
        "diterbitkan": correction.issued_on.isoformat(),
        "angka": correction.number,
        "label": texts.number(correction.number),
        "semula": correction.issued,
        "menjadi": correction.now,
    }


def _referrals(export: FigureExport) -> list[dict[str, Any]]:
    return [
        {"kepada": to.value, "label": words.word(to), "dirujuk": sent, "dijawab": answered}
        for to in ADDRESSEES
        for sent, answered in (export.referrals.get(to, (0, 0)),)
    ]


def _unit(unit: Unit) -> dict[str, str]:
    return {"kode": unit.slug, "nama": unit.name}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _line(line: Line) -> dict[str, Any]:
    numbers = line.follow_up
    return {
        "diterima": line.received,
        "saldo_awal": numbers.brought_forward,
        "baru": numbers.new,
        "harus": numbers.harus,
        "sedang": numbers.sedang,
        "selesai": numbers.selesai,
        "persentase": _number(numbers.percentage),
        "tidak_diproses": line.not_processed,
        "nihil": numbers.harus == 0,
    }


def _percentage_row(export: FigureExport) -> dict[str, Any]:
    """The row of the sheet that is these three numbers. A score is not among them: people award it."""
    row = export.sheet.row(PERCENTAGE_ROW)
    numbers = export.figures.kinds[COUNTED_KINDS[0]].total.follow_up
    values = (numbers.harus, numbers.sedang, numbers.selesai)
    return {
        "kode": row.code,
        "pertanyaan": row.text,
        "isian": [
            {"label": label, "nilai": value}
            for label, value in zip(row.inputs, values, strict=True)
        ],
        "persentase": _number(numbers.percentage),
        "nihil": numbers.harus == 0,
        "sumber": export.sheet.source,
    }


def _months(found: KindFigures) -> list[dict[str, Any]]:
    return [{"bulan": month.code, **_line(line)} for month, line in found.months.items()]


def _quarters(found: KindFigures) -> list[dict[str, Any]]:
    return [{"triwulan": part.code, **_line(line)} for part, line in found.quarters.items()]


def _units(found: KindFigures, units: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"unit": slug, **_line(found.units[unit_id])} for slug, unit_id in units.items()]


def _months_by_kind(found: Mapping[Kind, KindFigures], question: Question) -> list[dict[str, Any]]:
    return [
        {"bulan": m.code, **{kind.value: found[kind].months[m].received for kind in SHOWN_KINDS}}
        for m in question.months
    ]


def _breakdown(export: FigureExport, breakdown: Breakdown) -> dict[str, Any]:
    return {
        "jenis": breakdown.kind.value,
        "menurut": breakdown.dimension.value,
        "terlindung": breakdown.is_guarded,
        "kolom": [
            {
                "kode": column,
                "label": words.cell(column_cell(export, breakdown.dimension, column)),
            }
            for column in breakdown.columns
        ],
        "baris": [_row(breakdown, row) for row in breakdown.rows],
    }


def _row(breakdown: Breakdown, row: Row) -> dict[str, Any]:
    return {
        "periode": row.period.code,
        "nilai": dict(row.cells),
        "digabung": [column for column in breakdown.columns if column in row.merged],
        "jumlah_digabung": row.merged_count if row.merged else None,
        "ditiadakan": row.left_out.value if row.left_out else None,
    }


def _endings(endings: Mapping[Ending, int]) -> list[dict[str, Any]]:
    order = list(Outcome)
    found = sorted(endings.items(), key=lambda e: (order.index(Outcome(e[0][0])), e[0][1] or ""))
    return [
        {
            "hasil": outcome,
            "rincian": detail,
            "label": _ending_label(outcome, detail),
            "jumlah": count,
        }
        for (outcome, detail), count in found
    ]


def _ending_label(outcome: str, detail: str | None) -> str:
    label = words.word(Outcome(outcome))
    return f"{label} ({words.word(OutcomeDetail(detail))})" if detail else label


def _days_open(found: KindFigures) -> list[dict[str, Any]]:
    return [
        {"kelas": days.value, "label": words.word(days), "jumlah": found.days_open.get(days, 0)}
        for days in DaysOpen
    ]


def _stages(found: KindFigures) -> list[dict[str, Any]]:
    return [
        {"tahap": stage.value, "label": words.word(stage), "jumlah": found.stages.get(stage, 0)}
        for stage in open_stages(found.kind)
    ]


def _clock(line: ClockLine) -> dict[str, Any]:
    return {
        "kode": line.id,
        "jenis": line.kind.value,
        "label": line.label.indonesian,
        "sifat": line.force.value,
        "sumber": line.source,
        "ditepati": line.figures.kept,
        "terlewat": line.figures.missed,
        "berjalan": line.figures.running,
        "menunggu_kalender": line.figures.awaits_calendar,
    }
