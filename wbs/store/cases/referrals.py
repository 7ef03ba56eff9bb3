"""The clear facts of referrals: to whom, on which days. What was written stands in sealed records."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from wbs.domain.case import OutcomeDetail
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.channels import ReferralRow
from wbs.store.schema.ledger import TallyRow


@dataclass(frozen=True)
class StoredReferral:
    """One referral; `number` is that of its sealed record. `replied_on` None: no answer yet."""

    number: int
    addressee: OutcomeDetail
    referred_on: date
    replied_on: date | None = None


def add(work: Work, log_id: str, referral: StoredReferral) -> None:
    """The case was referred."""
    plain.add(
        work,
        ReferralRow,
        log_id=log_id,
        number=referral.number,
        addressee=referral.addressee.value,
        referred_on=referral.referred_on,
        replied_on=referral.replied_on,
    )


def of_case(work: Work, log_id: str) -> tuple[StoredReferral, ...]:
    """Every referral of the case, in the order in which they were written."""
    rows = work.scalars(
        select(ReferralRow).where(ReferralRow.log_id == log_id).order_by(ReferralRow.number)
    )
    return tuple(
        StoredReferral(r.number, OutcomeDetail(r.addressee), r.referred_on, r.replied_on)
        for r in rows
    )


def set_replied(work: Work, log_id: str, number: int, on: date) -> None:
    """The answer to that referral came."""
    work.get_one(ReferralRow, (log_id, number)).replied_on = on
    work.flush()


def count(
    work: Work, unit_ids: Collection[str], start: date, until: date
) -> dict[OutcomeDetail, tuple[int, int]]:
    """By addressee, what those units referred on those days, and how much of it was answered by the last."""
    is_answered = case((ReferralRow.replied_on <= until, 1), else_=0)
    rows = work.execute(
        select(ReferralRow.addressee, func.count(), func.sum(is_answered))
        .join(TallyRow, TallyRow.log_id == ReferralRow.log_id)
        .where(TallyRow.unit_id.in_(unit_ids), ReferralRow.referred_on.between(start, until))
        .group_by(ReferralRow.addressee)
    )
    return {OutcomeDetail(word): (sent, answered) for word, sent, answered in rows}
