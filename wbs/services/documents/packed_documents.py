"""The evidence documents of an export, for whoever may open them; taking them along is written down."""

from collections.abc import Mapping

from wbs.domain.evidence_document import (
    Filing,
    PackDocuments,
    PackedDocument,
    SealedDocument,
    is_within,
)
from wbs.domain.figure_export import FigureExport
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.services.cases.open_attachment import Pieces
from wbs.services.context import Context
from wbs.services.documents.document_content import OpenedDocument, unseal
from wbs.services.documents.documents import file_of, note_opening, reach_of
from wbs.store.agency.units import all_units
from wbs.store.evidence import documents as rows


def packed_documents(context: Context, by: Officer | None, export: FigureExport) -> PackDocuments:
    """The documents of the export's units and period that count now, by row, unit and day of filing.

    The UPG's go along with whoever may open them in their session. Of the rest of them the pack says that
    they are there, without title or name; so do the packs of the operator at the server's command line.
    A document belongs to its period, whatever day it was filed: a recap is made when the period is over. One
    that counts for several rows or periods of the export goes along once.

    Raises:
        NotAllowed: no role of the officer has to do with documents.
        Unavailable: there are documents to open and no instance key.
        Tampered: a row was altered, a file is gone, or the instance key is not this installation's.
    """
    slugs = {unit.id: unit.slug for unit in export.units}
    with context.database.transaction() as work:
        reach = reach_of(work, by, all_units(work))
        there = [stored for stored in rows.of_units(work, slugs) if _places(stored.filing, export)]
        found = [unseal(context, each) for each in there if reach.may_open(each.filing)]
        for opened in found:
            note_opening(context, work, by, opened.document.filing)
    packed = [_packed(context, each, slugs, export) for each in found]
    sealed = [
        SealedDocument(each.filing, slugs[each.filing.unit_id], _places(each.filing, export))
        for each in there
        if not reach.may_open(each.filing)
    ]
    return PackDocuments(
        tuple(sorted(packed, key=lambda p: (p.counts_for[0][0], p.unit_slug))),
        tuple(sorted(sealed, key=lambda s: (s.counts_for[0][0], s.unit_slug))),
    )


def _places(filing: Filing, export: FigureExport) -> tuple[tuple[str, ReportingPeriod], ...]:
    """The rows and periods within the export's for which the document counts."""
    asked = export.figures.question.period
    return tuple(place for place in filing.places if is_within(place[1], asked))


def _packed(
    context: Context, opened: OpenedDocument, slugs: Mapping[str, str], export: FigureExport
) -> PackedDocument:
    def pieces() -> Pieces:
        return file_of(context, opened).pieces

    pieces().close()  # what cannot be handed out is known before the first byte of the pack
    filing = opened.document.filing
    places = _places(filing, export)
    return PackedDocument(opened.document, slugs[filing.unit_id], pieces, places)
