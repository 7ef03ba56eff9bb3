"""What a reporter may know of who got hold of their case: what was done, and on which day. No desk, no name."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Case
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Channel
from wbs.sealing.commitment import log_id
from wbs.sealing.key import Key
from wbs.store.agency import units
from wbs.store.cases import routing
from wbs.store.database import Work

TOLD = (
    CustodyAct.CASE_REROUTED,
    CustodyAct.CASE_HANDED_OVER,
    CustodyAct.CASE_SHARED,
    CustodyAct.CASE_LOOKED_INTO,
    CustodyAct.CASE_TAKEN_OVER,
)


@dataclass(frozen=True)
class Opening:
    """One thing that was done with the case, and its day."""

    act: CustodyAct
    on: date


def openings_of(work: Work, case: Case, key: Key) -> tuple[Opening, ...]:
    """Everything of the kind that the reporter is told, in order, each once a day.

    The custody log names a case by its log ids, another at every unit: only the case key forms them all.
    """
    found = routing.custody_of(work, all_log_ids(work, case, key), TOLD)
    return tuple(Opening(act, on) for act, on in dict.fromkeys(found))


def all_log_ids(work: Work, case: Case, key: Key) -> frozenset[str]:
    """Every name the case has, or had, in the log of a unit."""
    if case.channel is not Channel.REFERRED:
        return frozenset({case.log_id})
    names = {unit_id: log_id(key, unit_id) for unit_id in units.all_units(work)}
    known = routing.known_logs(work, names.values())
    found = {case.log_id, *known}
    for unit_id in (unit_id for unit_id, name in names.items() if name in known):
        returns = 1
        while routing.known_logs(work, [name := log_id(key, unit_id, returns)]):
            found.add(name)
            returns += 1
    return frozenset(found)
