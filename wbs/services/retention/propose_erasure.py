"""The first of two persons proposes that cases be erased whose period is over, and the second confirms it.

Security: one person alone erases nothing, and the second is never the first. Both are in the custody log.
"""

from collections.abc import Collection
from dataclasses import replace

from wbs.domain.access import Permission
from wbs.domain.errors import Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.retention import (
    ErasureProposal,
    ErasureReason,
    require_erasable,
    require_second,
)
from wbs.services.actor import Actor
from wbs.services.cases.case_key import case_for
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.retention.drop_erasure import proposed_case
from wbs.services.retention.erasure_custody import note
from wbs.services.retention.kept_cases import kept
from wbs.store.cases import retention
from wbs.store.database import Work


def propose_erasure(
    context: Context, actor: Actor, case_ids: Collection[str], reason: ErasureReason
) -> None:
    """Each of these cases awaits a second person; of several all or none.

    Raises:
        NotAllowed: no role of the officer erases cases.
        NotFound: one of the cases is not there, or not at a desk of the officer's.
        Stale: one of them is not past its period any more, or was proposed meanwhile.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def propose(work: Work) -> None:
        for case_id in sorted(case_ids):
            case = case_for(work, actor, Permission.ERASE_CASE, case_id)
            (found,) = kept(context, work, [case])
            if found.proposal is not None:
                raise Stale("proposed already")
            try:
                require_erasable(found.retention)
            except Refused as error:
                raise Stale("not past its period") from error
            by, today = actor.officer.id, context.today()
            retention.put_proposal(work, ErasureProposal(case_id, reason, today, by))
            note(context, work, case, CustodyAct.ERASURE_PROPOSED, by, reason=reason.value)

    in_turn(context, propose)


def confirm_erasure(context: Context, actor: Actor, case_ids: Collection[str]) -> None:
    """Each of these cases is erased on the day after today, if nothing speaks against it until then; all or none.

    Raises:
        NotAllowed: no role of the officer erases cases.
        NotFound: one of the cases is not there for the officer.
        Refused: the officer proposed one of them.
        Stale: one of them is not past its period any more, or was confirmed or taken back meanwhile.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def confirm(work: Work) -> None:
        for case_id in sorted(case_ids):
            case, proposal = proposed_case(work, actor, case_id)
            if proposal.is_confirmed:
                raise Stale("confirmed already")
            require_second(proposal, actor.officer.id)
            try:
                require_erasable(kept(context, work, [case])[0].retention)
            except Refused as error:
                raise Stale("not past its period") from error
            by = actor.officer.id
            confirmed = replace(proposal, confirmed_on=context.today(), confirmed_by=by)
            retention.put_proposal(work, confirmed)
            note(
                context,
                work,
                case,
                CustodyAct.ERASURE_CONFIRMED,
                by,
                reason=proposal.reason.value,
                subject_id=proposal.proposed_by,
            )

    in_turn(context, confirm)
