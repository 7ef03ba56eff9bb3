"""The list of cases an officer works on, without opening any."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.inbox import Filters, Position
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Officer
from wbs.domain.unit import Desk, Unit, subtree
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store import desks, units
from wbs.store.database import Work
from wbs.store.inbox import inbox_page, unread


@dataclass(frozen=True)
class Inbox:
    """One page of an inbox as of a day, and the units its cases may concern."""

    today: date
    cases: tuple[Case, ...]
    unread: frozenset[str]
    units: Mapping[str, Unit]
    offered_units: tuple[Unit, ...]
    before: Position | None
    after: Position | None


def inbox(
    context: Context,
    actor: Actor,
    filters: Filters,
    position: Position | None,
    *,
    unit_slug: str = "",
) -> Inbox:
    """The cases of the desks at which the officer is present, nearest deadline first.

    *unit_slug* narrows it to one unit; a slug of no unit narrows nothing.

    Raises:
        NotAllowed: no role of the officer works on cases.
    """
    officer = actor.officer
    require(officer, Permission.READ_INBOX)
    today = context.today()
    with context.database.reading() as work:
        tree = units.all_units(work)
        chosen = next((unit.id for unit in tree.values() if unit.slug == unit_slug), None)
        filters = replace(filters, unit_id=chosen)
        page = inbox_page(work, officer.desk_ids, filters, today, position)
        return Inbox(
            today=today,
            cases=page.cases,
            unread=unread(work, [case.id for case in page.cases], officer.id),
            units=tree,
            offered_units=_offered(work, officer, tree),
            before=page.before,
            after=page.after,
        )


def _offered(work: Work, officer: Officer, tree: Mapping[str, Unit]) -> tuple[Unit, ...]:
    """The units whose cases the officer's desks may take: their own, those below, for the inspectorate all."""
    own = [desk for desk in desks.all_desks(work) if desk.id in officer.desk_ids]
    ids = {unit_id for desk in own for unit_id in _reach(desk, tree)}
    return tuple(unit for unit in tree.values() if unit.id in ids)


def _reach(desk: Desk, tree: Mapping[str, Unit]) -> frozenset[str]:
    return frozenset(tree) if desk.kind is DeskKind.INSPECTORATE else subtree(desk.unit_id, tree)
