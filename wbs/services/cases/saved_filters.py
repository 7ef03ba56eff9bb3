"""Filters of the inbox that an officer keeps for themselves."""

from hashlib import sha256

from wbs.domain.access import Permission, require
from wbs.domain.errors import Refused
from wbs.domain.inbox import Filters, SavedFilter
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.agency import units
from wbs.store.cases import saved_filters
from wbs.store.database import Work

MOST = 12


def kept_filters(context: Context, actor: Actor) -> tuple[SavedFilter, ...]:
    """What the officer keeps.

    Raises:
        NotAllowed: no role of the officer works on cases.
    """
    require(actor.officer, Permission.READ_INBOX)
    with context.database.reading() as work:
        return saved_filters.of_officer(work, actor.officer.id)


def keep_filter(context: Context, actor: Actor, filters: Filters, unit_slug: str = "") -> None:
    """The officer keeps these filters; kept twice they are kept once.

    Raises:
        NotAllowed: no role of the officer works on cases.
        Refused: they keep twelve already.
        Busy: others were faster too many times in a row; nothing was written.
    """
    officer = actor.officer
    require(officer, Permission.READ_INBOX)

    def keep(work: Work) -> None:
        tree = units.all_units(work)
        unit_id = next((unit.id for unit in tree.values() if unit.slug == unit_slug), None)
        words = (filters.standing, filters.stage, filters.kind, unit_id, filters.assigned)
        # Named after what it says, so that of two at once the second finds the first.
        name = sha256(repr((officer.id, *map(str, words))).encode()).hexdigest()[:32]
        known = saved_filters.of_officer(work, officer.id)
        if name in {one.id for one in known}:
            return
        if len(known) >= MOST:
            raise Refused("too_many_filters")
        saved_filters.add(work, officer.id, SavedFilter(name, *words))

    in_turn(context, keep)


def drop_filter(context: Context, actor: Actor, filter_id: str) -> None:
    """The officer keeps it no more; another's is left alone.

    Raises:
        NotAllowed: no role of the officer works on cases.
    """
    require(actor.officer, Permission.READ_INBOX)
    with context.database.transaction() as work:
        saved_filters.remove(work, actor.officer.id, filter_id)
