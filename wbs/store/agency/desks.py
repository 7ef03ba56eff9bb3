"""Desks and the public halves of their keys."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy.sql import Select

from wbs.domain.errors import Stale
from wbs.domain.exclusion import heads_of, seen_in
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Membership, Person
from wbs.domain.unit import Desk, Unit
from wbs.store.database import Work
from wbs.store.plain import table_of
from wbs.store.schema.people import DeskKeyRow, DeskMemberRow, DeskRow, OfficerRow

_DESK, _KEY = table_of(DeskRow), table_of(DeskKeyRow)
_MEMBER, _OFFICER = table_of(DeskMemberRow), table_of(OfficerRow)
ALL = (
    select(
        _DESK.c.id,
        _DESK.c.unit_id,
        _DESK.c.kind,
        _DESK.c.epoch,
        _KEY.c.public_key,
        _DESK.c.is_closed,
    )
    .outerjoin_from(_DESK, _KEY, and_(_KEY.c.desk_id == _DESK.c.id, _KEY.c.epoch == _DESK.c.epoch))
    .order_by(_DESK.c.unit_id, _DESK.c.kind)
)


SITTING = (
    select(
        _MEMBER.c.desk_id, _OFFICER.c.id, _OFFICER.c.unit_id, _OFFICER.c.name, _OFFICER.c.username
    )
    .join_from(_MEMBER, _OFFICER, _OFFICER.c.id == _MEMBER.c.officer_id)
    .where(_MEMBER.c.state == Membership.PRESENT.value)
    .order_by(_MEMBER.c.desk_id, _OFFICER.c.id)
)


def nobody_inspects(work: Work) -> bool:
    """Whether no officer is present at any open desk of an inspectorate."""
    query = select(DeskMemberRow.officer_id).join(DeskRow, DeskRow.id == DeskMemberRow.desk_id)
    query = query.where(
        DeskMemberRow.state == Membership.PRESENT.value,
        DeskRow.kind == DeskKind.INSPECTORATE.value,
        DeskRow.is_closed.is_(False),
    )
    return work.scalar(query.limit(1)) is None


def _with_key() -> Select[DeskRow, DeskKeyRow]:
    in_force = and_(DeskKeyRow.desk_id == DeskRow.id, DeskKeyRow.epoch == DeskRow.epoch)
    return select(DeskRow, DeskKeyRow).outerjoin(DeskKeyRow, in_force)


def _desk(row: DeskRow, key: DeskKeyRow | None) -> Desk:
    public_key = key.public_key if key else None
    return Desk(row.id, row.unit_id, DeskKind(row.kind), row.epoch, public_key, row.is_closed)


def all_desks(work: Work) -> tuple[Desk, ...]:
    """Every desk with the key in force."""
    return desks_of(work.execute(ALL))


def desks_of(rows: Iterable[Sequence[Any]]) -> tuple[Desk, ...]:
    """The desks of rows of `ALL`, in their order."""
    return tuple(
        Desk(id_, unit_id, DeskKind(kind), epoch, public_key, is_closed)
        for id_, unit_id, kind, epoch, public_key, is_closed in rows
    )


def manned_desks(work: Work, tree: Mapping[str, Unit]) -> tuple[Desk, ...]:
    """Every desk with the key in force and those who are present at it, for routing to hold names against."""
    return manned(all_desks(work), work.execute(SITTING), tree)


def manned(
    desks: Iterable[Desk], seats: Iterable[Sequence[Any]], tree: Mapping[str, Unit]
) -> tuple[Desk, ...]:
    """The desks with those who sit there, by rows of `SITTING`."""
    sitting: defaultdict[str, list[Person]] = defaultdict(list)
    heads = heads_of(tree)
    for desk_id, *place in seats:
        sitting[desk_id].append(seen_in(tree, heads, *place))
    return tuple(replace(desk, members=tuple(sitting[desk.id])) for desk in desks)


def people_of(
    work: Work, tree: Mapping[str, Unit], unit_ids: Collection[str]
) -> tuple[Person, ...]:
    """Everybody with an account in one of the units, at a desk or not, for routing to hold names against."""
    heads = heads_of(tree)
    query = select(_OFFICER.c.id, _OFFICER.c.unit_id, _OFFICER.c.name, _OFFICER.c.username)
    rows = work.execute(query.where(_OFFICER.c.unit_id.in_(sorted(unit_ids))))
    return tuple(seen_in(tree, heads, *place) for place in rows)


def desk_by_id(work: Work, desk_id: str) -> Desk | None:
    """The desk with the key in force, if there is one."""
    found = work.execute(_with_key().where(DeskRow.id == desk_id)).first()
    return _desk(found[0], found[1]) if found else None


def lock_desk(work: Work, desk_id: str) -> Desk | None:
    """The desk, with its key kept from changing until the transaction ends.

    SQLite has locked everything already; elsewhere the row is locked.
    """
    work.execute(select(DeskRow.id).where(DeskRow.id == desk_id).with_for_update())
    work.expire_all()
    return desk_by_id(work, desk_id)


def add_desk(work: Work, desk: Desk) -> None:
    """Stores a new desk without a key."""
    work.add(
        DeskRow(id=desk.id, unit_id=desk.unit_id, kind=desk.kind.value, epoch=0, is_closed=False)
    )
    work.flush()


def last_epoch(work: Work, desk_id: str) -> int:
    """The highest epoch the desk ever had; 0 if it never had a key."""
    highest = work.scalar(select(func.max(DeskKeyRow.epoch)).where(DeskKeyRow.desk_id == desk_id))
    return highest or 0


def public_key_of_epoch(work: Work, desk_id: str, epoch: int) -> bytes | None:
    """The public key the desk had at *epoch*."""
    row = work.get(DeskKeyRow, (desk_id, epoch))
    return row.public_key if row else None


def voucher_of_epoch(work: Work, desk_id: str, epoch: int) -> bytes | None:
    """What tells that the house made the desk's key of *epoch*, if it vouched for it."""
    row = work.get(DeskKeyRow, (desk_id, epoch))
    return row.voucher if row else None


def put_in_force(
    work: Work,
    desk: Desk,
    epoch: int,
    public_key: bytes | None,
    on: date,
    *,
    voucher: bytes | None = None,
) -> None:
    """The desk's key of *epoch* is in force; epoch 0 without a key leaves none in force.

    Raises:
        Stale: another epoch than the one *desk* shows was put in force meanwhile.
    """
    if public_key is not None:
        work.add(
            DeskKeyRow(
                desk_id=desk.id, epoch=epoch, public_key=public_key, made_on=on, voucher=voucher
            )
        )
        work.flush()
    changed = work.scalar(
        update(DeskRow)
        .where(DeskRow.id == desk.id, DeskRow.epoch == desk.epoch)
        .values(epoch=epoch)
        .returning(DeskRow.id)
    )
    if changed is None:
        raise Stale("desk key changed")
