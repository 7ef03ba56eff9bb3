"""The sheet for retyping into KPK's system (GOL): all fields of its form, a row for each object.

Everything in it is Indonesian: call this while speaking it.
"""

from collections.abc import Iterator
from datetime import date

from wbs.domain.gratification.disclosure import day_field
from wbs.domain.gratification.disclosure_form import base_name
from wbs.domain.gratification.gift import RUPIAH, GivenObject, in_rupiah, read_amount
from wbs.domain.gratification.register import RegisterEntry
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.span import ReportingPeriod
from wbs.evidence.register import ListCell, ListSheet
from wbs.services.upg.disclosure_register import Register
from wbs.web import words
from wbs.web.disclosure_words import DAYS, LABELS, text
from wbs.web.officer.references import reference
from wbs.web.officer.upg.register_cells import about, day_cell, place_of, sheet_words, type_name

REPORTER_FIELDS = (
    *("name", "id_number", "birth_place", "birth_date", "position", "rank", "address", "phone"),
    *("email", "contact_person", "place", "event", "chronology", "late_reason"),
)
GIVER_FIELDS = ("name", "institution", "address", "relation", "reason")
KIND_FIELDS = ("kind", "form", "description", "quantity")
KEPT_FIELDS = ("valuation_basis", "location", "perishable")
TAIL_FIELDS = ("donated_on", "donated_to", "compensation")


def gol_list(register: Register, period: ReportingPeriod, today: date) -> ListSheet:
    """One row for each object; stage and conclusion tell which are to be typed there."""
    heads = (
        *("Kasus", "Jenis laporan", "Tahap", "Kesimpulan telaah", "Tanggal"),
        *_labels(*REPORTER_FIELDS),
        *_labels(*(f"giver-{name}" for name in GIVER_FIELDS)),
        *_labels(*(f"object-{name}" for name in (*KIND_FIELDS, "currency", "value", "rate"))),
        "Nilai hasil telaah (Rp)",
        *_labels(*(f"object-{name}" for name in KEPT_FIELDS), *TAIL_FIELDS),
    )
    rows = tuple(row for entry in register.entries for row in _rows(entry))
    over, widths = about(register, period, today), (12,) + (22,) * len(heads[1:])
    return ListSheet("GOL", "Lembar isian GOL", over, heads, rows, widths)


def _labels(*names: str) -> tuple[str, ...]:
    return tuple(str(LABELS[name]) for name in names)


def _rows(entry: RegisterEntry) -> Iterator[tuple[ListCell, ...]]:
    fields = entry.fields
    head = (
        *(reference(entry.case.id), type_name(entry.type), words.label(entry.case.stage)),
        sheet_words(entry, SheetKind.REVIEW, "outcome"),
        _text(entry, day_field(fields["type"])),
    )
    reporter = tuple(_text(entry, name) for name in REPORTER_FIELDS)
    tail = tuple(_text(entry, name) for name in TAIL_FIELDS)
    for given in entry.objects:
        giver = (_text(entry, f"giver-{given.giver}-{name}") for name in GIVER_FIELDS)
        yield (*head, *reporter, *giver, *_object_cells(entry, given), *tail)


def _object_cells(entry: RegisterEntry, given: GivenObject) -> tuple[ListCell, ...]:
    at = f"object-{given.number}-"
    reviewed = entry.reviewed_rupiah(given)
    return (
        *(_text(entry, at + name) for name in KIND_FIELDS),
        given.currency or RUPIAH,
        _value(entry, given),
        _whole(entry.fields.get(f"{at}rate", "")),
        "" if reviewed is None else reviewed,
        _text(entry, f"{at}valuation_basis"),
        place_of(entry, given),
        _text(entry, f"{at}perishable"),
    )


def _value(entry: RegisterEntry, given: GivenObject) -> ListCell:
    """What the reporter says it is worth: rupiah as a number, another currency as it was typed."""
    if given.value is not None and given.currency == RUPIAH:
        return in_rupiah(given.value, None)
    return entry.fields.get(f"object-{given.number}-value", "")


def _whole(typed: str) -> ListCell:
    """Whole rupiah as a number; a part of one as it was typed."""
    amount = read_amount(typed)
    return typed if amount is None or amount % 1 else int(amount)


def _text(entry: RegisterEntry, name: str) -> str:
    """What stands in a field, in words."""
    if name not in entry.fields:
        return ""
    is_day = base_name(name) in DAYS
    return day_cell(entry.fields[name]) if is_day else text(entry.fields, name)
