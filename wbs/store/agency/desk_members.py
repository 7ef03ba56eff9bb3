"""Who sits at a desk, and the boxes in which a member holds its seed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, delete, func, select

from wbs.domain.officer import Membership
from wbs.store.database import Work
from wbs.store.schema.people import DeskKeyRow, DeskMemberRow, SeedBoxRow


@dataclass(frozen=True)
class DeskMember:
    """An officer at a desk; `by_operator`: proposed from the server's command line."""

    desk_id: str
    officer_id: str
    state: Membership
    by_operator: bool = False


def _member(row: DeskMemberRow) -> DeskMember:
    return DeskMember(row.desk_id, row.officer_id, Membership(row.state), row.by_operator)


def all_members(work: Work) -> tuple[DeskMember, ...]:
    """Every officer at every desk."""
    rows = work.scalars(select(DeskMemberRow).order_by(DeskMemberRow.desk_id))
    return tuple(_member(row) for row in rows)


def members_of(work: Work, desk_id: str) -> tuple[DeskMember, ...]:
    """The officers at the desk, proposed and present."""
    rows = work.scalars(
        select(DeskMemberRow)
        .where(DeskMemberRow.desk_id == desk_id)
        .order_by(DeskMemberRow.officer_id)
    )
    return tuple(_member(row) for row in rows)


def memberships_of(work: Work, officer_id: str) -> tuple[DeskMember, ...]:
    """The desks at which the officer is proposed or present."""
    rows = work.scalars(
        select(DeskMemberRow)
        .where(DeskMemberRow.officer_id == officer_id)
        .order_by(DeskMemberRow.desk_id)
    )
    return tuple(_member(row) for row in rows)


def put_member(work: Work, member: DeskMember) -> None:
    """Stores the membership, over what was stored before."""
    work.merge(
        DeskMemberRow(
            desk_id=member.desk_id,
            officer_id=member.officer_id,
            state=member.state.value,
            by_operator=member.by_operator,
        )
    )
    work.flush()


def remove_member(work: Work, desk_id: str, officer_id: str) -> None:
    """Takes the officer from the desk, with every box in which they hold its seeds."""
    work.execute(
        delete(SeedBoxRow).where(SeedBoxRow.desk_id == desk_id, SeedBoxRow.officer_id == officer_id)
    )
    work.execute(
        delete(DeskMemberRow).where(
            DeskMemberRow.desk_id == desk_id, DeskMemberRow.officer_id == officer_id
        )
    )


def add_seed_box(work: Work, desk_id: str, epoch: int, officer_id: str, box: bytes) -> None:
    """Stores the desk's seed of *epoch*, sealed to the officer."""
    work.add(SeedBoxRow(desk_id=desk_id, epoch=epoch, officer_id=officer_id, box=box))
    work.flush()


def seed_box(work: Work, desk_id: str, epoch: int, officer_id: str) -> bytes | None:
    """The desk's seed of *epoch* sealed to the officer, if they hold it."""
    row = work.get(SeedBoxRow, (desk_id, epoch, officer_id))
    return row.box if row else None


def seed_boxes(work: Work, desk_id: str, officer_id: str) -> dict[int, bytes]:
    """Every seed of the desk that the officer holds, by epoch."""
    rows = work.scalars(
        select(SeedBoxRow)
        .where(SeedBoxRow.desk_id == desk_id, SeedBoxRow.officer_id == officer_id)
        .order_by(SeedBoxRow.epoch)
    )
    return {row.epoch: row.box for row in rows}


def held_since(work: Work, officer_id: str) -> dict[str, date]:
    """The day the oldest key was made that the officer holds, by desk."""
    of_key = and_(DeskKeyRow.desk_id == SeedBoxRow.desk_id, DeskKeyRow.epoch == SeedBoxRow.epoch)
    rows = work.execute(
        select(SeedBoxRow.desk_id, func.min(DeskKeyRow.made_on))
        .join(DeskKeyRow, of_key)
        .where(SeedBoxRow.officer_id == officer_id)
        .group_by(SeedBoxRow.desk_id)
    )
    return {desk_id: made_on for desk_id, made_on in rows}
