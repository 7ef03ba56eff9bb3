"""Circulars on gratuities: versions are added and read, never changed and never taken away."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from wbs.domain.gratification.circular import Circular, Wording
from wbs.store import plain
from wbs.store.database import Work
from wbs.store.schema.people import CircularRow

_CIRCULAR = plain.table_of(CircularRow).c
_VERSIONS = select(
    _CIRCULAR.unit_id,
    _CIRCULAR.version,
    _CIRCULAR.written_on,
    _CIRCULAR.written_by,
    _CIRCULAR.title,
    _CIRCULAR.number,
    _CIRCULAR.dated_on,
    _CIRCULAR.valid_from,
    _CIRCULAR.valid_to,
    _CIRCULAR.text,
).order_by(_CIRCULAR.unit_id, _CIRCULAR.version)


def versions_of(work: Work, unit_ids: Collection[str]) -> dict[str, tuple[Circular, ...]]:
    """Every version of each of these units, the first one first; a unit that never had one has none."""
    found: defaultdict[str, list[Circular]] = defaultdict(list)
    rows = work.execute(_VERSIONS.where(_CIRCULAR.unit_id.in_(sorted(unit_ids))))
    for unit_id, version, written_on, written_by, *wording in rows:
        circular = Circular(unit_id, version, Wording(*wording), written_on, written_by)
        found[unit_id].append(circular)
    return {unit_id: tuple(found.get(unit_id, ())) for unit_id in unit_ids}


def add(work: Work, circular: Circular) -> None:
    """The version is there.

    Raises:
        Conflict: one of that number is there already.
    """
    plain.add(
        work,
        CircularRow,
        unit_id=circular.unit_id,
        version=circular.version,
        written_on=circular.written_on,
        written_by=circular.written_by,
        **vars(circular.wording),
    )
