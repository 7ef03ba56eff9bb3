"""The one way to a case and to its key on the officers' side: both ask who is there, and the key leaves a trace.

Security: nobody gets a case key without a row in the custody log, written in the same transaction.
"""

from wbs.domain.access import Permission, require_at_desk
from wbs.domain.case import Case
from wbs.domain.errors import NotFound, Tampered, Unavailable
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.sealing import errors as sealing
from wbs.sealing.box import Purpose, open_box
from wbs.sealing.commitment import verify_commitment
from wbs.sealing.key import Key
from wbs.sealing.record import record_hash
from wbs.services import ledger
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.desk_keys import desk_seed
from wbs.services.leaf_fields import commitment_in
from wbs.store import cases, records
from wbs.store import ledger as rows
from wbs.store.database import Work


def case_for(work: Work, actor: Actor, permission: Permission, case_id: str) -> Case:
    """The case, kept from others' changes until the transaction ends.

    Raises:
        NotAllowed: no role of the officer carries the permission.
        NotFound: there is no such case, or it is at no desk of the officer's: one answer for both.
    """
    case = cases.get_for_change(work, case_id)
    require_at_desk(actor.officer, permission, case.desk_id)
    return case


def open_key(
    context: Context,
    work: Work,
    actor: Actor,
    case: Case,
    *,
    act: CustodyAct = CustodyAct.CASE_OPENED,
    subject_id: str | None = None,
) -> Key:
    """The key of the case, after the first record proved to be the one that was received; *act* is noted.

    Raises:
        Unavailable: the officer's desks hold the key only under seeds from before the officer came.
        Tampered: a box, the first record or the log's commitment was altered.
    """
    officer = actor.officer
    entry = CustodyEntry(
        act,
        context.today(),
        officer_id=officer.id,
        desk_id=case.desk_id,
        unit_id=case.counting_unit_id,
        subject_id=subject_id,
        log_id=case.log_id,
    )
    ledger.note(context, work, entry)
    key = _unsealed(context, work, actor, case)
    try:
        _verify_received(work, case, key)
    except sealing.SealingError as error:
        raise Tampered("a case is not the one that was received") from error
    return key


def _unsealed(context: Context, work: Work, actor: Actor, case: Case) -> Key:
    """The key from the first box whose desk's seed the officer holds."""
    for desk_id, epoch, box in cases.key_boxes(work, case.id, actor.officer.desk_ids):
        try:
            seed = desk_seed(context, work, actor, desk_id, epoch)
        except NotFound:
            continue
        try:
            return open_box(
                box, seed, Purpose.CASE_TO_DESK, subject=case.id, recipient=desk_id, epoch=epoch
            )
        except sealing.SealingError as error:
            raise Tampered("a case's key does not open") from error
    raise Unavailable("the officer holds no key of that case")


def _verify_received(work: Work, case: Case, key: Key) -> None:
    first, line = records.at(work, case.id, 0), rows.received_line(work, case.log_id)
    if first is None or line is None:
        raise Tampered("a case without its first record or event")
    verify_commitment(key, record_hash(first.sealed), commitment_in(line))
