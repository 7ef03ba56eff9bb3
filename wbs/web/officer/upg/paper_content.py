"""Papers on a disclosure, made from the opened case: what it says, who kept the object, where it went.

Everything on them is Indonesian: call these while speaking it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.case import Procedure
from wbs.domain.errors import NotFound
from wbs.domain.gratification.disclosed import objects_of, rupiah_of
from wbs.domain.gratification.gift import RUPIAH, GivenObject
from wbs.domain.gratification.upg_sheet import Movement, Settlement, SheetKind
from wbs.domain.gratification.upg_sheet_form import chosen_objects
from wbs.evidence.papers.disclosure import RECEIPT, REFUSAL, DisclosurePaper
from wbs.evidence.papers.paper import Paper, Section, Signatory
from wbs.evidence.papers.transfers import (
    DepositReceiptPaper,
    DonationPaper,
    HandoverPaper,
    ObjectLine,
    Party,
)
from wbs.services.cases.open_case import CaseFile
from wbs.services.cases.read_records import OpenedSheet
from wbs.services.upg.rounds import sheets_of_round
from wbs.web import words
from wbs.web.disclosure_words import in_currency
from wbs.web.languages import gettext
from wbs.web.officer.letterheads import letterhead
from wbs.web.officer.references import reference
from wbs.web.officer.report_words import sections_of

STATEMENT = (
    "Laporan gratifikasi ini disampaikan dengan sebenar-benarnya. Pelapor bersedia memberikan "
    "keterangan lebih lanjut dan menyerahkan objek gratifikasi bila diperlukan."
)
Transfer = type[DepositReceiptPaper] | type[HandoverPaper] | type[DonationPaper]
# What a sheet's word makes of it on paper; of any other there is none.
TRANSFERS: Mapping[str, Transfer] = {
    f"{SheetKind.CUSTODY}:{Movement.DEPOSITED}": DepositReceiptPaper,
    f"{SheetKind.CUSTODY}:{Movement.MOVED}": HandoverPaper,
    f"{SheetKind.CUSTODY}:{Movement.SENT_TO_KPK}": HandoverPaper,
    f"{SheetKind.CUSTODY}:{Movement.GIVEN_BACK}": HandoverPaper,
    f"{SheetKind.SETTLEMENT}:{Settlement.HANDED_OVER}": HandoverPaper,
    f"{SheetKind.SETTLEMENT}:{Settlement.GIVEN_BACK}": HandoverPaper,
    f"{SheetKind.SETTLEMENT}:{Settlement.USED_BY_AGENCY}": HandoverPaper,
    f"{SheetKind.SETTLEMENT}:{Settlement.RETURNED_TO_GIVER}": HandoverPaper,
    f"{SheetKind.SETTLEMENT}:{Settlement.DONATED}": DonationPaper,
}


@dataclass(frozen=True)
class PaperFile:
    """A paper, and the name under which it is saved."""

    paper: Paper
    name: str


def disclosure_paper(case_file: CaseFile) -> PaperFile:
    """The disclosure with the fields of KPK's form.

    Raises:
        NotFound: the case is none.
    """
    case = case_file.case
    if case.procedure is Procedure.REPORT:
        raise NotFound("no disclosure")
    parts = tuple(
        Section(section.title, tuple((fact.name, fact.text) for fact in section.facts))
        for section in sections_of(case_file)
    )
    paper = DisclosurePaper(
        title=REFUSAL if case.procedure is Procedure.REFUSAL else RECEIPT,
        dated_on=case.received_on,
        letterhead=letterhead(case_file.units[case.unit_id]),
        signatories=(Signatory(side="Pelapor", name=case_file.opened.report.fields["name"]),),
        case_reference=reference(case.id),
        reached_upg_on=case.received_on,
        parts=parts,
        statement=STATEMENT,
    )
    return PaperFile(paper, f"laporan-gratifikasi-{reference(case.id)}.pdf")


def transfer_of(sheet: OpenedSheet) -> Transfer | None:
    """The paper that belongs to a sheet, None where none does."""
    fields = sheet.content.fields
    what = fields.get("movement") or fields.get("settlement")
    return TRANSFERS.get(f"{sheet.content.sheet}:{what}")


def transfer_paper(case_file: CaseFile, number: int) -> PaperFile:
    """The receipt, handover record or donation record of the sheet with that number.

    Raises:
        NotFound: there is no such sheet, or no paper belongs to it.
    """
    sheet = next((s for s in case_file.opened.sheets if s.number == number), None)
    kind = transfer_of(sheet) if sheet is not None else None
    if sheet is None or kind is None:
        raise NotFound("no such paper")
    case, fields = case_file.case, sheet.content.fields
    paper = kind(
        dated_on=date.fromisoformat(fields["on"]),
        number=fields.get("number", ""),
        letterhead=letterhead(case_file.units[case.counting_unit_id]),
        case_reference=reference(case.id),
        from_party=Party(name=fields.get("from", "")),
        to_party=Party(name=fields.get("to", "")),
        objects=_object_lines(case_file, sheet),
        basis=_basis(case_file, sheet),
        note=fields.get("note", ""),
    )
    if isinstance(paper, DepositReceiptPaper):
        paper = replace(paper, kept_at=fields.get("place", ""))
    stem = paper.layout.removesuffix(".typ").replace("_", "-")
    return PaperFile(paper, f"{stem}-{reference(case.id)}-{number}.pdf")


def _object_lines(case_file: CaseFile, sheet: OpenedSheet) -> tuple[ObjectLine, ...]:
    fields = sheet.content.fields
    given = objects_of(case_file.opened.report.fields)
    review = _before(case_file, sheet, SheetKind.REVIEW)
    return tuple(
        ObjectLine(
            description=one.description,
            quantity=one.quantity or "–",
            value=_value(one, rupiah_of(one, review)),
            condition=fields.get("condition", ""),
        )
        for one in chosen_objects(fields, given)
    )


def _value(one: GivenObject, rupiah: int | None) -> str:
    """What it is worth; money of another country is counted in its own currency first."""
    if rupiah is None:
        return "–"
    if one.value is None or one.currency == RUPIAH:
        return words.rupiah(rupiah)
    return in_currency(one.currency, words.number(one.value), rupiah)


def _basis(case_file: CaseFile, sheet: OpenedSheet) -> str:
    """KPK's decree, where one stands before the sheet."""
    decree = _before(case_file, sheet, SheetKind.DETERMINATION)
    if not decree:
        return ""
    return gettext(
        "the decree of KPK number %(number)s of %(day)s",
        number=decree["number"],
        day=words.day(date.fromisoformat(decree["on"])),
    )


def _before(case_file: CaseFile, sheet: OpenedSheet, kind: SheetKind) -> Mapping[str, str]:
    """What the last sheet of that kind says that stood when *sheet* was written, in its round.

    A paper is signed on the day of its sheet: nothing that is written later changes it.
    """
    stood = (
        s.content.fields
        for s in reversed(sheets_of_round(case_file.opened, sheet.content.round))
        if s.content.sheet == kind and s.number < sheet.number
    )
    return next(stood, {})
