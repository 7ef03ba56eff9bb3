"""The evidence documents of an export, for whoever may open them; taking them along is written down."""

from wbs.domain.evidence_document import (
    DocumentState,
    PackDocuments,
    PackedDocument,
    SealedDocument,
    is_within,
)
from wbs.domain.figure_export import FigureExport
from wbs.domain.officer import Officer
from wbs.services.cases.open_attachment import Pieces
from wbs.services.context import Context
from wbs.services.documents.document_content import OpenedDocument, unseal
from wbs.services.documents.documents import file_of, note_opening, reach_of
from wbs.store import documents as rows
from wbs.store.units import all_units


def packed_documents(context: Context, by: Officer | None, export: FigureExport) -> PackDocuments:
    """The documents of the export's units and period that count now, by row, unit and day of filing.

    The UPG's go along with whoever may open them in their session. Of the rest of them the pack says that
    they are there, without title or name; so do the packs of the operator at the server's command line.
    A document belongs to its period, whatever day it was filed: a recap is made when the period is over.

    Raises:
        NotAllowed: no role of the officer has to do with documents.
        Unavailable: there are documents to open and no instance key.
        Tampered: a row was altered, a file is gone, or the instance key is not this installation's.
    """
    slugs = {unit.id: unit.slug for unit in export.units}
    with context.database.transaction() as work:
        reach = reach_of(work, by, all_units(work))
        there = [
            stored
            for stored in rows.of_units(work, slugs)
            if stored.filing.state is DocumentState.FILED
            and is_within(stored.filing.period, export.figures.question.period)
        ]
        found = [unseal(context, each) for each in there if reach.may_open(each.filing)]
        for opened in found:
            note_opening(context, work, by, opened.document.filing)
    packed = [_packed(context, each, slugs[each.document.filing.unit_id]) for each in found]
    sealed = [
        SealedDocument(each.filing, slugs[each.filing.unit_id])
        for each in there
        if not reach.may_open(each.filing)
    ]
    return PackDocuments(
        tuple(sorted(packed, key=lambda p: (p.document.filing.lke_code, p.unit_slug))),
        tuple(sorted(sealed, key=lambda s: (s.filing.lke_code, s.unit_slug))),
    )


def _packed(context: Context, opened: OpenedDocument, unit_slug: str) -> PackedDocument:
    def pieces() -> Pieces:
        return file_of(context, opened).pieces

    pieces().close()  # what cannot be handed out is known before the first byte of the pack
    return PackedDocument(opened.document, unit_slug, pieces)
