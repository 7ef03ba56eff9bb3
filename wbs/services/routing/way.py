"""By what way a case came to a desk that took it later, as far as it may lie open: so that its clocks still tell.

A case that moves has another name in the new unit's log, and the first way stands under the old one. Whoever moves
it holds its key and has read whom it concerns; nobody can ask that later.
"""

from wbs.domain.case import Case
from wbs.domain.escalation import HANDED_OVER
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.hand_over import Circumstances
from wbs.domain.kinds import Answer, DeskKind
from wbs.domain.routing import RoutingReason, may_take
from wbs.domain.unit import Desk
from wbs.services import ledger
from wbs.services.cases.read_records import OpenedCase
from wbs.services.context import Context
from wbs.store.database import Work


def way_of(
    before: Case, opened: OpenedCase, around: Circumstances, *, is_concerned: bool = False
) -> str:
    """Why nobody, or only somebody apart from the unit, may hear of the case; else that it was handed over.

    Security: where whom it concerns is sealed and may be somebody of an inspectorate, the word says so, and
    no clock tells (`domain/escalation.py`). A desk that gave the case away because it is concerned, and stands
    elsewhere than in the unit concerned, is such a case too.
    """
    question = around.question
    if question.exclude or opened.routings:
        return RoutingReason.EXCLUSION
    gives = next(desk for desk in around.desks if desk.id == before.desk_id)
    if is_concerned and gives.unit_id != before.unit_id:
        return RoutingReason.EXCLUSION
    if _is_somebody_of_an_inspectorate(around):
        return RoutingReason.PERSON_NAMED
    if question.concerns_head is not Answer.NO:
        return RoutingReason.HEAD_CONCERNED
    if question.concerns_desk is not Answer.NO or is_concerned:
        return RoutingReason.DESK_CONCERNED
    return HANDED_OVER


def _is_somebody_of_an_inspectorate(around: Circumstances) -> bool:
    """Whether the report is about somebody who is present at a desk of an inspectorate, or heads its unit."""
    inspecting = {d.id for d in around.desks if d.kind is DeskKind.INSPECTORATE and d.is_active}
    may = {desk.id for desk in may_take(around.question, around.units, around.desks)}
    return not inspecting <= may


def note_way(context: Context, work: Work, moved: Case, desk: Desk, reason: str) -> None:
    """The custody log knows by what way the case came to the desk, under the name it has there."""
    entry = CustodyEntry(
        CustodyAct.CASE_ROUTED,
        context.today(),
        desk_id=desk.id,
        unit_id=moved.unit_id,
        log_id=moved.log_id,
        reason=reason,
    )
    ledger.note(context, work, entry)
