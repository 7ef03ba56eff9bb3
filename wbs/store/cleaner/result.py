"""How a file came out of the cleaner."""

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """`stripped`: take the cleaned bytes; `none`: the file carries none we know of; `kept`: unsure."""

    STRIPPED = "stripped"
    NONE = "none"
    KEPT = "kept"


@dataclass(frozen=True)
class Cleaned:
    """The result, and the cleaned bytes where there are any."""

    result: Result
    data: bytes = b""

    def __repr__(self) -> str:
        return f"Cleaned({self.result})"


class Unsure(Exception):
    """The file is not built as its format says, or carries what we cannot take out."""
