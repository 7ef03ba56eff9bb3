"""An evidence document: a file that a unit filed under a row of the evaluation sheet, for a period.

Regulation: [LKE-90-2021]
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from wbs.domain.form import FormField
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
    INNOVATION = "innovation"
    SCREENSHOT = "screenshot"
    PLAN = "plan"
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
class DocumentUse:
    """One more row or period for which a document counts, without a second copy, until it ended."""

    id: str
    lke_code: str
    period: ReportingPeriod
    added_on: date
    added_by: str
    ended_on: date | None = None
    ended_by: str | None = None


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
    uses: tuple[DocumentUse, ...] = ()

    @property
    def state(self) -> DocumentState:
        """Whether it counts."""
        return self.end.state if self.end else DocumentState.FILED

    @property
    def places(self) -> tuple[tuple[str, ReportingPeriod], ...]:
        """Each row and period for which it counts now, its own first; none once it came to an end."""
        if self.state is not DocumentState.FILED:
            return ()
        live = ((use.lke_code, use.period) for use in self.uses if use.ended_on is None)
        return tuple(dict.fromkeys(((self.lke_code, self.period), *live)))


@dataclass(frozen=True)
class Circumstances:
    """The activity a document is of: what an assessor puts invitation, list, minutes and photos together by."""

    occasion: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    participants: str = field(default="", repr=False)


@dataclass(frozen=True)
class EvidenceDocument:
    """A document as those see it who may. `held_on`: the day of what it is about, if it has one.

    `circumstances`: at which occasion it came to be, where that was and who took part, as far as it was said.

    Security: title and name can name a person; they are sealed at rest and never logged.
    """

    filing: Filing
    title: str = field(repr=False)
    held_on: date | None = field(repr=False)
    name: str = field(repr=False)
    media_type: str = field(repr=False)
    size_bytes: int = field(repr=False)
    digest: str = field(repr=False)
    circumstances: Circumstances = field(default=Circumstances(), repr=False)


@dataclass(frozen=True)
class NewDocument:
    """What is said of a document when it is filed. `supersedes`: the id of the one whose place it takes."""

    lke_code: str
    kind: DocumentKind
    period: ReportingPeriod
    title: str = field(repr=False)
    held_on: date | None = field(default=None, repr=False)
    supersedes: str | None = None
    circumstances: Circumstances = field(default=Circumstances(), repr=False)


CIRCUMSTANCE_FIELDS = (FormField("occasion"), FormField("place"), FormField("participants"))


def length_name(name: str) -> str:
    """Under which name `config/form.toml` says how long a field may be."""
    return f"document-{name}"


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
    places: tuple[tuple[str, ReportingPeriod], ...] = ()

    @property
    def counts_for(self) -> tuple[tuple[str, ReportingPeriod], ...]:
        """Each row and period of the pack for which it counts; its file lies under the first."""
        return self.places or ((self.document.filing.lke_code, self.document.filing.period),)


@dataclass(frozen=True)
class SealedDocument:
    """A document that is told of in a pack and not in it: the UPG's, and not theirs to open who makes it."""

    filing: Filing
    unit_slug: str
    places: tuple[tuple[str, ReportingPeriod], ...] = ()

    @property
    def counts_for(self) -> tuple[tuple[str, ReportingPeriod], ...]:
        """Each row and period of the pack for which it counts."""
        return self.places or ((self.filing.lke_code, self.filing.period),)


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
