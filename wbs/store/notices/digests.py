"""Officers' mail addresses, and the digests that wait for them or were sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from wbs.domain.digest import Frequency, MailChoice
from wbs.domain.reminder import Occasion
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.cases import CaseRow
from wbs.store.schema.evaluation import EvidenceNoticeRow
from wbs.store.schema.reminders import (
    DigestRow,
    NoticeRow,
    OfficerMailRow,
    ReminderRow,
    UnitNoticeRow,
)

_DIGEST = plain.table_of(DigestRow).c


class DigestState(StrEnum):
    """How far a digest has come."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True)
class Digest:
    """A mail to an officer: on which day's batch, and how often the mail server did not take it."""

    id: str
    officer_id: str
    on_day: date
    tries: int


def choice_of(work: Work, officer_id: str) -> MailChoice | None:
    """Where the officer wants to be mailed, if they said so."""
    row = work.get(OfficerMailRow, officer_id)
    return MailChoice(row.address, Frequency(row.frequency)) if row else None


def all_choices(work: Work) -> dict[str, MailChoice]:
    """Every address and frequency, by officer."""
    rows = work.scalars(select(OfficerMailRow).order_by(OfficerMailRow.officer_id))
    return {row.officer_id: MailChoice(row.address, Frequency(row.frequency)) for row in rows}


def put_choice(work: Work, officer_id: str, choice: MailChoice) -> None:
    """The officer's address and frequency, over what was stored before."""
    work.merge(
        OfficerMailRow(
            officer_id=officer_id, address=choice.address, frequency=choice.frequency.value
        )
    )
    work.flush()


def forget_choice(work: Work, officer_id: str) -> None:
    """Nothing is known of where to mail the officer."""
    work.execute(delete(OfficerMailRow).where(OfficerMailRow.officer_id == officer_id))


def forget_waiting(work: Work, officer_id: str) -> None:
    """No digest waits for the officer; what it would have told of counts as not told."""
    waiting = select(DigestRow.id).where(
        DigestRow.officer_id == officer_id, DigestRow.state == DigestState.WAITING.value
    )
    for notice in (NoticeRow, EvidenceNoticeRow, UnitNoticeRow):
        work.execute(delete(notice).where(notice.digest_id.in_(waiting)))
    work.execute(
        delete(DigestRow).where(
            DigestRow.officer_id == officer_id, DigestRow.state == DigestState.WAITING.value
        )
    )


def untold(work: Work, officer_id: str, desk_ids: Collection[str]) -> tuple[str, ...]:
    """The reminders of these desks that hold and of which no digest tells the officer, by id."""
    told = select(NoticeRow.reminder_id).where(NoticeRow.officer_id == officer_id)
    rows = work.scalars(
        select(ReminderRow.id)
        .join(CaseRow, CaseRow.id == ReminderRow.case_id)
        .where(_holds_at(desk_ids), ReminderRow.id.not_in(told))
        .order_by(ReminderRow.id)
    )
    return tuple(rows)


def tells_something(work: Work, digest_id: str, desk_ids: Collection[str]) -> bool:
    """Whether one of the digest's reminders still holds for somebody at these desks."""
    found = (
        select(NoticeRow.reminder_id)
        .join(ReminderRow, ReminderRow.id == NoticeRow.reminder_id)
        .join(CaseRow, CaseRow.id == ReminderRow.case_id)
        .where(NoticeRow.digest_id == digest_id, _holds_at(desk_ids))
        .limit(1)
    )
    return work.scalar(found) is not None


def digest_on(work: Work, officer_id: str, on_day: date) -> tuple[str, DigestState] | None:
    """The officer's digest of that day, if there is one."""
    row = work.scalar(
        select(DigestRow).where(DigestRow.officer_id == officer_id, DigestRow.on_day == on_day)
    )
    return (row.id, DigestState(row.state)) if row else None


def add_digest(work: Work, digest_id: str, officer_id: str, on_day: date) -> None:
    """A digest waits for that day's batch.

    Raises:
        Conflict: the officer has one on that day.
    """
    plain.add(
        work,
        DigestRow,
        id=digest_id,
        officer_id=officer_id,
        on_day=on_day,
        state=DigestState.WAITING.value,
        tries=0,
        not_before=0,
    )


