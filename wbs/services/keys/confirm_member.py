"""Letting a proposed member into a desk: a present one compares fingerprints and seals the key to them."""

from dataclasses import dataclass

from wbs.domain.access import Permission, require, require_at_desk
from wbs.domain.errors import NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.officer import Membership, OfficerState
from wbs.domain.unit import Desk, Unit
from wbs.sealing.keypair import fingerprint
from wbs.services import custody
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.keys.desk_keys import give_seed, open_seed
from wbs.store.agency import desk_members, desks, officers, units
from wbs.store.agency.desk_members import DeskMember
from wbs.store.cases import routing
from wbs.store.database import Work


@dataclass(frozen=True)
class MemberView:
    """A member of a desk as the others see them; the fingerprint is empty before activation."""

    officer_id: str
    name: str
    username: str
    state: Membership
    fingerprint: str
    is_self: bool


@dataclass(frozen=True)
class DeskView:
    """A desk of the officer's; `may_confirm` says that they are present there."""

    desk: Desk
    unit: Unit
    fingerprint: str
    members: tuple[MemberView, ...]
    may_confirm: bool

    @property
    def present(self) -> int:
        """How many hold the key."""
        return sum(member.state is Membership.PRESENT for member in self.members)


def own_desks(context: Context, actor: Actor) -> tuple[DeskView, ...]:
    """The desks at which the officer is proposed or present, with fingerprints to compare.

    Raises:
        NotAllowed: no role of the officer sits at desks.
    """
    require(actor.officer, Permission.CONFIRM_MEMBER)
    with context.database.reading() as work:
        tree = units.all_units(work)
        own = desk_members.memberships_of(work, actor.officer.id)
        found = [desks.desk_by_id(work, member.desk_id) for member in own]
        return tuple(_view(work, actor, desk, tree[desk.unit_id]) for desk in found if desk)


def own_fingerprint(actor: Actor) -> str:
    """The fingerprint of the officer's own key; empty before there is one."""
    return fingerprint(actor.officer.public_key) if actor.officer.public_key else ""


def confirm_member(
    context: Context, actor: Actor, desk_id: str, officer_id: str, seen_fingerprint: str
) -> None:
    """The officer is present and holds every seed of the desk that the actor holds.

    Raises:
        NotAllowed: no role of the actor sits at desks.
        NotFound: the actor is not present at the desk, or nobody active is proposed there by that id.
        Stale: the officer's key is not the one whose fingerprint the actor saw, or they are in already.
        Refused: the desk holds a case of which the officer is shut out.
        Tampered: a box of the actor's does not open.
    """
    require_at_desk(actor.officer, Permission.CONFIRM_MEMBER, desk_id)
    with context.database.transaction() as work:
        desk = desks.lock_desk(work, desk_id)
        members = {m.officer_id: m.state for m in desk_members.members_of(work, desk_id)}
        officer = officers.officer_by_id(work, officer_id)
        if members.get(actor.officer.id) is not Membership.PRESENT or officer_id not in members:
            raise NotFound("no such member")
        if desk is None or officer is None or officer.state is not OfficerState.ACTIVE:
            raise NotFound("no such member")
        key = officer.public_key
        if members[officer_id] is Membership.PRESENT or key is None:
            raise Stale("member changed")
        if fingerprint(key) != seen_fingerprint:
            raise Stale("another key than the one seen")
        if routing.keeps_out(work, desk_id, officer_id):
            raise Refused("the desk holds a case of which the officer is shut out")
        for epoch, box in desk_members.seed_boxes(work, desk_id, actor.officer.id).items():
            give_seed(work, open_seed(actor, desk_id, epoch, box), desk_id, epoch, officer)
        desk_members.put_member(work, DeskMember(desk_id, officer_id, Membership.PRESENT))
        custody.record(
            context,
            work,
            CustodyAct.MEMBER_CONFIRMED,
            actor.officer,
            subject_id=officer_id,
            unit_id=desk.unit_id,
            desk_id=desk_id,
        )


def _view(work: Work, actor: Actor, desk: Desk, unit: Unit) -> DeskView:
    members = []
    for member in desk_members.members_of(work, desk.id):
        officer = officers.officer_by_id(work, member.officer_id)
        if officer is not None:
            shown = fingerprint(officer.public_key) if officer.public_key else ""
            is_self = officer.id == actor.officer.id
            members.append(
                MemberView(officer.id, officer.name, officer.username, member.state, shown, is_self)
            )
    return DeskView(
        desk,
        unit,
        fingerprint(desk.public_key) if desk.public_key else "",
        tuple(sorted(members, key=lambda m: (m.state is not Membership.PRESENT, m.name))),
        desk.id in actor.officer.desk_ids,
    )
