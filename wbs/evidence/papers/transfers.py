"""Papers on an object that goes from one hand into another: deposit, handover, donation."""

from dataclasses import dataclass
from typing import ClassVar

from wbs.evidence.papers.paper import Paper, Signatory
from wbs.evidence.papers.spelled import spelled_day

FROM, TO = "Yang menyerahkan", "Yang menerima"


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who hands over or receives. What is empty has no line."""

    name: str
    nip: str = ""
    role: str = ""
    unit: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class ObjectLine:
    """One object: what it is, how much of it, what it is worth, and its condition on that day."""

    description: str
    quantity: str
    value: str
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class TransferPaper(Paper):
    """What all three say: on which day and where, who to whom, what, and on what basis.

    Both parties sign; `signatories` are others who sign below them. `basis` follows the word
    *berdasarkan*.
    """

    case_reference: str
    from_party: Party
    to_party: Party
    objects: tuple[ObjectLine, ...]
    place: str = ""
    basis: str = ""
    note: str = ""

    def signing(self) -> tuple[Signatory, ...]:
        """The party who hands over, the party who receives, then the others."""
        sides = ((FROM, self.from_party), (TO, self.to_party))
        return (
            *(Signatory(side=s, role=p.role, name=p.name, nip=p.nip) for s, p in sides),
            *self.signatories,
        )

    def derived(self) -> dict[str, object]:
        """The day as such papers write it."""
        return {**super().derived(), "spelled_day": spelled_day(self.dated_on)}


@dataclass(frozen=True, kw_only=True)
class DepositReceiptPaper(TransferPaper):
    """The UPG has taken an object into its keeping until KPK determines whose it is."""

    layout: ClassVar[str] = "deposit_receipt.typ"

    title: str = "Tanda Terima Penitipan Objek Gratifikasi"
    kept_at: str = ""


@dataclass(frozen=True, kw_only=True)
class HandoverPaper(TransferPaper):
    """An object has changed hands for good: to the state, to its owner, back to its giver."""

    layout: ClassVar[str] = "handover.typ"

    title: str = "Berita Acara Serah Terima Objek Gratifikasi"


@dataclass(frozen=True, kw_only=True)
class DonationPaper(TransferPaper):
    """An object that spoils, or may not be kept, was given to people in need."""

    layout: ClassVar[str] = "donation.typ"

    title: str = "Berita Acara Penyaluran Objek Gratifikasi sebagai Bantuan Sosial"
