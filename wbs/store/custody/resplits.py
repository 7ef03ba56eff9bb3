"""Splits anew for a successor: which cases were looked at, who is to hold, and what custodians have given so far."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, or_, select

from wbs.domain.case import Stage
from wbs.domain.opening import Matter
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.cases import CaseRow
from wbs.store.schema.custody import (
    CaseShareRow,
    ResplitPartRow,
    ResplitReceiverRow,
    ResplitRow,
)

_TABLES = (ResplitPartRow, ResplitReceiverRow, ResplitRow)


@dataclass(frozen=True)
class HeldKey:
    """A key of an open case that custodians hold, and the roster it was looked at for, if it ever was."""

    case_id: str
    matter: Matter
    holders: frozenset[str]
    threshold: int
    split: int
    roster: str | None


@dataclass(frozen=True)
class Resplit:
    """What is to come. Without receivers there is nothing to do for this roster."""

    case_id: str
    matter: Matter
    split: int
    threshold: int
    roster: str
    prepared_on: date
    receivers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """What a giver, who was at that position among so many, gives a receiver."""

    giver_id: str
    receiver_id: str
    position: int
    holders: int
    boxes: bytes = field(repr=False)


def held_keys(work: Work, desk_ids: Collection[str]) -> tuple[HeldKey, ...]:
    """The keys that custodians hold of the open cases these desks are in charge of."""
    rows = work.execute(
        select(
            CaseShareRow.case_id,
            CaseShareRow.matter,
            CaseShareRow.officer_id,
            CaseShareRow.threshold,
            CaseShareRow.split,
        )
        .join(CaseRow, CaseRow.id == CaseShareRow.case_id)
        .where(CaseRow.desk_id.in_(desk_ids), CaseRow.stage != Stage.CLOSED.value)
        .order_by(CaseShareRow.case_id, CaseShareRow.matter)
    )
    found: dict[tuple[str, str], tuple[set[str], int, int]] = {}
    for case_id, matter, officer_id, threshold, split in rows:
        found.setdefault((case_id, matter), (set(), threshold, split))[0].add(officer_id)
    looked_at = {
        (row.case_id, row.matter): row.roster
        for row in work.scalars(select(ResplitRow).where(ResplitRow.case_id.in_(_of(desk_ids))))
    }
    return tuple(
        HeldKey(at[0], Matter(at[1]), frozenset(ids), threshold, split, looked_at.get(at))
        for at, (ids, threshold, split) in found.items()
    )


def _of(desk_ids: Collection[str]) -> Select[Any]:
    return select(CaseRow.id).where(CaseRow.desk_id.in_(desk_ids))


def put(work: Work, plan: Resplit) -> None:
    """What is to come is so from now on; what was given for another plan is gone."""
    _forget(work, plan.case_id, plan.matter.value)
    named = {"case_id": plan.case_id, "matter": plan.matter.value}
    plain.add(
        work,
        ResplitRow,
        **named,
        split=plan.split,
        threshold=plan.threshold,
        roster=plan.roster,
        prepared_on=plan.prepared_on,
    )
    for officer_id in plan.receivers:
        plain.add(work, ResplitReceiverRow, **named, officer_id=officer_id)


def get(work: Work, case_id: str, matter: Matter) -> Resplit | None:
    """What is to come of the key, if anything was prepared."""
    row = work.get(ResplitRow, (case_id, matter.value), populate_existing=True)
    if row is None:
        return None
    ids = work.scalars(
        select(ResplitReceiverRow.officer_id)
        .where(ResplitReceiverRow.case_id == case_id, ResplitReceiverRow.matter == matter.value)
        .order_by(ResplitReceiverRow.officer_id)
    )
    return Resplit(
        case_id, matter, row.split, row.threshold, row.roster, row.prepared_on, tuple(ids)
    )


def waiting_for(work: Work, officer_id: str, limit: int) -> tuple[tuple[str, Matter], ...]:
    """The keys, by case and matter, for whose next split this holder has yet to give."""
    given = select(ResplitPartRow.case_id).where(
        ResplitPartRow.case_id == ResplitRow.case_id,
        ResplitPartRow.matter == ResplitRow.matter,
        ResplitPartRow.giver_id == officer_id,
    )
    wanted = select(ResplitReceiverRow.case_id).where(
        ResplitReceiverRow.case_id == ResplitRow.case_id,
        ResplitReceiverRow.matter == ResplitRow.matter,
    )
    query = (
        select(ResplitRow.case_id, ResplitRow.matter)
        .join(
            CaseShareRow,
            (CaseShareRow.case_id == ResplitRow.case_id)
            & (CaseShareRow.matter == ResplitRow.matter),
        )
        .where(CaseShareRow.officer_id == officer_id, ResplitRow.split == CaseShareRow.split + 1)
        .where(~given.exists(), wanted.exists())
        .order_by(ResplitRow.case_id, ResplitRow.matter)
        .limit(limit)
    )
    return tuple((case_id, Matter(matter)) for case_id, matter in work.execute(query))


def waiting(work: Work) -> int:
    """How many keys have receivers and are not split among them yet."""
    keys = select(ResplitReceiverRow.case_id, ResplitReceiverRow.matter).distinct().subquery()
    return work.scalar(select(func.count()).select_from(keys)) or 0


def complete(work: Work) -> tuple[tuple[str, Matter], ...]:
    """The keys for whose next split as many have given as must agree."""
    givers = func.count(ResplitPartRow.giver_id.distinct())
    query = (
        select(ResplitRow.case_id, ResplitRow.matter)
        .join(
            ResplitPartRow,
            (ResplitPartRow.case_id == ResplitRow.case_id)
            & (ResplitPartRow.matter == ResplitRow.matter),
        )
        .group_by(ResplitRow.case_id, ResplitRow.matter, ResplitRow.threshold)
        .having(givers >= ResplitRow.threshold)
        .order_by(ResplitRow.case_id)
    )
    return tuple((case_id, Matter(matter)) for case_id, matter in work.execute(query))


def add_part(work: Work, case_id: str, matter: Matter, part: Part) -> None:
    """The giver has given this.

    Raises:
        Conflict: they had already.
    """
    plain.add(work, ResplitPartRow, case_id=case_id, matter=matter.value, **vars(part))


def parts_of(work: Work, case_id: str, matter: Matter) -> tuple[Part, ...]:
    """Everything that was given so far."""
    rows = work.scalars(
        select(ResplitPartRow)
        .where(ResplitPartRow.case_id == case_id, ResplitPartRow.matter == matter.value)
        .order_by(ResplitPartRow.position, ResplitPartRow.receiver_id)
        .execution_options(populate_existing=True)
    )
    return tuple(Part(r.giver_id, r.receiver_id, r.position, r.holders, r.boxes) for r in rows)


def forget_case(work: Work, case_id: str) -> None:
    """Nothing was prepared for the case."""
    for table in _TABLES:
        work.execute(delete(table).where(table.case_id == case_id))
    work.expire_all()


def forget_officer(work: Work, officer_id: str) -> None:
    """Nothing is prepared any more in which the officer was to hold something, or gave."""
    query = select(ResplitReceiverRow.case_id).where(ResplitReceiverRow.officer_id == officer_id)
    given = select(ResplitPartRow.case_id).where(
        or_(ResplitPartRow.giver_id == officer_id, ResplitPartRow.receiver_id == officer_id)
    )
    for case_id in {*work.scalars(query), *work.scalars(given)}:
        forget_case(work, case_id)


def _forget(work: Work, case_id: str, matter: str) -> None:
    for table in _TABLES:
        work.execute(delete(table).where(table.case_id == case_id, table.matter == matter))
    work.expire_all()
