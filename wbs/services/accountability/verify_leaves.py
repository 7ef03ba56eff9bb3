"""One leaf against the row it stands for: the lines open, say what the columns say, and follow their case."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.accountability import CUSTODY, Log
from wbs.domain.event import CustodyEntry, Event
from wbs.services import leaf_fields
from wbs.services.accountability.misfit import Kind, Misfit
from wbs.store.log.log_rows import KeptLeaf
from wbs.tlog.leaf import BadLine, Leaf, WrongLeaf, open_leaf

# What only the line holds of an event; the columns say nothing of it.
_LINE_ALONE = ("kept", "missed", "commitment")
_LISTS = {"kept", "missed"}


@dataclass
class Courses:
    """How many events of each case were seen, so that a gap or another order is noticed."""

    seen: dict[str, int] = field(default_factory=dict)

    def follow(self, log: Log, leaves: Iterable[KeptLeaf]) -> Misfit | None:
        """The first case of which these leaves, taken together, are not the next events."""
        by_case: dict[str, list[tuple[int, KeptLeaf]]] = {}
        for leaf in leaves:
            if isinstance(leaf.said, Event):
                by_case.setdefault(leaf.said.log_id, []).append((leaf.said.ordinal, leaf))
        for case, numbered in by_case.items():
            numbered.sort(key=lambda pair: pair[0])
            for ordinal, leaf in numbered:
                expected = self.seen.get(case, 0)
                if ordinal != expected:
                    kind = Kind.DELETED if ordinal > expected else Kind.REORDERED
                    told = (
                        f"event {expected} of case {case} is not where it was, but event {ordinal}"
                    )
                    return Misfit(kind, log.origin, leaf.position, told)
                self.seen[case] = expected + 1
        return None


def misfit_of(log: Log, leaf: KeptLeaf, day: date | None) -> Misfit | None:
    """What does not fit of a leaf that was integrated with those of *day*, or waits (None)."""
    name = leaf.leaf_hash.hex()
    if leaf.lines is None:
        told = f"the row of leaf {name} is gone"
        return Misfit(Kind.DELETED, log.origin, leaf.position, told, day)
    try:
        opened, closed = open_leaf(Leaf(*leaf.lines))
    except (WrongLeaf, BadLine) as error:
        return Misfit(Kind.ALTERED, log.origin, leaf.position, f"leaf {name}: {error}", day)
    found = _fault(log, leaf.said, opened, closed, day)
    if found is None:
        return None
    return Misfit(found[0], log.origin, leaf.position, f"leaf {name} {found[1]}", day)


def _fault(
    log: Log,
    said: Event | CustodyEntry | None,
    opened: dict[str, str],
    closed: dict[str, str],
    day: date | None,
) -> tuple[Kind, str] | None:
    if said is None:
        return Kind.DELETED, "stands, and what is counted of its case is gone"
    if column := _other_column(log, said, opened, closed):
        return Kind.ALTERED, f"says something else than the column of {column}"
    written = closed["day"] if log.key == CUSTODY else closed["logged"]
    if day is not None and written != day.isoformat():
        return Kind.BACK_DATED, f"was written on {written}"
    if closed["day"] > written:
        return Kind.BACK_DATED, f"happened on {closed['day']}, after it was written"
    return None


def _other_column(
    log: Log, said: Event | CustodyEntry, opened: dict[str, str], closed: dict[str, str]
) -> str:
    """The first field of which the columns say something else than the lines; empty if there is none."""
    if isinstance(said, CustodyEntry):
        of_open, of_closed = leaf_fields.of_custody(said)
    else:
        if said.unit_id != log.key:
            return "unit"
        of_open, of_closed = leaf_fields.of_event(said)
        of_open |= _spelled(opened)
    if closed == of_closed and opened == of_open:
        return ""
    # The closed line first: of a changed day the open line only shows that it is late.
    differing = (
        name
        for line, columns in ((closed, of_closed), (opened, of_open))
        for name in sorted(line.keys() | columns.keys())
        if line.get(name) != columns.get(name)
    )
    return next(differing)


def _spelled(opened: dict[str, str]) -> dict[str, str]:
    """What the open line alone holds, as it has to be spelled: names in order, nothing where there is none."""
    spelled = {name: opened[name] for name in _LINE_ALONE if opened.get(name)}
    for name in _LISTS & spelled.keys():
        if words := sorted(spelled.pop(name).split()):
            spelled[name] = " ".join(words)
    return spelled
