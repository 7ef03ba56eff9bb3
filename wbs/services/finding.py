"""What the doctor finds: how bad it is, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One thing an operator should know, and what to do about it."""

    level: Level
    check: str
    problem: str
    hint: str
