"""Keys of desks: who makes the first, who holds which epoch, and what happens when a member leaves.

Security: making an epoch for those who stay needs their public keys only, so that a leaver is shut out
of what comes at once, without anybody else being present.
"""

from collections.abc import Collection, Sequence

from wbs.domain.access import Permission, may
from wbs.domain.errors import NotFound, Stale, Tampered
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Membership, Officer
from wbs.domain.unit import Desk
from wbs.sealing import errors as sealing
from wbs.sealing.box import Purpose, open_box, seal_box
from wbs.sealing.key import Key, new_key
from wbs.sealing.keypair import public_key_of
from wbs.sealing.voucher import vouch
from wbs.services import custody
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import desk_members, desks, officers
from wbs.store.agency.desk_members import DeskMember
from wbs.store.cases import assignments, tasks
from wbs.store.database import Work


def desk_seed(context: Context, work: Work, actor: Actor, desk_id: str, epoch: int) -> Key:
    """The desk's seed of that epoch, opened from the actor's own box.

    Raises:
        NotFound: the actor holds no box of that desk and epoch.
        Tampered: the box does not open with the key it was made for, or the public key that is told
            to reporters is not the seed's: what is sealed to it goes to somebody else.
    """
    box = desk_members.seed_box(work, desk_id, epoch, actor.officer.id)
    if box is None:
        raise NotFound("no seed of that desk")
    seed = open_seed(actor, desk_id, epoch, box)
    if public_key_of(seed) != desks.public_key_of_epoch(work, desk_id, epoch):
        raise Tampered("a desk's public key was exchanged")
    return seed


def open_seed(actor: Actor, desk_id: str, epoch: int, box: bytes) -> Key:
    """The seed in one of the actor's boxes.

    Raises:
        Tampered: the box does not open with the key it was made for.
    """
    try:
        return open_box(
            box,
            actor.seed,
            Purpose.SEED_TO_MEMBER,
            subject=desk_id,
            recipient=actor.officer.id,
            epoch=epoch,
        )
    except sealing.SealingError as error:
        raise Tampered("a desk's seed does not open") from error


def give_seed(work: Work, seed: Key, desk_id: str, epoch: int, to: Officer) -> None:
    """The officer holds the desk's seed of that epoch from now on.

    Raises:
        NotFound: the officer has no key yet.
    """
    if to.public_key is None:
        raise NotFound("no such member")
    box = seal_box(
        seed, to.public_key, Purpose.SEED_TO_MEMBER, subject=desk_id, recipient=to.id, epoch=epoch
    )
    desk_members.add_seed_box(work, desk_id, epoch, to.id, box)


def hold_ceremony(context: Context, work: Work, actor: Actor) -> None:
    """The very first key: at a desk of an inspectorate, where no inspectorate has anybody present.

    The operator must have proposed the officer from the server's command line; whom an administrator
    proposed waits for a second person, as at every desk. Later keys need one of the inspectorate.
    """
    if not may(actor.officer, Permission.CONFIRM_MEMBER) or not desks.nobody_inspects(work):
        return
    for member in desk_members.memberships_of(work, actor.officer.id):
        if member.state is Membership.PRESENT or not member.by_operator:
            continue
        desk = desks.lock_desk(work, member.desk_id)
        if desk is None or desk.epoch or desk.is_closed or desk.kind is not DeskKind.INSPECTORATE:
            continue
        make_first_key(context, work, desk, actor.officer, by=actor.officer, how="ceremony")


def make_first_key(
    context: Context, work: Work, desk: Desk, first: Officer, *, by: Officer, how: str = ""
) -> None:
    """The desk, at which nobody is present, has a key, and *first* holds it alone.

    Raises:
        NotFound: *first* has no key of their own yet.
        Stale: the desk has a key.
    """
    if desk.epoch:
        raise Stale("the desk has a key")
    desk_members.put_member(work, DeskMember(desk.id, first.id, Membership.PRESENT))
    reason = f"epoch {make_epoch(context, work, desk, [first])} {how}".rstrip()
    act = CustodyAct.DESK_KEY_MADE
    _record(context, work, act, by, desk, subject_id=first.id, reason=reason)


def make_epoch(context: Context, work: Work, desk: Desk, present: Sequence[Officer]) -> int:
    """The desk's next epoch, held by all of *present*; with nobody present no key is in force (0).

    Raises:
        Stale: the desk's key changed meanwhile.
    """
    if not present:
        desks.put_in_force(work, desk, 0, None, context.today())
        return 0
    epoch = desks.last_epoch(work, desk.id) + 1
    seed = new_key(context.random_bytes)
    public_key, house = public_key_of(seed), context.rules.instance_key
    voucher = vouch(house, desk.id, epoch, public_key) if house else None
    desks.put_in_force(work, desk, epoch, public_key, context.today(), voucher=voucher)
    for officer in present:
        give_seed(work, seed, desk.id, epoch, officer)
    return epoch


def left_empty(
    work: Work, officer_id: str, desk_ids: Collection[str] | None = None
) -> frozenset[str]:
    """Those of the desks (of all, unless told) at which nobody else is present; they stay locked."""
    own = (m for m in desk_members.memberships_of(work, officer_id))
    asked = sorted(m.desk_id for m in own if desk_ids is None or m.desk_id in desk_ids)
    return frozenset(desk_id for desk_id in asked if _is_last(work, officer_id, desk_id))


def _is_last(work: Work, officer_id: str, desk_id: str) -> bool:
    desks.lock_desk(work, desk_id)
    members = desk_members.members_of(work, desk_id)
    present = {m.officer_id for m in members if m.state is Membership.PRESENT}
    return present == {officer_id}


def shut_out(
    context: Context, work: Work, by: Officer | None, desk_id: str, leaver_id: str
) -> None:
    """The leaver is no member of the desk and holds nothing of it; those who stay have a new epoch.

    What the leaver had to do is for anybody there.

    Raises:
        NotFound: no such desk, or the officer is not at it.
    """
    desk = desks.lock_desk(work, desk_id)
    members = {m.officer_id: m.state for m in desk_members.members_of(work, desk_id)}
    if desk is None or leaver_id not in members:
        raise NotFound("no such member")
    desk_members.remove_member(work, desk_id, leaver_id)
    assignments.leave(work, desk_id, leaver_id)
    tasks.leave(work, desk_id, leaver_id)
    _record(context, work, CustodyAct.MEMBER_REMOVED, by, desk, subject_id=leaver_id)
    if members.pop(leaver_id) is not Membership.PRESENT:
        return
    staying = [
        officers.officer_by_id(work, i) for i, s in members.items() if s is Membership.PRESENT
    ]
    epoch = make_epoch(context, work, desk, [officer for officer in staying if officer])
    reason = f"epoch {epoch}" if epoch else "no key in force"
    _record(context, work, CustodyAct.DESK_EPOCH, by, desk, subject_id=leaver_id, reason=reason)


def _record(
    context: Context,
    work: Work,
    act: CustodyAct,
    by: Officer | None,
    desk: Desk,
    *,
    subject_id: str | None = None,
    reason: str | None = None,
) -> None:
    custody.record(
        context,
        work,
        act,
        by,
        subject_id=subject_id,
        unit_id=desk.unit_id,
        desk_id=desk.id,
        reason=reason,
    )
