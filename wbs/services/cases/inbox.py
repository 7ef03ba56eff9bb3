"""The list of cases an officer works on, without opening any."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.access import Permission, require
from wbs.domain.case import Case
from wbs.domain.inbox import DueCounts, Filters, Position, SavedFilter
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Officer
from wbs.domain.task import Task
from wbs.domain.unit import Desk, Unit, subtree
from wbs.services.actor import Actor
from wbs.services.cases.assign_case import present_members
from wbs.services.context import Context
from wbs.store.agency import desks, officers, units
from wbs.store.cases import assignments, routing, saved_filters, tasks
from wbs.store.cases.inbox import due_counts, inbox_page, unread
from wbs.store.database import Work

MOST_TASKS = 50


@dataclass(frozen=True)
class Inbox:
    """One page of an inbox as of a day, the units its cases may concern, and what is due at all desks.

    `assigned` names the officer who has a case, by the case's id; `members` are present at the desks.
    `waiting` are the officer's open tasks and anybody's, fifty at most, `kept` their filters.
    """

    today: date
    cases: tuple[Case, ...]
    unread: frozenset[str]
    units: Mapping[str, Unit]
    offered_units: tuple[Unit, ...]
    before: Position | None
    after: Position | None
    assigned: Mapping[str, Officer]
    members: tuple[Officer, ...]
    waiting: tuple[Task, ...]
    kept: tuple[SavedFilter, ...]
    counts: DueCounts


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
    officer, today = actor.officer, context.today()
    require(officer, Permission.READ_INBOX)
    with context.database.reading() as work:
        tree = units.all_units(work)
        soon_until, chosen = context.law.soon_until(today), _named(tree, unit_slug)
        filters = replace(filters, unit_id=chosen, officer_id=officer.id, soon_until=soon_until)
        page = inbox_page(work, officer.desk_ids, filters, today, position)
        hidden = routing.closed_to(work, officer.id)
        found = tuple(case for case in page.cases if case.id not in hidden)
        ids = [case.id for case in found]
        waiting = tasks.open_at(work, officer.desk_ids, officer.id, MOST_TASKS)
        return Inbox(
            today=today,
            cases=found,
            unread=unread(work, ids, officer.id),
            units=tree,
            offered_units=_offered(work, officer, tree),
            before=page.before,
            after=page.after,
            assigned=_assigned(work, ids),
            members=present_members(work, *officer.desk_ids),
            waiting=tuple(task for task in waiting if task.case_id not in hidden),
            kept=saved_filters.of_officer(work, officer.id),
            counts=due_counts(work, officer.desk_ids, today, soon_until),
        )


def _named(tree: Mapping[str, Unit], slug: str) -> str | None:
    return next((unit.id for unit in tree.values() if unit.slug == slug), None)


def _assigned(work: Work, ids: Collection[str]) -> dict[str, Officer]:
    """The officer who has each of these cases, where one has it."""
    has = assignments.assigned_to(work, ids)
    by_id = {each.id: each for each in officers.officers_by_ids(work, set(has.values()))}
    return {case_id: by_id[officer_id] for case_id, officer_id in has.items()}


def _offered(work: Work, officer: Officer, tree: Mapping[str, Unit]) -> tuple[Unit, ...]:
    """The units whose cases the officer's desks may take: their own, those below, for the inspectorate all."""
    own = [desk for desk in desks.all_desks(work) if desk.id in officer.desk_ids]
    ids = {unit_id for desk in own for unit_id in _reach(desk, tree)}
    return tuple(unit for unit in tree.values() if unit.id in ids)


def _reach(desk: Desk, tree: Mapping[str, Unit]) -> frozenset[str]:
    return frozenset(tree) if desk.kind is DeskKind.INSPECTORATE else subtree(desk.unit_id, tree)
