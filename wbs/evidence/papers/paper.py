"""What every paper bears: letterhead, title, number, day, and places for signatures.

All texts are Indonesian and reach the layout as values; none of them is read as markup.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from wbs.evidence import words

CONFIDENTIAL = "Rahasia"


@dataclass(frozen=True)
class Letterhead:
    """The agency over its unit, or `lines` in the place of both; lines of address, telephone and the like below.

    `logo` is a PNG or JPEG; empty: none.
    """

    agency: str
    unit: str = ""
    address: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    logo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs, and as what. Without a name there is a dotted line; with a place, the day after it."""

    name: str = ""
    side: str = ""
    role: str = ""
    nip: str = ""
    place: str = ""


@dataclass(frozen=True)
class Section:
    """Lines of a label and its text; without a heading they follow the section before."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TextTable:
    """A table of texts under a heading: as many cells in each row as heads, and one relative width each.

    Raises:
        ValueError: a row has another number of cells, or there are widths, but not one for each head.
    """

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(row) for row in self.rows} | {len(self.widths or self.heads)}
        if not self.heads or lengths != {len(self.heads)}:
            raise ValueError("a row or the widths do not fit the heads")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper dated on a day. `classification` stands at the head of every page, if it is not empty.

    Raises:
        ValueError: it has no title.
    """

    layout: ClassVar[str]

    title: str
    dated_on: date
    number: str = ""
    letterhead: Letterhead | None = None
    classification: str = ""
    signatories: tuple[Signatory, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a paper without a title")

    def signing(self) -> tuple[Signatory, ...]:
        """Who signs, in order: two side by side, one alone to the right, a third below them."""
        return self.signatories

    def derived(self) -> dict[str, object]:
        """What the layout needs beside the fields, or in the place of one."""
        return {"day": words.day(self.dated_on), "signatories": self.signing()}
