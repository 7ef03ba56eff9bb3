"""Who is shut out of a case, which cases a desk looks into, and what the custody log holds about one."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select

from wbs.domain.case import Case
from wbs.domain.event import CustodyAct
from wbs.store import in_hand, plain
from wbs.store.cases.cases import case_of
from wbs.store.database import Work
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow
from wbs.store.schema.ledger import CustodyRow, TallyRow
from wbs.store.schema.routing import ShutOutRow

IN_ONE_QUERY = 500


def shut_out_of(work: Work, case_id: str) -> frozenset[str]:
    """The officers who may not come near the case."""
    return frozenset(
        work.scalars(select(ShutOutRow.officer_id).where(ShutOutRow.case_id == case_id))
    )


def closed_to(work: Work, officer_id: str) -> frozenset[str]:
    """The cases the officer may not come near."""
    return frozenset(
        work.scalars(select(ShutOutRow.case_id).where(ShutOutRow.officer_id == officer_id))
    )


def shut_out(work: Work, case_id: str, officer_ids: Iterable[str]) -> None:
    """These officers may not come near the case from now on; those who might not already still may not."""
    for officer_id in sorted(set(officer_ids) - shut_out_of(work, case_id)):
        plain.add(work, ShutOutRow, case_id=case_id, officer_id=officer_id)


def keeps_out(work: Work, desk_id: str, officer_id: str) -> bool:
    """Whether the desk holds a case that the officer may not come near."""
    query = (
        select(ShutOutRow.case_id)
        .join(CaseKeyBoxRow, CaseKeyBoxRow.case_id == ShutOutRow.case_id)
        .where(ShutOutRow.officer_id == officer_id, CaseKeyBoxRow.desk_id == desk_id)
        .limit(1)
    )
    return work.scalar(query) is not None


def looked_into(work: Work, desk_ids: Collection[str], officer_id: str) -> tuple[Case, ...]:
    """The cases of which these desks hold a box without being in charge, nearest deadline first."""
    barred = select(ShutOutRow.case_id).where(ShutOutRow.officer_id == officer_id)
    query = (
        select(CaseRow)
        .join(CaseKeyBoxRow, CaseKeyBoxRow.case_id == CaseRow.id)
        .where(CaseKeyBoxRow.desk_id.in_(desk_ids), CaseRow.desk_id.not_in(desk_ids))
        .where(CaseRow.id.not_in(barred))
        .order_by(CaseRow.due_sort, CaseRow.id)
        .distinct()
    )
    return tuple(case_of(row) for row in work.scalars(query))


def known_logs(work: Work, log_ids: Iterable[str]) -> frozenset[str]:
    """Those of the log ids under which a case was ever counted."""
    found: set[str] = set()
    for part in _parts(log_ids):
        in_hand.say_logs(work, part)
        found |= set(work.scalars(select(TallyRow.log_id).where(TallyRow.log_id.in_(part))))
    return frozenset(found)


def custody_of(
    work: Work, log_ids: Iterable[str], acts: Collection[CustodyAct]
) -> tuple[tuple[CustodyAct, date], ...]:
    """Which of these acts were noted of a case of these log ids, and on which day, in that order."""
    names = [act.value for act in acts]
    found = [
        (CustodyAct(act), day)
        for part in _parts(log_ids)
        for act, day in work.execute(
            select(CustodyRow.act, CustodyRow.logged_on).where(
                CustodyRow.log_id.in_(part), CustodyRow.act.in_(names)
            )
        )
    ]
    return tuple(sorted(found, key=lambda entry: entry[1]))


def _parts(ids: Iterable[str]) -> Iterable[list[str]]:
    """The ids in pieces a database takes at once."""
    whole = sorted(ids)
    return (whole[at : at + IN_ONE_QUERY] for at in range(0, len(whole), IN_ONE_QUERY))
