"""Case keys in the hands of desks: sealed to one, and taken from it. One box per case and desk.

Security: whoever holds a box of a case can open it. A desk without one cannot, whatever else it holds.
"""

from wbs.domain.errors import Unavailable
from wbs.domain.unit import Desk
from wbs.sealing.box import Purpose, seal_box
from wbs.sealing.key import Key
from wbs.store.cases import cases
from wbs.store.database import Work


def sealed_to_desk(case_id: str, case_key: Key, desk: Desk) -> bytes:
    """The case key, sealed to the key in force of the desk.

    Raises:
        Unavailable: the desk has no key in force.
    """
    if desk.public_key is None:
        raise Unavailable("the desk has no key")
    return seal_box(
        case_key,
        desk.public_key,
        Purpose.CASE_TO_DESK,
        subject=case_id,
        recipient=desk.id,
        epoch=desk.epoch,
    )


def give_case(work: Work, case_id: str, case_key: Key, desk: Desk) -> None:
    """The desk can open the case, by its key in force; a box under an earlier key is gone.

    Raises:
        Unavailable: the desk has no key in force.
    """
    cases.put_key_box(work, case_id, desk.id, desk.epoch, sealed_to_desk(case_id, case_key, desk))


def take_case(work: Work, case_id: str, desk_id: str) -> None:
    """The desk cannot open the case any more."""
    cases.remove_key_box(work, case_id, desk_id)
