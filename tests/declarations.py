"""A declaration of a conflict of interest as somebody types it into the form, and its sheets."""

from collections.abc import Mapping

from tests.reports import Reported, report
from wbs.domain.conflict.superior_sheet import SuperiorSheet
from wbs.domain.kinds import Kind
from wbs.services.actor import Actor
from wbs.services.conflict.superior_sheets import SentDecision, write_superior_sheet
from wbs.services.context import Context

DECLARATION = {
    "unit": "satker-1",
    "name": "Laras Wibowo",
    "position": "Pejabat pengadaan",
    "nature": "actual",
    "source": "keluarga-kerabat",
    "related_party": "CV Wibowo Bersaudara, milik kakak saya",
    "relation": "sibling_in_law",
    "affected_duty": "Pemilihan penyedia alat tulis kantor",
    "proposed_control": "Saya tidak ikut menilai penawaran.",
    "declared_on": "2026-08-03",
}
DECISION = {
    "decision": "withdrawn_from_duty",
    "superior": "Eko Prasetyo",
    "superior_position": "Kepala Bagian Umum",
    "on": "2026-08-03",
    "number": "ND-17/2026",
    "measure": "Tidak ikut dalam pemilihan penyedia alat tulis kantor.",
    "until": "2026-12-31",
}
NO_CONFLICT = {name: DECISION[name] for name in ("superior", "superior_position", "on")} | {
    "decision": "no_conflict"
}
CONTROL = {"done": "Pokja diganti, surat tugas baru terbit.", "on": "2026-08-03"}


def declare(context: Context, fields: Mapping[str, str] = DECLARATION) -> Reported:
    """A declaration at satker-1, submitted."""
    return report(context, kind=Kind.CONFLICT_OF_INTEREST, **fields)


def decide(
    context: Context, actor: Actor, case_id: str, fields: Mapping[str, str] = DECISION
) -> None:
    """The desk writes down what the superior decided."""
    write_superior_sheet(context, actor, case_id, SentDecision(SuperiorSheet.DECISION, fields))


def control(
    context: Context, actor: Actor, case_id: str, fields: Mapping[str, str] = CONTROL
) -> None:
    """The desk writes down how that was carried out."""
    write_superior_sheet(context, actor, case_id, SentDecision(SuperiorSheet.CONTROL, fields))
