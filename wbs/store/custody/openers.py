"""Who could open which case, by rows alone: no key is touched.

A case can be opened by an active officer who is present at a desk that holds a box of it, and who holds
the seed of that box's epoch.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from wbs.domain.officer import Membership, OfficerState
from wbs.store.database import Work
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow
from wbs.store.schema.people import DeskKeyRow, DeskMemberRow, DeskRow, OfficerRow, SeedBoxRow


def closed_to_everybody(work: Work) -> int:
    """How many open cases nobody can open."""
    return _count(work, ~_opener())


def lost_with(work: Work, officer_id: str, desk_ids: Collection[str]) -> int:
    """How many open cases somebody can open today, and nobody without that officer at these desks."""
    is_theirs = and_(SeedBoxRow.officer_id == officer_id, SeedBoxRow.desk_id.in_(desk_ids))
    return _count(work, and_(_opener(), ~_opener(~is_theirs)))


def under_earlier_keys(work: Work) -> int:
    """How many boxes of open cases wait for a member to seal them to the key in force."""
    query = (
        select(func.count())
        .select_from(CaseKeyBoxRow)
        .join(DeskRow, DeskRow.id == CaseKeyBoxRow.desk_id)
        .join(CaseRow, CaseRow.id == CaseKeyBoxRow.case_id)
        .where(DeskRow.epoch > CaseKeyBoxRow.epoch, CaseRow.closed_on.is_(None))
    )
    return work.scalar(query) or 0


def missing_seeds(work: Work) -> frozenset[tuple[str, str]]:
    """Present members (desk, officer) who hold no seed of the key in force."""
    in_force = and_(
        SeedBoxRow.desk_id == DeskMemberRow.desk_id,
        SeedBoxRow.officer_id == DeskMemberRow.officer_id,
        SeedBoxRow.epoch == DeskRow.epoch,
    )
    query = (
        select(DeskMemberRow.desk_id, DeskMemberRow.officer_id)
        .join(DeskRow, DeskRow.id == DeskMemberRow.desk_id)
        .where(DeskMemberRow.state == Membership.PRESENT.value, ~exists().where(in_force))
    )
    return frozenset((desk_id, officer_id) for desk_id, officer_id in work.execute(query))


def keyless_with_members(work: Work) -> frozenset[str]:
    """Desks whose rows contradict: a key in force and nobody present, or somebody and no key in force."""
    somebody = exists().where(
        DeskMemberRow.desk_id == DeskRow.id, DeskMemberRow.state == Membership.PRESENT.value
    )
    key = exists().where(DeskKeyRow.desk_id == DeskRow.id, DeskKeyRow.epoch == DeskRow.epoch)
    query = select(DeskRow.id).where(or_(and_(somebody, ~key), and_(~somebody, key)))
    return frozenset(work.scalars(query))


def _opener(but: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    query = (
        select(CaseKeyBoxRow.case_id)
        .join(
            SeedBoxRow,
            and_(
                SeedBoxRow.desk_id == CaseKeyBoxRow.desk_id,
                SeedBoxRow.epoch == CaseKeyBoxRow.epoch,
            ),
        )
        .join(
            DeskMemberRow,
            and_(
                DeskMemberRow.desk_id == SeedBoxRow.desk_id,
                DeskMemberRow.officer_id == SeedBoxRow.officer_id,
                DeskMemberRow.state == Membership.PRESENT.value,
            ),
        )
        .join(
            OfficerRow,
            and_(
                OfficerRow.id == SeedBoxRow.officer_id,
                OfficerRow.state == OfficerState.ACTIVE.value,
            ),
        )
        .where(CaseKeyBoxRow.case_id == CaseRow.id)
    )
    if but is not None:
        query = query.where(but)
    return query.correlate(CaseRow).exists()


def _count(work: Work, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(CaseRow).where(CaseRow.closed_on.is_(None), condition)
    return work.scalar(query) or 0
