"""The lists of a UPG as rows: recap and register, each with a sheet that names every object.

Everything in them is Indonesian: call these while speaking it.
"""

from collections.abc import Iterator
from datetime import date

from wbs.domain.case import Case
from wbs.domain.gratification.register import RegisterEntry
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.kinds import DisclosureType
from wbs.domain.span import ReportingPeriod
from wbs.evidence.papers.paper import Signatory
from wbs.evidence.papers.recap import RECAP_HEADS, RecapPaper, RecapRow, short_day, total_rupiah
from wbs.evidence.register import ListCell, ListSheet
from wbs.services.cases.register_desks import RegisterDesk
from wbs.services.upg.disclosure_register import Register
from wbs.web import words
from wbs.web.disclosure_words import text
from wbs.web.officer.letterheads import letterhead
from wbs.web.officer.references import reference
from wbs.web.officer.upg.register_cells import (
    SEALED,
    about,
    amount_cell,
    desk_name,
    giver_name,
    giver_words,
    joined,
    named,
    object_words,
    place_of,
    sheet_words,
    type_name,
)

K = SheetKind
PLACE_TO_WRITE = "…………"
RECAP_WIDTHS = (6, 30, 14, 14, 30, 14, 34, 26, 18, 30)
REGISTER_HEADS = (
    *("Kasus", "Jenis laporan", "Tanggal penerimaan/penolakan", "Tanggal dilaporkan", "Tahap"),
    *("Pelapor", "Pemberi", "Objek", "Nilai (Rp)", "Kesimpulan telaah", "Jenis dikecualikan"),
    *("Dilaporkan ke KPK oleh", "Nomor GOL", "Tanggal ke KPK", "Penetapan KPK", "Nomor SK KPK"),
    *("Tanggal SK", "Pengelolaan akhir", "Nomor BA", "Tanggal pelaksanaan"),
)
REGISTER_WIDTHS = (12, 14, 14, 14, 20, 30, 30, 34, 18, 22, 12, 16, 18, 14, 18, 18, 14, 24, 18, 14)
DETAIL_HEADS = ("Kasus", "Pemberi", "Instansi", "Objek", "Jumlah", "Nilai (Rp)")
DETAIL_WIDTHS = (12, 34, 34, 44, 18, 18)
DETAIL_TITLE = "Setiap pemberian satu baris"


def recap_paper(register: Register, period: ReportingPeriod, today: date) -> RecapPaper:
    """The ten columns as a paper to sign; NIHIL where nothing came in."""
    return RecapPaper(
        dated_on=today,
        letterhead=letterhead(register.unit),
        signatories=(Signatory(place=PLACE_TO_WRITE, role=_signs(register.desk)),),
        unit=desk_name(register.desk),
        period=period,
        rows=tuple(_recap_rows(register)),
    )


def recap_lists(
    register: Register, period: ReportingPeriod, today: date
) -> tuple[ListSheet, ListSheet]:
    """The ten columns as a sheet with their sum, and every object."""
    found = tuple(_recap_rows(register))
    rows: list[tuple[ListCell, ...]] = []
    for number, row in enumerate(found, 1):
        cells = row.cells(number)
        rows.append((number, *cells[1:8], amount_cell(row.amount_rupiah), cells[9]))
    if rows:
        rows.append(("", "Jumlah", *[""] * 6, total_rupiah(found), ""))
    title = "Rekapitulasi laporan gratifikasi"
    over = about(register, period, today)
    recap = ListSheet("Rekapitulasi", title, over, RECAP_HEADS, tuple(rows), RECAP_WIDTHS)
    return recap, _details(register, over)


def register_lists(
    register: Register, period: ReportingPeriod, today: date
) -> tuple[ListSheet, ListSheet]:
    """One row for each disclosure, from intake to the end, and every object."""
    rows = [_register_row(entry) for entry in register.entries]
    rows += [_sealed_row(case) for case in register.sealed]
    title = "Register laporan gratifikasi"
    over = about(register, period, today)
    sheet = ListSheet("Register", title, over, REGISTER_HEADS, tuple(rows), REGISTER_WIDTHS)
    return sheet, _details(register, over)


def _signs(desk: RegisterDesk) -> str:
    return "Ketua Unit Pengendalian Gratifikasi" if desk.is_own else "Inspektorat"


def _details(register: Register, over: str) -> ListSheet:
    rows = [row for entry in register.entries for row in _detail_rows(entry)]
    rows += [(reference(case.id), SEALED, "", "", "", "") for case in register.sealed]
    return ListSheet("Rincian", DETAIL_TITLE, over, DETAIL_HEADS, tuple(rows), DETAIL_WIDTHS)


def _detail_rows(entry: RegisterEntry) -> Iterator[tuple[ListCell, ...]]:
    givers = {giver.number: giver for giver in entry.givers}
    for given in entry.objects:
        giver = givers.get(given.giver)
        yield (
            reference(entry.case.id),
            giver_name(giver) if giver else "",
            giver.institution if giver else "",
            *(given.description, given.quantity),
            amount_cell(entry.rupiah(given)),
        )


def _recap_rows(register: Register) -> Iterator[RecapRow]:
    for entry in register.entries:
        yield RecapRow(
            reporter=joined(entry.fields, "name", "position", "rank"),
            happened_on=entry.gratuity_on,
            reached_upg_on=entry.case.received_on,
            giver=named(map(giver_words, entry.givers)),
            type=type_name(entry.type),
            objects=named(map(object_words, entry.objects)),
            location=_places(entry),
            amount_rupiah=entry.total(),
            remark=text(entry.fields, "event"),
        )
    for case in register.sealed:
        yield RecapRow(
            reporter=SEALED,
            happened_on=case.received_on,
            reached_upg_on=case.received_on,
            giver=SEALED,
            type=type_name(DisclosureType(case.category)),
            objects=SEALED,
            location="",
            amount_rupiah=None,
        )


def _places(entry: RegisterEntry) -> str:
    """Where the objects are, each place once."""
    places = dict.fromkeys(place_of(entry, given) for given in entry.objects)
    return named(place for place in places if place)


def _register_row(entry: RegisterEntry) -> tuple[ListCell, ...]:
    return (
        reference(entry.case.id),
        type_name(entry.type),
        *(short_day(entry.gratuity_on), short_day(entry.case.received_on)),
        words.label(entry.case.stage),
        joined(entry.fields, "name", "position"),
        named(map(giver_words, entry.givers)),
        named(map(object_words, entry.objects)),
        amount_cell(entry.total()),
        sheet_words(entry, K.REVIEW, "outcome"),
        entry.sheet(K.REVIEW, "exempt"),
        sheet_words(entry, K.FORWARDING, "by"),
        entry.sheet(K.FORWARDING, "number"),
        sheet_words(entry, K.FORWARDING, "on"),
        sheet_words(entry, K.DETERMINATION, "determination"),
        entry.sheet(K.DETERMINATION, "number"),
        sheet_words(entry, K.DETERMINATION, "on"),
        sheet_words(entry, K.SETTLEMENT, "settlement"),
        entry.sheet(K.SETTLEMENT, "number"),
        sheet_words(entry, K.SETTLEMENT, "on"),
    )


def _sealed_row(case: Case) -> tuple[ListCell, ...]:
    known: tuple[ListCell, ...] = (
        reference(case.id),
        type_name(DisclosureType(case.category)),
        "",
        short_day(case.received_on),
        words.label(case.stage),
        SEALED,
    )
    return known + ("",) * (len(REGISTER_HEADS) - len(known))
