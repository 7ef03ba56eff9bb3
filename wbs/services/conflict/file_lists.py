"""File what is made about conflicts of interest as evidence: each takes the place of the one before.

Nothing that is filed here names anybody.
"""

from dataclasses import dataclass

from wbs.domain.errors import NotAllowed, NotFound, Unavailable
from wbs.domain.evidence_document import DocumentKind, DocumentState, NewDocument
from wbs.domain.span import ReportingPeriod
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.documents.documents import list_documents
from wbs.services.documents.file_document import MadeFile, file_document


@dataclass(frozen=True)
class ConflictList:
    """A list that was made: under which row it goes, what it is, what it is called, and its file."""

    lke_code: str
    kind: DocumentKind
    title: str
    file: MadeFile


def may_file(context: Context, actor: Actor, unit_slug: str) -> bool:
    """Whether the officer may file lists of that unit, and there is a key to seal them under."""
    try:
        shelf = list_documents(context, actor.officer, unit_slug)
    except (NotAllowed, NotFound, Unavailable):
        return False
    return shelf.reach.may_file(shelf.unit.id, DocumentKind.DECLARATIONS)


def file_list(
    context: Context, actor: Actor, unit_slug: str, period: ReportingPeriod, made: ConflictList
) -> None:
    """The list is filed for the unit and period; one filed before under its name counts no more.

    Raises:
        NotAllowed: the officer files none at that unit.
        NotFound: there is no such unit for the officer.
        Refused: there is no room for the file.
        Unavailable: there is no instance key.
    """
    earlier = (
        line.filing.id
        for line in list_documents(context, actor.officer, unit_slug, period).lines
        if line.filing.state is DocumentState.FILED
        and (line.filing.period, line.filing.kind) == (period, made.kind)
        and line.document is not None
        and line.document.name == made.file.name
    )
    new = NewDocument(made.lke_code, made.kind, period, made.title, supersedes=next(earlier, None))
    file_document(context, actor, unit_slug, new, made.file)
