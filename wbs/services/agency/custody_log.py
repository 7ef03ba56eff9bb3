"""The custody log for whoever checks on it: who did what with keys and doors; of cases only how often."""

from dataclasses import dataclass

from wbs.domain.access import Permission, custody_units, require
from wbs.domain.custody_log import CaseActs, DoorEntry
from wbs.domain.errors import NotFound
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Desk, Unit
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.agency import desks, officers, units
from wbs.store.custody import custody

LISTED = 1000


@dataclass(frozen=True)
class CustodyLog:
    """What happened at these units within a month. `reach`: the units the officer may choose from."""

    doors: tuple[DoorEntry, ...]
    case_acts: tuple[CaseActs, ...]
    reach: tuple[Unit, ...]
    units: dict[str, Unit]
    desks: dict[str, Desk]
    names: dict[str, str]


def read_custody_log(
    context: Context, actor: Actor, month: ReportingPeriod, unit_slug: str = ""
) -> CustodyLog:
    """The log of that month, of every unit within reach or of one of them.

    Raises:
        NotAllowed: no role of the officer reads the log.
        NotFound: the unit is not within the officer's reach.
    """
    require(actor.officer, Permission.READ_CUSTODY)
    with context.database.reading() as work:
        tree = units.all_units(work)
        reach = custody_units(actor.officer, tree)
        chosen = {i for i in reach if not unit_slug or tree[i].slug == unit_slug}
        if unit_slug and not chosen:
            raise NotFound("no such unit")
        acts = custody.case_acts(work, chosen, month.start, month.end)
        return CustodyLog(
            doors=custody.doors(work, chosen, month.start, month.end, LISTED),
            case_acts=tuple(sorted(acts, key=lambda a: (a.act, a.officer_id or "", a.desk_id))),
            reach=tuple(unit for unit in tree.values() if unit.id in reach),
            units=tree,
            desks={desk.id: desk for desk in desks.all_desks(work)},
            names={each.id: each.name for each in officers.all_officers(work)},
        )
