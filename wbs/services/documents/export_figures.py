"""Figures for an export or a page: who may ask for which, and what of them may be shown to whom.

They are read in one view of the database and written down in a transaction of its own: over many
cases the reading takes seconds, and a report must not wait for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from wbs.domain.access import exportable_units, require_export, sees_every_cell
from wbs.domain.case import OutcomeDetail
from wbs.domain.errors import NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.figure_export import (
    CircularLine,
    ClockLine,
    ConflictLine,
    FigureExport,
    MonevLine,
)
from wbs.domain.figures import (
    COUNTED_KINDS,
    SHOWN_KINDS,
    ClockFigures,
    Dimension,
    Figures,
    Question,
)
from wbs.domain.gratification.circular import shown_within
from wbs.domain.kinds import Anonymity, Channel, ComplaintClass, DeskKind, Kind
from wbs.domain.officer import Officer
from wbs.domain.period import Period
from wbs.domain.small_cells import publish
from wbs.domain.span import ReportingPeriod, resolve_as_of
from wbs.domain.unit import Unit, ancestors, subtree
from wbs.services import custody
from wbs.services.above.read import handled_above
from wbs.services.conflict.conflict_lines import conflict_lines
from wbs.services.context import Context
from wbs.services.monev.monev_lines import monev_lines
from wbs.store.agency import circulars
from wbs.store.agency.desks import all_desks
from wbs.store.agency.units import all_units
from wbs.store.cases import referrals
from wbs.store.database import Work
from wbs.store.figures import figures as figure_rows
from wbs.store.rules.law import Law

NO_CLOCKS = ClockFigures(0, 0, 0, 0)
OFFERED_ANONYMITY = (Anonymity.ANONYMOUS, Anonymity.NAMED)


@dataclass(frozen=True)
class Wish:
    """What is asked for. Without `as_of`: the period's end, or today while it runs."""

    unit_slug: str
    period: ReportingPeriod
    as_of: date | None = None
    with_subtree: bool = False


@dataclass(frozen=True)
class Reach:
    """What an officer may ask for: the units, by slug; those with units below; any day or month ends."""

    units: tuple[Unit, ...]
    parents: frozenset[str]
    on_any_day: bool


def reach(context: Context, officer: Officer) -> Reach:
    """What the officer may ask for."""
    with context.database.reading() as work:
        tree = all_units(work)
    any_day = exportable_units(officer, tree, on_any_day=True)
    ids = any_day | exportable_units(officer, tree, on_any_day=False)
    return Reach(
        units=tuple(unit for unit in tree.values() if unit.id in ids),
        parents=frozenset(
            unit_id for unit_id in ids if len(below := subtree(unit_id, tree)) > 1 and below <= ids
        ),
        on_any_day=bool(any_day),
    )


def read_figures(
    context: Context, by: Officer | None, wish: Wish, *, full: bool = False
) -> FigureExport:
    """The figures, as *by* may see them; nobody is the operator at the server's command line.

    The inspectorate sees every cell; the operator does where *full*; everybody else's are guarded.

    Raises:
        NotFound: there is no such unit, or it is not the officer's to see.
        NotAllowed: the officer exports no figures, or none as of such a day.
        Invalid: the period has not begun, or the day does not fit it.
        Tampered: the rows contradict each other.
    """
    with context.database.reading() as work:
        tree = all_units(work)
        unit = _unit(tree, wish.unit_slug)
        ids = subtree(unit.id, tree) if wish.with_subtree else frozenset({unit.id})
        question = Question(ids, wish.period, _as_of(context, by, wish, ids, tree))
        full = full if by is None else _guarded(by, ids, question.as_of, tree)
        found = figure_rows.figures(work, question)
        breakdowns = figure_rows.breakdowns(work, question)
        units = _first(unit, (u for u in tree.values() if u.id in ids))
        beside = _beside(context, work, units, (*units, *ancestors(unit.id, tree)), question)
        above = handled_above(work, by, unit, tree, question, with_subtree=wish.with_subtree)
    found.verify()
    return FigureExport(
        unit=unit,
        units=units,
        with_subtree=wish.with_subtree,
        figures=found,
        breakdowns=publish(breakdowns, question, columns_of(context.law), full=full),
        clocks=_clock_lines(context.law, found),
        categories={category.slug: category.label for category in context.law.categories},
        sheet=context.law.sheet,
        is_full=full,
        above=above,
        **beside,
    )


class _Beside(TypedDict):
    """What an export holds beside what was counted of cases."""

    circulars: tuple[CircularLine, ...]
    conflicts: tuple[ConflictLine, ...]
    monev: tuple[MonevLine, ...]
    has_upg: bool
    referrals: Mapping[OutcomeDetail, tuple[int, int]]


