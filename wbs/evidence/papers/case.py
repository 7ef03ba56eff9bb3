"""The paper of one case: what was reported, what was done, and what was said."""

from dataclasses import dataclass
from typing import ClassVar

from wbs.evidence.papers.paper import CONFIDENTIAL, Paper, Section, TextTable


@dataclass(frozen=True, kw_only=True)
class CasePaper(Paper):
    """A case as its desk sees it on the day of the paper; `parts` stand in their order.

    It is no public document: it names whoever the reporter named.
    """

    layout: ClassVar[str] = "case.typ"

    title: str = "Laporan Kasus"
    classification: str = CONFIDENTIAL
    case_reference: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Section | TextTable, ...]
