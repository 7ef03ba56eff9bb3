"""Evidence packs that were made, and what of the ledger an export must look at."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from wbs.domain.evidence_pack import IssuedPack, PackScope, TreeHead
from wbs.domain.span import ReportingPeriod
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.ledger import EventRow
from wbs.store.schema.packs import EvidencePackRow, PackHeadRow
from wbs.store.schema.people import UnitRow

_PACK = plain.table_of(EvidencePackRow).c
_HEAD = plain.table_of(PackHeadRow).c
_EVENT = plain.table_of(EventRow).c


def packs_of(work: Work, unit_ids: Collection[str]) -> tuple[IssuedPack, ...]:
    """The packs of these units, the newest first."""
    query = select(EvidencePackRow).where(_PACK.unit_id.in_(unit_ids))
    rows = work.scalars(query.order_by(_PACK.issued_on.desc(), _PACK.as_of.desc(), _PACK.id)).all()
    heads: dict[str, dict[str, TreeHead]] = {row.id: {} for row in rows}
    wanted = (
        select(PackHeadRow, UnitRow.slug)
        .join(UnitRow, UnitRow.id == PackHeadRow.unit_id)
        .where(PackHeadRow.pack_id.in_(heads))
    )
    for head, slug in work.execute(wanted):
        heads[head.pack_id][slug] = TreeHead(head.size, head.root)
    return tuple(
        IssuedPack(
            id=row.id,
            scope=PackScope(row.unit_id, row.with_subtree, ReportingPeriod.parse(row.period)),
            is_full=row.is_full,
            as_of=row.as_of,
            tree_as_of=row.tree_as_of,
            issued_on=row.issued_on,
            digest=row.digest,
            heads=heads[row.id],
            numbers=json.loads(row.numbers),
            signed_id=row.signed_id,
        )
        for row in rows
    )


def public_hashes(work: Work, most: int) -> tuple[tuple[str, PackScope, str], ...]:
    """Unit, scope and hash of the packs that units took, by the newest period: so many of them."""
    columns = (_PACK.unit_id, _PACK.with_subtree, _PACK.period, _PACK.digest)
    query = select(*columns).where(_PACK.is_full.is_(False))
    rows = work.execute(query.order_by(_PACK.period.desc(), _PACK.digest).limit(most))
    return tuple(
        (unit_id, PackScope(unit_id, with_subtree, ReportingPeriod.parse(period)), digest)
        for unit_id, with_subtree, period, digest in rows
    )


def add_pack(
    work: Work, pack: IssuedPack, unit_ids: Mapping[str, str], signed: Mapping[str, bytes]
) -> None:
    """The pack is among those that were made. By slug of its heads: `unit_ids`, and the `signed` checkpoints.

    Raises:
        Conflict: a pack of these very bytes is.
    """
    plain.add(
        work,
        EvidencePackRow,
        id=pack.id,
        unit_id=pack.scope.unit_id,
        with_subtree=pack.scope.with_subtree,
        is_full=pack.is_full,
        period=pack.scope.period.code,
        as_of=pack.as_of,
        tree_as_of=pack.tree_as_of,
        issued_on=pack.issued_on,
        digest=pack.digest,
        numbers=json.dumps(pack.numbers, sort_keys=True),
        signed_id=pack.signed_id,
    )
    for slug, head in pack.heads.items():
        plain.add(
            work,
            PackHeadRow,
            pack_id=pack.id,
            unit_id=unit_ids[slug],
            size=head.size,
            root=head.root,
            signed=signed[slug],
        )


def is_known(work: Work, digest: str) -> bool:
    """Whether a pack of these bytes was made before."""
    return work.scalar(select(_PACK.id).where(_PACK.digest == digest)) is not None


def put_signed(work: Work, pack_id: str, document_id: str) -> None:
    """The signed copy of the pack's report is that document."""
    work.get_one(EvidencePackRow, pack_id).signed_id = document_id
    work.flush()


def last_late_day(work: Work, unit_ids: Collection[str], as_of: date) -> date | None:
    """The last day on which something was written at these units that had happened by *as_of*, if later."""
    found: date | None = work.scalar(
        select(func.max(_EVENT.logged_on)).where(
            _EVENT.unit_id.in_(unit_ids), _EVENT.occurred_on <= as_of, _EVENT.logged_on > as_of
        )
    )
    return found


def unit_ids_of(work: Work, slugs: Collection[str]) -> frozenset[str]:
    """The ids of the units that are called so."""
    return frozenset(work.scalars(select(UnitRow.id).where(UnitRow.slug.in_(slugs))))


def packs_with(work: Work, unit_id: str) -> tuple[tuple[IssuedPack, bytes], ...]:
    """The packs in which the unit's log is, the newest first, each with the log's signed checkpoint.

    Of each pack goes that unit's head alone, and none of its numbers: whoever asks is a reporter.
    """
    columns = (_PACK.id, _PACK.unit_id, _PACK.with_subtree, _PACK.period, _PACK.is_full)
    days = (_PACK.as_of, _PACK.tree_as_of, _PACK.issued_on)
    query = (
        select(*columns, *days, _PACK.digest, UnitRow.slug, _HEAD.size, _HEAD.root, _HEAD.signed)
        .join_from(PackHeadRow, EvidencePackRow, _PACK.id == _HEAD.pack_id)
        .join(UnitRow, UnitRow.id == _HEAD.unit_id)
        .where(_HEAD.unit_id == unit_id)
        .order_by(_PACK.issued_on.desc(), _PACK.as_of.desc(), _PACK.id)
    )
    return tuple((_pack_with(row), row.signed) for row in work.execute(query))


def _pack_with(row: Row[Any]) -> IssuedPack:
    return IssuedPack(
        id=row.id,
        scope=PackScope(row.unit_id, row.with_subtree, ReportingPeriod.parse(row.period)),
        is_full=row.is_full,
        as_of=row.as_of,
        tree_as_of=row.tree_as_of,
        issued_on=row.issued_on,
        digest=row.digest,
        heads={row.slug: TreeHead(row.size, row.root)},
        numbers={},
    )
