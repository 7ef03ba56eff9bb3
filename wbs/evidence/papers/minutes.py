"""The minutes of a monev meeting: what was evaluated, what was said, and what was recommended."""

from dataclasses import dataclass
from typing import ClassVar

from wbs.evidence.papers.paper import Paper, TextTable


@dataclass(frozen=True, kw_only=True)
class MinutesPaper(Paper):
    """The minutes for people to sign; `quarter` is the one that was evaluated, in words."""

    layout: ClassVar[str] = "minutes.typ"

    title: str = "Notula Rapat Monitoring dan Evaluasi"
    quarter: str
    facts: tuple[tuple[str, str], ...]
    agenda: str
    notes: str
    recommendations: TextTable
