"""The part `gratifikasi` of `statistik.json`, which the command line gives on its own as well."""

from enum import StrEnum
from typing import Any

from wbs.domain.figures import Figures
from wbs.domain.gratification.gift import ObjectKind
from wbs.domain.gratification.gratuity_figures import (
    NO_AMOUNT,
    Amount,
    GratuityFigures,
    Punctuality,
    TypeFigures,
)
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.evidence import words
from wbs.evidence.gratuity_tables import TYPES, reviews, way


def gratuity_statistics(figures: Figures) -> dict[str, Any]:
    """The figures of disclosures as plain values."""
    found = figures.gratuities
    return {
        "nihil": found.is_nihil,
        "laporan": {type_.value: _type(found.types[type_]) for type_ in TYPES},
        "per_bulan": [
            {"bulan": m.code, **{type_.value: found.types[type_].months[m] for type_ in TYPES}}
            for m in figures.question.months
        ],
        "objek": [
            {"jenis_laporan": t.value, **_named("jenis", k, found.kinds.get((t, k), NO_AMOUNT))}
            for t in TYPES
            for k in ObjectKind
        ],
        "telaah": [
            {"jenis_laporan": type_.value, **_named("hasil", outcome, amount)}
            for type_, outcome, amount in reviews(found)
        ],
        "diteruskan": _decided(found, SheetKind.FORWARDING),
        "penetapan": _decided(found, SheetKind.DETERMINATION),
        "penyelesaian": _decided(found, SheetKind.SETTLEMENT),
        "waktu": {
            "ke_upg": {type_.value: _in_time(found.types[type_].to_upg) for type_ in TYPES},
            "ke_kpk": _in_time(found.to_kpk),
        },
    }


def _decided(found: GratuityFigures, by: SheetKind) -> list[dict[str, Any]]:
    return [_named("hasil", to, amount) for sheet, to, amount in way(found) if sheet is by]


def _named(key: str, value: StrEnum, amount: Amount) -> dict[str, Any]:
    return {
        key: value.value,
        "label": words.word(value),
        "laporan": amount.disclosures,
        "objek": amount.objects,
        "rupiah_uang": amount.money,
        "rupiah_barang": amount.goods,
        "rupiah": amount.rupiah,
    }


def _type(found: TypeFigures) -> dict[str, int]:
    return {
        "diterima": found.received,
        "ditelaah": found.reviewed,
        "belum_ditelaah": found.unreviewed,
        "ditutup_tanpa_telaah": found.dropped,
        "masih_terbuka": found.still_open,
    }


def _in_time(found: Punctuality) -> dict[str, int]:
    return {
        "tepat_waktu": found.on_time,
        "terlambat": found.late,
        "belum_dapat_dihitung": found.unknown,
    }
