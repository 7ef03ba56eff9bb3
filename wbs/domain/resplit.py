"""Splitting a key anew for a successor: who is to hold it, and when that has to be asked again."""

from collections.abc import Collection
from hashlib import sha256

from wbs.domain.custodian import Custodian, CustodyBoard
from wbs.domain.exclusion import is_shut_out
from wbs.domain.routing import RoutingQuestion

ROSTER_LENGTH = 32


def group_holding(holders: Collection[str], board: CustodyBoard) -> tuple[Custodian, ...]:
    """The ready custodians of the unit whose custodians hold shares; none where none of them is ready."""
    unit_ids = {c.group_id for c in board.custodians if c.officer_id in holders}
    if len(unit_ids) != 1:
        return ()
    ready = (c for c in board.custodians if c.group_id in unit_ids)
    return tuple(sorted(ready, key=lambda custodian: custodian.officer_id))


def roster_of(group: Collection[Custodian]) -> str:
    """Names who is ready, with which key: as long as it stays, a case needs no second look."""
    lines = sorted(f"{c.officer_id} {sha256(c.public_key).hexdigest()}" for c in group)
    return sha256("\n".join(("wbs roster", *lines)).encode()).hexdigest()[:ROSTER_LENGTH]


def receivers_of(
    group: Collection[Custodian],
    holders: Collection[str],
    threshold: int,
    question: RoutingQuestion,
    shut_out_ids: Collection[str],
) -> tuple[Custodian, ...]:
    """Who is to hold the key from now on, sorted by id; none where there is no successor, or too few can give.

    Security: nobody who is shut out of the report, by whatever was said of it so far.
    """
    may = [
        custodian
        for custodian in group
        if not is_shut_out(question, custodian.person) and custodian.officer_id not in shut_out_ids
    ]
    ids = {custodian.officer_id for custodian in may}
    if ids <= set(holders) or len(ids) < threshold:
        return ()
    if len(ids & set(holders)) < threshold:
        return ()
    return tuple(sorted(may, key=lambda custodian: custodian.officer_id))
