"""File the lists of a UPG as evidence: each takes the place of the one filed before under its name."""

from collections.abc import Iterable
from dataclasses import dataclass

from wbs.domain.errors import NotAllowed, NotFound, Unavailable
from wbs.domain.evidence_document import (
    GRATIFICATION_ROW,
    DocumentKind,
    DocumentState,
    NewDocument,
)
from wbs.domain.span import ReportingPeriod
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.documents.documents import ListedDocument, list_documents
from wbs.services.documents.file_document import MadeFile, file_document


@dataclass(frozen=True)
class MadeList:
    """A list that was made: what it is, what it is called, and its file."""

    kind: DocumentKind
    title: str
    file: MadeFile

    def __repr__(self) -> str:
        return f"MadeList({self.kind}, …)"


def may_file_lists(context: Context, actor: Actor, unit_slug: str) -> bool:
    """Whether the officer may file lists of that unit, and there is a key to seal them under."""
    try:
        shelf = list_documents(context, actor.officer, unit_slug)
    except (NotAllowed, NotFound, Unavailable):
        return False
    return shelf.reach.may_file(shelf.unit.id, DocumentKind.RECAP)


def file_lists(
    context: Context,
    actor: Actor,
    unit_slug: str,
    period: ReportingPeriod,
    made: Iterable[MadeList],
) -> None:
    """Every list is filed for the unit and period; those filed before under their names count no more.

    Raises:
        NotAllowed: the officer files none at that unit.
        NotFound: there is no such unit for the officer.
        Refused: a file is too large, or there is no room for it; lists before it are filed.
        Unavailable: there is no instance key.
    """
    there = [
        line
        for line in list_documents(context, actor.officer, unit_slug, period).lines
        if line.filing.state is DocumentState.FILED and line.filing.period == period
    ]
    for one in made:
        new = NewDocument(
            lke_code=GRATIFICATION_ROW,
            kind=one.kind,
            period=period,
            title=one.title,
            supersedes=next((d.filing.id for d in there if _is_earlier(d, one)), None),
        )
        file_document(context, actor, unit_slug, new, one.file)


def _is_earlier(line: ListedDocument, one: MadeList) -> bool:
    document = line.document
    return line.filing.kind is one.kind and document is not None and document.name == one.file.name