def _beside(
    context: Context,
    work: Work,
    units: tuple[Unit, ...],
    and_above: tuple[Unit, ...],
    question: Question,
) -> _Beside:
    return {
        "circulars": _circular_lines(work, and_above, question),
        "conflicts": conflict_lines(work, units, question.period.year),
        "monev": monev_lines(context, work, units, question),
        "has_upg": _has_upg(work, question.unit_ids),
        "referrals": _referrals(work, question),
    }


def export_figures(
    context: Context, by: Officer | None, wish: Wish, *, full: bool = False
) -> FigureExport:
    """As `read_figures`; the custody log says who took which figures along.

    Raises:
        NotFound, NotAllowed, Invalid, Tampered: as `read_figures`; nothing is written down.
    """
    export = read_figures(context, by, wish, full=full)
    scope = "subtree" if wish.with_subtree else "unit"
    reason = f"{wish.period.code} {export.figures.question.as_of.isoformat()} {scope}"
    with context.database.transaction() as work:
        custody.record(
            context,
            work,
            CustodyAct.FIGURES_EXPORTED,
            by,
            unit_id=export.unit.id,
            reason=f"{reason} full" if export.is_full else reason,
        )
    return export


def _guarded(by: Officer, ids: frozenset[str], as_of: date, tree: Mapping[str, Unit]) -> bool:
    """Whether an officer who may export these figures sees every cell of them."""
    require_export(by, ids, as_of, tree)
    return sees_every_cell(by)


def _first(unit: Unit, units: Iterable[Unit]) -> tuple[Unit, ...]:
    return (unit, *(other for other in units if other is not unit))


def _unit(tree: Mapping[str, Unit], slug: str) -> Unit:
    for unit in tree.values():
        if unit.slug == slug:
            return unit
    raise NotFound("no such unit")


def _has_upg(work: Work, ids: frozenset[str]) -> bool:
    return any(
        desk.kind is DeskKind.UPG and desk.unit_id in ids and not desk.is_closed
        for desk in all_desks(work)
    )


def _as_of(
    context: Context,
    by: Officer | None,
    wish: Wish,
    ids: frozenset[str],
    tree: Mapping[str, Unit],
) -> date:
    on_any_day = by is None or ids <= exportable_units(by, tree, on_any_day=True)
    return resolve_as_of(wish.period, wish.as_of, context.today(), month_ends_only=not on_any_day)


def columns_of(law: Law) -> dict[tuple[Kind, Dimension], tuple[str, ...]]:
    """The columns every breakdown has, whatever was reported: what is empty shows nothing by its absence."""
    columns: dict[tuple[Kind, Dimension], tuple[str, ...]] = {
        (Kind.COMPLAINT, Dimension.COMPLAINT_CLASS): (
            *(value.value for value in ComplaintClass),
            "undecided",
        )
    }
    for kind in COUNTED_KINDS:
        slugs = (category.slug for category in law.categories if kind in category.kinds)
        columns[kind, Dimension.CATEGORY] = tuple(slugs)
        columns[kind, Dimension.ANONYMITY] = tuple(mode.value for mode in OFFERED_ANONYMITY)
        columns[kind, Dimension.REPRISAL] = ("yes", "no")
        columns[kind, Dimension.CHANNEL] = tuple(channel.value for channel in Channel)
    return columns


def _referrals(work: Work, question: Question) -> dict[OutcomeDetail, tuple[int, int]]:
    window = question.window
    return referrals.count(work, question.unit_ids, window.start, window.until)


def _circular_lines(
    work: Work, units: tuple[Unit, ...], question: Question
) -> tuple[CircularLine, ...]:
    """What could be read on some day of the period, unit by unit, the first version first."""
    versions = circulars.versions_of(work, {unit.id for unit in units})
    window = question.window
    return tuple(
        CircularLine(unit, circular)
        for unit in units
        for circular in shown_within(versions[unit.id], window.start, window.until)
    )


def _clock_lines(law: Law, found: Figures) -> tuple[ClockLine, ...]:
    """A line for every period in force, or still decided; what others have to keep is no failing."""
    until = found.question.window.until
    latest: dict[str, Period] = {}
    for period in law.periods.all:
        if period.id not in latest or period.is_in_force(until):
            latest[period.id] = period
    return tuple(
        ClockLine(p.id, p.kind, p.label, p.force, p.source, found.clocks.get(p.id, NO_CLOCKS))
        for p in latest.values()
        if p.kind in SHOWN_KINDS
        and p.binds_office
        and (p.is_in_force(until) or p.id in found.clocks)
    )
