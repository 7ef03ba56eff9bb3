"""A circular as an officer of the tests types it, and UPG desks for those who have none."""

from tests.cast import Cast
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Officer
from wbs.services.agency.add_desk import add_desk

TYPED = {
    "title": "Imbauan menjelang hari raya",
    "number": "SE-7/2026",
    "dated_on": "2026-08-01",
    "valid_from": "2026-08-01",
    "valid_to": "2026-09-30",
    "text": "Tolak pada kesempatan pertama.\n\nLaporkan yang tidak dapat ditolak. <b>Terima kasih</b>",
}


def typed(**change: str) -> dict[str, str]:
    """The fields of the form, some of them otherwise."""
    return {**TYPED, **change}


def at_a_new_upg(cast: Cast, username: str, slug: str) -> Officer:
    """The officer, present at a UPG desk that was set up in the unit for them."""
    person, administrator = cast.people[username], cast.ratna.actor.officer
    desk = add_desk(cast.context, administrator, slug, DeskKind.UPG)
    return cast.seat(person, desk.id).officer
