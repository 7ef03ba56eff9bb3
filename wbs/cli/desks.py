"""`wbs desk`: who handles which kind of case."""

import click

from wbs.cli.terminal import Place, data_option, json_option, say, say_json, say_table
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Membership
from wbs.domain.unit import Desk
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.overview import Agency, agency
from wbs.services.keys.propose_member import propose_member

KINDS = click.Choice([kind.value for kind in DeskKind])


@click.group()
def desk() -> None:
    """Desks that take cases."""


@desk.command("add")
@click.argument("unit")
@click.argument("kind", type=KINDS)
@data_option
@click.pass_obj
def add(place: Place, unit: str, kind: str) -> None:
    """Set up a desk in a unit; it takes cases once its first member has been confirmed."""
    add_desk(place.open().context, None, unit, DeskKind(kind))
    say(f"added the {kind} desk of {unit}")


@desk.command("propose")
@click.argument("unit")
@click.argument("kind", type=KINDS)
@click.argument("username")
@data_option
@click.pass_obj
def propose(place: Place, unit: str, kind: str, username: str) -> None:
    """Propose an officer for a desk; where no inspectorate has a member, for its ceremony, too."""
    context = place.open().context
    whole = agency(context)
    desk_id = whole.desk(unit, DeskKind(kind)).id
    propose_member(context, None, desk_id, whole.officer(username).id)
    say(f"proposed {username} for the {kind} desk of {unit}")


@desk.command("list")
@json_option
@data_option
@click.pass_obj
def show(place: Place, as_json: bool) -> None:
    """List the desks and their members."""
    whole = agency(place.open().context)
    found = [_as_dict(whole, each) for each in whole.desks]
    found.sort(key=lambda each: (str(each["unit"]), str(each["kind"])))
    if as_json:
        say_json(found)
        return
    rows = [
        (
            str(each["unit"]),
            str(each["kind"]),
            "yes" if each["has_key"] else "no",
            ", ".join(each["present"]),
            ", ".join(each["proposed"]),
        )
        for each in found
    ]
    say_table(("UNIT", "DESK", "KEY", "MEMBERS", "WAITING"), rows)


def _as_dict(whole: Agency, found: Desk) -> dict[str, list[str]]:
    def at(state: Membership) -> list[str]:
        return sorted(officer.username for officer in whole.at_desk(found.id, state))

    told = {
        "unit": whole.units[found.unit_id].slug,
        "kind": found.kind.value,
        "has_key": found.is_active,
        "is_closed": found.is_closed,
    }
    return {**told, "present": at(Membership.PRESENT), "proposed": at(Membership.PROPOSED)}  # type: ignore[dict-item]
