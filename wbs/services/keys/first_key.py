"""The first key of a desk at which nobody is present: given by a member of the inspectorate.

An administrator proposed the newcomer; the second person compares their fingerprint. So no administrator
alone reaches what is sealed to a new desk, or to one that was emptied.
"""

from wbs.domain.access import Permission, require
from wbs.domain.errors import NotFound, Refused, Stale
from wbs.domain.officer import Membership, OfficerState
from wbs.domain.proposal import may_give_first_key
from wbs.sealing.keypair import fingerprint
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.keys.desk_keys import make_first_key
from wbs.store.agency import desk_members, desks, officers
from wbs.store.cases import routing


def give_first_key(
    context: Context, actor: Actor, desk_id: str, officer_id: str, seen_fingerprint: str
) -> None:
    """The desk has a key, and the newcomer is present there and holds it alone.

    Raises:
        NotAllowed: no role of the actor sits at desks.
        NotFound: the actor sits at no desk of an inspectorate, or nobody active is proposed at that
            desk by that id.
        Stale: somebody is present there by now, or the officer's key is not the one whose
            fingerprint the actor saw.
        Refused: the desk holds a case of which the newcomer is shut out.
    """
    require(actor.officer, Permission.CONFIRM_MEMBER)
    with context.database.transaction() as work:
        desk = desks.lock_desk(work, desk_id)
        giver = officers.officer_by_id(work, actor.officer.id)
        if giver is None or not may_give_first_key(giver) or desk is None or desk.is_closed:
            raise NotFound("no such member")
        members = {m.officer_id: m.state for m in desk_members.members_of(work, desk_id)}
        newcomer = officers.officer_by_id(work, officer_id)
        if newcomer is None or officer_id not in members:
            raise NotFound("no such member")
        if newcomer.state is not OfficerState.ACTIVE or newcomer.public_key is None:
            raise NotFound("no such member")
        if desk.epoch or Membership.PRESENT in members.values():
            raise Stale("somebody is present at the desk")
        if fingerprint(newcomer.public_key) != seen_fingerprint:
            raise Stale("another key than the one seen")
        if routing.keeps_out(work, desk_id, officer_id):
            raise Refused("the desk holds a case of which the officer is shut out")
        make_first_key(context, work, desk, newcomer, by=giver)
