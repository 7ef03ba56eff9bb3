"""The lists about conflicts of interest as rows: the register with names, the recap without, the map of duties.

Everything in them is Indonesian: call these while speaking it.
"""

from collections.abc import Iterable
from datetime import date

from wbs.domain.case import Case
from wbs.domain.conflict.declaration import RelatedAs
from wbs.domain.conflict.duty import CRITERIA, MainDuty
from wbs.domain.conflict.superior_sheet import SuperiorSheet
from wbs.domain.history import decided_on
from wbs.domain.kinds import Nature
from wbs.domain.span import ReportingPeriod
from wbs.evidence.papers.recap import as_of, short_day
from wbs.evidence.register import ListCell, ListSheet
from wbs.evidence.words import period as period_words
from wbs.services.cases.register_desks import RegisterDesk
from wbs.services.conflict.declaration_register import (
    DeclarationEntry,
    DeclarationLine,
)
from wbs.services.conflict.duties import DutyMap
from wbs.web import words
from wbs.web.languages import gettext
from wbs.web.officer.references import reference
from wbs.web.shell import context

SEALED = "(tersegel untuk petugas ini)"
TITLE = "Deklarasi konflik/benturan kepentingan"
_CLEAR_HEADS = ("Sumber", "Tahap", "Keputusan atasan", "Jangka waktu keputusan", "Ditutup")
REGISTER_HEADS = (
    *("Kasus", "Diterima", *_CLEAR_HEADS, "Nama", "Jabatan", "Sifat", "Pihak terkait", "Hubungan"),
    *("Tugas terdampak", "Usulan pengendalian", "Tanggal deklarasi", "Atasan", "Jabatan atasan"),
    *("Tanggal keputusan", "Nomor", "Pengendalian", "Berlaku sampai", "Pelaksanaan"),
)
REGISTER_WIDTHS = (
    *(12, 14, 24, 20, 24, 24, 14, 26, 26, 14, 30, 24),
    *(34, 34, 16, 26, 26, 16, 16, 34, 16, 34),
)
RECAP_HEADS = ("No.", "Bulan diterima", *_CLEAR_HEADS[:-1])
RECAP_WIDTHS = (6, 18, 34, 24, 34, 30)
MAP_HEADS = (
    *("No.", "Tugas dan fungsi utama", "Dipetakan", "Potensi benturan kepentingan", "Penyebab"),
    *("Hubungan yang perlu diwaspadai", "Pengendalian", "Penanggung jawab (jabatan)", "Ditinjau"),
)
MAP_WIDTHS = (6, 40, 22, 40, 34, 34, 40, 28, 14)


def desk_name(desk: RegisterDesk) -> str:
    """The unit for its own desk; told apart where it is the inspectorate's."""
    if desk.is_own:
        return desk.unit.name
    return gettext("%(unit)s (inspectorate's desk)", unit=desk.unit.name)


def register_list(
    desk: RegisterDesk,
    entries: Iterable[DeclarationEntry],
    period: ReportingPeriod,
    today: date,
) -> ListSheet:
    """One row for each declaration, with what it says and what was decided."""
    rows = tuple(_register_row(entry) for entry in entries)
    over = _about(desk_name(desk), period, today)
    return ListSheet("Register", f"Register: {TITLE}", over, REGISTER_HEADS, rows, REGISTER_WIDTHS)


def recap_list(
    desk: RegisterDesk, lines: Iterable[DeclarationLine], period: ReportingPeriod, today: date
) -> ListSheet:
    """The same for assessors: no name, no word of what was declared, months instead of days."""
    rows: list[tuple[ListCell, ...]] = []
    for number, line in enumerate(lines, 1):
        month = period_words(ReportingPeriod.month_of(line.case.received_on))
        rows.append((number, month, *_clear_cells(line)[:-1]))
    over = _about(desk_name(desk), period, today)
    title = f"Rekapitulasi: {TITLE}"
    return ListSheet("Rekapitulasi", title, over, RECAP_HEADS, tuple(rows), RECAP_WIDTHS)


def map_list(found: DutyMap, today: date) -> ListSheet:
    """The matrix of all main duties, and how many of them are mapped."""
    rows = tuple(_map_row(number, duty) for number, duty in enumerate(found.duties, 1))
    coverage = found.coverage
    over = (
        f"{found.unit.name}. {as_of(today)}. Terpetakan {coverage.mapped} dari {coverage.duties} tugas "
        f"fungsi utama; mendukung jawaban {CRITERIA[coverage.extent]}, penilaian tetap oleh unit dan TPI."
    )
    title = "Matriks pemetaan benturan/konflik kepentingan"
    return ListSheet("Pemetaan", title, over, MAP_HEADS, rows, MAP_WIDTHS)


def timeliness(line: DeclarationLine) -> str:
    """Whether the superior decided in time; empty where that was not asked any more."""
    clock = line.clock
    if clock is None or clock.is_dropped:
        return ""
    if clock.due_on is None:
        return gettext("waits for the calendar")
    decided = decided_on(clock, line.case.received_on)
    if decided is not None and decided[0]:
        return gettext("in time")
    if clock.is_open and clock.due_on >= context().today():
        return gettext("until %(day)s", day=words.day(clock.due_on))
    return gettext("late")


def outcome_of(case: Case) -> str:
    """What was decided, or how it was closed without; empty while nothing is."""
    return words.label(case.outcome) if case.outcome else ""


def source_of(case: Case) -> str:
    """What the conflict comes from, in Indonesian."""
    return context().law.category_label(case.category, "id")


def _about(whose: str, period: ReportingPeriod, today: date) -> str:
    return f"{whose}, {period_words(period)}. {as_of(today)}"


def _clear_cells(line: DeclarationLine) -> tuple[str, ...]:
    case = line.case
    closed = short_day(case.closed_on) if case.closed_on else ""
    decided = (source_of(case), words.label(case.stage), outcome_of(case))
    return (*decided, timeliness(line), closed)


def _register_row(entry: DeclarationEntry) -> tuple[ListCell, ...]:
    case = entry.line.case
    head = (reference(case.id), short_day(case.received_on), *_clear_cells(entry.line))
    if entry.is_sealed:
        return (*head, SEALED, *[""] * (len(REGISTER_HEADS) - len(head) - 1))
    said, decision = entry.fields, SuperiorSheet.DECISION
    return (
        *head,
        *(said["name"], said["position"], words.label(Nature(said["nature"]))),
        *(said["related_party"], words.label(RelatedAs(said["relation"]))),
        *(said["affected_duty"], said.get("proposed_control", "")),
        short_day(date.fromisoformat(said["declared_on"])),
        *(entry.sheet(decision, "superior"), entry.sheet(decision, "superior_position")),
        *(_day(entry.sheet(decision, "on")), entry.sheet(decision, "number")),
        *(entry.sheet(decision, "measure"), _day(entry.sheet(decision, "until"))),
        entry.sheet(SuperiorSheet.CONTROL, "done"),
    )


def _day(text: str) -> str:
    return short_day(date.fromisoformat(text)) if text else ""


def _map_row(number: int, duty: MainDuty) -> tuple[ListCell, ...]:
    said = duty.said
    return (
        number,
        said.title,
        words.label(said.finding) if said.finding else "Belum dipetakan",
        *(said.potential, said.cause, said.relations, said.control, said.responsible),
        short_day(said.reviewed_on) if said.reviewed_on else "",
    )
