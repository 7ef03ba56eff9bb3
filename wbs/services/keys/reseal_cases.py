"""Cases follow a desk's new key: what lies under an earlier one is sealed to the one in force.

Done by whichever member logs in, a portion each time, open cases before closed ones. The leaver's seed and
whatever is stored from then on open none of them together.

Security: a desk's key is made without any member, so a writer to the database could make one. Nothing is
sealed anew to a key that the house does not vouch for, nor to one that is not the member's own seed's.
"""

from dataclasses import dataclass

from wbs.domain.errors import NotFound, Tampered, WbsError
from wbs.domain.event import CustodyAct
from wbs.domain.unit import Desk
from wbs.sealing import errors as sealing
from wbs.sealing.box import Purpose, open_box, seal_box
from wbs.sealing.key import Key
from wbs.sealing.voucher import verify_voucher
from wbs.services import custody
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.keys.desk_keys import desk_seed
from wbs.store.agency import desk_members, desks
from wbs.store.cases.earlier_boxes import earlier_boxes, exchange_box
from wbs.store.database import Work

PORTION = 200


@dataclass(frozen=True)
class _Resealed:
    case_id: str
    earlier: int
    box: bytes


def reseal_cases(context: Context, actor: Actor, portion: int = PORTION) -> int:
    """Up to *portion* cases of the officer's desks lie under the keys in force; returns how many.

    Two members at once do no harm, and what one could not open is left as it is. Where the database
    is busy or a key cannot be trusted nothing happens, and the next login tries again.
    """
    done = 0
    for desk_id in sorted(actor.officer.desk_ids):
        if done >= portion:
            break
        try:
            done += _follow(context, actor, desk_id, portion - done)
        except WbsError:
            continue
    return done


def _follow(context: Context, actor: Actor, desk_id: str, portion: int) -> int:
    with context.database.reading() as work:
        desk = desks.desk_by_id(work, desk_id)
        if desk is None or not desk.epoch:
            return 0
        held = desk_members.seed_boxes(work, desk_id, actor.officer.id)
        earlier = held.keys() - {desk.epoch}
        found = earlier_boxes(work, desk_id, earlier, portion) if earlier else ()
        if not found:
            return 0
        _require_trusted(context, work, actor, desk)
        seeds = {e: desk_seed(context, work, actor, desk_id, e) for e in {e for _, e, _ in found}}
    made = [each for each in (_resealed(desk, seeds, *one) for one in found) if each]

    def exchange(work: Work) -> int:
        now = desks.lock_desk(work, desk_id)
        if now is None or now.epoch != desk.epoch or now.public_key != desk.public_key:
            return 0
        return _exchange(context, work, actor, desk, made)

    return in_turn(context, exchange) if made else 0


def _require_trusted(context: Context, work: Work, actor: Actor, desk: Desk) -> None:
    """Returns if the key in force was made by the house and is that of the seed the member holds.

    Raises:
        NotFound: the house has no key to vouch with, or did not, or the member holds no such seed.
        Tampered: it is another key.
    """
    house = context.rules.instance_key
    voucher = desks.voucher_of_epoch(work, desk.id, desk.epoch)
    if house is None or voucher is None or desk.public_key is None:
        raise NotFound("nobody vouches for the desk's key")
    try:
        verify_voucher(house, desk.id, desk.epoch, desk.public_key, voucher)
    except sealing.SealingError as error:
        raise Tampered("a desk's key was not made by the house") from error
    desk_seed(context, work, actor, desk.id, desk.epoch)


def _resealed(
    desk: Desk, seeds: dict[int, Key], case_id: str, epoch: int, box: bytes
) -> _Resealed | None:
    """The case key under the key in force; None where the box does not open, which opening it will tell."""
    place = {"subject": case_id, "recipient": desk.id}
    try:
        key = open_box(box, seeds[epoch], Purpose.CASE_TO_DESK, **place, epoch=epoch)
    except sealing.SealingError:
        return None
    public_key = desk.public_key or b""
    fresh = seal_box(key, public_key, Purpose.CASE_TO_DESK, **place, epoch=desk.epoch)
    return _Resealed(case_id, epoch, fresh)


def _exchange(context: Context, work: Work, actor: Actor, desk: Desk, made: list[_Resealed]) -> int:
    done = sum(
        exchange_box(work, each.case_id, desk.id, each.earlier, desk.epoch, each.box)
        for each in made
    )
    if done:
        custody.record(
            context,
            work,
            CustodyAct.CASES_RESEALED,
            actor.officer,
            unit_id=desk.unit_id,
            desk_id=desk.id,
            reason=f"epoch {desk.epoch}: {done}",
        )
    return done