def add_notice(work: Work, reminder_id: str, officer_id: str, digest_id: str) -> None:
    """The digest tells the officer of the reminder.

    Raises:
        Conflict: another digest does.
    """
    plain.add(work, NoticeRow, reminder_id=reminder_id, officer_id=officer_id, digest_id=digest_id)


def waiting(work: Work, until: date, now: int) -> tuple[Digest, ...]:
    """The digests of the batches up to that day that nobody is sending at this moment."""
    rows = work.execute(
        select(_DIGEST.id, _DIGEST.officer_id, _DIGEST.on_day, _DIGEST.tries)
        .where(
            _DIGEST.state == DigestState.WAITING.value,
            _DIGEST.on_day <= until,
            _DIGEST.not_before <= now,
        )
        .order_by(_DIGEST.on_day, _DIGEST.id)
    )
    return tuple(Digest(*row) for row in rows)


def claim(work: Work, digest_id: str, now: int, until: int) -> Digest | None:
    """The digest, which nobody else sends before *until*; None where it is sent, gone or claimed."""
    row = work.execute(
        update(DigestRow)
        .where(
            DigestRow.id == digest_id,
            DigestRow.state == DigestState.WAITING.value,
            DigestRow.not_before <= now,
        )
        .values(not_before=until)
        .returning(_DIGEST.id, _DIGEST.officer_id, _DIGEST.on_day, _DIGEST.tries)
    ).first()
    return Digest(*row) if row else None


def put_back(work: Work, digest: Digest, not_before: int) -> None:
    """The mail server did not take it; it is tried again then."""
    work.execute(
        update(DigestRow)
        .where(DigestRow.id == digest.id, DigestRow.state == DigestState.WAITING.value)
        .values(not_before=not_before, tries=digest.tries + 1)
    )


def end(work: Work, digest_id: str, state: DigestState) -> None:
    """The digest was sent, or its address refused for good."""
    work.execute(
        update(DigestRow).where(DigestRow.id == digest_id).values(state=state.value, not_before=0)
    )


def drop(work: Work, digest_id: str) -> None:
    """The digest has nothing to tell any more; what it would have told of counts as not told."""
    for notice in (NoticeRow, EvidenceNoticeRow, UnitNoticeRow):
        work.execute(delete(notice).where(notice.digest_id == digest_id))
    work.execute(delete(DigestRow).where(DigestRow.id == digest_id))


def remove_before(work: Work, day: date) -> None:
    """Digests that were done with before that day are forgotten; who was told of what stays."""
    work.execute(
        delete(DigestRow).where(
            DigestRow.on_day < day, DigestRow.state != DigestState.WAITING.value
        )
    )


def last_of(work: Work, officer_id: str) -> tuple[date, DigestState] | None:
    """The officer's last digest that was sent or refused."""
    row = work.execute(
        select(_DIGEST.on_day, _DIGEST.state)
        .where(_DIGEST.officer_id == officer_id, _DIGEST.state != DigestState.WAITING.value)
        .order_by(_DIGEST.on_day.desc())
        .limit(1)
    ).first()
    return (row.on_day, DigestState(row.state)) if row else None


def stuck(work: Work, before: date) -> tuple[int, int]:
    """How many digests of batches before that day still wait, and how many addresses refused theirs."""
    late = select(func.count()).where(
        _DIGEST.state == DigestState.WAITING.value, _DIGEST.on_day < before
    )
    refused = select(func.count()).where(_DIGEST.state == DigestState.REFUSED.value)
    return work.scalar(late) or 0, work.scalar(refused) or 0


def _holds_at(desk_ids: Collection[str]) -> ColumnElement[bool]:
    """The desk is told, and in charge; of an escalated case another one is in charge."""
    return ReminderRow.desk_id.in_(desk_ids) & or_(
        CaseRow.desk_id == ReminderRow.desk_id,
        ReminderRow.occasion == Occasion.ESCALATED.value,
    )
