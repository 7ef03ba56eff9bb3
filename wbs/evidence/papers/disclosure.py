"""The paper of one disclosure, with the fields of KPK's form."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from wbs.evidence import words
from wbs.evidence.papers.paper import CONFIDENTIAL, Paper, Section, TextTable

RECEIPT = "Laporan Penerimaan Gratifikasi"
REFUSAL = "Laporan Penolakan Gratifikasi"


@dataclass(frozen=True, kw_only=True)
class DisclosurePaper(Paper):
    """A disclosure as its reporter made it, with our reference and the day it reached the UPG.

    `parts` stand in their order: sections of lines, and tables for givers and objects.

    Regulation: [SK-KPK-1461-2020]
    """

    layout: ClassVar[str] = "disclosure.typ"

    title: str = RECEIPT
    classification: str = CONFIDENTIAL
    case_reference: str
    reached_upg_on: date
    parts: tuple[Section | TextTable, ...]
    statement: str = ""

    def derived(self) -> dict[str, object]:
        """The day in words."""
        return {**super().derived(), "reached_upg": words.day(self.reached_upg_on)}
