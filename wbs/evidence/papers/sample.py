"""A paper with nothing on it but its letterhead and who signs: how a unit's papers look."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from wbs.evidence.papers.paper import Letterhead, Paper, Signatory

SAYS = "Naskah ini hanya memperlihatkan kop surat dan penanda tangan. Bukan dokumen resmi."


@dataclass(frozen=True, kw_only=True)
class SamplePaper(Paper):
    """A paper that says it is none."""

    layout: ClassVar[str] = "sample.typ"

    title: str = "Contoh naskah"
    says: str = SAYS


def sample_paper(
    letterhead: Letterhead, dated_on: date, signatories: tuple[Signatory, ...] = ()
) -> SamplePaper:
    """The sample; a letterhead that can be set on it can be set on every paper."""
    return SamplePaper(dated_on=dated_on, letterhead=letterhead, signatories=signatories)
