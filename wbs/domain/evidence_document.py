"""An evidence document: a file that a unit filed under a row of the evaluation sheet, for a period.

Regulation: [LKE-90-2021]
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from wbs.domain.span import ReportingPeriod

GRATIFICATION_ROW = "A.1.V.i.b"  # the row of the evaluation sheet on how gratuities are controlled


class DocumentKind(StrEnum):
    """What a document is."""

    RECAP = "recap"
    REGISTER = "register"
    GOL_SHEET = "gol_sheet"
    DECLARATIONS = "declarations"
    MAPPING = "mapping"
    DECREE = "decree"
    PROCEDURE = "procedure"
    CIRCULAR = "circular"
    INVITATION = "invitation"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    PHOTO = "photo"
    MATERIAL = "material"
    STATEMENT = "statement"
    SUMMARY = "summary"
    OTHER = "other"


# Made in a session of the UPG out of what is sealed: they name reporters of gratuities and givers.
OF_THE_UPG = frozenset({DocumentKind.RECAP, DocumentKind.REGISTER, DocumentKind.GOL_SHEET})


class DocumentState(StrEnum):
    """Whether a document counts. A withdrawn one has no file any more; a superseded one keeps it."""

    FILED = "filed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class WithdrawalReason(StrEnum):
    """Why a document was withdrawn."""

    WRONG_FILE = "wrong_file"
    WRONG_PLACE = "wrong_place"
    PERSONAL_DATA = "personal_data"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class DocumentEnd:
    """How a document came to count no more. `superseded_by`: the document that took its place."""

    state: DocumentState
    on: date
    by: str
    reason: WithdrawalReason | None = None
    superseded_by: str | None = None


@dataclass(frozen=True)
class Filing:
    """Where a document stands and who put it there: all that is clear of it in the database."""

    id: str
    unit_id: str
    lke_code: str
    kind: DocumentKind
    period: ReportingPeriod
    filed_on: date
    filed_by: str
    end: DocumentEnd | None = None

    @property
    def state(self) -> DocumentState:
        """Whether it counts."""
        return self.end.state if self.end else DocumentState.FILED


@dataclass(frozen=True)
class EvidenceDocument:
    """A document as those see it who may. `held_on`: the day of what it is about, if it has one.

    Security: title and name can name a person; they are sealed at rest and never logged.
    """

    filing: Filing
    title: str = field(repr=False)
    held_on: date | None = field(repr=False)
    name: str = field(repr=False)
    media_type: str = field(repr=False)
    size_bytes: int = field(repr=False)
    digest: str = field(repr=False)


@dataclass(frozen=True)
class NewDocument:
    """What is said of a document when it is filed. `supersedes`: the id of the one whose place it takes."""

    lke_code: str
    kind: DocumentKind
    period: ReportingPeriod
    title: str = field(repr=False)
    held_on: date | None = field(default=None, repr=False)
    supersedes: str | None = None


class FilePieces(Protocol):
    """A file's pieces in order, each once, and how to stop before the end."""

    def __iter__(self) -> Iterator[bytes]:
        """The pieces."""

    def close(self) -> None:
        """Nothing of the file stays open."""


@dataclass(frozen=True)
class PackedDocument:
    """A document on its way into a pack: `pieces` opens its file, each time from its beginning."""

    document: EvidenceDocument
    unit_slug: str
    pieces: Callable[[], FilePieces] = field(repr=False)


@dataclass(frozen=True)
class SealedDocument:
    """A document that is told of in a pack and not in it: the UPG's, and not theirs to open who makes it."""

    filing: Filing
    unit_slug: str


@dataclass(frozen=True)
class PackDocuments:
    """The documents of a pack: those that go along, and those of which it only says that they are there."""

    packed: tuple[PackedDocument, ...] = ()
    sealed: tuple[SealedDocument, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to list."""
        return bool(self.packed or self.sealed)


def is_within(period: ReportingPeriod, wider: ReportingPeriod) -> bool:
    """Whether *period* is *wider* or a part of it: July and the third quarter are of the second half."""
    return wider.start <= period.start and period.end <= wider.end
