"""All units an officer may have the figures of, side by side, what presses first.

The same units and days as for an export of figures: the inspectorate every unit on any day, an evidence clerk the
own unit and those below as of ends of months, a desk its own. A unit whose cases are worked on above is among
them like any other: its figures are its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.access import exportable_units, require_export
from wbs.domain.comparison import UnitLine, alerts_of, by_pressure
from wbs.domain.errors import NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.figures import Question
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod, resolve_as_of
from wbs.domain.unit import Unit, subtree
from wbs.services import custody
from wbs.services.comparison.ports import PORTS, Ports
from wbs.services.context import Context
from wbs.store.agency.units import all_units
from wbs.store.database import Work
from wbs.store.figures import comparison as rows
from wbs.store.figures.publications import began_on

QUARTERS = 4


@dataclass(frozen=True)
class Wish:
    """What is asked for: units below which one (none: all), and which quarter (none: the latest)."""

    top: str = ""
    quarter: ReportingPeriod | None = None


@dataclass(frozen=True)
class Comparison:
    """The units side by side as of a day. `tops`: units with others below that may be asked for alone."""

    lines: tuple[UnitLine, ...]
    tops: tuple[Unit, ...]
    top: Unit | None
    quarter: ReportingPeriod
    as_of: date
    knows: Ports


def compare(context: Context, by: Officer, wish: Wish, ports: Ports = PORTS) -> Comparison:
    """The comparison, as *by* may see it.

    Raises:
        NotFound: there is no such unit, or it is not the officer's to see.
        NotAllowed: the officer exports no figures.
        Tampered: the rows contradict each other.
        Invalid: the quarter has not begun, or no month of it has ended where only ends of months are shown.
    """
    with context.database.reading() as work:
        tree = all_units(work)
        reach = exportable_units(by, tree, on_any_day=False)
        top = _top(tree, reach, wish.top)
        ids = reach & subtree(top.id, tree) if top else reach
        on_any_day = bool(ids) and ids <= exportable_units(by, tree, on_any_day=True)
        quarter = wish.quarter or _latest(context.today(), on_any_day=on_any_day)
        as_of = resolve_as_of(quarter, None, context.today(), month_ends_only=not on_any_day)
        require_export(by, ids, as_of, tree)
        found = _lines(context, work, {unit_id: tree[unit_id] for unit_id in ids}, quarter, as_of)
        beside = ports.ask(work, context.law, ids, as_of)
        since = began_on(work) or as_of
    told = (
        replace(
            line,
            last_monev=(beside.last_monev or {}).get(line.unit.id),
            area_points=(beside.area_points or {}).get(line.unit.id),
            zi_stage=(beside.zi_stage or {}).get(line.unit.id),
        )
        for line in found
    )
    rules = context.law.comparison
    pressed = (replace(line, alerts=alerts_of(line, beside, rules, as_of, since)) for line in told)
    tops = tuple(u for u in tree.values() if u.id in reach and len(subtree(u.id, tree) & reach) > 1)
    return Comparison(by_pressure(pressed), tops, top, quarter, as_of, ports)


def take_comparison(context: Context, by: Officer, wish: Wish, ports: Ports = PORTS) -> Comparison:
    """As `compare`; the custody log says who took which figures along.

    Raises:
        NotFound, NotAllowed, Invalid: as `compare`; nothing is written down.
    """
    found = compare(context, by, wish, ports)
    reason = f"{found.quarter.code} {found.as_of.isoformat()} comparison"
    with context.database.transaction() as work:
        unit_id = found.top.id if found.top else by.unit_id
        custody.record(
            context, work, CustodyAct.FIGURES_EXPORTED, by, unit_id=unit_id, reason=reason
        )
    return found


def _top(tree: Mapping[str, Unit], reach: frozenset[str], slug: str) -> Unit | None:
    if not slug:
        return None
    for unit_id in reach:
        if tree[unit_id].slug == slug:
            return tree[unit_id]
    raise NotFound("no such unit")


def _latest(today: date, *, on_any_day: bool) -> ReportingPeriod:
    """The running quarter; where only ends of months are shown and none of it has ended, the one before."""
    running = ReportingPeriod.quarter_of(today)
    is_shown = on_any_day or running.months[0].end <= today
    return running if is_shown else running.before()


def _lines(
    context: Context, work: Work, units: Mapping[str, Unit], quarter: ReportingPeriod, as_of: date
) -> list[UnitLine]:
    quarters = [quarter]
    while len(quarters) < QUARTERS:
        quarters.append(quarters[-1].before())
    # Each quarter on its own, looked at from its end; the one asked for from the day.
    windows = [Question(frozenset(units), q, min(as_of, q.end)).window for q in quarters]
    found = rows.lines(work, windows, units)
    for of_unit in found.values():
        for line in of_unit.values():
            line.follow_up.verify()
    binding = {period.id for period in context.law.periods.all if period.binds_office}
    late = rows.overdue(work, units, as_of, binding)
    fewest = rows.fewest_at_desks(work, units)
    return [
        UnitLine(
            unit=unit,
            quarters={q: found[place, unit_id] for place, q in enumerate(quarters)},
            overdue=late.get(unit_id, 0),
            fewest=fewest.get(unit_id),
        )
        for unit_id, unit in units.items()
    ]
