"""The agency as it stands, by one statement: units, desks, who sits there, custodians and what units decided about them.

Every request about a report asks for all of it. Five statements cost five times one; and rows that
are as they were need not be made into objects again (`wbs.services.remembered`).
"""

from collections import defaultdict
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import (
    Boolean,
    Integer,
    LargeBinary,
    Select,
    String,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from wbs.domain.custodian import CustodyBoard
from wbs.domain.unit import Desk, Unit
from wbs.store.agency import desks, units
from wbs.store.custody import custodians
from wbs.store.database import Work

Rows = tuple[tuple[Any, ...], ...]

# The columns of the one statement, after the name of the part a row is of: where each type has room.
_ROOM = (*(String,) * 6, Integer, Boolean, LargeBinary)


def _laid_out(part: str, query: Select[Any]) -> tuple[Select[Any], "itemgetter[Any]"]:
    """*query* in the columns of all, and what takes its own out of a row again."""
    inner = query.order_by(None).subquery()
    cells: list[ColumnElement[Any]] = [cast(null(), kind) for kind in _ROOM]
    places = []
    free = list(enumerate(_ROOM))
    for column in inner.c:
        place = next(each for each in free if isinstance(column.type, each[1]))
        free.remove(place)
        places.append(place[0])
        cells[place[0]] = column
    laid = select(literal(part).label("part"), *(c.label(f"c{n}") for n, c in enumerate(cells)))
    return laid, itemgetter(*(place + 1 for place in places))


_PARTS = {
    part: _laid_out(part, query)
    for part, query in {
        "unit": units.TREE,
        "desk": desks.ALL,
        "seat": desks.SITTING,
        "custodian": custodians.READY,
        "rules": custodians.RULES,
    }.items()
}
_EVERYTHING = union_all(*(query for query, _ in _PARTS.values()))


def read(work: Work) -> Rows:
    """Every row; as long as nothing of it has changed, nearly always in the same order."""
    return tuple(map(tuple, work.execute(_EVERYTHING).all()))


def made_of(rows: Rows) -> tuple[dict[str, Unit], tuple[Desk, ...], CustodyBoard]:
    """Units by id, ordered by slug; desks with those who are present there; custodians and rules."""
    parts: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in sorted(rows, key=itemgetter(0, 1, 2)):
        parts[row[0]].append(_PARTS[row[0]][1](row))
    tree = units.tree_of(sorted(parts["unit"], key=itemgetter(1)))
    stand = sorted(desks.desks_of(parts["desk"]), key=attrgetter("unit_id", "kind"))
    manned = desks.manned(stand, parts["seat"], tree)
    return tree, manned, custodians.board_of(parts["custodian"], parts["rules"], tree)
