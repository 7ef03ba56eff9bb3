"""Withdraw an evidence document: its row tells of it for ever, its file goes."""

from wbs.domain.errors import Stale
from wbs.domain.event import CustodyAct
from wbs.domain.evidence_document import DocumentEnd, DocumentState, WithdrawalReason
from wbs.services import custody
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.documents.documents import reach_of
from wbs.store.agency.units import all_units
from wbs.store.evidence import documents as rows


def withdraw_document(
    context: Context, actor: Actor, document_id: str, reason: WithdrawalReason
) -> None:
    """The document counts no more and its file is gone; who withdrew it, when and why stays.

    Raises:
        NotAllowed: the officer files no documents of that kind at that unit.
        NotFound: there is no such document for the officer.
        Stale: it is withdrawn already.
    """
    with context.database.transaction() as work:
        stored = rows.get_for_change(work, document_id)
        filing = stored.filing
        reach = reach_of(work, actor.officer, all_units(work))
        reach.require_file(filing.unit_id, filing.kind)
        if filing.state is DocumentState.WITHDRAWN:
            raise Stale("the document is withdrawn already")
        end = DocumentEnd(DocumentState.WITHDRAWN, context.today(), actor.officer.id, reason)
        rows.put_end(work, document_id, end)
        blob_ids = rows.remove_file(work, document_id)
        custody.record(
            context,
            work,
            CustodyAct.DOCUMENT_WITHDRAWN,
            actor.officer,
            subject_id=document_id,
            unit_id=filing.unit_id,
            reason=reason.value,
        )
    for blob_id in blob_ids:
        context.blobs.delete(blob_id)
