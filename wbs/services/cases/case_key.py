"""The one way to a case and to its key on the officers' side: both ask who is there, and the key leaves a trace.

Security: nobody gets a case key without a row in the custody log, written in the same transaction.
"""

from dataclasses import replace

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
from wbs.services.keys.desk_keys import desk_seed
from wbs.services.leaf_fields import commitment_in
from wbs.store.cases import cases, records, routing
from wbs.store.database import Work
from wbs.store.log import ledger as rows

# What a desk may do that looks in on another's case.
LOOKING_IN = frozenset({Permission.OPEN_CASE, Permission.SEND_MESSAGE})
Seeds = dict[tuple[str, int], Key]  # by desk and epoch


def case_for(work: Work, actor: Actor, permission: Permission, case_id: str) -> Case:
    """The case, kept from others' changes until the transaction ends.

    A desk that looks in holds a box of the case without being in charge: it reads and writes to the
    reporter, and decides nothing.

    Raises:
        NotAllowed: no role of the officer carries the permission.
        NotFound: there is no such case, no desk of the officer's has it, or the officer is shut out
            of it: one answer for all.
    """
    case = cases.get_for_change(work, case_id)
    looking_in = cases.desks_holding(work, case_id) if permission in LOOKING_IN else frozenset()
    require_at_desk(actor.officer, permission, case.desk_id, *looking_in)
    require_not_shut_out(work, actor, case_id)
    return case


def require_not_shut_out(work: Work, actor: Actor, case_id: str) -> None:
    """Return if the officer may come near the case, whatever desk they sit at.

    Raises:
        NotFound: they once handed it over because it concerned them or somebody of their desk.
    """
    if actor.officer.id in routing.shut_out_of(work, case_id):
        raise NotFound("no such case")


def open_key(
    context: Context,
    work: Work,
    actor: Actor,
    case: Case,
    *,
    act: CustodyAct = CustodyAct.CASE_OPENED,
    subject_id: str | None = None,
    seeds: Seeds | None = None,
) -> Key:
    """The key of the case, after the first record proved to be the one that was received; *act* is noted.

    An opening by a desk that looks in is noted as such, with that desk.

    Whoever opens many cases hands the same *seeds* to each: a desk's seed is then opened once.

    Raises:
        Unavailable: the officer's desks hold the key only under seeds from before the officer came.
        Tampered: a box, the first record or the log's commitment was altered.
    """
    entry = _opening(context, work, actor, case, act)
    ledger.note(context, work, replace(entry, subject_id=subject_id))
    looked_into = CustodyAct.CASE_LOOKED_INTO
    if case.desk_id not in actor.officer.desk_ids and entry.act is not looked_into:
        ledger.note(context, work, replace(entry, act=looked_into))  # what the reporter is told
    key = _unsealed(context, work, actor, case, {} if seeds is None else seeds)
    try:
        verify_received(work, case, key)
    except sealing.SealingError as error:
        raise Tampered("a case is not the one that was received") from error
    return key


def _opening(
    context: Context, work: Work, actor: Actor, case: Case, act: CustodyAct
) -> CustodyEntry:
    """What the log notes: the desk in charge, or the one by which the officer looks in."""
    officer, desk_id = actor.officer, case.desk_id
    if desk_id not in officer.desk_ids:
        holding = cases.desks_holding(work, case.id) & officer.desk_ids
        desk_id = min(holding, default=desk_id)
        act = CustodyAct.CASE_LOOKED_INTO if act is CustodyAct.CASE_OPENED else act
    return CustodyEntry(
        act,
        context.today(),
        officer_id=officer.id,
        desk_id=desk_id,
        unit_id=case.counting_unit_id,
        log_id=case.log_id,
    )


def _unsealed(context: Context, work: Work, actor: Actor, case: Case, seeds: Seeds) -> Key:
    """The key from the first box whose desk's seed the officer holds."""
    for boxed in cases.key_boxes(work, case.id, actor.officer.desk_ids):
        key = open_boxed(context, work, actor, case.id, boxed, seeds)
        if key is not None:
            return key
    raise Unavailable("the officer holds no key of that case")


def open_boxed(
    context: Context,
    work: Work,
    actor: Actor,
    case_id: str,
    boxed: tuple[str, int, bytes],
    seeds: Seeds,
) -> Key | None:
    """The key in the box (desk, epoch, bytes), or None where the officer holds no seed for it.

    Security: leaves no trace of its own: only for what notes the whole of what it opens beforehand, as
    a search does. Neither does it prove that the case is the one that was received.

    Raises:
        Tampered: the box was altered.
    """
    desk_id, epoch, box = boxed
    at = desk_id, epoch
    try:
        if at not in seeds:
            seeds[at] = desk_seed(context, work, actor, desk_id, epoch)
    except NotFound:
        return None
    try:
        return open_box(
            box,
            seeds[at],
            Purpose.CASE_TO_DESK,
            subject=case_id,
            recipient=desk_id,
            epoch=epoch,
        )
    except sealing.SealingError as error:
        raise Tampered("a case's key does not open") from error


def verify_received(work: Work, case: Case, key: Key) -> None:
    """Return if the key is that of the case and its first record the one that was received.

    Raises:
        Tampered: the first record or its event is not there.
        SealingError: key or first record are others than the log committed to.
    """
    first, line = records.at(work, case.id, 0), rows.received_line(work, case.log_id)
    if first is None or line is None:
        raise Tampered("a case without its first record or event")
    verify_commitment(key, record_hash(first.sealed), commitment_in(line))
