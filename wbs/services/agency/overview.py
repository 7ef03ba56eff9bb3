"""The agency as an administrator sees it: units, desks, officers, who waits where. No key, no case."""

from dataclasses import dataclass

from wbs.domain.errors import NotFound
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Membership, Officer
from wbs.domain.unit import Desk, Unit
from wbs.services.context import Context
from wbs.store.agency import desk_members, desks, officers, units
from wbs.store.agency.desk_members import DeskMember


@dataclass(frozen=True)
class Agency:
    """Everything set up, as of one moment. `employees` are those of one year."""

    units: dict[str, Unit]
    employees: dict[str, int]
    desks: tuple[Desk, ...]
    officers: dict[str, Officer]
    members: tuple[DeskMember, ...]

    def unit(self, slug: str) -> Unit:
        """The unit with that slug.

        Raises:
            NotFound: there is none.
        """
        for unit in self.units.values():
            if unit.slug == slug:
                return unit
        raise NotFound("no such unit")

    def desk(self, unit_slug: str, kind: DeskKind) -> Desk:
        """The desk of that kind in the unit.

        Raises:
            NotFound: there is none.
        """
        unit = self.unit(unit_slug)
        for desk in self.desks:
            if desk.unit_id == unit.id and desk.kind is kind:
                return desk
        raise NotFound("no such desk")

    def desk_by_id(self, desk_id: str) -> Desk:
        """The desk with that id.

        Raises:
            NotFound: there is none.
        """
        for desk in self.desks:
            if desk.id == desk_id:
                return desk
        raise NotFound("no such desk")

    def officer(self, username: str) -> Officer:
        """The officer with that user name.

        Raises:
            NotFound: there is none.
        """
        for officer in self.officers.values():
            if officer.username == username:
                return officer
        raise NotFound("no such officer")

    def officer_by_id(self, officer_id: str) -> Officer:
        """The officer with that id.

        Raises:
            NotFound: there is none.
        """
        if officer_id not in self.officers:
            raise NotFound("no such officer")
        return self.officers[officer_id]

    def at_desk(self, desk_id: str, state: Membership) -> tuple[Officer, ...]:
        """The officers at the desk who have come that far."""
        return tuple(
            self.officers[member.officer_id]
            for member in self.members
            if member.desk_id == desk_id and member.state is state
        )


def agency(context: Context, year: int | None = None) -> Agency:
    """The agency now, with the employees of *year* (this one unless told)."""
    with context.database.reading() as work:
        return Agency(
            units.all_units(work),
            units.employees_by_unit(work, year or context.today().year),
            desks.all_desks(work),
            {officer.id: officer for officer in officers.all_officers(work)},
            desk_members.all_members(work),
        )


def desks_of(context: Context, officer: Officer) -> tuple[Desk, ...]:
    """The desks at which the officer is present."""
    with context.database.reading() as work:
        return tuple(desk for desk in desks.all_desks(work) if desk.id in officer.desk_ids)
