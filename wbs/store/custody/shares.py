"""What is sealed apart from a case's records: the reporter's identity, and custodians' shares of keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select

from wbs.domain.opening import Matter
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.custody import CaseIdentityRow, CaseShareRow

FIRST_SPLIT = 1


@dataclass(frozen=True)
class StoredShare:
    """One custodian's box. `split` counts the splits of that key; `threshold` of them open it."""

    officer_id: str
    threshold: int
    box: bytes
    split: int = FIRST_SPLIT


def add_identity(work: Work, case_id: str, sealed: bytes) -> None:
    """The case has a sealed identity."""
    plain.add(work, CaseIdentityRow, case_id=case_id, sealed=sealed)


def identity(work: Work, case_id: str) -> bytes | None:
    """The sealed identity of the case's reporter, if they are confidential."""
    row = work.get(CaseIdentityRow, case_id)
    return row.sealed if row else None


def add_shares(work: Work, case_id: str, matter: Matter, shares: Iterable[StoredShare]) -> None:
    """The custodians hold these."""
    for share in shares:
        plain.add(work, CaseShareRow, case_id=case_id, matter=matter.value, **vars(share))


def shares_of(work: Work, case_id: str, matter: Matter) -> tuple[StoredShare, ...]:
    """What custodians hold of the case today."""
    rows = work.scalars(
        select(CaseShareRow)
        .where(CaseShareRow.case_id == case_id, CaseShareRow.matter == matter.value)
        .order_by(CaseShareRow.officer_id)
    )
    return tuple(StoredShare(r.officer_id, r.threshold, r.box, r.split) for r in rows)


def exchange(work: Work, case_id: str, matter: Matter, shares: Iterable[StoredShare]) -> None:
    """The custodians hold these, and nobody anything of a split before."""
    work.execute(
        delete(CaseShareRow).where(
            CaseShareRow.case_id == case_id, CaseShareRow.matter == matter.value
        )
    )
    work.expire_all()
    add_shares(work, case_id, matter, shares)


def holders(work: Work, case_id: str) -> frozenset[str]:
    """The custodians who hold shares of anything of the case."""
    query = select(CaseShareRow.officer_id).where(CaseShareRow.case_id == case_id)
    return frozenset(work.scalars(query))


def take(work: Work, case_id: str, officer_id: str) -> None:
    """The custodian holds no share of anything of the case."""
    work.execute(
        delete(CaseShareRow).where(
            CaseShareRow.case_id == case_id, CaseShareRow.officer_id == officer_id
        )
    )
