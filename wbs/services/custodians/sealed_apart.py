"""What a new case has sealed apart: its reporter's identity, and shares of keys for custodians.

Security: the identity is in no record and under no key of a desk alone. Nobody who is shut out of a
report gets a share of anything of it.

Regulation: [PERPRES-76-2013], [PP-43-2018]
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.case import Case
from wbs.domain.custodian import CustodyBoard, Group, escrow_group, identity_group
from wbs.domain.errors import Invalid, Stale, Tampered, Unavailable
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.form import Reason, Report
from wbs.domain.kinds import Anonymity, DeskKind
from wbs.domain.opening import Matter
from wbs.domain.report import IDENTITY
from wbs.domain.routing import RoutingQuestion
from wbs.domain.unit import Desk, Unit
from wbs.sealing.box import Place, Purpose
from wbs.sealing.identity import seal_identity
from wbs.sealing.key import Key, new_key
from wbs.sealing.resplit import open_parts
from wbs.sealing.shares import Holding, open_holding, seal_holding, split_key
from wbs.services import ledger
from wbs.services.context import Context
from wbs.store import reporter
from wbs.store.custody.shares import FIRST_SPLIT, StoredShare
from wbs.store.database import Work

PURPOSES = {Matter.IDENTITY: Purpose.IDENTITY_SHARE, Matter.ESCROW: Purpose.ESCROW_SHARE}
Shares = tuple[StoredShare, ...]


@dataclass(frozen=True)
class Identity:
    """Who reported confidentially."""

    name: str
    contact: str

    def __repr__(self) -> str:
        return "Identity(…)"


@dataclass(frozen=True)
class Holders:
    """Who is to hold shares of a new case: of its identity, of its own key."""

    identity: Group | None
    escrow: Group | None


@dataclass(frozen=True)
class SealedApart:
    """Everything sealed beside the records of a new case."""

    identity: bytes | None
    shares: dict[Matter, Shares]

    def __repr__(self) -> str:
        return "SealedApart(…)"


def choose_holders(
    report: Report,
    question: RoutingQuestion,
    units: Mapping[str, Unit],
    board: CustodyBoard,
    desk: Desk,
) -> Holders:
    """Who holds what of the report, if it goes to that desk.

    Raises:
        Invalid: `anonymity`: too few custodians may hold the identity.
    """
    identity = None
    if report.anonymity is Anonymity.CONFIDENTIAL:
        try:
            identity = identity_group(question, units, board)
        except Unavailable:
            raise Invalid("anonymity", Reason.TOO_FEW_CUSTODIANS) from None
    has_escrow = board.rules_of(desk.unit_id).has_escrow and desk.kind is not DeskKind.INSPECTORATE
    return Holders(identity, escrow_group(question, units, board) if has_escrow else None)


def record_fields(report: Report) -> dict[str, str]:
    """What goes into the first record: everything but who reports, where that is sealed apart."""
    is_apart = report.anonymity is Anonymity.CONFIDENTIAL
    return {n: t for n, t in report.fields.items() if not (is_apart and n in IDENTITY)}


def seal_apart(
    context: Context, case_id: str, case_key: Key, report: Report, holders: Holders
) -> SealedApart:
    """The identity under a fresh key, and that key and the case's split among those who hold them."""
    shares: dict[Matter, Shares] = {}
    sealed = None
    if holders.identity is not None:
        key = new_key(context.random_bytes)
        sealed = seal_identity(key, case_key, _to_bytes(report), case_id)
        shares[Matter.IDENTITY] = _split(context, case_id, Matter.IDENTITY, key, holders.identity)
    if holders.escrow is not None:
        shares[Matter.ESCROW] = _split(context, case_id, Matter.ESCROW, case_key, holders.escrow)
    return SealedApart(sealed, shares)


def write_apart(context: Context, work: Work, case: Case, apart: SealedApart) -> None:
    """It stands beside the case, and the custody log says that shares were handed out.

    Raises:
        Stale: somebody who was to hold a share is no custodian any more.
    """
    holders = {share.officer_id for shares in apart.shares.values() for share in shares}
    if reporter.standing_custodians(work, holders) != holders:
        raise Stale("the custodians changed")
    reporter.add_sealed_apart(work, case.id, apart.identity, apart.shares)
    for matter in apart.shares:
        entry = CustodyEntry(
            CustodyAct.SHARES_SEALED,
            context.today(),
            unit_id=case.counting_unit_id,
            log_id=case.log_id,
            reason=matter.value,
        )
        ledger.note(context, work, entry)


def share_place(matter: Matter, case_id: str, officer_id: str, split: int) -> Place:
    """Where a custodian's box of that case stands."""
    return Place(PURPOSES[matter], case_id, officer_id, split)


def open_held(share: StoredShare, seed: Key, place: Place) -> Holding:
    """What the custodian holds; after a new split it lies in parts.

    Raises:
        SealingError: the box or one of the parts was altered, or is another's.
    """
    if share.split == FIRST_SPLIT:
        return open_holding(share.box, seed, place)
    return open_parts(share.box, seed, place)


def read_identity(plaintext: bytes) -> Identity:
    """The identity that was sealed.

    Raises:
        Tampered: the bytes are no identity of a version we know.
    """
    try:
        value = json.loads(plaintext)
        if value["v"] != 1:
            raise Tampered("unknown version of an identity")
        return Identity(value["name"], value["contact"])
    except (ValueError, KeyError, TypeError) as error:
        raise Tampered("an identity cannot be read") from error


def _to_bytes(report: Report) -> bytes:
    name, contact = (report.fields.get(field, "") for field in IDENTITY)
    value = {"v": 1, "name": name, "contact": contact}
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _split(context: Context, case_id: str, matter: Matter, key: Key, group: Group) -> Shares:
    held = split_key(key, group.threshold, len(group), context.random_bytes)
    shares = []
    for custodian, holding in zip(group.custodians, held, strict=True):
        place = share_place(matter, case_id, custodian.officer_id, FIRST_SPLIT)
        box = seal_holding(holding, custodian.public_key, place)
        shares.append(StoredShare(custodian.officer_id, group.threshold, box))
    return tuple(shares)
