"""Let an evidence document count for one more row or period, without a second copy; and end that again."""

from wbs.domain.errors import Invalid, NotFound, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.evidence_document import DocumentState, DocumentUse, Filing
from wbs.domain.form import Reason
from wbs.domain.span import ReportingPeriod
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.documents.documents import reach_of
from wbs.services.documents.file_document import note_filing
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.evidence import document_uses
from wbs.store.evidence import documents as rows


def reuse_document(
    context: Context, actor: Actor, document_id: str, lke_code: str, period: ReportingPeriod
) -> DocumentUse:
    """The document counts there too, from now on.

    Raises:
        NotAllowed: the officer files no documents of that kind at that unit.
        NotFound: there is no such document for the officer, or it counts nowhere any more.
        Invalid: the row is none, the period has not begun, or it counts there already.
    """
    try:
        context.law.sheet.row(lke_code)
    except NotFound:
        raise Invalid("lke_code", Reason.UNKNOWN) from None
    if period.start > context.today():
        raise Invalid("period", "not_begun")
    with context.database.transaction() as work:
        filing = _own(work, actor, document_id)
        if filing.state is not DocumentState.FILED:
            raise NotFound("the document counts no more")
        if (lke_code, period) in filing.places:
            raise Invalid("period", "counts_there")
        use = DocumentUse(context.new_id(), lke_code, period, context.today(), actor.officer.id)
        document_uses.add_use(work, document_id, use)
        note_filing(context, work, actor, CustodyAct.DOCUMENT_REUSED, filing, use)
    return use


def end_use(context: Context, actor: Actor, document_id: str, use_id: str) -> None:
    """The document counts there no more; that it did stays.

    Raises:
        NotAllowed: the officer files no documents of that kind at that unit.
        NotFound: there is no such document or use for the officer.
        Stale: the use ended already.
    """
    with context.database.transaction() as work:
        filing = _own(work, actor, document_id)
        use = next((each for each in filing.uses if each.id == use_id), None)
        if use is None:
            raise NotFound("no such use")
        if use.ended_on is not None:
            raise Stale("the use ended already")
        document_uses.end_use(work, use_id, context.today(), actor.officer.id)
        note_filing(context, work, actor, CustodyAct.DOCUMENT_USE_ENDED, filing, use)


def _own(work: Work, actor: Actor, document_id: str) -> Filing:
    filing = rows.get_for_change(work, document_id).filing
    reach = reach_of(work, actor.officer, all_units(work))
    reach.require_file(filing.unit_id, filing.kind)
    return filing
